import { clamp } from '../base'
import type { Run } from '../engine/types'
import {
  type AxisKind,
  axisValue,
  type Cursor,
  cursorAt,
  cursorAtStep,
  cursorOfSpan,
  type RunModel,
  spanAtCursor,
  stepBy,
} from '../state'
import { cancelFrame, reducedMotion, requestFrame } from './frame_loop'
import { type GestureTarget, listen } from './gestures'
import { toValue, toX } from './layout/axis'
import { showsInstant } from './layout/detail'
import type { Grouping, Order } from './layout/groups'
import { panRange, type Range, reveal, zoomRange } from './layout/viewport'
import { Picture } from './picture'
import { CanvasRenderer } from './render/canvas'
import { svgFile } from './render/svg_file'
import type { Selection } from './scene'
import type { TrackKind } from './tracks'
import { buildParts, hideTip, placeTip, type ViewParts } from './view_dom'
import { type KeyAction, keyAction } from './view_keys'
import { Voice } from './voice'
import { goroutineSentence, runSentence, spanPeriod, spanSentence } from './words'

/** Where a menu was asked for, and about what. */
export interface MenuRequest {
  goroutine: number
  /** Span under the pointer, null where there is none. */
  span: number | null
  /** Source line of the span, 0 unknown. */
  line: number
  /** Object that the span waits for, 0 none. */
  object: number
  cursor: Cursor
  clientX: number
  clientY: number
}

/** What the timeline tells the page. */
export interface TimelineEvents {
  cursor?(cursor: Cursor): void
  select?(selection: Selection | null): void
  /** A sentence about what is under the pointer, null when it leaves. */
  hover?(sentence: string | null, selection: Selection | null): void
  menu?(request: MenuRequest): void
  /** Enter, or a double click on a span: go to the code of this moment. */
  activate?(selection: Selection): void
  /** The visible part changed. */
  range?(range: Range, axis: AxisKind): void
}

export interface TimelineOptions {
  axis?: AxisKind
  grouping?: Grouping
  order?: Order
  /** Sizes for a projector. */
  slide?: boolean
  /** Further tracks below the lanes. */
  tracks?: readonly TrackKind[]
  /** The wheel belongs to the page around unless the timeline has the focus. */
  embedded?: boolean
  /** Say things in a tip of our own on hover. */
  tip?: boolean
}

const START: Cursor = { timeNs: 0, step: 0 }

/** One timeline in one host element (inside a shadow root or not). */
export class TimelineView implements GestureTarget {
  readonly host: HTMLElement
  private readonly events: TimelineEvents
  private readonly parts: ViewParts
  private readonly renderer: CanvasRenderer
  private readonly picture: Picture
  private readonly voice: Voice
  private embedded = false
  private showsTip = true
  private visible = true
  private dirty = false
  private tween = 0
  private stops: (() => void)[] = []

  constructor(host: HTMLElement, events: TimelineEvents = {}, options: TimelineOptions = {}) {
    this.host = host
    this.events = events
    this.parts = buildParts(host)
    this.renderer = new CanvasRenderer(this.parts.canvas, host)
    this.picture = new Picture(this.renderer.measure, {
      axis: 'time',
      grouping: 'line',
      order: 'start',
      slide: false,
      tracks: ['waitgroup'],
    })
    this.voice = new Voice(this.parts, this.picture)
    this.setOptions(options)
    this.connect()
  }

  /** Starts to listen; called by the constructor, and again after `disconnect`. */
  connect(): void {
    if (this.stops.length > 0) return
    const resized = new ResizeObserver(() => this.resized())
    resized.observe(this.parts.root)
    const seen = new IntersectionObserver((entries) => {
      this.visible = entries.some((entry) => entry.isIntersecting)
      if (this.visible && this.dirty) requestFrame(this.draw)
    })
    seen.observe(this.parts.root)
    const stop = new AbortController()
    const { signal } = stop
    this.parts.list.addEventListener('keydown', (event) => this.key(event), { signal })
    this.parts.list.addEventListener('focus', () => this.voice.fillList(), { signal })
    this.parts.list.addEventListener('blur', () => hideTip(this.parts), { signal })
    for (const query of ['(prefers-color-scheme: dark)', '(forced-colors: active)']) {
      matchMedia(query).addEventListener('change', () => this.refreshTheme(), { signal })
    }
    this.stops = [
      listen(this.parts.list, this),
      () => resized.disconnect(),
      () => seen.disconnect(),
      () => stop.abort(),
    ]
    this.resized()
  }

  /** Stops all listening and drawing; the element may be moved and connected again. */
  disconnect(): void {
    for (const stop of this.stops) stop()
    this.stops = []
    cancelFrame(this.draw)
    cancelAnimationFrame(this.tween)
    this.voice.stop()
    hideTip(this.parts)
  }

  /** Shows a run, or one with its lookups already made; null empties the timeline. */
  setRun(run: Run | RunModel | null, options: TimelineOptions = {}): void {
    this.setOptions(options)
    this.picture.setRun(run)
    this.setStale(false)
    this.voice.describe()
    this.tellRange()
    this.invalidate()
  }

  /** The run is of an older text: it is drawn at half strength. */
  setStale(stale: boolean): void {
    this.parts.root.style.opacity = stale ? '0.5' : ''
  }

  setOptions({ embedded, tip, ...options }: TimelineOptions): void {
    this.embedded = embedded ?? this.embedded
    this.showsTip = tip ?? this.showsTip
    this.picture.setOptions(options)
    this.invalidate()
  }

  setAxis(axis: AxisKind): void {
    this.setOptions({ axis })
    this.tellRange()
  }

  /** Colours or sizes have changed (an attribute of theme on an ancestor). */
  refreshTheme(): void {
    this.renderer.refresh()
    this.picture.changed()
    this.invalidate()
  }

  /** Moves the cursor; the visible part follows unless `follow` is false. */
  setCursor(cursor: Cursor | null, follow = true): void {
    this.picture.cursor = cursor
    if (cursor && follow && this.picture.isZoomed()) {
      const value = axisValue(cursor, this.axis())
      const { lo, hi } = this.getRange()
      if (value < lo || value > hi) this.setRange(reveal({ lo, hi }, value, this.picture.wholeRange()))
    }
    this.voice.speakSoon('cursor')
    this.invalidate()
  }

  setSelection(selection: Selection | null): void {
    this.picture.setSelection(selection)
    this.voice.speakSoon('selection')
    this.invalidate()
  }

  /** The run with its lookups, for words and numbers beside the timeline. */
  getModel(): RunModel | null {
    return this.picture.model
  }

  getRange(): Range {
    return this.picture.getRange()
  }

  setRange(range: Range): void {
    this.picture.setRange(range)
    this.tellRange()
    this.invalidate()
  }

  /** Where the plot begins, so that what stands above it can line up. */
  plotLeft(): number {
    return this.picture.plotLeft()
  }

  zoomToFit(): void {
    this.picture.resetLanes()
    this.moveTo(this.picture.wholeRange())
  }

  /** Zooms about the cursor, or the middle; `factor` above 1 is closer. */
  zoomBy(factor: number): void {
    const range = this.getRange()
    const { cursor } = this.picture
    const at = cursor ? axisValue(cursor, this.axis()) : Number.NaN
    const about = at >= range.lo && at <= range.hi ? at : (range.lo + range.hi) / 2
    this.moveTo(zoomRange(range, factor, about, this.picture.wholeRange(), this.axis()))
  }

  /** Pans by pixels to the right. */
  panBy(px: number): void {
    const range = this.getRange()
    const by = (px * (range.hi - range.lo)) / this.picture.plotWidth()
    this.moveTo(panRange(range, by, this.picture.wholeRange()))
  }

  focus(): void {
    this.parts.list.focus()
  }

  /** The picture as it stands, as an SVG file that stands alone. */
  toSvg(): string {
    const { model, width, height } = this.picture
    const title = model ? runSentence(model) : 'Timeline'
    return svgFile(this.picture.marks(), width, height, getComputedStyle(this.host), title)
  }

  // --- what hands do ----------------------------------------------------------------------------------

  scrubsAt(_x: number, y: number): boolean {
    return this.picture.model !== null && y < this.picture.metrics().axis + 4
  }

  scrub(x: number): void {
    const { model } = this.picture
    if (model) this.moveCursor(cursorAt(model, this.axis(), this.valueAt(x)))
  }

  pan(dx: number, dy: number): void {
    if (dx !== 0 && this.picture.isZoomed()) {
      const range = this.getRange()
      const by = (-dx * (range.hi - range.lo)) / this.picture.plotWidth()
      this.setRange(panRange(range, by, this.picture.wholeRange()))
    }
    if (dy !== 0) this.picture.scrollBy(-dy)
    hideTip(this.parts)
    this.invalidate()
  }

  zoom(factor: number, x: number): void {
    if (!this.picture.model) return
    this.setRange(zoomRange(this.getRange(), factor, this.valueAt(x), this.picture.wholeRange(), this.axis()))
  }

  thicken(factor: number): void {
    this.picture.thicken(factor)
    this.invalidate()
  }

  click(x: number, y: number, _event: PointerEvent): void {
    const { model } = this.picture
    const hit = this.picture.hit(x, y)
    this.parts.list.focus({ preventScroll: true })
    if (!model || !hit) return
    if (hit.kind === 'group') this.picture.toggleGroup(hit.group)
    if (hit.kind === 'empty') this.choose(null)
    if (hit.kind === 'lane') {
      if (!hit.label) this.moveCursor(this.cursorOn(model, hit.span, hit.value))
      this.choose(selectionOf(model, hit.goroutine, hit.span))
    }
    this.invalidate()
  }

  /** A double click on a span goes to its code, elsewhere it shows all. */
  fit(x: number, y: number): void {
    const hit = this.picture.hit(x, y)
    if (hit?.kind === 'lane' && hit.span !== null)
      this.events.activate?.({ goroutine: hit.goroutine, span: hit.span })
    else if (hit?.kind !== 'axis' && hit?.kind !== 'group') this.zoomToFit()
  }

  hover(x: number, y: number): void {
    const { model, hovered } = this.picture
    const hit = this.picture.hit(x, y)
    if (!model || !hit) return
    const over = hit.kind === 'group' || (hit.kind === 'lane' && hit.span !== null) ? 'span' : hit.kind
    this.parts.list.dataset.over = over
    const chosen = hit.kind === 'lane' ? selectionOf(model, hit.goroutine, hit.span) : null
    if (chosen?.span === undefined || !this.showsTip) hideTip(this.parts)
    else placeTip(this.parts, spanSentence(model, chosen.span), spanPeriod(model, chosen.span), x, y)
    if (chosen?.goroutine === hovered?.goroutine && chosen?.span === hovered?.span) return
    this.picture.hovered = chosen
    this.events.hover?.(chosen && this.sentenceOf(model, chosen), chosen)
    this.invalidate()
  }

  leave(): void {
    hideTip(this.parts)
    if (!this.picture.hovered) return
    this.picture.hovered = null
    this.events.hover?.(null, null)
    this.invalidate()
  }

  menu(x: number, y: number, event: MouseEvent): void {
    const { model } = this.picture
    const hit = this.picture.hit(x, y)
    if (!model || hit?.kind !== 'lane') return
    hideTip(this.parts)
    const cursor = this.cursorOn(model, hit.span, hit.value)
    this.openMenu(model, hit.goroutine, hit.span, cursor, event.clientX, event.clientY)
  }

  overflows(): boolean {
    return this.picture.overflows()
  }

  keepsWheel(): boolean {
    return this.embedded && !this.voice.hasFocus()
  }

  // --- keys -------------------------------------------------------------------------------------------

  private key(event: KeyboardEvent): void {
    const action = keyAction(event)
    const { model } = this.picture
    if (!action || !model) return
    event.preventDefault()
    event.stopPropagation()
    this.act(model, action)
  }

  private act(model: RunModel, action: KeyAction): void {
    switch (action.kind) {
      case 'zoom':
        this.zoomBy(action.factor)
        break
      case 'pan':
        this.panBy(action.share * this.picture.plotWidth())
        break
      case 'thicken':
        this.thicken(action.factor)
        break
      case 'fit':
        this.zoomToFit()
        break
      case 'step':
        this.moveCursor(stepBy(model, this.picture.cursor ?? START, action.by))
        break
      case 'edge':
        this.moveCursor(
          action.end
            ? { timeNs: model.run.report.virtual_ns, step: model.run.report.steps }
            : cursorAtStep(model, 0),
        )
        break
      case 'lane':
        this.chooseLane(model, action.by)
        break
      case 'span':
        this.chooseSpan(model, action.by)
        break
      case 'activate':
        if (this.picture.selection) this.events.activate?.(this.picture.selection)
        break
      case 'clear':
        this.choose(null)
        break
      case 'menu':
        this.menuByKey(model)
        break
    }
  }

  private chooseLane(model: RunModel, by: number): void {
    const order = this.picture.laneOrder()
    const { selection, cursor } = this.picture
    const at = selection ? order.indexOf(selection.goroutine) : by > 0 ? -1 : order.length
    const g = order[clamp(at + by, 0, order.length - 1)]
    if (g === undefined) return
    const span = cursor ? spanAtCursor(model, g, cursor) : -1
    this.choose(selectionOf(model, g, span >= 0 ? span : null))
  }

  private chooseSpan(model: RunModel, by: number): void {
    const { selection, cursor } = this.picture
    const g = selection?.goroutine ?? 1
    const from = model.spansFrom(g)
    const to = model.spansEnd(g)
    if (to <= from) return
    const current = selection?.span ?? (cursor ? spanAtCursor(model, g, cursor) : -1)
    const next = this.shownSpan(model, current < 0 ? (by > 0 ? from : to - 1) : current + by, by, from, to)
    if (next < 0) return
    this.moveCursor(this.cursorOn(model, next, model.columns(this.axis()).start[next] as number))
    this.choose(selectionOf(model, g, next))
  }

  /** The first span from `at` on that is drawn on this axis, -1 if there is none. */
  private shownSpan(model: RunModel, at: number, by: number, from: number, to: number): number {
    const { start, end } = model.columns(this.axis())
    for (let span = at; span >= from && span < to; span += by) {
      if ((end[span] as number) > (start[span] as number)) return span
      if (showsInstant(model.run.spans.state[span] as number)) return span
    }
    return -1
  }

  private menuByKey(model: RunModel): void {
    const g = this.picture.selection?.goroutine ?? 1
    const cursor = this.picture.cursor ?? START
    const span = this.picture.selection?.span ?? spanAtCursor(model, g, cursor)
    const box = this.parts.root.getBoundingClientRect()
    const lane = this.picture.laneBox(g)
    const view = this.picture.viewport()
    const x = clamp(toX(view, axisValue(cursor, this.axis())), view.left, view.right - 8)
    const y = clamp(lane ? lane.y + lane.height : 40, 0, this.picture.height)
    this.openMenu(model, g, span >= 0 ? span : null, cursor, box.left + x, box.top + y)
  }

  // --- what follows -----------------------------------------------------------------------------------

  private openMenu(
    model: RunModel,
    goroutine: number,
    span: number | null,
    cursor: Cursor,
    clientX: number,
    clientY: number,
  ): void {
    const { line, obj } = model.run.spans
    this.events.menu?.({
      goroutine,
      span,
      line: span === null ? 0 : (line[span] as number),
      object: span === null ? 0 : (obj[span] as number),
      cursor,
      clientX,
      clientY,
    })
  }

  /** The moment of a click: an instant is its own step, else the place on the axis. */
  private cursorOn(model: RunModel, span: number | null, value: number): Cursor {
    if (span === null) return cursorAt(model, this.axis(), value)
    const { start, end } = model.columns(this.axis())
    const from = start[span] as number
    const instant = this.axis() === 'time' && (end[span] as number) === from
    if (instant) return cursorOfSpan(model, span)
    return cursorAt(model, this.axis(), Math.max(value, from))
  }

  private sentenceOf(model: RunModel, { goroutine, span }: Selection): string {
    return span === undefined
      ? goroutineSentence(model, goroutine, this.picture.cursor)
      : spanSentence(model, span)
  }

  private moveCursor(cursor: Cursor): void {
    this.setCursor(cursor)
    this.events.cursor?.(cursor)
  }

  private choose(selection: Selection | null): void {
    this.setSelection(selection)
    this.events.select?.(selection)
  }

  private axis(): AxisKind {
    return this.picture.options.axis
  }

  /** Value under a pixel, inside the plot. */
  private valueAt(x: number): number {
    const view = this.picture.viewport()
    return toValue(view, clamp(x, view.left, view.right))
  }

  private tellRange(): void {
    if (this.picture.model) this.events.range?.(this.getRange(), this.axis())
  }

  private resized(): void {
    this.picture.setSize(this.parts.root.clientWidth, this.parts.root.clientHeight)
    this.tellRange()
    this.invalidate()
  }

  private invalidate(): void {
    this.dirty = true
    if (this.visible && this.stops.length > 0) requestFrame(this.draw)
  }

  private readonly draw = (): void => {
    const { width, height } = this.picture
    if (width <= 0 || height <= 0) return
    this.dirty = false
    this.renderer.textureScale = this.picture.metrics().texture
    this.renderer.render(this.picture.marks(), width, height)
    this.parts.list.style.touchAction = this.picture.overflows() ? 'none' : 'pan-y'
  }

  /** Glides to a range in 180 ms; at once where the reader wants no motion. */
  private moveTo(range: Range): void {
    cancelAnimationFrame(this.tween)
    const from = this.getRange()
    const began = performance.now()
    const glide = (now: number) => {
      const share = reducedMotion() ? 1 : clamp((now - began) / 180, 0, 1)
      const eased = 1 - (1 - share) ** 3
      this.setRange({
        lo: from.lo + (range.lo - from.lo) * eased,
        hi: from.hi + (range.hi - from.hi) * eased,
      })
      if (share < 1) this.tween = requestAnimationFrame(glide)
    }
    glide(began)
  }
}

function selectionOf(model: RunModel, goroutine: number, span: number | null): Selection {
  return span === null ? { goroutine } : { goroutine, span, object: model.run.spans.obj[span] as number }
}

import { clamp } from '../base'
import type { Run } from '../engine/types'
import { type AxisKind, type Cursor, cursorAt, cursorAtStep, RunModel, spanAtCursor, stepBy } from '../state'
import { cancelFrame, reducedMotion, requestFrame } from './frame_loop'
import { type GestureTarget, listen } from './gestures'
import { arrowsAtRest, Causes } from './layout/arrows'
import { toValue } from './layout/axis'
import { type Density, densityOf } from './layout/density'
import { type Group, type Grouping, groupGoroutines, type Order } from './layout/groups'
import { hitTest } from './layout/hit'
import { type Idle, idleBehindStragglers } from './layout/idle'
import { type Metrics, metricsFor } from './layout/metrics'
import { type LaneBlock, layoutRows, placeOf, type Row } from './layout/rows'
import { clampRange, fitRange, panRange, type Range, reveal, viewportOf, zoomRange } from './layout/viewport'
import type { Mark } from './marks'
import { sceneMarks } from './marks/build'
import { emptyMarks } from './marks/empty'
import { endWords } from './marks/ending'
import { type Marked, markedEvents } from './marks/markers'
import { CanvasRenderer } from './render/canvas'
import { svgText } from './render/svg'
import type { Scene, Selection } from './scene'
import { type TrackKind, trackMarks, tracksHeight, tracksOf } from './tracks'
import { buildParts, fillOptions, hideTip, placeTip, type ViewParts } from './view_dom'
import { keyAction } from './view_keys'
import { goroutineSentence, momentSentence, runSentence, spanPeriod, spanSentence } from './words'

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

/** What the timeline tells the page. All are intents: the page answers with `setCursor` and `setSelection`. */
export interface TimelineEvents {
  cursor?(cursor: Cursor): void
  select?(selection: Selection | null): void
  /** A sentence about what is under the pointer, null when it leaves. */
  hover?(sentence: string | null, selection: Selection | null): void
  menu?(request: MenuRequest): void
  /** Enter, or a second click: go to the code of this moment. */
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
  /** The wheel belongs to the page around unless the timeline has the focus. */
  embedded?: boolean
  /** Further tracks below the lanes. */
  tracks?: readonly TrackKind[]
  /** Say things in a tip of our own on hover. */
  tip?: boolean
}

/** One timeline in one host element (inside a shadow root or not). */
export class TimelineView implements GestureTarget {
  readonly host: HTMLElement
  private readonly events: TimelineEvents
  private readonly parts: ViewParts
  private readonly renderer: CanvasRenderer
  private model: RunModel | null = null
  private options: Required<TimelineOptions>
  private groups: Group[] = []
  private collapsed = new Set<string>()
  private rows: Row[] = []
  private rowsHeight = 0
  private scale = 1
  private scroll = 0
  private range: Range | null = null
  private cursor: Cursor | null = null
  private selection: Selection | null = null
  private hovered: Selection | null = null
  private stale = false
  private causes: Causes | null = null
  private idle: Partial<Record<AxisKind, Idle[]>> = {}
  private marked: Marked = { faults: [], cancels: [] }
  private bands = new Map<string, Density>()
  private bandsKey = ''
  private width = 0
  private height = 0
  private visible = true
  private dirty = false
  private rowsDirty = true
  private stopListening: (() => void)[] = []
  private speakTimer = 0
  private tween = 0

  constructor(host: HTMLElement, events: TimelineEvents = {}, options: TimelineOptions = {}) {
    this.host = host
    this.events = events
    this.options = {
      axis: 'time',
      grouping: 'line',
      order: 'start',
      slide: false,
      embedded: false,
      tracks: ['waitgroup'],
      tip: true,
      ...options,
    }
    this.parts = buildParts(host)
    this.renderer = new CanvasRenderer(this.parts.canvas, host)
    this.connect()
  }

  /** Starts to listen; called by the constructor, and again after `disconnect`. */
  connect(): void {
    if (this.stopListening.length > 0) return
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
    this.parts.list.addEventListener('focus', () => this.focused(), { signal })
    this.parts.list.addEventListener('blur', () => hideTip(this.parts), { signal })
    for (const query of [
      '(prefers-color-scheme: dark)',
      '(forced-colors: active)',
      '(prefers-reduced-motion: reduce)',
    ]) {
      matchMedia(query).addEventListener('change', () => this.refreshTheme(), { signal })
    }
    this.stopListening = [
      listen(this.parts.list, this),
      () => resized.disconnect(),
      () => seen.disconnect(),
      () => stop.abort(),
    ]
    this.resized()
  }

  /** Stops all listening and drawing; the element may be moved and connected again. */
  disconnect(): void {
    for (const stop of this.stopListening) stop()
    this.stopListening = []
    cancelFrame(this.draw)
    clearTimeout(this.speakTimer)
    hideTip(this.parts)
  }

  /** Shows a run; the view stays where it was if the reader has zoomed and the run is about as long. */
  setRun(run: Run | null, options: TimelineOptions = {}): void {
    const before = this.model?.domain(this.options.axis)
    const zoomed = this.range !== null
    Object.assign(this.options, options)
    this.model = run ? new RunModel(run) : null
    this.groups = this.model ? groupGoroutines(this.model, this.options.grouping, this.options.order) : []
    this.causes = null
    this.idle = {}
    this.marked = run ? markedEvents(run.events.kind) : { faults: [], cancels: [] }
    this.hovered = null
    this.stale = false
    this.bandsKey = ''
    const after = this.model?.domain(this.options.axis)
    if (!zoomed || !before || !after || Math.abs(before[1] / after[1] - 1) > 0.5) this.range = null
    if (this.selection && this.selection.goroutine > (this.model?.goroutines ?? 0)) this.selection = null
    else if (this.selection) this.selection = { goroutine: this.selection.goroutine }
    this.rowsChanged()
    this.describe()
  }

  /** The run is of an older text: it is drawn at half strength. */
  setStale(stale: boolean): void {
    this.stale = stale
    this.parts.root.style.opacity = stale ? '0.5' : ''
    this.invalidate()
  }

  setOptions(options: TimelineOptions): void {
    const axis = options.axis ?? this.options.axis
    const regroup = options.grouping !== undefined || options.order !== undefined
    if (axis !== this.options.axis) this.range = null
    Object.assign(this.options, options)
    if (regroup && this.model)
      this.groups = groupGoroutines(this.model, this.options.grouping, this.options.order)
    this.bandsKey = ''
    this.rowsChanged()
  }

  setAxis(axis: AxisKind): void {
    this.setOptions({ axis })
  }

  /** Colours or sizes have changed (an attribute of theme on an ancestor). */
  refreshTheme(): void {
    this.renderer.refresh()
    this.bandsKey = ''
    this.rowsChanged()
  }

  /** Moves the cursor; the visible part follows unless `follow` is false. */
  setCursor(cursor: Cursor | null, follow = true): void {
    this.cursor = cursor
    if (cursor && follow && this.range && this.model) {
      const value = this.options.axis === 'time' ? cursor.timeNs : cursor.step + 0.5
      if (value < this.range.lo || value > this.range.hi)
        this.setRange(reveal(this.range, value, this.whole()))
    }
    this.speak()
    this.invalidate()
  }

  setSelection(selection: Selection | null): void {
    const changed = selection?.goroutine !== this.selection?.goroutine
    this.selection = selection
    if (changed) {
      this.rowsChanged()
      this.scrollTo(selection?.goroutine ?? 0)
    }
    this.speak()
    this.invalidate()
  }

  /** The run with its lookups, for words and numbers beside the timeline. */
  getModel(): RunModel | null {
    return this.model
  }

  getRange(): Range {
    return this.range ?? this.whole()
  }

  setRange(range: Range): void {
    const fit = this.whole()
    const clamped = clampRange(range, fit)
    this.range = clamped.hi - clamped.lo >= (fit.hi - fit.lo) * 0.999 ? null : clamped
    this.events.range?.(this.getRange(), this.options.axis)
    this.invalidate()
  }

  zoomToFit(): void {
    this.scale = 1
    this.scroll = 0
    this.rowsChanged()
    this.moveTo(this.whole())
  }

  /** Zooms about the cursor, or the middle; `factor` above 1 is closer. */
  zoomBy(factor: number): void {
    const range = this.getRange()
    const at = this.cursor && (this.options.axis === 'time' ? this.cursor.timeNs : this.cursor.step + 0.5)
    const inside = at !== null && at >= range.lo && at <= range.hi
    this.moveTo(
      zoomRange(range, factor, inside ? at : (range.lo + range.hi) / 2, this.whole(), this.options.axis),
    )
  }

  /** Pans by pixels to the right. */
  panBy(px: number): void {
    const range = this.getRange()
    this.moveTo(panRange(range, (px * (range.hi - range.lo)) / this.plotWidth(), this.whole()))
  }

  toggleGroup(key: string): void {
    if (!this.collapsed.delete(key)) this.collapsed.add(key)
    this.rowsChanged()
  }

  focus(): void {
    this.parts.list.focus()
  }

  /** The picture as it stands, as an SVG file that stands alone. */
  toSvg(): string {
    const style = getComputedStyle(this.host)
    const marks = this.marks()
    const tokens: Record<string, string> = {}
    for (const mark of marks) {
      if (mark.type === 'clip' || mark.type === 'unclip' || mark.type === 'cells') continue
      const paints = mark.type === 'text' ? [mark.paint, '--surface'] : [mark.fill, mark.stroke?.paint]
      for (const paint of paints) {
        if (!paint) continue
        const key = paint.startsWith('tex:') ? paint.slice(4) : ''
        const names =
          key === '' ? [paint.slice(2)] : key === 'idle' ? ['border-strong'] : [`${key}-fill`, `${key}-ink`]
        for (const name of names) tokens[name] = style.getPropertyValue(`--${name}`).trim()
      }
    }
    return svgText(marks, this.width, this.height, {
      tokens,
      title: this.model ? runSentence(this.model) : 'Timeline',
    })
  }

  // --- gestures ---------------------------------------------------------------------------------------

  scrubsAt(_x: number, y: number): boolean {
    return this.model !== null && y < this.metrics().axis + 4
  }

  scrub(x: number): void {
    const { model } = this
    if (!model) return
    const scene = this.scene(model)
    const cursor = cursorAt(
      model,
      this.options.axis,
      toValue(scene.view, clamp(x, scene.view.left, this.width)),
    )
    this.setCursor(cursor, true)
    this.events.cursor?.(cursor)
  }

  pan(dx: number, dy: number): void {
    const range = this.getRange()
    if (dx !== 0 && this.range)
      this.setRange(panRange(range, (-dx * (range.hi - range.lo)) / this.plotWidth(), this.whole()))
    if (dy !== 0) this.scrollBy(-dy)
    hideTip(this.parts)
  }

  zoom(factor: number, x: number): void {
    if (!this.model) return
    const { view } = this.scene(this.model)
    this.setRange(
      zoomRange(
        this.getRange(),
        factor,
        toValue(view, clamp(x, view.left, view.right)),
        this.whole(),
        this.options.axis,
      ),
    )
  }

  thicken(factor: number): void {
    this.scale = clamp(this.scale * factor, 1, 4000)
    this.rowsChanged()
  }

  click(x: number, y: number, event: PointerEvent): void {
    const { model } = this
    if (!model) return
    this.parts.list.focus({ preventScroll: true })
    const hit = hitTest(this.scene(model), x, y)
    if (hit.kind === 'group') this.toggleGroup(this.groups[hit.group]?.key ?? '')
    if (hit.kind === 'empty') this.choose(null)
    if (hit.kind !== 'lane') return
    const again = event.detail > 1
    const selection: Selection = {
      goroutine: hit.goroutine,
      ...(hit.span === null ? {} : { span: hit.span, object: model.run.spans.obj[hit.span] as number }),
    }
    this.choose(selection)
    if (hit.label) return
    this.moveCursor(this.cursorOn(model, hit.span, hit.value))
    if (again) this.events.activate?.(selection)
  }

  fit(_x: number, y: number): void {
    if (y >= this.metrics().axis) this.zoomToFit()
  }

  hover(x: number, y: number): void {
    const { model } = this
    if (!model) return
    const hit = hitTest(this.scene(model), x, y)
    this.parts.list.dataset.over =
      hit.kind === 'axis'
        ? 'axis'
        : hit.kind === 'lane' && hit.span !== null
          ? 'span'
          : hit.kind === 'group'
            ? 'span'
            : ''
    const chosen =
      hit.kind === 'lane'
        ? { goroutine: hit.goroutine, ...(hit.span === null ? {} : { span: hit.span }) }
        : null
    const same = chosen?.goroutine === this.hovered?.goroutine && chosen?.span === this.hovered?.span
    if (chosen?.span === undefined) hideTip(this.parts)
    else if (this.options.tip)
      placeTip(this.parts, spanSentence(model, chosen.span), spanPeriod(model, chosen.span), x, y)
    if (same) return
    this.hovered = chosen
    const text =
      chosen?.span === undefined
        ? chosen
          ? goroutineSentence(model, chosen.goroutine, this.cursor)
          : null
        : spanSentence(model, chosen.span)
    this.events.hover?.(text, chosen)
    this.invalidate()
  }

  leave(): void {
    hideTip(this.parts)
    if (!this.hovered) return
    this.hovered = null
    this.events.hover?.(null, null)
    this.invalidate()
  }

  menu(x: number, y: number, event: MouseEvent): void {
    const { model } = this
    if (!model) return
    const hit = hitTest(this.scene(model), x, y)
    if (hit.kind !== 'lane') return
    hideTip(this.parts)
    this.openMenu(
      model,
      hit.goroutine,
      hit.span,
      this.cursorOn(model, hit.span, hit.value),
      event.clientX,
      event.clientY,
    )
  }

  overflows(): boolean {
    return this.rowsHeight > this.rowsRoom() + 1
  }

  keepsWheel(): boolean {
    const root = this.parts.list.getRootNode() as Document | ShadowRoot
    return this.options.embedded && root.activeElement !== this.parts.list
  }

  // --- keys -------------------------------------------------------------------------------------------

  private key(event: KeyboardEvent): void {
    const action = keyAction(event)
    const { model } = this
    if (!action || !model) return
    event.preventDefault()
    event.stopPropagation()
    const page = this.plotWidth()
    switch (action.kind) {
      case 'zoom':
        this.zoomBy(action.factor)
        break
      case 'pan':
        this.panBy(action.share * page)
        break
      case 'thicken':
        this.thicken(action.factor)
        break
      case 'fit':
        this.zoomToFit()
        break
      case 'step':
        this.moveCursor(stepBy(model, this.cursor ?? { timeNs: 0, step: 0 }, action.by))
        break
      case 'edge':
        this.moveCursor(cursorAtStep(model, action.end ? model.run.report.steps : 0))
        break
      case 'lane':
        this.chooseLane(model, action.by)
        break
      case 'span':
        this.chooseSpan(model, action.by)
        break
      case 'activate':
        if (this.selection) this.events.activate?.(this.selection)
        break
      case 'clear':
        this.choose(null)
        break
      case 'menu':
        this.menuOfSelection(model)
        break
    }
  }

  private chooseLane(model: RunModel, by: number): void {
    const order = this.laneOrder()
    const at = this.selection ? order.indexOf(this.selection.goroutine) : by > 0 ? -1 : order.length
    const g = order[clamp(at + by, 0, order.length - 1)]
    if (g === undefined) return
    const span = this.cursor ? spanAtCursor(model, g, this.cursor) : -1
    this.choose({ goroutine: g, ...(span >= 0 ? { span } : {}) })
  }

  private chooseSpan(model: RunModel, by: number): void {
    const g = this.selection?.goroutine ?? 1
    const from = model.spansFrom(g)
    const to = model.spansEnd(g)
    if (to <= from) return
    const current = this.selection?.span ?? (this.cursor ? spanAtCursor(model, g, this.cursor) : -1)
    const next = current < 0 ? (by > 0 ? from : to - 1) : clamp(current + by, from, to - 1)
    this.choose({ goroutine: g, span: next, object: model.run.spans.obj[next] as number })
    this.moveCursor(this.cursorOn(model, next, (model.columns(this.options.axis).start[next] as number) ?? 0))
  }

  private menuOfSelection(model: RunModel): void {
    const g = this.selection?.goroutine ?? 1
    const cursor = this.cursor ?? { timeNs: 0, step: 0 }
    const span = this.selection?.span ?? spanAtCursor(model, g, cursor)
    const box = this.parts.root.getBoundingClientRect()
    const place = placeOf(this.rows, this.groups, g)
    const scene = this.scene(model)
    const value = this.options.axis === 'time' ? cursor.timeNs : cursor.step + 0.5
    const x = clamp(
      scene.view.left +
        ((value - scene.view.lo) / (scene.view.hi - scene.view.lo)) * (scene.view.right - scene.view.left),
      scene.view.left,
      this.width - 8,
    )
    const y = place ? scene.metrics.top + place.y - this.scroll + place.height : 40
    this.openMenu(model, g, span >= 0 ? span : null, cursor, box.left + x, box.top + clamp(y, 0, this.height))
  }

  private openMenu(
    model: RunModel,
    goroutine: number,
    span: number | null,
    cursor: Cursor,
    clientX: number,
    clientY: number,
  ): void {
    const spans = model.run.spans
    this.events.menu?.({
      goroutine,
      span,
      line: span === null ? 0 : (spans.line[span] as number),
      object: span === null ? 0 : (spans.obj[span] as number),
      cursor,
      clientX,
      clientY,
    })
  }

  /** The moment of a click: an instant is its own step, else the place on the axis. */
  private cursorOn(model: RunModel, span: number | null, value: number): Cursor {
    if (span !== null) {
      const { start, end } = model.columns(this.options.axis)
      const from = start[span] as number
      if (this.options.axis === 'time' && (end[span] as number) === from)
        return cursorAtStep(model, model.columns('steps').start[span] as number)
      if (value < from) return cursorAt(model, this.options.axis, from)
    }
    return cursorAt(model, this.options.axis, value)
  }

  private moveCursor(cursor: Cursor): void {
    this.setCursor(cursor)
    this.events.cursor?.(cursor)
  }

  private choose(selection: Selection | null): void {
    this.setSelection(selection)
    this.events.select?.(selection)
  }

  /** Goroutines from top to bottom. */
  private laneOrder(): number[] {
    return this.groups
      .filter((group) => !this.collapsed.has(group.key))
      .flatMap((group) => [...group.members])
  }

  // --- drawing ----------------------------------------------------------------------------------------

  private metrics(): Metrics {
    return metricsFor(this.width, this.options.slide)
  }

  private resized(): void {
    this.width = this.parts.root.clientWidth
    this.height = this.parts.root.clientHeight
    this.rowsChanged()
  }

  private rowsRoom(): number {
    const m = this.metrics()
    const tracks = this.model ? tracksHeight(this.tracks(this.model)) : 0
    return Math.max(m.lane, this.height - m.top - tracks - 3)
  }

  private tracks(model: RunModel) {
    return this.options.slide || this.width < 560 ? [] : tracksOf(model, this.options.tracks)
  }

  private rowsChanged(): void {
    this.rowsDirty = true
    this.invalidate()
  }

  private layout(): void {
    this.rowsDirty = false
    this.bandsKey = ''
    const room = this.rowsRoom()
    const { rows, height } = layoutRows({
      groups: this.groups,
      collapsed: this.collapsed,
      opened: this.selection?.goroutine ?? 0,
      height: room,
      scale: this.scale,
      metrics: this.metrics(),
    })
    this.rows = rows
    this.rowsHeight = height
    this.scroll = clamp(this.scroll, 0, Math.max(0, height - room))
    this.parts.list.style.touchAction = this.overflows() ? 'none' : 'pan-y'
  }

  private labelColumn(m: Metrics): number {
    const { model } = this
    if (!model || m.mode === 'narrow') return m.labels
    let widest = 0
    for (let g = 1; g <= Math.min(model.goroutines, 40); g++) {
      widest = Math.max(widest, this.renderer.measure(model.label(g), { size: m.label, mono: true }))
    }
    const around = m.mode === 'slide' ? 28 : this.numberRight(m) + 10 + 36
    return clamp(Math.ceil(widest + around), m.labels, Math.max(m.labels, Math.min(300, this.width * 0.3)))
  }

  private numberRight(m: Metrics): number {
    const digits = String(this.model?.goroutines ?? 0).length
    return m.mode === 'page' ? Math.max(38, 20 + digits * 7) : 0
  }

  private plotWidth(): number {
    return Math.max(40, this.width - this.labelColumn(this.metrics()))
  }

  private whole(): Range {
    const { model } = this
    if (!model) return { lo: 0, hi: 1 }
    const { tone, word } = endWords(model.run.report)
    const m = this.metrics()
    const words =
      tone === 'none' || m.mode !== 'page'
        ? 0
        : this.renderer.measure(word, { size: m.text, weight: 600 }) + 16
    const panicked = model.run.report.outcome === 'panic' ? 120 : 0
    return fitRange(model.domain(this.options.axis), this.plotWidth(), Math.max(24, words + 16, panicked))
  }

  private scene(model: RunModel): Scene {
    if (this.rowsDirty) this.layout()
    const metrics = this.metrics()
    const tracks = tracksHeight(this.tracks(model))
    return {
      model,
      axis: this.options.axis,
      view: viewportOf(this.getRange(), this.labelColumn(metrics), this.width),
      metrics,
      groups: this.groups,
      rows: this.rows,
      rowsHeight: this.rowsHeight,
      scroll: this.scroll,
      width: this.width,
      height: this.height,
      bottom: tracks > 0 ? Math.min(this.height - tracks, metrics.top + this.rowsHeight + 3) : this.height,
      numberRight: this.numberRight(metrics),
      cursor: this.cursor,
      selection: this.selection,
      hover: this.hovered,
      stale: this.stale,
      measure: this.renderer.measure,
    }
  }

  private marks(): Mark[] {
    const { model } = this
    if (!model) return emptyMarks(this.width, this.height, this.metrics())
    const scene = this.scene(model)
    const key = `${scene.view.lo} ${scene.view.hi} ${scene.view.left} ${scene.width} ${this.options.axis}`
    if (key !== this.bandsKey) this.bands.clear()
    this.bandsKey = key
    return sceneMarks(scene, {
      arrows: this.arrows(model, scene),
      idle: this.idleOf(model),
      marked: this.marked,
      density: (block) => this.densityFor(model, scene, block),
      tracks: trackMarks(scene, this.tracks(model)),
    })
  }

  private densityFor(model: RunModel, scene: Scene, block: LaneBlock): Density {
    const key = `${block.group} ${block.from}`
    const known = this.bands.get(key)
    if (known) return known
    const made = densityOf(model, this.options.axis, block, scene.view)
    this.bands.set(key, made)
    return made
  }

  private arrows(model: RunModel, scene: Scene) {
    if (!this.selection && !this.cursor) return []
    this.causes ??= new Causes(model)
    return arrowsAtRest(
      this.causes,
      this.options.axis,
      scene.view,
      this.selection?.goroutine ?? 0,
      this.cursor,
      model.run.events.step,
    )
  }

  private idleOf(model: RunModel): Idle[] {
    const known = this.idle[this.options.axis]
    if (known) return known
    const found = model.goroutines > 20000 ? [] : idleBehindStragglers(model, this.options.axis)
    this.idle[this.options.axis] = found
    return found
  }

  private invalidate(): void {
    this.dirty = true
    if (this.visible && this.stopListening.length > 0) requestFrame(this.draw)
  }

  private readonly draw = (): void => {
    if (this.width <= 0 || this.height <= 0) return
    this.dirty = false
    this.renderer.textureScale = this.metrics().texture
    this.renderer.render(this.marks(), this.width, this.height)
  }

  private moveTo(range: Range): void {
    cancelAnimationFrame(this.tween)
    if (reducedMotion()) {
      this.setRange(range)
      return
    }
    const from = this.getRange()
    const began = performance.now()
    const tick = (now: number) => {
      const share = clamp((now - began) / 180, 0, 1)
      const eased = 1 - (1 - share) ** 3
      this.setRange({
        lo: from.lo + (range.lo - from.lo) * eased,
        hi: from.hi + (range.hi - from.hi) * eased,
      })
      if (share < 1) this.tween = requestAnimationFrame(tick)
    }
    this.tween = requestAnimationFrame(tick)
  }

  private scrollBy(dy: number): void {
    const most = Math.max(0, this.rowsHeight - this.rowsRoom())
    this.scroll = clamp(this.scroll + dy, 0, most)
    this.invalidate()
  }

  private scrollTo(g: number): void {
    if (g === 0 || !this.model) return
    if (this.rowsDirty) this.layout()
    const place = placeOf(this.rows, this.groups, g)
    if (!place) return
    if (place.y < this.scroll) this.scrollBy(place.y - this.scroll - 8)
    const over = place.y + place.height - this.scroll - this.rowsRoom()
    if (over > 0) this.scrollBy(over + 8)
  }

  // --- words ------------------------------------------------------------------------------------------

  private describe(): void {
    const text = this.model
      ? `Goroutines. ${runSentence(this.model)}`
      : 'Goroutines. This program has not run yet.'
    this.parts.list.setAttribute('aria-label', text)
    this.fillList()
  }

  private focused(): void {
    this.fillList()
  }

  /** The selected goroutine and its neighbours as options; the rest is reached by moving. */
  private fillList(): void {
    const { model } = this
    if (!model) {
      fillOptions(this.parts, [], 0, 0, 1)
      return
    }
    const order = this.laneOrder()
    const active = this.selection?.goroutine ?? 0
    const at = Math.max(0, order.indexOf(active))
    const from = Math.max(0, at - 10)
    const near = order
      .slice(from, at + 11)
      .map((g) => ({ g, text: goroutineSentence(model, g, this.cursor) }))
    fillOptions(this.parts, near, active, order.length, from + 1)
  }

  /** Says what was chosen, once the reader pauses. */
  private speak(): void {
    clearTimeout(this.speakTimer)
    this.speakTimer = window.setTimeout(() => {
      const { model } = this
      if (!model) return
      this.fillList()
      const root = this.parts.list.getRootNode() as Document | ShadowRoot
      if (root.activeElement !== this.parts.list) return
      const { selection, cursor } = this
      this.parts.live.textContent =
        selection?.span !== undefined
          ? `${spanSentence(model, selection.span)}. ${spanPeriod(model, selection.span)}.`
          : cursor
            ? momentSentence(model, cursor, this.options.axis)
            : ''
    }, 350)
  }
}

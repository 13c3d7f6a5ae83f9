import { clamp } from '../base'
import { columnBytes } from '../engine/columns'
import type { Run } from '../engine/types'
import {
  type AxisKind,
  axisValue,
  type Cursor,
  cursorAt,
  type Grouping,
  type Order,
  type RunModel,
} from '../state'
import { cancelFrame, reducedMotion, requestFrame } from './frame_loop'
import { listen } from './gestures'
import { Hands } from './hands'
import { Intents, type TimelineEvents } from './intents'
import { Keyboard } from './keyboard'
import { panRange, type Range, reveal, zoomRange } from './layout/viewport'
import type { Flag } from './marks/flags'
import { OnPaper } from './on_paper'
import { pairFile } from './pair'
import { Picture } from './picture'
import { CanvasRenderer } from './render/canvas'
import { svgFile } from './render/svg_file'
import type { Scene, Selection } from './scene'
import { onSystemLook } from './system_look'
import { buildParts, hideTip, type ViewParts } from './view_dom'
import { Voice } from './voice'
import { runSentence } from './words'

export interface TimelineOptions {
  axis?: AxisKind
  grouping?: Grouping
  order?: Order
  /** Sizes for a projector. */
  slide?: boolean
  /** Further tracks below the lanes, by key or kind; null leaves it to the run. */
  tracks?: readonly string[] | null
  /** Keys of groups that are folded to their row. */
  collapsed?: readonly string[]
  /** The critical path is drawn through the lanes. */
  path?: boolean
  /** The wheel belongs to the page around unless the timeline has the focus. */
  embedded?: boolean
  /** Say things in a tip of our own on hover. */
  tip?: boolean
}

/** The timeline that stands above the shown one, and what their programs are called. */
export interface PinnedPicture {
  view: TimelineView
  titles: readonly [a: string, b: string]
}

/** How long what differs first is pointed at. */
const POINT_MS = 1_200

/** A picture that has not moved for so long rests. */
const REST_MS = 120

/** One timeline in one host element (inside a shadow root or not). */
export class TimelineView {
  readonly host: HTMLElement
  private readonly events: TimelineEvents
  private readonly parts: ViewParts
  private readonly renderer: CanvasRenderer
  private readonly picture: Picture
  private readonly voice: Voice
  private readonly hands: Hands
  private readonly keyboard: Keyboard
  private readonly paper: OnPaper
  private visible = true
  private dirty = false
  /** The run has not been drawn yet. */
  private fresh = false
  private tween = 0
  /** Until the picture counts as resting. */
  private rest: ReturnType<typeof setTimeout> | undefined
  private stops: (() => void)[] = []

  constructor(host: HTMLElement, events: TimelineEvents = {}, options: TimelineOptions = {}) {
    this.host = host
    this.events = events
    this.parts = buildParts(host)
    this.renderer = new CanvasRenderer(this.parts.canvas, host, '--surface')
    this.picture = new Picture(this.renderer.measure, {
      axis: 'time',
      grouping: 'line',
      order: 'start',
      slide: false,
      tracks: null,
      collapsed: [],
      path: false,
    })
    this.voice = new Voice(this.parts, this.picture)
    const means = new Intents(this, this.picture, events)
    this.hands = new Hands(means, this.parts, this.voice)
    this.keyboard = new Keyboard(means, this.parts.root)
    this.paper = new OnPaper(this.parts.canvas)
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
    this.parts.list.addEventListener('keydown', (event) => this.keyboard.press(event), { signal })
    this.parts.list.addEventListener('focus', () => this.voice.fillList(), { signal })
    this.parts.list.addEventListener('blur', () => hideTip(this.parts), { signal })
    onSystemLook(() => this.refreshTheme(), signal)
    this.stops = [
      listen(this.parts.list, this.hands),
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
    clearTimeout(this.rest)
    cancelFrame(this.settle)
    this.picture.moving = false
    this.voice.stop()
    hideTip(this.parts)
  }

  /** Shows a run, or one with its lookups already made; null empties the timeline. */
  setRun(run: Run | RunModel | null, options: TimelineOptions = {}): void {
    this.setOptions(options)
    this.picture.setRun(run)
    this.fresh = this.picture.model?.run.report.outcome !== 'running'
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
    this.hands.embedded = embedded ?? this.hands.embedded
    this.hands.showsTip = tip ?? this.hands.showsTip
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
    if (cursor && follow && this.picture.plot.isZoomed()) {
      const value = axisValue(cursor, this.picture.options.axis)
      const { lo, hi } = this.getRange()
      if (value < lo || value > hi) this.setRange(reveal({ lo, hi }, value, this.picture.plot.wholeRange()))
    }
    this.voice.speakSoon('cursor')
    this.invalidate()
  }

  /** Moments that the reader marked. */
  setFlags(flags: readonly Flag[]): void {
    this.picture.setFlags(flags)
    this.invalidate()
  }

  /** Shares its axis with another run, null for none; the plot begins at `left` or further right. */
  setBeside(beside: RunModel | null, left: number): void {
    this.picture.setBeside(beside, left)
    this.invalidate()
  }

  /** Outlines the run that a fault would give; null takes the outlines away. */
  setPreview(preview: RunModel | null): void {
    this.picture.setPreview(preview)
    this.tellRange()
    this.invalidate()
  }

  /** While a fault is dragged: veils the spans that cannot take it. */
  setTakes(takes: Scene['takes']): void {
    this.picture.takes = takes
    this.invalidate()
  }

  /** Points at a span for a moment; where the reader wants no motion until the next key or press. */
  pointAt(selection: Selection): void {
    this.picture.pointed = selection
    this.invalidate()
    const end = () => {
      this.picture.pointed = null
      this.invalidate()
    }
    if (!reducedMotion()) setTimeout(end, POINT_MS)
    else for (const type of ['keydown', 'pointerdown']) document.addEventListener(type, end, { once: true })
  }

  /**
   * What lies under a place of the window: a goroutine, its span (-1 none) and the moment (null on a label); null
   * outside of all lanes.
   */
  placeAt(
    clientX: number,
    clientY: number,
  ): { goroutine: number; span: number; cursor: Cursor | null } | null {
    const box = this.parts.root.getBoundingClientRect()
    const [x, y] = [clientX - box.left, clientY - box.top]
    if (x < 0 || y < 0 || x > box.width || y > box.height) return null
    const hit = this.picture.hit(x, y)
    const { model } = this.picture
    if (hit?.kind !== 'lane' || !model) return null
    const cursor = hit.label ? null : cursorAt(model, this.picture.options.axis, hit.value)
    return { goroutine: hit.goroutine, span: hit.span ?? -1, cursor }
  }

  /** Outlines what a dragged fault is over. */
  hover(place: { goroutine: number; span: number } | null): void {
    this.picture.hovered = place && place.span >= 0 ? place : null
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
    return this.picture.plot.getRange()
  }

  setRange(range: Range): void {
    this.picture.plot.setRange(range)
    this.picture.moving = true
    clearTimeout(this.rest)
    cancelFrame(this.settle)
    this.rest = setTimeout(this.settle, REST_MS)
    this.tellRange()
    this.invalidate()
  }

  /** The picture rests: what it shows more of then is found over some frames, and drawn when it is there. */
  private readonly settle = (): void => {
    if (this.visible && !this.picture.refine(this.renderer.prepare)) return requestFrame(this.settle)
    this.picture.moving = false
    this.invalidate()
  }

  /** Height at which all lanes can be read. */
  readableHeight(): number {
    const { model } = this.picture
    return model ? this.picture.lanes.heightToRead(model.goroutines) : 0
  }

  /** Tracks below the lanes that have room. */
  shownTracks(): number {
    return this.picture.shownTracks()
  }

  /** Where the plot begins, so that what stands above it can line up. */
  plotLeft(): number {
    return this.picture.plot.left()
  }

  zoomToFit(): void {
    this.picture.lanes.reset()
    this.moveTo(this.picture.plot.wholeRange())
  }

  /** All of the selected goroutine's life; where that is seen already, or none is selected, the whole run. */
  focusOn(): void {
    const range = this.picture.lifeRange()
    const { lo, hi } = this.getRange()
    if (!range || (range.lo === lo && range.hi === hi)) this.zoomToFit()
    else this.moveTo(range)
  }

  /** Zooms about the cursor, or the middle; `factor` above 1 is closer. */
  zoomBy(factor: number): void {
    const range = this.getRange()
    const { cursor } = this.picture
    const at = cursor ? axisValue(cursor, this.picture.options.axis) : Number.NaN
    const about = at >= range.lo && at <= range.hi ? at : (range.lo + range.hi) / 2
    this.moveTo(zoomRange(range, factor, about, this.picture.plot.wholeRange(), this.picture.options.axis))
  }

  /** Pans by pixels to the right. */
  panBy(px: number): void {
    const range = this.getRange()
    const by = (px * (range.hi - range.lo)) / this.picture.plot.width()
    this.moveTo(panRange(range, by, this.picture.plot.wholeRange()))
  }

  focus(): void {
    this.parts.list.focus()
  }

  /** The picture as it stands, as an SVG file that stands alone; below another one where two are compared. */
  toSvg(pinned: PinnedPicture | null = null): string {
    const { model } = this.picture
    const style = getComputedStyle(this.host)
    if (!pinned) return svgFile([this.picture.part()], style, model ? runSentence(model) : 'Timeline')
    const [a, b] = pinned.titles
    return pairFile({ picture: pinned.view.picture, title: a }, { picture: this.picture, title: b }, style)
  }

  /** While the page is printed the picture is lines and letters instead of pixels. */
  print(printing: boolean): void {
    if (printing) this.refreshTheme()
    this.paper.show(printing && this.picture.model && this.picture.width > 0 ? this.toSvg() : null)
  }

  private tellRange(): void {
    if (this.picture.model) this.events.range?.(this.getRange(), this.picture.options.axis)
  }

  private resized(): void {
    this.picture.setSize(this.parts.root.clientWidth, this.parts.root.clientHeight)
    this.tellRange()
    this.invalidate()
  }

  /** Groups were folded or opened: the list of goroutines is another. */
  folded(): void {
    this.voice.speakSoon('folds')
    this.invalidate()
  }

  /** Draws in the next frame. */
  invalidate(): void {
    this.dirty = true
    if (this.visible && this.stops.length > 0) requestFrame(this.draw)
  }

  private readonly draw = (): void => {
    const { width, height } = this.picture
    if (width <= 0 || height <= 0) return
    this.dirty = false
    this.renderer.textureScale = this.picture.metrics().texture
    this.renderer.render(this.picture.marks(), width, height)
    if (this.fresh && this.picture.model) this.tellShown(this.picture.model)
    // a finger that goes up or down is the page's only where there is a page around, and nothing to scroll here
    const page = this.hands.embedded && !this.picture.lanes.overflows()
    this.parts.list.style.touchAction = page ? 'pan-y' : 'none'
  }

  /** On the browser's own record of times, where the benchmark and the reader's developer tools find it. */
  private tellShown({ run, spanCount }: RunModel): void {
    this.fresh = false
    const { events } = run.report
    performance.mark('interleave:shown', { detail: { spans: spanCount, events, bytes: columnBytes(run) } })
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

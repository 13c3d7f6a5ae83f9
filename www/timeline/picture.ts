import { clamp, State } from '../base'
import type { Run } from '../engine/types'
import { type AxisKind, type Cursor, type Grouping, type Order, RunModel } from '../state'
import { type Arrow, arrowsAtRest, Causes } from './layout/arrows'
import type { Viewport } from './layout/axis'
import { CELL, type Density, densityOf, MOVING_CELL } from './layout/density'
import { BOX_PX } from './layout/detail'
import { type Group, groupGoroutines } from './layout/groups'
import { type Hit, hitTest } from './layout/hit'
import { type Idle, idleBehindStragglers } from './layout/idle'
import { panicText } from './layout/labels'
import { type Metrics, metricsFor } from './layout/metrics'
import { type LaneBlock, layoutRows, placeOf, type Row } from './layout/rows'
import { clampRange, fitRange, type Range, viewportOf } from './layout/viewport'
import type { Mark, Measure } from './marks'
import { arrowAt } from './marks/arrows'
import { sceneMarks } from './marks/build'
import { emptyMarks } from './marks/empty'
import { endWords } from './marks/ending'
import { type Flag, flagAt } from './marks/flags'
import { faultPlaces, type Marked, markedEvents } from './marks/markers'
import type { Scene, Selection } from './scene'
import { type Track, trackMarks, tracksHeight, tracksOf } from './tracks'

/** What the reader can choose about a picture. */
export interface PictureOptions {
  axis: AxisKind
  grouping: Grouping
  order: Order
  /** Sizes for a projector. */
  slide: boolean
  /** Further tracks below the lanes, by key or kind; null leaves it to the run. */
  tracks: readonly string[] | null
  /** Keys of groups that are folded to their row. */
  collapsed: readonly string[]
  /** The critical path is drawn through the lanes. */
  path: boolean
}

/** How near a hand must come to a flag. */
const NEAR_PX = 4

/** Idle places are not looked for in crowds, where no lane could show them. */
const IDLE_MOST = 20_000

/**
 * A run, what the reader has chosen about it, and the marks that follow. Knows sizes and a way to measure text,
 * not the DOM, so it draws in a page, in a test and into a file alike. What is costly is kept until its cause
 * changes.
 */
export class Picture {
  model: RunModel | null = null
  cursor: Cursor | null = null
  selection: Selection | null = null
  hovered: Selection | null = null
  /** See `Scene`. */
  pointed: Selection | null = null
  takes: Scene['takes'] = null
  /** The reader's hand moves it: what is large is drawn in coarser cells until it rests. */
  moving = false
  private preview: RunModel | null = null
  /** A run beside this one on the same axis, and where both plots begin. */
  private beside: RunModel | null = null
  private leastLeft = 0
  private flags: readonly Flag[] = []
  width = 0
  height = 0
  readonly options: PictureOptions
  private readonly measure: Measure
  private groups: Group[] = []
  private rows: Row[] = []
  private rowsHeight = 0
  private rowsKept = false
  private scale = 1
  private scroll = 0
  /** Null is all of the run. */
  private range: Range | null = null
  private causes: Causes | null = null
  private idle: Partial<Record<AxisKind, Idle[]>> = {}
  private marked: Marked = { faults: [], cancels: [] }
  private trackList: Track[] | null = null
  private labels = 0
  private readonly bands = new Map<string, Density>()
  private bandsKey = ''

  constructor(measure: Measure, options: PictureOptions) {
    this.measure = measure
    this.options = options
  }

  /** The view stays where it was if the reader has zoomed and the run is about as long. */
  setRun(run: Run | RunModel | null): void {
    const before = this.model?.domain(this.options.axis)
    this.model = run === null || run instanceof RunModel ? run : new RunModel(run)
    const after = this.model?.domain(this.options.axis)
    if (!before || !after || Math.abs(before[1] / after[1] - 1) > 0.5) this.range = null
    this.causes = null
    this.idle = {}
    this.marked = this.model ? markedEvents(this.model.run.events.kind) : { faults: [], cancels: [] }
    this.hovered = null
    this.pointed = null
    this.preview = null
    const chosen = this.selection?.goroutine ?? 0
    this.selection = chosen > 0 && chosen <= (this.model?.goroutines ?? 0) ? { goroutine: chosen } : null
    this.regroup()
  }

  setOptions(options: Partial<PictureOptions>): void {
    if (options.axis !== undefined && options.axis !== this.options.axis) this.range = null
    const { grouping, order } = this.options
    Object.assign(this.options, options)
    if (grouping !== this.options.grouping || order !== this.options.order) this.regroup()
    this.changed()
  }

  setSize(width: number, height: number): void {
    this.width = width
    this.height = height
    this.changed()
  }

  setSelection(selection: Selection | null): void {
    const moved = selection?.goroutine !== this.selection?.goroutine
    this.selection = selection
    if (!moved) return
    this.rowsKept = false
    this.revealGoroutine(selection?.goroutine ?? 0)
  }

  /** Moments that the reader marked. */
  setFlags(flags: readonly Flag[]): void {
    this.flags = flags
    this.changed()
  }

  /** A run that is outlined over the shown one. */
  /** Shares its axis with another run, null for none; the plot begins at `left` or further right. */
  setBeside(beside: RunModel | null, left: number): void {
    if (beside !== this.beside) this.range = null
    this.beside = beside
    this.leastLeft = left
    this.changed()
  }

  setPreview(preview: RunModel | null): void {
    this.preview = preview
    this.changed()
  }

  /** The flag under a hand. */
  flagAt(x: number): Flag | null {
    return this.model && this.flags.length > 0 ? flagAt(this.scene(this.model), x, NEAR_PX) : null
  }

  /** The event of the arrow under a hand, -1 for none. */
  arrowAt(x: number, y: number): number {
    if (!this.model) return -1
    const scene = this.scene(this.model)
    return arrowAt(scene, this.arrows(this.model, scene), x, y)
  }

  /** Sizes, fonts or colours have changed: nothing kept holds. */
  changed(): void {
    this.rowsKept = false
    this.trackList = null
    this.labels = 0
    this.bands.clear()
  }

  /** The shown range of the axis. */
  getRange(): Range {
    return this.range ?? this.wholeRange()
  }

  setRange(range: Range): void {
    const whole = this.wholeRange()
    const clamped = clampRange(range, whole)
    this.range = clamped.hi - clamped.lo >= (whole.hi - whole.lo) * 0.999 ? null : clamped
  }

  /** All of the run, with room for the words after its end. */
  wholeRange(): Range {
    const { model } = this
    if (!model) return { lo: 0, hi: 1 }
    const { tone, word, detail } = endWords(model.run.report)
    const m = this.metrics()
    const says = tone !== 'none' && m.mode === 'page'
    const width = Math.max(
      this.measure(word, { size: m.text, weight: 600 }),
      this.measure(detail, { size: m.text }),
    )
    const words = says ? width + 34 : 0
    const after = Math.max(24, words + (word === 'deadlock' ? BOX_PX : 0), says ? this.panicWidth(model) : 0)
    return fitRange(this.domain(model), this.plotWidth(), Math.min(after, this.plotWidth() * 0.4))
  }

  /** From the start to the end, of the outlined run too unless it is very much longer. */
  private domain(model: RunModel): [number, number] {
    const [from, to] = model.domain(this.options.axis)
    const other = this.preview?.domain(this.options.axis)[1] ?? 0
    const beside = this.beside?.domain(this.options.axis)[1] ?? 0
    return [from, Math.max(to, beside, Math.min(other, to * 4))]
  }

  /** Room for what the program panicked with, if that ended it. */
  private panicWidth(model: RunModel): number {
    const last = model.notable.findLast((span) => model.run.spans.state[span] === State.Panicked)
    if (model.run.report.outcome !== 'panic' || last === undefined) return 0
    return (
      this.measure(`panic: ${panicText(model, last)}`, { size: this.metrics().text, weight: 600 }) +
      BOX_PX +
      14
    )
  }

  isZoomed(): boolean {
    return this.range !== null
  }

  plotWidth(): number {
    return Math.max(40, this.width - this.plotLeft())
  }

  /** Where the plot begins: the label column is as wide as its labels need. */
  plotLeft(): number {
    return Math.max(this.leastLeft, this.ownLeft())
  }

  private ownLeft(): number {
    if (this.labels > 0) return this.labels
    const m = this.metrics()
    const { model } = this
    if (!model || m.mode === 'narrow') return m.labels
    let widest = 0
    for (let g = 1; g <= Math.min(model.goroutines, 40); g++) {
      widest = Math.max(widest, this.measure(model.label(g), { size: m.label, mono: true }))
    }
    const around = m.mode === 'slide' ? 28 : this.numberRight() + 46
    this.labels = clamp(
      Math.ceil(widest + around),
      m.labels,
      Math.max(m.labels, Math.min(300, this.width * 0.3)),
    )
    return this.labels
  }

  /** Higher or lower lanes; 1 fits the height. */
  thicken(factor: number): void {
    this.scale = clamp(this.scale * factor, 1, 4000)
    this.rowsKept = false
  }

  resetLanes(): void {
    this.scale = 1
    this.scroll = 0
    this.rowsKept = false
  }

  overflows(): boolean {
    if (!this.rowsKept) this.layout()
    return this.rowsHeight > this.rowsRoom() + 1
  }

  /** Height at which nothing is cut off. */
  fullHeight(): number {
    if (!this.rowsKept) this.layout()
    return this.height - this.rowsRoom() + this.rowsHeight
  }

  scrollBy(dy: number): void {
    if (!this.rowsKept) this.layout()
    this.scroll = clamp(this.scroll + dy, 0, Math.max(0, this.rowsHeight - this.rowsRoom()))
  }

  toggleGroup(index: number): void {
    const key = this.groups[index]?.key
    if (key === undefined) return
    const { collapsed } = this.options
    this.setCollapsed(collapsed.includes(key) ? collapsed.filter((k) => k !== key) : [...collapsed, key])
  }

  /** Folds the groups of these keys, and no others. */
  setCollapsed(keys: readonly string[]): void {
    this.options.collapsed = keys
    this.rowsKept = false
  }

  /** The group that a goroutine stands in, -1 for none. */
  groupOf(g: number): number {
    return this.groups.findIndex((group) => group.members.includes(g))
  }

  groupKeys(): string[] {
    return this.groups.filter((group) => !group.single && group.key !== 'all').map((group) => group.key)
  }

  isCollapsed(group: number): boolean {
    return this.options.collapsed.includes(this.groups[group]?.key ?? '')
  }

  /** Goroutines from top to bottom, without those of collapsed groups. */
  laneOrder(): number[] {
    return this.groups
      .filter((group) => !this.options.collapsed.includes(group.key))
      .flatMap((group) => [...group.members])
  }

  /** Top and height of a goroutine's lane on the page, null where it has none. */
  laneBox(g: number): { y: number; height: number } | null {
    if (!this.rowsKept) this.layout()
    const place = placeOf(this.rows, this.groups, g)
    return place ? { y: this.metrics().top + place.y - this.scroll, height: place.height } : null
  }

  metrics(): Metrics {
    return metricsFor(this.width, this.options.slide, this.flags.length > 0)
  }

  viewport(): Viewport {
    return viewportOf(this.getRange(), this.plotLeft(), this.width)
  }

  hit(x: number, y: number): Hit | null {
    return this.model ? hitTest(this.scene(this.model), x, y) : null
  }

  /** All marks, back to front. */
  marks(): Mark[] {
    const { model } = this
    if (!model) return emptyMarks(this.width, this.height, this.metrics())
    const scene = this.scene(model)
    const key = `${scene.view.lo} ${scene.view.hi} ${scene.view.left} ${scene.width} ${scene.cell}`
    if (key !== this.bandsKey) this.bands.clear()
    this.bandsKey = key
    return sceneMarks(scene, {
      arrows: this.arrows(model, scene),
      idle: this.idlePlaces(model),
      marked: this.marked,
      density: (block) => this.density(model, scene, block),
      tracks: trackMarks(scene, this.tracks(model)),
      path: (this.options.path && model.run.report.numbers?.path) || null,
    })
  }

  private scene(model: RunModel): Scene {
    if (!this.rowsKept) this.layout()
    const metrics = this.metrics()
    const view = this.viewport()
    const tracks = tracksHeight(this.tracks(model))
    const { axis } = this.options
    const scene: Scene = {
      model,
      axis,
      view,
      metrics,
      groups: this.groups,
      rows: this.rows,
      scroll: this.scroll,
      width: this.width,
      height: this.height,
      bottom: tracks > 0 ? Math.min(this.height - tracks, metrics.top + this.rowsHeight + 3) : this.height,
      numberRight: this.numberRight(),
      cursor: this.cursor,
      selection: this.selection,
      hover: this.hovered,
      faultsAt: faultPlaces({ model, axis, view, width: this.width }, this.marked),
      flags: this.flags,
      pointed: this.pointed,
      preview: this.preview,
      takes: this.takes,
      cell: this.cell(model),
      bands: () =>
        this.rows
          .filter((row): row is LaneBlock => row.kind === 'lanes' && row.level === 'far')
          .map((block) => ({ block, totals: this.density(model, scene, block).totals })),
      measure: this.measure,
    }
    return scene
  }

  private layout(): void {
    this.rowsKept = true
    this.bands.clear()
    const room = this.rowsRoom()
    const { rows, height } = layoutRows({
      groups: this.groups,
      collapsed: new Set(this.options.collapsed),
      opened: this.selection?.goroutine ?? 0,
      height: room,
      scale: this.scale,
      metrics: this.metrics(),
    })
    this.rows = rows
    this.rowsHeight = height
    this.scroll = clamp(this.scroll, 0, Math.max(0, height - room))
  }

  private rowsRoom(): number {
    const m = this.metrics()
    const tracks = this.model ? tracksHeight(this.tracks(this.model)) : 0
    return Math.max(m.lane, this.height - m.top - tracks - 3)
  }

  shownTracks(): number {
    return this.model ? this.tracks(this.model).length : 0
  }

  private tracks(model: RunModel): Track[] {
    // two runs share the height: what the reader did not ask for gives way to lanes
    const asked = this.beside === null || this.options.tracks !== null
    const shown = asked && !this.options.slide && this.width >= 560
    const { tracks } = this.options
    const needs = [this.lanesHeight(model), this.leastHeight(model)] as const
    this.trackList ??= shown ? tracksOf(model, tracks, this.height, ...needs) : []
    return this.trackList
  }

  /** What lanes need to be told apart with their letters; more of them become bands in any case. */
  private leastHeight(model: RunModel): number {
    const m = this.metrics()
    if (model.goroutines >= 25) return 0
    const lane = m.laneCompact + (model.goroutines <= 8 ? 6 : 0)
    return m.top + model.goroutines * lane + this.heads() * m.groupRow + 3
  }

  /** What the rows need to be read in full. */
  lanesHeight(model: RunModel): number {
    const m = this.metrics()
    return m.top + model.goroutines * m.lane + this.heads() * m.groupRow + 3
  }

  private heads(): number {
    return this.groups.filter((group) => !group.single && group.key !== 'all').length
  }

  private numberRight(): number {
    if (this.metrics().mode !== 'page') return 0
    return Math.max(38, 20 + String(this.model?.goroutines ?? 0).length * 7)
  }

  private cell(model: RunModel): number {
    return this.moving && model.bins(this.options.axis) ? MOVING_CELL : CELL
  }

  private density(model: RunModel, scene: Scene, block: LaneBlock): Density {
    const key = `${block.group} ${block.from}`
    const made = this.bands.get(key) ?? densityOf(model, this.options.axis, block, scene.view, scene.cell)
    this.bands.set(key, made)
    return made
  }

  private arrows(model: RunModel, scene: Scene): Arrow[] {
    if (!this.selection && !this.cursor) return []
    this.causes ??= new Causes(model)
    const selected = this.selection?.goroutine ?? 0
    return arrowsAtRest(
      this.causes,
      this.options.axis,
      scene.view,
      selected,
      this.cursor,
      model.run.events.step,
    )
  }

  private idlePlaces(model: RunModel): Idle[] {
    const { axis } = this.options
    const found = this.idle[axis] ?? (model.goroutines > IDLE_MOST ? [] : idleBehindStragglers(model, axis))
    this.idle[axis] = found
    return found
  }

  private regroup(): void {
    const { model } = this
    this.groups = model ? groupGoroutines(model, this.options.grouping, this.options.order) : []
    this.changed()
  }

  private revealGoroutine(g: number): void {
    if (g === 0 || !this.model) return
    this.layout()
    const place = placeOf(this.rows, this.groups, g)
    if (!place) return
    if (place.y < this.scroll) this.scrollBy(place.y - this.scroll - 8)
    const over = place.y + place.height - this.scroll - this.rowsRoom()
    if (over > 0) this.scrollBy(over + 8)
  }
}

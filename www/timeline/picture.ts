import type { Run } from '../engine/types'
import { type AxisKind, type Cursor, RunModel } from '../state'
import { Bands, cellOf, farBlocks, type RowsFound } from './bands'
import { LaneStack } from './lane_stack'
import { type Arrow, arrowsAtRest, Causes } from './layout/arrows'
import { type Hit, hitTest } from './layout/hit'
import { type Idle, idleBehindStragglers } from './layout/idle'
import { type Metrics, metricsFor } from './layout/metrics'
import type { Range } from './layout/viewport'
import type { Mark, Measure } from './marks'
import { arrowAt } from './marks/arrows'
import { sceneMarks } from './marks/build'
import { emptyMarks } from './marks/empty'
import { type Flag, flagAt } from './marks/flags'
import { faultPlaces, type Marked, markedEvents } from './marks/markers'
import type { PictureOptions } from './picture_options'
import { PlotAxis } from './plot_axis'
import type { SvgPart } from './render/svg_file'
import type { Scene, Selection } from './scene'
import { type Track, trackMarks, tracksHeight, tracksOf } from './tracks'

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
  private flags: readonly Flag[] = []
  width = 0
  height = 0
  readonly options: PictureOptions
  readonly lanes: LaneStack
  readonly plot: PlotAxis
  private readonly measure: Measure
  private causes: Causes | null = null
  private idle: Partial<Record<AxisKind, Idle[]>> = {}
  private marked: Marked = { faults: [], cancels: [] }
  private trackList: Track[] | null = null
  private readonly bands = new Bands()

  constructor(measure: Measure, options: PictureOptions) {
    this.measure = measure
    this.options = options
    this.lanes = new LaneStack({
      options,
      metrics: () => this.metrics(),
      room: () => this.laneRoom(),
      opened: () => this.selection?.goroutine ?? 0,
      moved: () => this.bands.clear(),
    })
    this.plot = new PlotAxis(this, measure)
  }

  /** The view stays where it was if the reader has zoomed and the run is about as long. */
  setRun(run: Run | RunModel | null): void {
    const before = this.model?.domain(this.options.axis)
    this.model = run === null || run instanceof RunModel ? run : new RunModel(run)
    const after = this.model?.domain(this.options.axis)
    if (!before || !after || Math.abs(before[1] / after[1] - 1) > 0.5) this.plot.reset()
    this.causes = null
    this.idle = {}
    this.marked = this.model ? markedEvents(this.model.run.events.kind) : { faults: [], cancels: [] }
    this.hovered = null
    this.pointed = null
    this.plot.preview = null
    const chosen = this.selection?.goroutine ?? 0
    this.selection = chosen > 0 && chosen <= (this.model?.goroutines ?? 0) ? { goroutine: chosen } : null
    this.lanes.regroup(this.model)
    this.changed()
  }

  setOptions(options: Partial<PictureOptions>): void {
    if (options.axis !== undefined && options.axis !== this.options.axis) this.plot.reset()
    const { grouping, order } = this.options
    Object.assign(this.options, options)
    if (grouping !== this.options.grouping || order !== this.options.order) this.lanes.regroup(this.model)
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
    this.lanes.changed()
    if (selection && selection.goroutine > 0 && this.model) this.lanes.reveal(selection.goroutine)
  }

  /** The part of the axis in which the selected goroutine lives, a little more each side; null where there is none. */
  lifeRange(): Range | null {
    const g = this.selection?.goroutine ?? 0
    if (!this.model || g === 0) return null
    const [from, to] = this.model.lifetime(g, this.options.axis)
    const whole = this.plot.wholeRange()
    const more = (to - from) * 0.04
    return to > from ? { lo: Math.max(whole.lo, from - more), hi: Math.min(whole.hi, to + more) } : null
  }

  /** Moments that the reader marked. */
  setFlags(flags: readonly Flag[]): void {
    this.flags = flags
    this.changed()
  }

  /** Shares its axis with another run, null for none; the plot begins at `left` or further right. */
  setBeside(beside: RunModel | null, left: number): void {
    if (beside !== this.plot.beside) this.plot.reset()
    this.plot.beside = beside
    this.plot.leastLeft = left
    this.changed()
  }

  /** A run that is outlined over the shown one. */
  setPreview(preview: RunModel | null): void {
    this.plot.preview = preview
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
    this.lanes.changed()
    this.plot.changed()
    this.trackList = null
    this.bands.clear()
  }

  /** Height at which nothing is cut off. */
  fullHeight(): number {
    return this.height - this.laneRoom() + this.lanes.fullHeight()
  }

  metrics(): Metrics {
    return metricsFor(this.width, this.options.slide, this.flags.length > 0)
  }

  hit(x: number, y: number): Hit | null {
    return this.model ? hitTest(this.scene(this.model), x, y) : null
  }

  /** All marks, back to front. */
  marks(moving = this.moving): Mark[] {
    const { model } = this
    if (!model) return emptyMarks(this.width, this.height, this.metrics())
    const scene = this.scene(model, moving)
    return sceneMarks(scene, {
      arrows: this.arrows(model, scene),
      idle: this.idlePlaces(model),
      marked: this.marked,
      density: (block) => this.bands.of(scene, block),
      tracks: trackMarks(scene, this.tracks(model)),
      path: (this.options.path && model.run.report.numbers?.path) || null,
    })
  }

  /** As a part of a file: at rest, whatever moves. */
  part(): SvgPart {
    const { width, height } = this
    return { marks: this.marks(false), width, height, textureScale: this.metrics().texture }
  }

  /**
   * Finds some of what a picture at rest shows and a moving one does not; true when it need not be waited for any
   * more. Told of each piece, whoever draws can prepare it.
   */
  refine(found: RowsFound): boolean {
    const { model } = this
    if (!model || this.cell(model) === cellOf(model, this.options.axis, false)) return true
    return this.bands.refine(this.scene(model, false), found)
  }

  private scene(model: RunModel, moving = this.moving): Scene {
    const { groups } = this.lanes
    const rows = this.lanes.rows()
    const metrics = this.metrics()
    const view = this.plot.viewport()
    const tracks = tracksHeight(this.tracks(model))
    const { axis } = this.options
    const scene: Scene = {
      model,
      axis,
      view,
      metrics,
      groups,
      rows,
      scroll: this.lanes.scroll,
      width: this.width,
      height: this.height,
      bottom:
        tracks > 0 ? Math.min(this.height - tracks, metrics.top + this.lanes.fullHeight() + 3) : this.height,
      numberRight: this.numberRight(),
      cursor: this.cursor,
      selection: this.selection,
      hover: this.hovered,
      faultsAt: faultPlaces({ model, axis, view, width: this.width }, this.marked),
      flags: this.flags,
      pointed: this.pointed,
      preview: this.plot.preview,
      takes: this.takes,
      cell: cellOf(model, axis, moving),
      bands: () => farBlocks(scene).map((block) => ({ block, totals: this.bands.of(scene, block).totals })),
      measure: this.measure,
    }
    return scene
  }

  private laneRoom(): number {
    const m = this.metrics()
    const tracks = this.model ? tracksHeight(this.tracks(this.model)) : 0
    return Math.max(m.lane, this.height - m.top - tracks - 3)
  }

  shownTracks(): number {
    return this.model ? this.tracks(this.model).length : 0
  }

  private tracks(model: RunModel): Track[] {
    // two runs share the height: what the reader did not ask for gives way to lanes
    const asked = this.plot.beside === null || this.options.tracks !== null
    const shown = asked && !this.options.slide && this.width >= 560
    const { tracks } = this.options
    const { goroutines } = model
    const needs = [this.lanes.heightToRead(goroutines), this.lanes.leastHeight(goroutines)] as const
    this.trackList ??= shown ? tracksOf(model, tracks, this.height, ...needs) : []
    return this.trackList
  }

  numberRight(): number {
    if (this.metrics().mode !== 'page') return 0
    return Math.max(38, 20 + String(this.model?.goroutines ?? 0).length * 7)
  }

  private cell(model: RunModel): number {
    return cellOf(model, this.options.axis, this.moving)
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
}

import type { AxisKind, Cursor, RunModel } from '../state'
import type { Viewport } from './layout/axis'
import type { Group } from './layout/groups'
import type { Metrics } from './layout/metrics'
import type { Summed } from './layout/profile'
import type { Row } from './layout/rows'
import type { Measure } from './marks'
import type { Flag } from './marks/flags'

/** What the reader has chosen: a goroutine, perhaps one of its spans, or an object. */
export interface Selection {
  goroutine: number
  /** Index into the run's spans. */
  span?: number
  object?: number
}

/** Everything that decides a picture. The same scene gives the same marks. */
export interface Scene {
  model: RunModel
  axis: AxisKind
  view: Viewport
  metrics: Metrics
  groups: readonly Group[]
  rows: readonly Row[]
  /** How far the rows are scrolled. */
  scroll: number
  width: number
  height: number
  /** Where rows end and further tracks begin. */
  bottom: number
  /** Width of the column of goroutine numbers: their right edge. */
  numberRight: number
  cursor: Cursor | null
  selection: Selection | null
  hover: Selection | null
  /** Places on the axis where faults took effect. */
  faultsAt: readonly number[]
  /** Moments that the reader marked. */
  flags: readonly Flag[]
  /** The span at which a new fault has told first, in a strong outline. */
  pointed: Selection | null
  /** The run that a fault would give which is not dropped yet. */
  preview: RunModel | null
  /** While a fault is dragged: which spans can take it. */
  takes: ((goroutine: number, span: number) => boolean) | null
  /** Side of a band's cell in pixels. */
  cell: number
  /** The bands of the picture, for what sums up the same goroutines. */
  bands(): readonly Summed[]
  measure: Measure
}

/** Top of a row on the page. */
export function pageY(scene: Scene, y: number): number {
  return scene.metrics.top + y - scene.scroll
}

/** Rows that are at least partly visible, by their place among all rows. */
export function visibleRows(scene: Scene): readonly Row[] {
  const lo = scene.scroll
  const hi = scene.scroll + scene.bottom - scene.metrics.top
  return scene.rows.filter((row) => row.y + row.height > lo && row.y < hi)
}

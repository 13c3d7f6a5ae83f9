import type { AxisKind, Grouping, Order } from '../state'

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

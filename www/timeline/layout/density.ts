import { clamp } from '../../base'
import type { AxisKind, RunModel } from '../../state'
import { perPixel, type Viewport } from './axis'
import { type Outlier, outliersOf } from './outliers'
import type { LaneBlock } from './rows'
import { StateSums } from './state_sums'

/** Side of a density cell in pixels. */
export const CELL = 2
/** The same while the picture moves under a hand: a quarter of the work, and no eye follows single cells then. */
export const MOVING_CELL = 4

/** A band of many goroutines: what holds most of each cell, and how much of it. */
export interface Density {
  /** Side of a cell in pixels. */
  cell: number
  x: number
  y: number
  columns: number
  rows: number
  /** State of a cell, row by row. */
  state: Uint8Array
  /** 0 empty, 1 to 5 the share it holds. */
  share: Uint8Array
  outliers: Outlier[]
  /** How long each state lasts in each column, all rows together: state by state. */
  totals: readonly Float64Array[]
}

/** Opacity of a share of 1 to 5. */
export const SHARE_OPACITY = [0, 0.14, 0.28, 0.5, 0.75, 1] as const

/**
 * The cells of a block whose lanes are too thin to be told apart, found some rows at a time: what would be too much for
 * one frame is spread over several. `y` is from the top of the rows.
 */
export class DensityWork {
  /** Whole when `go` says so. */
  readonly density: Density
  /** Rows that are there. */
  row = 0
  private readonly block: LaneBlock
  private readonly adder: StateSums
  private readonly most: Float64Array
  private readonly perCell: number
  /** Rows begin where whole blocks of goroutines do, which are added at once. */
  private readonly snaps: boolean

  constructor(model: RunModel, axis: AxisKind, block: LaneBlock, view: Viewport, cell: number) {
    const columns = Math.max(1, Math.ceil((view.right - view.left) / cell))
    const rows = Math.max(1, Math.round(block.height / cell))
    this.block = block
    this.perCell = perPixel(view) * cell
    this.adder = new StateSums(model, axis, view.lo, this.perCell, columns)
    this.most = new Float64Array(columns)
    const lanes = block.to - block.from
    const spread = (block.members[block.to - 1] as number) - (block.members[block.from] as number)
    this.snaps = spread === lanes - 1 && lanes / this.adder.lanesPerBlock >= rows
    this.density = {
      cell,
      x: view.left,
      y: block.y,
      columns,
      rows,
      state: new Uint8Array(columns * rows),
      share: new Uint8Array(columns * rows),
      outliers: outliersOf(model, axis, block, view, rows, cell),
      totals: Array.from({ length: 7 }, () => new Float64Array(columns)),
    }
  }

  /** Finds so many rows more; true when all are there. */
  go(count: number): boolean {
    const { rows } = this.density
    for (const until = Math.min(rows, this.row + count); this.row < until; this.row++) this.addRow(this.row)
    return this.row >= rows
  }

  private addRow(row: number): void {
    const { block, most, perCell } = this
    const { columns, state, share, totals } = this.density
    const from = this.edge(row)
    if (from >= block.to) return
    const to = Math.max(from + 1, this.edge(row + 1))
    this.adder.addLanes(block.members, from, to)
    const full = perCell * (to - from)
    const at = row * columns
    this.adder.strongest(state, most, at, totals)
    for (let column = 0; column < columns; column++) {
      const held = most[column] as number
      if (held > 0) share[at + column] = shareStep(held / full)
    }
  }

  /** The first lane of a row. */
  private edge(row: number): number {
    const { block } = this
    const { rows } = this.density
    const lanes = block.to - block.from
    const lane = Math.floor((row * lanes) / rows)
    if (row === 0 || row >= rows || !this.snaps) return block.from + lane
    const first = block.members[block.from] as number
    return block.from + clamp(this.adder.nearestBlock(first + lane) - first, 0, lanes - 1)
  }
}

/** All cells of a block at once. */
export function densityOf(
  model: RunModel,
  axis: AxisKind,
  block: LaneBlock,
  view: Viewport,
  cell: number = CELL,
): Density {
  const work = new DensityWork(model, axis, block, view, cell)
  work.go(work.density.rows)
  return work.density
}

function shareStep(share: number): number {
  if (share < 0.2) return 1
  if (share < 0.4) return 2
  if (share < 0.62) return 3
  return share < 0.87 ? 4 : 5
}

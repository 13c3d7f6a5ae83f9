import { lowerBound } from '../../base'
import type { AxisKind, RunModel } from '../../state'
import { perPixel, toX, type Viewport } from './axis'
import type { LaneBlock } from './rows'

/** Side of a density cell in pixels. */
export const CELL = 2

/** A band of many goroutines: what holds most of each cell, and how much of it. */
export interface Density {
  x: number
  y: number
  columns: number
  rows: number
  /** State of a cell, row by row. */
  state: Uint8Array
  /** 0 empty, 1 to 5 the share it holds. */
  share: Uint8Array
  outliers: Outlier[]
}

/** A span that no scale may hide: at least 2 px high and 3 px wide over the cells. */
export interface Outlier {
  x: number
  y: number
  width: number
  state: number
  /** Spans under this mark. */
  count: number
  /** The first of them. */
  span: number
}

/** Opacity of a share of 1 to 5. */
export const SHARE_OPACITY = [0, 0.14, 0.28, 0.5, 0.75, 1] as const

/** The cells of a block whose lanes are too thin to be told apart, `y` from the top of the rows. */
export function densityOf(model: RunModel, axis: AxisKind, block: LaneBlock, view: Viewport): Density {
  const columns = Math.max(1, Math.ceil((view.right - view.left) / CELL))
  const rows = Math.max(1, Math.round(block.height / CELL))
  const state = new Uint8Array(columns * rows)
  const share = new Uint8Array(columns * rows)
  const held = new Float64Array(columns * 8)
  const lanes = block.to - block.from
  const perCell = perPixel(view) * CELL
  for (let row = 0; row < rows; row++) {
    const from = block.from + Math.floor((row * lanes) / rows)
    const to = Math.max(from + 1, block.from + Math.floor(((row + 1) * lanes) / rows))
    held.fill(0)
    for (let lane = from; lane < to; lane++)
      addLane(model, axis, block.members[lane] as number, view.lo, perCell, columns, held)
    for (let column = 0; column < columns; column++) {
      let best = 0
      let most = 0
      for (let s = 0; s < 7; s++) {
        const value = held[column * 8 + s] as number
        if (value > most) {
          most = value
          best = s
        }
      }
      state[row * columns + column] = best
      share[row * columns + column] = shareStep(most / (perCell * (to - from)))
    }
  }
  return {
    x: view.left,
    y: block.y,
    columns,
    rows,
    state,
    share,
    outliers: outliersOf(model, axis, block, view, rows),
  }
}

function shareStep(share: number): number {
  if (share <= 0) return 0
  if (share < 0.2) return 1
  if (share < 0.4) return 2
  if (share < 0.62) return 3
  return share < 0.87 ? 4 : 5
}

function addLane(
  model: RunModel,
  axis: AxisKind,
  g: number,
  lo: number,
  perCell: number,
  columns: number,
  held: Float64Array,
): void {
  const { start, end } = model.columns(axis)
  const state = model.run.spans.state
  const to = model.spansEnd(g)
  const hi = lo + columns * perCell
  for (let i = lowerBound(end, lo, model.spansFrom(g), to); i < to; i++) {
    const begin = Math.max(start[i] as number, lo) - lo
    const finish = Math.min(end[i] as number, hi) - lo
    if (begin >= columns * perCell) return
    if (finish <= begin) continue
    const s = state[i] as number
    const first = Math.floor(begin / perCell)
    const last = Math.min(columns - 1, Math.floor(finish / perCell))
    if (first === last) {
      held[first * 8 + s] = (held[first * 8 + s] as number) + finish - begin
      continue
    }
    held[first * 8 + s] = (held[first * 8 + s] as number) + (first + 1) * perCell - begin
    for (let c = first + 1; c < last; c++) held[c * 8 + s] = (held[c * 8 + s] as number) + perCell
    held[last * 8 + s] = (held[last * 8 + s] as number) + finish - last * perCell
  }
}

/** Least width of an outlier's mark. */
const OUTLIER_PX = 3

function outliersOf(
  model: RunModel,
  axis: AxisKind,
  block: LaneBlock,
  view: Viewport,
  rows: number,
): Outlier[] {
  if (model.notable.length === 0) return []
  const lane = laneIndex(model, block)
  const { start, end } = model.columns(axis)
  const marks = new Map<number, Outlier>()
  for (let n = 0; n < model.notable.length; n++) {
    const at = lane[model.notableG[n] as number] as number
    if (at < 0) continue
    const span = model.notable[n] as number
    if ((end[span] as number) < view.lo || (start[span] as number) > view.hi) continue
    const row = Math.min(rows - 1, Math.floor((at * rows) / (block.to - block.from)))
    const state = model.run.spans.state[span] as number
    const x = Math.max(view.left, toX(view, start[span] as number))
    const right = Math.min(view.right, toX(view, end[span] as number))
    const column = Math.floor((x - view.left) / OUTLIER_PX)
    const key = (row * 8192 + column) * 8 + state
    const width = Math.max(OUTLIER_PX, right - x)
    const known = marks.get(key)
    if (known) {
      known.count++
      known.width = Math.max(known.width, width)
    } else marks.set(key, { x, y: block.y + row * CELL, width, state, count: 1, span })
  }
  return [...marks.values()]
}

/** Lane of each goroutine within a block, -1 outside it. */
function laneIndex(model: RunModel, block: LaneBlock): Int32Array {
  const lane = new Int32Array(model.goroutines + 1).fill(-1)
  for (let i = block.from; i < block.to; i++) lane[block.members[i] as number] = i - block.from
  return lane
}

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
  const lanes = block.to - block.from
  const perCell = perPixel(view) * CELL
  const adder = new Adder(model, axis, view.lo, perCell, columns)
  for (let row = 0; row < rows; row++) {
    const from = block.from + Math.floor((row * lanes) / rows)
    const to = Math.max(from + 1, block.from + Math.floor(((row + 1) * lanes) / rows))
    adder.clear()
    adder.addLanes(block.members, from, to)
    const full = perCell * (to - from)
    for (let column = 0; column < columns; column++) {
      adder.strongest(column)
      state[row * columns + column] = adder.state
      share[row * columns + column] = shareStep(adder.most / full)
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

/** Lanes with more spans than this are searched, not read through. */
const MANY_SPANS = 64

/** Adds up how long each state lasts in each cell of one row. */
class Adder {
  /** The state that holds most of the cell asked for last, and how much. */
  state = 0
  most = 0
  private readonly model: RunModel
  private readonly start: Float64Array | Uint32Array
  private readonly end: Float64Array | Uint32Array
  private readonly spanState: Uint8Array
  private readonly lo: number
  private readonly perCell: number
  private readonly columns: number
  private readonly held: Float64Array
  /** Where spans that fill whole cells begin and end; summed up from the left when cells are read. */
  private readonly whole: Float64Array

  constructor(model: RunModel, axis: AxisKind, lo: number, perCell: number, columns: number) {
    const { start, end } = model.columns(axis)
    this.model = model
    this.start = start
    this.end = end
    this.spanState = model.run.spans.state
    this.lo = lo
    this.perCell = perCell
    this.columns = columns
    this.held = new Float64Array(columns * 8)
    this.whole = new Float64Array((columns + 1) * 8)
  }

  clear(): void {
    this.held.fill(0)
    this.whole.fill(0)
  }

  /** Goroutines that follow one another have spans that do, and few spans are read faster than searched. */
  addLanes(members: Uint32Array, from: number, to: number): void {
    const { model } = this
    const first = members[from] as number
    const last = members[to - 1] as number
    const begin = model.spansFrom(first)
    const finish = model.spansEnd(last)
    if (last - first === to - from - 1 && finish - begin < MANY_SPANS * (to - from)) {
      this.addSpans(begin, finish)
      return
    }
    const hi = this.lo + this.columns * this.perCell
    for (let lane = from; lane < to; lane++) {
      const g = members[lane] as number
      const end = model.spansEnd(g)
      const shown = lowerBound(this.end, this.lo, model.spansFrom(g), end)
      this.addSpans(shown, lowerBound(this.start, hi, shown, end))
    }
  }

  /** Looks at a cell; cells are asked for from left to right. */
  strongest(column: number): void {
    const { whole, held, perCell } = this
    const at = column * 8
    this.state = 0
    this.most = 0
    for (let s = 0; s < 7; s++) {
      if (column > 0) whole[at + s] = (whole[at + s] as number) + (whole[at - 8 + s] as number)
      const value = (held[at + s] as number) + (whole[at + s] as number) * perCell
      if (value > this.most) {
        this.most = value
        this.state = s
      }
    }
  }

  private addSpans(from: number, to: number): void {
    const { start, end, spanState, held, whole, lo, perCell, columns } = this
    const length = columns * perCell
    for (let i = from; i < to; i++) {
      const begin = Math.max((start[i] as number) - lo, 0)
      const finish = Math.min((end[i] as number) - lo, length)
      if (finish <= begin) continue
      const s = spanState[i] as number
      const first = Math.floor(begin / perCell)
      const last = Math.min(columns - 1, Math.floor(finish / perCell))
      if (first >= last) {
        held[last * 8 + s] = (held[last * 8 + s] as number) + finish - begin
        continue
      }
      held[first * 8 + s] = (held[first * 8 + s] as number) + (first + 1) * perCell - begin
      whole[(first + 1) * 8 + s] = (whole[(first + 1) * 8 + s] as number) + 1
      whole[last * 8 + s] = (whole[last * 8 + s] as number) - 1
      held[last * 8 + s] = (held[last * 8 + s] as number) + finish - last * perCell
    }
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
  const laneOf = laneFinder(model, block)
  const { start, end } = model.columns(axis)
  const marks = new Map<number, Outlier>()
  for (let n = 0; n < model.notable.length; n++) {
    const span = model.notable[n] as number
    if ((end[span] as number) < view.lo || (start[span] as number) > view.hi) continue
    const at = laneOf(model.notableG[n] as number)
    if (at < 0) continue
    const row = Math.min(rows - 1, Math.floor((at * rows) / (block.to - block.from)))
    const state = model.run.spans.state[span] as number
    const x = Math.max(view.left, toX(view, start[span] as number))
    const width = Math.max(OUTLIER_PX, Math.min(view.right, toX(view, end[span] as number)) - x)
    const key = (row * 8192 + Math.floor((x - view.left) / OUTLIER_PX)) * 8 + state
    const known = marks.get(key)
    if (known) {
      known.count++
      known.width = Math.max(known.width, width)
    } else marks.set(key, { x, y: block.y + row * CELL, width, state, count: 1, span })
  }
  return [...marks.values()]
}

/** Lane of a goroutine within a block, -1 outside it. */
function laneFinder(model: RunModel, block: LaneBlock): (g: number) => number {
  const { members, from, to } = block
  const first = members[from] as number
  if ((members[to - 1] as number) - first === to - from - 1) {
    return (g) => (g >= first && g < first + to - from ? g - first : -1)
  }
  const lane = new Int32Array(model.goroutines + 1).fill(-1)
  for (let i = from; i < to; i++) lane[members[i] as number] = i - from
  return (g) => lane[g] as number
}

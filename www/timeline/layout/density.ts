import { clamp } from '../../base'
import type { AxisKind, RunModel } from '../../state'
import { perPixel, toX, type Viewport } from './axis'
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
export function densityOf(
  model: RunModel,
  axis: AxisKind,
  block: LaneBlock,
  view: Viewport,
  cell: number = CELL,
): Density {
  const columns = Math.max(1, Math.ceil((view.right - view.left) / cell))
  const rows = Math.max(1, Math.round(block.height / cell))
  const state = new Uint8Array(columns * rows)
  const share = new Uint8Array(columns * rows)
  const most = new Float64Array(columns)
  const totals = Array.from({ length: 7 }, () => new Float64Array(columns))
  const lanes = block.to - block.from
  const perCell = perPixel(view) * cell
  const adder = new StateSums(model, axis, view.lo, perCell, columns)
  const first = block.members[block.from] as number
  const snaps =
    (block.members[block.to - 1] as number) - first === lanes - 1 && lanes / adder.lanesPerBlock >= rows
  const edge = (row: number): number => {
    const lane = Math.floor((row * lanes) / rows)
    if (row === 0 || row >= rows || !snaps) return block.from + lane
    return block.from + clamp(adder.nearestBlock(first + lane) - first, 0, lanes - 1)
  }
  for (let row = 0; row < rows; row++) {
    const from = edge(row)
    const to = Math.max(from + 1, edge(row + 1))
    if (from >= block.to) break
    adder.addLanes(block.members, from, to)
    const full = perCell * (to - from)
    const at = row * columns
    adder.strongest(state, most, at, totals)
    for (let column = 0; column < columns; column++) {
      const held = most[column] as number
      if (held > 0) share[at + column] = shareStep(held / full)
    }
  }
  return {
    cell,
    x: view.left,
    y: block.y,
    columns,
    rows,
    state,
    share,
    outliers: outliersOf(model, axis, block, view, rows, cell),
    totals,
  }
}

function shareStep(share: number): number {
  if (share < 0.2) return 1
  if (share < 0.4) return 2
  if (share < 0.62) return 3
  return share < 0.87 ? 4 : 5
}

/** Least width of an outlier's mark. */
const OUTLIER_PX = 3

function outliersOf(
  model: RunModel,
  axis: AxisKind,
  block: LaneBlock,
  view: Viewport,
  rows: number,
  cell: number,
): Outlier[] {
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
    } else marks.set(key, { x, y: block.y + row * cell, width, state, count: 1, span })
  }
  const longest = longestOf(model, axis, block.members)
  const at = longest > 0 ? laneOf(longest) : -1
  if (at >= 0 && !model.notableG.includes(longest)) {
    const [from, to] = model.lifetime(longest, axis)
    const x = clamp(toX(view, from), view.left, view.right)
    const width = clamp(toX(view, to), view.left, view.right) - x
    const row = Math.min(rows - 1, Math.floor((at * rows) / (block.to - block.from)))
    const span = longestSpan(model, axis, longest)
    const state = model.run.spans.state[span] as number
    if (width > 0)
      marks.set(-1, { x, y: block.y + row * cell, width: Math.max(OUTLIER_PX, width), state, count: 1, span })
  }
  return [...marks.values()]
}

const longestKept = new WeakMap<Uint32Array, Partial<Record<AxisKind, number>>>()

/** A goroutine stands out if it lived so much longer than the next. */
const STANDS_OUT = 1.1

/** The goroutine of a group that lived longest, 0 if it does not stand out. */
function longestOf(model: RunModel, axis: AxisKind, members: Uint32Array): number {
  const known = longestKept.get(members) ?? {}
  longestKept.set(members, known)
  const found = known[axis]
  if (found !== undefined) return found
  let best = 0
  let most = 0
  let second = 0
  for (const g of members) {
    const [from, to] = model.lifetime(g, axis)
    if (to - from > most) {
      second = most
      most = to - from
      best = g
    } else second = Math.max(second, to - from)
  }
  const longest = most > second * STANDS_OUT ? best : 0
  known[axis] = longest
  return longest
}

function longestSpan(model: RunModel, axis: AxisKind, g: number): number {
  const { start, end } = model.columns(axis)
  let best = model.spansFrom(g)
  const length = (i: number) => (end[i] as number) - (start[i] as number)
  for (let i = best + 1; i < model.spansEnd(g); i++) if (length(i) > length(best)) best = i
  return best
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

import { clamp } from '../../base'
import type { AxisKind, RunModel } from '../../state'
import { toX, type Viewport } from './axis'
import type { LaneBlock } from './rows'

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

/** Least width of an outlier's mark. */
const OUTLIER_PX = 3

/** What no scale may hide among the lanes of a block, `y` from the top of the rows. */
export function outliersOf(
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

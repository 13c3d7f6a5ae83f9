import type { Group } from './groups'
import { type Level, levelOf, type Metrics, spanHeight } from './metrics'

/** The row that names a group. */
export interface GroupRow {
  kind: 'group'
  group: number
  collapsed: boolean
  y: number
  height: number
}

/** Neighbouring lanes of one group with one height: `members[from..to]`, the first at `y`. */
export interface LaneBlock {
  kind: 'lanes'
  group: number
  members: Uint32Array
  from: number
  to: number
  y: number
  /** Of the whole block. */
  height: number
  /** Of one lane; below 4 px the block is a density band. */
  lane: number
  span: number
  level: Level
  /** Opened in place inside a band, on a sunken ground. */
  opened: boolean
}

export type Row = GroupRow | LaneBlock

export interface RowsRequest {
  groups: readonly Group[]
  collapsed: ReadonlySet<string>
  /** Goroutine whose neighbourhood is opened where lanes are too thin, 0 for none. */
  opened: number
  /** Height for rows, from the first row's top. */
  height: number
  /** 1 fits the height; larger makes lanes higher, and the rows scroll. */
  scale: number
  metrics: Metrics
}

/** Lanes each side of an opened one. */
const NEIGHBOURS = 3

/** Places all rows one below the other, `y` from 0. Their number grows with groups, not with goroutines. */
export function layoutRows(request: RowsRequest): { rows: Row[]; height: number } {
  const { groups, metrics: m, collapsed } = request
  const shown = groups.map((group) => hasRow(group, m) && collapsed.has(group.key))
  const lanes = shareHeight(request, shown)
  const rows: Row[] = []
  let y = 0
  groups.forEach((group, index) => {
    if (hasRow(group, m)) {
      rows.push({
        kind: 'group',
        group: index,
        collapsed: shown[index] === true,
        y,
        height: rowHeight(request),
      })
      y += rowHeight(request)
    }
    if (shown[index]) return
    const blocks = blocksOf(group, index, lanes[index] as number, request, y)
    for (const block of blocks) {
      rows.push(block)
      y += block.height
    }
  })
  return { rows, height: y }
}

function hasRow(group: Group, m: Metrics): boolean {
  return m.groupRow > 0 && !group.single && group.key !== 'all'
}

function rowHeight({ groups, metrics: m }: RowsRequest): number {
  const lanes = groups.reduce((sum, group) => sum + group.members.length, 0)
  return lanes < 25 ? m.groupRow : Math.min(m.groupRow, 24)
}

/**
 * Height of a lane for each group. All get the full lane while they fit; then small groups keep a readable
 * lane and the large ones share what is left, by their size to the power of 0.6.
 */
function shareHeight(request: RowsRequest, hidden: readonly boolean[]): number[] {
  const { groups, metrics: m, scale } = request
  const counts = groups.map((group, i) => (hidden[i] ? 0 : group.members.length))
  const total = counts.reduce((a, b) => a + b, 0)
  const headers = groups.filter((group) => hasRow(group, m)).length * rowHeight(request)
  const fixed = headers + (request.opened > 0 && total >= 25 ? (2 * NEIGHBOURS + 1) * (m.laneCompact + 3) : 0)
  const room = Math.max(request.height - fixed, Math.min(total * m.laneCompact, 96))
  if (total === 0) return counts
  const even = room / total
  const least = Math.min(m.lane, Math.max(even, m.laneCompact))
  if (total <= 8) return counts.map(() => limit(even * scale, least, (m.lane * 4 * Math.max(1, scale)) / 3))
  if (total < 25 && even >= m.laneCompact)
    return counts.map(() => Math.floor(limit(even, m.laneCompact, m.lane) * scale))
  return fill(counts, room, m).map((lane) => crisp(Math.min(lane * scale, m.lane * 4)))
}

/** Groups of so few keep a full lane beside a crowd. */
const FEW = 3

function fill(counts: readonly number[], room: number, m: Metrics): number[] {
  const lane = counts.map(() => 0)
  let pending = counts.map((_, i) => i).filter((i) => (counts[i] as number) > 0)
  let left = room
  const few = pending.filter((i) => (counts[i] as number) <= FEW)
  const lanes = few.reduce((sum, i) => sum + (counts[i] as number), 0)
  const heights = [m.laneCompact + 6, m.laneCompact, (m.laneCompact * 2) / 3]
  const kept = heights.find((height) => lanes * height <= room / 2)
  if (few.length < pending.length && kept !== undefined) {
    for (const i of few) lane[i] = kept
    pending = pending.filter((i) => !few.includes(i))
    left -= lanes * kept
  }
  for (;;) {
    const weight = (i: number) => (counts[i] as number) ** 0.6
    const sum = pending.reduce((s, i) => s + weight(i), 0)
    const share = (i: number) => (left * weight(i)) / sum
    const small = pending.filter((i) => (counts[i] as number) * m.laneCompact <= share(i))
    for (const i of small) lane[i] = m.laneCompact
    if (small.length === 0) {
      for (const i of pending) lane[i] = share(i) / (counts[i] as number)
      return lane
    }
    const used = small.reduce((s, i) => s + (counts[i] as number) * m.laneCompact, 0)
    pending = pending.filter((i) => !small.includes(i))
    left = Math.max(0, left - used)
    if (pending.length === 0) return lane
  }
}

/** Whole pixels while lanes can be told apart. */
function crisp(lane: number): number {
  return lane >= 4 ? Math.floor(lane) : lane
}

function blocksOf(group: Group, index: number, lane: number, request: RowsRequest, y: number): LaneBlock[] {
  const { metrics: m } = request
  const count = group.members.length
  const at = lane < 12 && request.opened > 0 ? group.members.indexOf(request.opened) : -1
  if (at < 0) return [block(group, index, 0, count, lane, m, y, false)]
  const from = Math.max(0, at - NEIGHBOURS)
  const to = Math.min(count, at + NEIGHBOURS + 1)
  const before = block(group, index, 0, from, lane, m, y, false)
  const open = block(group, index, from, to, m.laneCompact + 3, m, y + before.height, true)
  const after = block(group, index, to, count, lane, m, open.y + open.height, false)
  return [before, open, after].filter((b) => b.to > b.from)
}

function block(
  group: Group,
  index: number,
  from: number,
  to: number,
  lane: number,
  m: Metrics,
  y: number,
  opened: boolean,
): LaneBlock {
  const exact = (to - from) * lane
  const height = lane < 4 && to > from ? Math.max(2, Math.ceil(exact / 2) * 2) : exact
  return {
    kind: 'lanes',
    group: index,
    members: group.members,
    from,
    to,
    y,
    height,
    lane: to > from ? height / (to - from) : lane,
    span: spanHeight(lane, m),
    level: levelOf(lane),
    opened,
  }
}

function limit(value: number, lo: number, hi: number): number {
  return value < lo ? lo : Math.min(value, hi)
}

/** Goroutine at a height inside the rows, 0 where there is none; with the row. */
export function rowAt(rows: readonly Row[], y: number): Row | null {
  let lo = 0
  let hi = rows.length
  while (lo < hi) {
    const mid = (lo + hi) >>> 1
    const row = rows[mid] as Row
    if (row.y + row.height <= y) lo = mid + 1
    else hi = mid
  }
  const row = rows[lo]
  return row && row.y <= y ? row : null
}

export function goroutineInBlock(block: LaneBlock, y: number): number {
  const lane = Math.floor((y - block.y) / block.lane)
  return block.members[Math.min(block.to - 1, block.from + Math.max(0, lane))] ?? 0
}

/** The place of goroutine `g`, or of the collapsed row that stands for it. */
export function placeOf(
  rows: readonly Row[],
  groups: readonly Group[],
  g: number,
): { y: number; height: number; block: LaneBlock | null } | null {
  for (const row of rows) {
    if (row.kind === 'group') {
      if (row.collapsed && groups[row.group]?.members.includes(g))
        return { y: row.y, height: row.height, block: null }
      continue
    }
    const at = indexInBlock(row, g)
    if (at >= 0) return { y: row.y + (at - row.from) * row.lane, height: row.lane, block: row }
  }
  return null
}

function indexInBlock(block: LaneBlock, g: number): number {
  const { members, from, to } = block
  const ascending = (members[from] as number) <= (members[to - 1] as number)
  if (ascending) {
    let lo = from
    let hi = to
    while (lo < hi) {
      const mid = (lo + hi) >>> 1
      if ((members[mid] as number) < g) lo = mid + 1
      else hi = mid
    }
    if (lo < to && members[lo] === g) return lo
  }
  const at = members.indexOf(g, from)
  return at >= 0 && at < to ? at : -1
}

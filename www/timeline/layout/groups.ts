import { quantile, State, shortFunction } from '../../base'
import type { AxisKind, Grouping, Order, RunModel } from '../../state'
import { poolsOf } from './pools'

export interface Group {
  /** Stable from run to run of one program: collapsed groups stay collapsed. */
  key: string
  /** `go worker`. */
  title: string
  /** Line of the `go` statement, 0 for none. */
  line: number
  /** Goroutines in the order of their lanes. */
  members: Uint32Array
  /** A group of one goroutine that was started once needs no row of its own. */
  single: boolean
}

/** The groups of a run, by first goroutine. */
export function groupGoroutines(model: RunModel, by: Grouping, order: Order): Group[] {
  const found = new Map<string, { title: string; line: number; members: number[] }>()
  const pools = by === 'pool' ? poolsOf(model) : null
  for (let g = 1; g <= model.goroutines; g++) {
    const [key, title, line] = groupOf(model, g, by, pools)
    const group = found.get(key)
    if (group) group.members.push(g)
    else found.set(key, { title, line, members: [g] })
  }
  const weight = order === 'start' ? null : weights(model, order)
  return [...found].map(([key, { title, line, members }]) => ({
    key,
    title,
    line,
    members: sorted(members, weight),
    single: members.length === 1 && by !== 'none',
  }))
}

function groupOf(
  model: RunModel,
  g: number,
  by: Grouping,
  pools: Uint32Array | null,
): [key: string, title: string, line: number] {
  const table = model.run.goroutines
  const name = model.functionName(g)
  if (by === 'none') return ['all', 'all goroutines', 0]
  if (g === 1) return ['main', shortFunction(name), 0]
  if (by === 'parent') {
    const parent = table.parent[g - 1] ?? 0
    return [`parent ${parent}`, `started by ${parent === 0 ? 'the run' : model.label(parent)}`, 0]
  }
  if (pools) return poolGroup(model, pools[g] as number)
  if (by === 'function') return [name, shortFunction(name), 0]
  const line = table.line[g - 1] ?? 0
  return [`${line} ${name}`, `go ${shortFunction(name)}`, line]
}

function poolGroup(model: RunModel, channel: number): [key: string, title: string, line: number] {
  if (channel === 0) return ['pool', 'receive from no channel', 0]
  const line = model.run.objects.line[channel - 1] ?? 0
  const name = model.objectName(channel)
  return [`pool ${name} ${line}`, `receive from ${name || 'a channel'}`, line]
}

function sorted(members: number[], weight: Float64Array | null): Uint32Array {
  if (weight) members.sort((a, b) => (weight[b] as number) - (weight[a] as number) || a - b)
  return Uint32Array.from(members)
}

/** Time spent waiting, or not waiting, by goroutine; by steps where time never moves. */
function weights(model: RunModel, order: Order): Float64Array {
  const { start, end } = model.columns(model.run.report.virtual_ns > 0 ? 'time' : 'steps')
  const state = model.run.spans.state
  const sum = new Float64Array(model.goroutines + 1)
  for (let g = 1; g <= model.goroutines; g++) {
    const to = model.spansEnd(g)
    let total = 0
    for (let i = model.spansFrom(g); i < to; i++) {
      const waits = state[i] === State.Waiting || state[i] === State.Stuck
      if (waits === (order === 'waiting')) total += (end[i] as number) - (start[i] as number)
    }
    sum[g] = total
  }
  return sum
}

export interface GroupStats {
  count: number
  min: number
  median: number
  p95: number
  max: number
  /** Sum of values by state, index is the state. */
  byState: Float64Array
}

/** Durations of the goroutines of a group on one axis. */
export function groupStats(model: RunModel, group: Group, axis: AxisKind): GroupStats {
  const { start, end } = model.columns(axis)
  const state = model.run.spans.state
  const lengths = new Float64Array(group.members.length)
  const byState = new Float64Array(8)
  group.members.forEach((g, index) => {
    const [from, to] = model.lifetime(g, axis)
    lengths[index] = to - from
    for (let i = model.spansFrom(g); i < model.spansEnd(g); i++) {
      const s = state[i] as number
      byState[s] = (byState[s] as number) + (end[i] as number) - (start[i] as number)
    }
  })
  lengths.sort()
  return {
    count: lengths.length,
    min: lengths[0] ?? 0,
    median: quantile(lengths, 0.5),
    p95: quantile(lengths, 0.95),
    max: lengths[lengths.length - 1] ?? 0,
    byState,
  }
}

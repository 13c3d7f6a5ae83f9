import { quantile, stateLook } from '../../base'
import type { AxisKind, RunModel } from '../../state'
import type { Group } from './groups'

/** Those of a group that went wrong in one way. */
export interface Wrong {
  state: number
  count: number
  /** The first of them. */
  goroutine: number
}

/** How long the goroutines of a group lived. What never finished has no length. */
export interface Spread {
  started: number
  finished: number
  min: number
  median: number
  p95: number
  max: number
  /** The gravest first. */
  wrong: readonly Wrong[]
  bars: readonly Bar[]
}

/** Goroutines whose length lies in one of equal parts from 0 to the longest. */
export interface Bar {
  /** All of them. */
  count: number
  /** Of them, how many went wrong, by state. */
  wrong: ReadonlyMap<number, number>
}

/** Lengths of a group's goroutines on an axis, in `parts` equal parts. */
export function spreadOf(model: RunModel, group: Group, axis: AxisKind, parts: number): Spread {
  const fate = fates(model)
  const wrong = new Map<number, Wrong>()
  const finished: number[] = []
  for (const g of group.members) {
    const state = fate[g] as number
    if (state > 0) {
      const known = wrong.get(state)
      if (known) known.count++
      else wrong.set(state, { state, count: 1, goroutine: g })
    }
    if (model.run.goroutines.endState[g - 1] === ENDED) finished.push(g)
  }
  const length = (g: number) => {
    const [from, to] = model.lifetime(g, axis)
    return to - from
  }
  const lengths = Float64Array.from(finished, length).sort()
  const max = lengths[lengths.length - 1] ?? 0
  return {
    started: group.members.length,
    finished: finished.length,
    min: lengths[0] ?? 0,
    median: quantile(lengths, 0.5),
    p95: quantile(lengths, 0.95),
    max,
    wrong: [...wrong.values()].sort((a, b) => stateLook(b.state).severity - stateLook(a.state).severity),
    bars: barsOf(finished, length, fate, max, parts),
  }
}

/** State of a goroutine that returned. */
const ENDED = 7

function barsOf(
  finished: readonly number[],
  length: (g: number) => number,
  fate: Uint8Array,
  max: number,
  parts: number,
): Bar[] {
  const bars = Array.from({ length: parts }, () => ({ count: 0, wrong: new Map<number, number>() }))
  for (const g of finished) {
    const at = max > 0 ? Math.min(parts - 1, Math.floor((length(g) / max) * parts)) : 0
    const bar = bars[at] as (typeof bars)[number]
    bar.count++
    const state = fate[g] as number
    if (state > 0) bar.wrong.set(state, (bar.wrong.get(state) ?? 0) + 1)
  }
  return bars
}

const kept = new WeakMap<RunModel, Uint8Array>()

/** The gravest state that each goroutine was in, of those that must not be hidden; else 0. */
function fates(model: RunModel): Uint8Array {
  const known = kept.get(model)
  if (known) return known
  const fate = new Uint8Array(model.goroutines + 1)
  for (let n = 0; n < model.notable.length; n++) {
    const state = model.run.spans.state[model.notable[n] as number] as number
    const g = model.notableG[n] as number
    const before = fate[g] as number
    if (before === 0 || stateLook(state).severity > stateLook(before).severity) fate[g] = state
  }
  kept.set(model, fate)
  return fate
}

import { State } from '../../base'
import type { AxisKind, RunModel } from '../../state'
import type { LaneBlock } from './rows'
import { StateSums } from './state_sums'

/** From below: who runs, who could, who waits, and what went wrong. */
export const STACK: readonly number[] = [
  State.Running,
  State.Runnable,
  State.Waiting,
  State.Sleeping,
  State.Cancelled,
  State.Panicked,
  State.Stuck,
]

/** Mean numbers of living goroutines by state, in equal parts of a stretch of an axis. */
export interface Profile {
  /** In the order of `STACK`, part by part, each state stacked on those before it. */
  stacked: readonly Float64Array[]
  /** The highest stack; at least 1. */
  most: number
}

/** Goroutines whose states have been summed already, in the same parts. */
export interface Summed {
  block: LaneBlock
  totals: readonly Float64Array[]
}

/**
 * Goroutines by state from `lo` on, in `parts` parts of length `each`. `summed`: bands of the same picture, asked for
 * where summing all anew would cost as much again.
 */
export function profileOf(
  model: RunModel,
  axis: AxisKind,
  lo: number,
  each: number,
  parts: number,
  summed: () => readonly Summed[] = () => [],
): Profile {
  const sums = new StateSums(model, axis, lo, each, parts)
  const bands = sums.sumsAll ? [] : summed()
  if (bands.length === 0) sums.addAll()
  else addRest(model, sums, bands)
  const line = new Float64Array(parts)
  const stacked = STACK.map((state) => {
    sums.addTo(state, line)
    return line.map((held) => held / each)
  })
  return { stacked, most: Math.max(1, ...(stacked.at(-1) as Float64Array)) }
}

/** The bands, and one by one the goroutines that are in none. */
function addRest(model: RunModel, sums: StateSums, bands: readonly Summed[]): void {
  const done = new Uint8Array(model.goroutines + 1)
  for (const { block, totals } of bands) {
    sums.addSums(totals)
    for (let lane = block.from; lane < block.to; lane++) done[block.members[lane] as number] = 1
  }
  const one = new Uint32Array(1)
  for (let g = 1; g <= model.goroutines; g++) {
    if (done[g] === 1) continue
    one[0] = g
    sums.addLanes(one, 0, 1)
  }
}

import { State } from '../../base'
import type { AxisKind, RunModel } from '../../state'
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

/** Goroutines by state from `lo` on, in `parts` parts of length `each`. */
export function profileOf(model: RunModel, axis: AxisKind, lo: number, each: number, parts: number): Profile {
  const sums = new StateSums(model, axis, lo, each, parts)
  sums.addAll()
  const line = new Float64Array(parts)
  const stacked = STACK.map((state) => {
    sums.addTo(state, line)
    return line.map((held) => held / each)
  })
  return { stacked, most: Math.max(1, ...(stacked.at(-1) as Float64Array)) }
}

import { NO_REASON, Reason, State } from '../../base'
import type { AxisKind, RunModel } from '../../state'
import { merged, once } from './series'
import { StepLine } from './step_line'

export const SEND_REASONS: readonly number[] = [Reason.ChanSend]
export const RECEIVE_REASONS: readonly number[] = [Reason.ChanReceive]

/** Spans in which goroutines wait for something, by what they wait for. */
interface WaitIndex {
  first: Uint32Array
  spans: Uint32Array
}

/** How many spans wait for each object: index = id. */
export function waitCounts(model: RunModel): Uint32Array {
  return once(model, 'wait counts', () => {
    const counts = new Uint32Array(model.run.objects.kind.length + 1)
    const { obj, state } = model.run.spans
    for (let span = 0; span < obj.length; span++) {
      const o = obj[span] as number
      if (o > 0 && o < counts.length && waits(state[span] as number)) counts[o] = (counts[o] as number) + 1
    }
    return counts
  })
}

const waits = (state: number) => state === State.Waiting || state === State.Stuck

function waitIndex(model: RunModel): WaitIndex {
  return once(model, 'wait index', () => {
    const counts = waitCounts(model)
    const first = new Uint32Array(counts.length + 1)
    for (let o = 0; o < counts.length; o++) first[o + 1] = (first[o] as number) + (counts[o] as number)
    const next = first.slice()
    const spans = new Uint32Array(first[counts.length] as number)
    const { obj, state } = model.run.spans
    for (let span = 0; span < obj.length; span++) {
      const o = obj[span] as number
      if (o === 0 || o >= counts.length || !waits(state[span] as number)) continue
      spans[next[o] as number] = span
      next[o] = (next[o] as number) + 1
    }
    return { first, spans }
  })
}

/** Spans in which goroutines wait for objects, in order; `reasons` narrows them. */
export function waitsFor(
  model: RunModel,
  objects: readonly number[],
  reasons: readonly number[],
): Uint32Array {
  return once(model, `waits ${objects.join()} ${reasons.join()}`, () => spansFor(model, objects, reasons))
}

function spansFor(model: RunModel, objects: readonly number[], reasons: readonly number[]): Uint32Array {
  const { first, spans } = waitIndex(model)
  const { reason } = model.run.spans
  const lists = objects.map((o) => spans.subarray(first[o] ?? 0, first[o + 1] ?? 0))
  const all = merged(lists)
  if (reasons.length === 0) return all
  return all.filter((span) => reason[span] === NO_REASON || reasons.includes(reason[span] as number))
}

/** How many wait for objects, along an axis. */
export function lineOfWaits(
  model: RunModel,
  axis: AxisKind,
  objects: readonly number[],
  reasons: readonly number[],
): StepLine {
  return once(model, `${axis} line of waits ${objects.join()} ${reasons.join()}`, () => {
    const { start, end } = model.columns(axis)
    const spans = waitsFor(model, objects, reasons).filter(
      (span) => (end[span] as number) > (start[span] as number),
    )
    const comes = Float64Array.from(spans, (span) => start[span] as number).sort()
    const goes = Float64Array.from(spans, (span) => end[span] as number).sort()
    return counted(comes, goes)
  })
}

/** The number that have come and not gone; at one place it is set once. */
function counted(comes: Float64Array, goes: Float64Array): StepLine {
  const at = new Float64Array(comes.length + goes.length)
  const values = new Int32Array(at.length)
  let n = 0
  for (let i = 0, j = 0; j < goes.length; n++) {
    const next = Math.min(comes[i] ?? Number.POSITIVE_INFINITY, goes[j] as number)
    while (comes[i] === next) i++
    while (goes[j] === next) j++
    at[n] = next
    values[n] = i - j
  }
  const places = at.slice(0, n)
  return new StepLine(values.slice(0, n), (change) => places[change] as number)
}

/** Among more nobody is named. */
const NAMED_MOST = 5_000

/** The first who waits for objects at or after a place of an axis: its span; -1 for none, and among very many. */
export function firstWait(
  model: RunModel,
  axis: AxisKind,
  objects: readonly number[],
  reasons: readonly number[],
  from: number,
): number {
  const { start, end } = model.columns(axis)
  let best = -1
  const all = waitsFor(model, objects, reasons)
  if (all.length > NAMED_MOST) return -1
  for (const span of all) {
    if ((end[span] as number) <= from || (end[span] as number) <= (start[span] as number)) continue
    if (best < 0 || (start[span] as number) < (start[best] as number)) best = span
  }
  return best
}

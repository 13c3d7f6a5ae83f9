import { formatCount, formatTime, Kind, plural } from '../base'
import type { Run } from '../engine/types'
import type { AxisKind, RunModel } from './run_model'

/** What a fault changed, from the run without it to the run with it. */
export interface Difference {
  /** Index, in the later run, of the first event that differs; -1 when none does. */
  event: number
  /** How the end changed, one sentence; empty when nothing did. */
  ending: string
  /** How the output changed, one sentence. */
  output: string
}

/** Compares a run with the one that it forked from. */
export function difference(before: Run, after: Run): Difference {
  const event = firstDifference(before, after)
  if (event < 0) return { event, ending: '', output: 'Nothing changed: the fault met no call.' }
  return { event, ending: ending(before, after), output: outputChange(before, after) }
}

/** `Deadlock at 4.000 s.` */
export function endSentence(run: Run): string {
  const words = endWords(run)
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`
}

/** How a run ended, with its time: `deadlock at 4.000 s`. */
export function endWords(run: Run): string {
  const { outcome, virtual_ns, steps, exit, limit } = run.report
  const at = virtual_ns > 0 ? `at ${formatTime(virtual_ns)}` : `after ${plural(steps, 'step')}`
  switch (outcome) {
    case 'done':
      return `done ${at}`
    case 'exit':
      return `exit ${exit} ${at}`
    case 'waiting':
      return `waiting for the outside ${at}`
    case 'limit':
      return `limit (${limit?.name ?? '?'}) ${at}`
    default:
      return `${outcome} ${at}`
  }
}

function firstDifference(before: Run, after: Run): number {
  const a = before.events
  const b = after.events
  const shared = Math.min(a.kind.length, b.kind.length)
  for (let i = 0; i < shared; i++) {
    if (
      a.kind[i] !== b.kind[i] ||
      a.g[i] !== b.g[i] ||
      a.timeNs[i] !== b.timeNs[i] ||
      a.line[i] !== b.line[i]
    )
      return i
    if (b.kind[i] === Kind.Fault) return i
  }
  return a.kind.length === b.kind.length ? -1 : shared
}

function ending(before: Run, after: Run): string {
  const was = before.report
  const now = after.report
  if (was.outcome !== now.outcome) return `Without the fault it is ${endWords(before)}.`
  const later = now.virtual_ns - was.virtual_ns
  if (later === 0) return 'It ends when it did before.'
  const by = formatTime(Math.abs(later), Math.max(was.virtual_ns, now.virtual_ns))
  return `That is ${by} ${later > 0 ? 'later' : 'earlier'} than without the fault.`
}

/** How the output changed, one sentence. */
export function outputChange(before: Run, after: Run): string {
  const was = lines(before)
  const now = lines(after)
  const gone = without(was, now)
  const added = without(now, was)
  if (gone.length === 0 && added.length === 0) return 'The output is the same.'
  if (gone.length > 0 && added.length > 0) return `“${added[0]}” is printed instead of “${gone[0]}”.`
  if (added.length > 0) return `“${added[0]}” is printed as well.`
  return gone.length === 1
    ? `“${gone[0]}” is missing.`
    : `${formatCount(gone.length)} lines of output are missing.`
}

const lines = (run: Run) => run.report.stdout.split('\n').filter((l) => l !== '')

/** Lines of `from` that `other` does not have, counted. */
function without(from: readonly string[], other: readonly string[]): string[] {
  const left = new Map<string, number>()
  for (const line of other) left.set(line, (left.get(line) ?? 0) + 1)
  return from.filter((line) => {
    const count = left.get(line) ?? 0
    left.set(line, count - 1)
    return count <= 0
  })
}

/** Where two runs part on an axis, for the fork strip. */
export function forkAt(before: RunModel, after: RunModel, axis: AxisKind): number {
  const { event } = difference(before.run, after.run)
  const [lo, hi] = after.domain(axis)
  if (event < 0) return lo
  const { timeNs, step } = after.run.events
  return axis === 'time' ? (timeNs[event] ?? hi) : (step[event] ?? hi - 1) + 1
}

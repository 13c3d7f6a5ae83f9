import { formatCount, goroutineName, plural, shortTime } from '../../base'
import { type Cursor, lookupAt, type RunModel, spanAt } from '../../state'
import { spanVerb } from './span'

/** A goroutine at a cursor, for a list that is read aloud. */
export function goroutineSentence(model: RunModel, g: number, cursor: Cursor | null): string {
  const name = g === 1 ? 'main' : `${goroutineName(g)}, ${model.label(g)}`
  if (!cursor) return name
  const lookup = lookupAt(model, cursor)
  const span = spanAt(model, g, lookup)
  if (span < 0) {
    const started = (lookup.start[model.spansFrom(g)] ?? Number.POSITIVE_INFINITY) <= lookup.value
    return `${name}, ${started ? 'has ended' : 'not started yet'}`
  }
  const line = model.run.spans.line[span] as number
  return `${name}, ${spanVerb(model, span)}${line > 0 ? `, line ${line}` : ''}`
}

/** The run as a whole: how many, how long, how it ended. */
export function runSentence(model: RunModel): string {
  const { report } = model.run
  const size = `${plural(model.goroutines, 'goroutine')}, ${plural(report.steps, 'step')}`
  const time = report.virtual_ns > 0 ? ` in ${shortTime(report.virtual_ns)} of virtual time` : ''
  const ends: Record<string, string> = {
    done: 'main returned',
    deadlock: 'all goroutines are asleep: deadlock',
    panic: 'ended by a panic',
    fatal: 'ended by a fatal error',
    race: 'ended by a data race',
    stopped: 'stopped',
    waiting: 'all wait, somebody for what only comes from outside',
    running: 'still running',
    exit: `exit ${report.exit}`,
    limit: report.limit
      ? `limit reached: ${report.limit.name} ${formatCount(report.limit.value)}`
      : 'limit reached',
  }
  return `${size}${time}; ${ends[report.outcome] ?? report.outcome}.`
}

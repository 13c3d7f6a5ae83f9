import { clamp, Kind, State, upperBound } from '../base'
import { type AxisKind, allWait, type RunModel } from './run_model'

/** A moment of a run. `step` is the last decision taken; `timeNs` may lie after it, while nobody runs. */
export interface Cursor {
  timeNs: number
  step: number
}

/** The moment at a value of an axis. */
export function cursorAt(model: RunModel, axis: AxisKind, value: number): Cursor {
  if (axis === 'time') {
    const timeNs = clamp(Math.round(value), 0, model.run.report.virtual_ns)
    return { timeNs, step: model.stepOfTime(timeNs) }
  }
  return cursorAtStep(model, Math.floor(value))
}

export function cursorAtStep(model: RunModel, step: number): Cursor {
  const at = clamp(step, 0, model.run.report.steps)
  return { step: at, timeNs: model.timeOfStep(at) }
}

/** The moment at which a span begins. */
export function cursorOfSpan(model: RunModel, span: number): Cursor {
  const { spans, events } = model.run
  return { step: events.step[spans.event[span] as number] ?? 0, timeNs: spans.startNs[span] as number }
}

/** Where a cursor is drawn: on the axis of steps in the middle of its step. */
export function axisValue(cursor: Cursor, axis: AxisKind): number {
  return axis === 'time' ? cursor.timeNs : cursor.step + 0.5
}

/**
 * How states at a cursor are looked up: in the middle of its step, or, where the clock has moved on since the
 * step began, by time (no later step can have begun by then). The end of a deadlock or of a panic is what it ends in, not the
 * last step before it.
 */
interface Lookup {
  start: ArrayLike<number>
  end: ArrayLike<number>
  value: number
  last: number
}

export function lookupAt(model: RunModel, cursor: Cursor): Lookup {
  const { report } = model.run
  const last = report.steps + 1
  const ends = allWait(report) || report.outcome === 'panic'
  const over = ends && cursor.step >= report.steps && cursor.timeNs >= report.virtual_ns
  if (over) return { ...model.columns('steps'), value: last, last }
  if (cursor.timeNs <= model.timeOfStep(cursor.step)) {
    return { ...model.columns('steps'), value: cursor.step + 0.5, last }
  }
  return { ...model.columns('time'), value: cursor.timeNs, last: report.virtual_ns }
}

/** Span of goroutine `g` at a looked-up moment; -1 before it began and after it ended. */
export function spanAt(model: RunModel, g: number, { start, end, value, last }: Lookup): number {
  const from = model.spansFrom(g)
  const to = model.spansEnd(g)
  const span = upperBound(start, value, from, to) - 1
  if (span < from) return -1
  if (span + 1 < to || (end[span] as number) > value) return span
  return (end[span] as number) >= last && aliveAtEnd(model, g) ? span : -1
}

/** Span of goroutine `g` at a cursor, -1 if it is not alive then. */
export function spanAtCursor(model: RunModel, g: number, cursor: Cursor): number {
  return spanAt(model, g, lookupAt(model, cursor))
}

/** Events of one step that are looked through for a line. */
const PATIENCE = 256

/** The line where goroutine `g` stands in a span at a cursor: of what it did last, else where the span began. */
export function lineAtCursor(model: RunModel, g: number, span: number, cursor: Cursor): number {
  const { spans, events } = model.run
  const began = spans.line[span] as number
  if (spans.state[span] !== State.Running) return began
  const last = model.eventOfStep(cursor.step + 1) - 1
  for (let e = last; e > last - PATIENCE && events.step[e] === cursor.step; e--) {
    const given = events.kind[e] === Kind.Wake || events.kind[e] === Kind.Spawn
    const mine = given ? events.by[e] === g : events.g[e] === g
    if (mine && (events.line[e] as number) > 0 && (events.timeNs[e] as number) <= cursor.timeNs)
      return events.line[e] as number
  }
  return began
}

/** The next moment at which something is decided, or the previous one. */
export function stepBy(model: RunModel, cursor: Cursor, by: number): Cursor {
  const between = cursor.timeNs > model.timeOfStep(cursor.step)
  return cursorAtStep(model, cursor.step + (by < 0 && between ? by + 1 : by))
}

function aliveAtEnd(model: RunModel, g: number): boolean {
  return model.run.goroutines.endState[g - 1] !== 7
}

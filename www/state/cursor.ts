import { clamp, upperBound } from '../base'
import type { AxisKind, RunModel } from './run_model'

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

/** Where a cursor is drawn: on the axis of steps in the middle of its step. */
export function axisValue(cursor: Cursor, axis: AxisKind): number {
  return axis === 'time' ? cursor.timeNs : cursor.step + 0.5
}

/**
 * Value on the axis of steps that tells the states at a cursor: the middle of the step, or its end when the
 * clock has moved on since.
 */
export function stateValue(model: RunModel, cursor: Cursor): number {
  return cursor.timeNs > model.timeOfStep(cursor.step) ? cursor.step + 1 : cursor.step + 0.5
}

/** Span of goroutine `g` at a value of the axis of steps; -1 before it began and after it ended. */
export function spanAtStep(model: RunModel, g: number, value: number): number {
  const { start, end } = model.columns('steps')
  const from = model.spansFrom(g)
  const span = upperBound(start, value, from, model.spansEnd(g)) - 1
  if (span < from) return -1
  if (span + 1 < model.spansEnd(g)) return span
  const unfinished = (end[span] as number) > model.run.report.steps
  return (end[span] as number) > value || (unfinished && aliveAtEnd(model, g)) ? span : -1
}

/** Span of goroutine `g` at a cursor, -1 if it is not alive then. */
export function spanAtCursor(model: RunModel, g: number, cursor: Cursor): number {
  return spanAtStep(model, g, stateValue(model, cursor))
}

/** The next moment at which something is decided, or the previous one. */
export function stepBy(model: RunModel, cursor: Cursor, by: number): Cursor {
  const between = cursor.timeNs > model.timeOfStep(cursor.step)
  return cursorAtStep(model, cursor.step + (by < 0 && between ? by + 1 : by))
}

function aliveAtEnd(model: RunModel, g: number): boolean {
  return model.run.goroutines.endState[g - 1] !== 7
}

import { difference } from './compare'
import type { Cursor } from './cursor'
import { atEnd, endOf } from './moves'
import { NOTHING, type PlayerState, type Selection } from './player_state'
import type { RunModel } from './run_model'

/**
 * Where the cursor stands in a run that is shown now: a new fault is shown at the moment at which it tells, and so is
 * what is to be `pointedOut`; else the reader's own place is kept.
 */
export function cursorFor(
  { cursor, model: shown }: Readonly<PlayerState>,
  model: RunModel,
  before: RunModel | null,
  pointedOut: boolean,
): Cursor {
  if (before && (before === shown || pointedOut)) {
    const { event } = difference(before.run, model.run)
    const { timeNs, step } = model.run.events
    if (event >= 0 && event < timeNs.length)
      return { timeNs: timeNs[event] as number, step: step[event] as number }
  }
  const fresh = !shown && cursor.step === 0 && cursor.timeNs === 0
  if (fresh || (shown && atEnd(shown, cursor))) return endOf(model)
  const { steps, virtual_ns } = model.run.report
  return { timeNs: Math.min(cursor.timeNs, virtual_ns), step: Math.min(cursor.step, steps) }
}

/** Spans have other numbers in another run; a goroutine that is still there stays selected. */
export function keptSelection(selection: Selection, model: RunModel): Selection {
  return selection.g > model.goroutines ? NOTHING : { ...selection, span: -1 }
}

import { lineAtCursor, spanAtCursor } from './cursor'
import { atEnd } from './moves'
import type { PlayerState } from './player_state'

/** The line of the selected moment: of the selected span, else where the goroutine that acts at the cursor stands. */
export function currentLine({ model, selection, cursor }: Readonly<PlayerState>): number {
  if (!model) return 0
  const { events, report } = model.run
  if (selection.line > 0) return selection.line
  if (selection.g > 0) {
    const span = spanAtCursor(model, selection.g, cursor)
    return span >= 0 ? lineAtCursor(model, selection.g, span, cursor) : 0
  }
  const stuck = report.stuck[0]?.line ?? 0
  if (stuck > 0 && atEnd(model, cursor)) return stuck
  for (
    let e = model.eventOfStep(cursor.step + 1) - 1;
    e >= 0 && (events.step[e] ?? 0) >= cursor.step - 1;
    e--
  ) {
    if ((events.timeNs[e] ?? 0) <= cursor.timeNs && (events.line[e] ?? 0) > 0) return events.line[e] ?? 0
  }
  return 0
}

import { Kind, lowerBound, upperBound } from '../base'
import { type Cursor, cursorAt, cursorAtStep } from './cursor'
import { allWait, type RunModel } from './run_model'

/** Events of a run, as far as they had happened at a cursor. */
export function eventsAt(model: RunModel, { step, timeNs }: Cursor): number {
  const begun = model.eventOfStep(step) + (step > 0 ? 1 : 0)
  if (timeNs <= model.timeOfStep(step)) return Math.min(begun, model.run.events.kind.length)
  return Math.max(begun, upperBound(model.run.events.timeNs, timeNs))
}

/** Whether the clock has moved on since the cursor's step: nobody runs there. */
export function isBetween(model: RunModel, { step, timeNs }: Cursor): boolean {
  const { report } = model.run
  const over = allWait(report) && step >= report.steps && timeNs >= report.virtual_ns
  return over || timeNs > model.timeOfStep(step)
}

export function cursorOfEvent(model: RunModel, event: number): Cursor {
  const { step, timeNs } = model.run.events
  return { step: step[event] as number, timeNs: timeNs[event] as number }
}

/** The first moment at which a goroutine is seen in a span. */
export function cursorInSpan(model: RunModel, span: number): Cursor {
  const { startStep, startNs } = model.run.spans
  const { steps, virtual_ns } = model.run.report
  const [step, timeNs] = [startStep[span] as number, startNs[span] as number]
  if (step > steps) return { step: steps, timeNs: virtual_ns }
  const next = cursorAtStep(model, step)
  // the clock moves on before anybody runs again
  return next.timeNs > timeNs ? { step: step - 1, timeNs: timeNs + 1 } : next
}

/** Negative: the event lies before the cursor's moment; 0: in it; positive: after it. */
function compare(model: RunModel, event: number, cursor: Cursor): number {
  const { step, timeNs } = model.run.events
  return (step[event] as number) - cursor.step || (timeNs[event] as number) - cursor.timeNs
}

/** The next moment at which something happens to goroutine `g` or by it, or the previous one; null past the ends. */
export function goroutineMoment(model: RunModel, g: number, cursor: Cursor, by: 1 | -1): Cursor | null {
  const events = model.run.events
  const concerns = (e: number) =>
    events.g[e] === g ||
    ((events.kind[e] === Kind.Wake || events.kind[e] === Kind.Spawn) && events.by[e] === g)
  const count = events.kind.length
  const first = by > 0 ? model.eventOfStep(cursor.step) : model.eventOfStep(cursor.step + 1) - 1
  for (let e = first; e >= 0 && e < count; e += by) {
    if (concerns(e) && Math.sign(compare(model, e, cursor)) === by) return cursorOfEvent(model, e)
  }
  return null
}

/** The same for an object. */
export function objectMoment(model: RunModel, object: number, cursor: Cursor, by: 1 | -1): Cursor | null {
  const list = model.objects.of(object)
  const middle = lowerBound(list, model.eventOfStep(cursor.step))
  for (let i = by > 0 ? middle : list.length - 1; i >= 0 && i < list.length; i += by) {
    const e = list[i] as number
    if (Math.sign(compare(model, e, cursor)) === by) return cursorOfEvent(model, e)
  }
  return null
}

/**
 * The event that ends the wait of goroutine `g` at a cursor; where it does not wait, the one that let it run.
 * -1: there is none; it waits for ever, or nobody made it.
 */
export function wakerEvent(model: RunModel, g: number, cursor: Cursor): number {
  const { kind, g: whom } = model.run.events
  const now = eventsAt(model, cursor)
  for (let e = now - 1; e >= 0; e--) {
    if (whom[e] !== g) continue
    if (kind[e] === Kind.Block) break
    if (kind[e] === Kind.Wake || kind[e] === Kind.Spawn) return e
  }
  for (let e = now; e < kind.length; e++) if (whom[e] === g && kind[e] === Kind.Wake) return e
  return -1
}

/** Whom goroutine `g` wakes or starts next, as an event; -1 for nobody any more. */
export function wokenEvent(model: RunModel, g: number, cursor: Cursor): number {
  const { kind, by } = model.run.events
  for (let e = model.eventOfStep(cursor.step); e < kind.length; e++) {
    if (by[e] !== g || (kind[e] !== Kind.Wake && kind[e] !== Kind.Spawn)) continue
    if (compare(model, e, cursor) >= 0) return e
  }
  return -1
}

const UNITS: Readonly<Record<string, number>> = {
  ns: 1,
  us: 1e3,
  µs: 1e3,
  ms: 1e6,
  s: 1e9,
  m: 60e9,
  h: 3600e9,
}

/** `2.4s`, `1m30s`, `150 ms`, `step 25`, `25`: a moment that the reader types. Else a sentence that helps. */
export function parseMoment(model: RunModel, text: string): Cursor | string {
  const words = text.trim().toLowerCase().replace(/,/g, '')
  const step = /^(?:step\s*)?(\d+)$/.exec(words)
  if (step) {
    const wanted = Number(step[1])
    const { steps } = model.run.report
    return wanted > steps ? `This run has ${steps} steps.` : cursorAtStep(model, wanted)
  }
  const parts = words.replace(/\s+/g, '').match(/\d+(?:\.\d+)?(?:ns|us|µs|ms|s|m|h)/g)
  if (!parts || parts.join('') !== words.replace(/\s+/g, ''))
    return 'Write a time such as 2.4s or 150ms, or a step such as step 25.'
  const ns = parts.reduce((sum, part) => {
    const [, number = '0', unit = 's'] = /^([\d.]+)(\D+)$/.exec(part) ?? []
    return sum + Number(number) * (UNITS[unit] ?? 1e9)
  }, 0)
  if (ns > model.run.report.virtual_ns) return 'The run is over before that.'
  return cursorAt(model, 'time', ns)
}

import { Kind, NO_REASON, Reason, State } from '../../base'
import type { AxisKind, RunModel } from '../../state'

/** One change of a value. */
export interface Step {
  event: number
  value: number
}

/** Somebody holds a lock between two events; an open end is -1. */
export interface Turn {
  goroutine: number
  from: number
  to: number
  shared: boolean
}

const kept = new WeakMap<RunModel, Map<string, unknown>>()

/** Builds once a run. */
function once<T>(model: RunModel, key: string, build: () => T): T {
  const cache = kept.get(model) ?? new Map<string, unknown>()
  kept.set(model, cache)
  if (!cache.has(key)) cache.set(key, build())
  return cache.get(key) as T
}

/** Values of a WaitGroup's or semaphore's counter, each with the event that set it. */
export function stepsOfCounter(model: RunModel, object: number): readonly Step[] {
  return once(model, `count ${object}`, () => {
    const { kind, b } = model.run.events
    return eventsOf(model, object, (event) => kind[event] === Kind.Count).map((event) => ({
      event,
      value: b[event] as number,
    }))
  })
}

/** Values in a channel's buffer after each send and receive. */
export function stepsOfBuffer(model: RunModel, object: number): readonly Step[] {
  return once(model, `buffer ${object}`, () => {
    const { kind, a } = model.run.events
    const changes = (event: number) => kind[event] === Kind.Send || kind[event] === Kind.Recv
    return eventsOf(model, object, changes).map((event) => ({ event, value: a[event] as number }))
  })
}

/** Who held a lock from when to when. */
export function turnsOfLock(model: RunModel, object: number): readonly Turn[] {
  return once(model, `lock ${object}`, () => {
    const { kind, g, a } = model.run.events
    const turns: Turn[] = []
    for (const event of model.objects.of(object)) {
      if (kind[event] === Kind.Lock)
        turns.push({ goroutine: g[event] as number, from: event, to: -1, shared: a[event] === 1 })
      if (kind[event] !== Kind.Unlock) continue
      const shared = a[event] === 1
      const open = turns.findLast(
        (turn) => turn.to < 0 && turn.shared === shared && (!shared || turn.goroutine === g[event]),
      )
      const any = open ?? turns.findLast((turn) => turn.to < 0)
      if (any) any.to = event
    }
    return turns
  })
}

/** Spans in which goroutines wait for an object, in order; `reasons` narrows them. */
export function waitsFor(model: RunModel, object: number, reasons: readonly number[]): readonly number[] {
  return once(model, `waits ${object} ${reasons.join()}`, () => {
    const { obj, state, reason } = model.run.spans
    const found: number[] = []
    for (let span = 0; span < obj.length; span++) {
      if (obj[span] !== object || (state[span] !== State.Waiting && state[span] !== State.Stuck)) continue
      const why = reason[span] as number
      if (why === NO_REASON || reasons.length === 0 || reasons.includes(why)) found.push(span)
    }
    return found
  })
}

export const SEND_REASONS: readonly number[] = [Reason.ChanSend]
export const RECEIVE_REASONS: readonly number[] = [Reason.ChanReceive]

/** Where an event stands on an axis: on steps at the end of its step. */
export function eventValue(model: RunModel, axis: AxisKind, event: number): number {
  const { events } = model.run
  return axis === 'time' ? (events.timeNs[event] as number) : (events.step[event] as number) + 1
}

function eventsOf(model: RunModel, object: number, wanted: (event: number) => boolean): number[] {
  return [...model.objects.of(object)].filter(wanted)
}

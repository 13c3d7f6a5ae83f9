import { Kind, NO_REASON, Reason, State } from '../../base'
import type { Column } from '../../engine/types'
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
export function once<T>(model: RunModel, key: string, build: () => T): T {
  const cache = kept.get(model) ?? new Map<string, unknown>()
  kept.set(model, cache)
  if (!cache.has(key)) cache.set(key, build())
  return cache.get(key) as T
}

/** Values of a counter, each with the event that set it; several WaitGroups or semaphores are summed up. */
export function stepsOfCounter(model: RunModel, objects: readonly number[]): readonly Step[] {
  return once(model, `count ${objects.join()}`, () => {
    const { kind, b } = model.run.events
    return summed(model, objects, (event) => kind[event] === Kind.Count, b)
  })
}

/** Values in a channel's buffer after each send and receive; several channels are summed up. */
export function stepsOfBuffer(model: RunModel, objects: readonly number[]): readonly Step[] {
  return once(model, `buffer ${objects.join()}`, () => {
    const { kind, a } = model.run.events
    return summed(model, objects, (event) => kind[event] === Kind.Send || kind[event] === Kind.Recv, a)
  })
}

function summed(
  model: RunModel,
  objects: readonly number[],
  wanted: (event: number) => boolean,
  column: Column,
): Step[] {
  const { obj } = model.run.events
  const values = new Map<number, number>()
  let sum = 0
  return eventsOf(model, objects)
    .filter(wanted)
    .map((event) => {
      const value = column[event] as number
      sum += value - (values.get(obj[event] as number) ?? 0)
      values.set(obj[event] as number, value)
      return { event, value: sum }
    })
}

/** Who held a lock from when to when. */
export function turnsOfLock(model: RunModel, objects: readonly number[]): readonly Turn[] {
  return once(model, `lock ${objects.join()}`, () => {
    const { kind, g, a, obj } = model.run.events
    const turns: Turn[] = []
    const open = new Map<string, Turn>()
    for (const event of eventsOf(model, objects)) {
      const shared = a[event] === 1
      const key = shared ? `${obj[event]} ${g[event]}` : `${obj[event]}`
      if (kind[event] === Kind.Lock) {
        const turn = { goroutine: g[event] as number, from: event, to: -1, shared }
        turns.push(turn)
        open.set(key, turn)
      } else if (kind[event] === Kind.Unlock) {
        const turn = open.get(key)
        if (turn) turn.to = event
        open.delete(key)
      }
    }
    return turns
  })
}

/** Spans in which goroutines wait for an object, in order; `reasons` narrows them. */
export function waitsFor(
  model: RunModel,
  objects: readonly number[],
  reasons: readonly number[],
): readonly number[] {
  return once(model, `waits ${objects.join()} ${reasons.join()}`, () => {
    const wanted = new Set(objects)
    const { obj, state, reason } = model.run.spans
    const found: number[] = []
    for (let span = 0; span < obj.length; span++) {
      if (!wanted.has(obj[span] as number) || (state[span] !== State.Waiting && state[span] !== State.Stuck))
        continue
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

function eventsOf(model: RunModel, objects: readonly number[]): number[] {
  const found = objects.flatMap((object) => [...model.objects.of(object)])
  return objects.length > 1 ? found.sort((x, y) => x - y) : found
}

/** Events in which the program wrote. */
export function outputsIn(model: RunModel): readonly number[] {
  return once(model, 'outputs', () => ofKind(model, Kind.Output))
}

/** A task or region of the program's own (`runtime/trace`) between two events, or a log at one; an open end is -1. */
export interface OwnMark {
  text: string
  goroutine: number
  from: number
  to: number
}

/** Tasks, regions and logs in the order in which they begin. */
export function marksIn(model: RunModel): readonly OwnMark[] {
  return once(model, 'marks', () => {
    const { g, a, b } = model.run.events
    const found: OwnMark[] = []
    const open = new Map<string, OwnMark[]>()
    for (const event of ofKind(model, Kind.Mark)) {
      const what = b[event] as number
      const text = model.text(a[event] as number)
      const goroutine = g[event] as number
      // a region ends on its goroutine, a task wherever it is ended
      const key = what <= 2 ? `region ${goroutine} ${text}` : `task ${text}`
      if (what === 2 || what === 4) {
        const mark = open.get(key)?.pop()
        if (mark) mark.to = event
        continue
      }
      const mark = { text, goroutine, from: event, to: what === 0 ? event : -1 }
      found.push(mark)
      if (what !== 0) open.set(key, [...(open.get(key) ?? []), mark])
    }
    return found
  })
}

function ofKind(model: RunModel, wanted: number): number[] {
  const { kind } = model.run.events
  const found: number[] = []
  for (let event = 0; event < kind.length; event++) if (kind[event] === wanted) found.push(event)
  return found
}

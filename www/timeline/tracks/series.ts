import { Kind } from '../../base'
import type { Column } from '../../engine/types'
import type { AxisKind, RunModel } from '../../state'
import { StepLine } from './step_line'

const kept = new WeakMap<RunModel, Map<string, unknown>>()

/** Builds once a run. */
export function once<T>(model: RunModel, key: string, build: () => T): T {
  const cache = kept.get(model) ?? new Map<string, unknown>()
  kept.set(model, cache)
  if (!cache.has(key)) cache.set(key, build())
  return cache.get(key) as T
}

/** Where an event stands on an axis: on steps at the end of its step. */
export function eventValue(model: RunModel, axis: AxisKind, event: number): number {
  const { events } = model.run
  return axis === 'time' ? (events.timeNs[event] as number) : (events.step[event] as number) + 1
}

/** Values of a counter along an axis; several WaitGroups or semaphores are summed up. */
export function lineOfCounter(model: RunModel, axis: AxisKind, objects: readonly number[]): StepLine {
  const { kind, b } = model.run.events
  return lineOf(model, axis, objects, 'count', (event) => kind[event] === Kind.Count, b)
}

/** Values in a channel's buffer after each send and receive. */
export function lineOfBuffer(model: RunModel, axis: AxisKind, objects: readonly number[]): StepLine {
  const { kind, a } = model.run.events
  const moves = (event: number) => kind[event] === Kind.Send || kind[event] === Kind.Recv
  return lineOf(model, axis, objects, 'buffer', moves, a)
}

interface Changes {
  events: Uint32Array
  values: Int32Array
}

function lineOf(
  model: RunModel,
  axis: AxisKind,
  objects: readonly number[],
  what: string,
  wanted: (event: number) => boolean,
  column: Column,
): StepLine {
  const key = `${what} ${objects.join()}`
  const { events, values } = once(model, key, () => summed(model, objects, wanted, column))
  return once(
    model,
    `${axis} ${key}`,
    () => new StepLine(values, (change) => eventValue(model, axis, events[change] as number)),
  )
}

/** The sum over objects after each change of one of them. */
function summed(
  model: RunModel,
  objects: readonly number[],
  wanted: (event: number) => boolean,
  column: Column,
): Changes {
  const { obj } = model.run.events
  const events = eventsOf(model, objects).filter(wanted)
  const values = new Int32Array(events.length)
  const last = new Map<number, number>()
  let sum = 0
  events.forEach((event, i) => {
    const value = column[event] as number
    const object = obj[event] as number
    sum += value - (last.get(object) ?? 0)
    last.set(object, value)
    values[i] = sum
  })
  return { events, values }
}

/** The events of some objects, in order. */
export function eventsOf(model: RunModel, objects: readonly number[]): Uint32Array {
  return merged(objects.map((object) => model.objects.of(object)))
}

/** Numbers of several sorted lists, in order; of one list, that list itself. */
export function merged(lists: readonly Uint32Array[]): Uint32Array {
  if (lists.length === 1) return lists[0] as Uint32Array
  const all = new Uint32Array(lists.reduce((sum, list) => sum + list.length, 0))
  let at = 0
  for (const list of lists) {
    all.set(list, at)
    at += list.length
  }
  return all.sort()
}

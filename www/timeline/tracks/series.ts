import { Kind } from '../../base'
import type { RunModel } from '../../state'

/** One change of a value. */
export interface Step {
  event: number
  value: number
}

const kept = new WeakMap<RunModel, Map<number, Step[]>>()

/** Values of a WaitGroup's or semaphore's counter, each with the event that set it. */
export function stepsOfCounter(model: RunModel, object: number): Step[] {
  const cache = kept.get(model) ?? new Map<number, Step[]>()
  kept.set(model, cache)
  const known = cache.get(object)
  if (known) return known
  const { kind, b } = model.run.events
  const steps: Step[] = []
  for (const event of model.objects.of(object)) {
    if (kind[event] === Kind.Count) steps.push({ event, value: b[event] as number })
  }
  cache.set(object, steps)
  return steps
}

import { Kind } from '../../base'
import type { RunModel } from '../../state'
import { once } from './series'

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
  for (let event = kind.indexOf(wanted); event >= 0; event = kind.indexOf(wanted, event + 1))
    found.push(event)
  return found
}

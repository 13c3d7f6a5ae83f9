import { Kind, lowerBound } from '../base'
import type { Run } from '../engine/types'

/** The events of each object, in order; built once a run. */
export class ObjectIndex {
  private readonly run: Run
  private readonly first: Uint32Array
  private readonly list: Uint32Array

  constructor(run: Run) {
    this.run = run
    const { obj } = run.events
    const objects = run.objects.kind.length
    const count = new Uint32Array(objects + 2)
    for (let e = 0; e < obj.length; e++) {
      const o = obj[e] as number
      if (o > 0 && o <= objects) count[o + 1] = (count[o + 1] as number) + 1
    }
    for (let i = 1; i < count.length; i++) count[i] = (count[i] as number) + (count[i - 1] as number)
    this.first = count.slice()
    this.list = new Uint32Array(count[objects + 1] ?? 0)
    for (let e = 0; e < obj.length; e++) {
      const o = obj[e] as number
      if (o === 0 || o > objects) continue
      const at = count[o] as number
      this.list[at] = e
      count[o] = at + 1
    }
  }

  /** Events of object `o`, ascending. */
  of(o: number): Uint32Array {
    return this.list.subarray(this.first[o] ?? 0, this.first[o + 1] ?? 0)
  }

  /** Values in the buffer of channel `o` just before an event. */
  bufferedBefore(o: number, event: number): number {
    const events = this.of(o)
    const { kind, a } = this.run.events
    for (let i = lowerBound(events, event) - 1; i >= 0; i--) {
      const e = events[i] as number
      if (kind[e] === Kind.Send || kind[e] === Kind.Recv) return a[e] as number
    }
    return 0
  }

  /** Counter of WaitGroup or semaphore `o` just before an event. */
  countBefore(o: number, event: number): number {
    const events = this.of(o)
    const { kind, b } = this.run.events
    for (let i = lowerBound(events, event) - 1; i >= 0; i--) {
      const e = events[i] as number
      if (kind[e] === Kind.Count) return b[e] as number
    }
    return 0
  }

  /** Goroutine that holds lock `o` exclusively just before an event, 0 if nobody does. */
  holderBefore(o: number, event: number): number {
    const events = this.of(o)
    const { kind, g, a } = this.run.events
    for (let i = lowerBound(events, event) - 1; i >= 0; i--) {
      const e = events[i] as number
      if (kind[e] === Kind.Unlock && a[e] === 0) return 0
      if (kind[e] === Kind.Lock && a[e] === 0) return g[e] as number
    }
    return 0
  }
}

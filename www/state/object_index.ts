import { Kind, lowerBound } from '../base'
import type { Run } from '../engine/types'

/** Objects that are looked for one by one before all are indexed. */
const FEW = 16

/** The events of each object, in order. A few are found by reading through; who asks for more gets an index. */
export class ObjectIndex {
  private readonly run: Run
  private readonly few = new Map<number, Uint32Array>()
  private counts: Uint32Array | null = null
  private index: { first: Uint32Array; list: Uint32Array } | null = null

  constructor(run: Run) {
    this.run = run
  }

  /** Events of object `o`, ascending. */
  of(o: number): Uint32Array {
    const known = this.few.get(o)
    if (known) return known
    if (!this.index && this.few.size < FEW) {
      const found = this.search(o)
      this.few.set(o, found)
      return found
    }
    this.index ??= this.makeIndex()
    const { first, list } = this.index
    return list.subarray(first[o] ?? 0, first[o + 1] ?? 0)
  }

  /** Number of events of object `o`, without a list of them. */
  count(o: number): number {
    this.counts ??= this.countAll()
    return this.counts[o] ?? 0
  }

  private countAll(): Uint32Array {
    const counts = new Uint32Array(this.run.objects.kind.length + 1)
    const { obj } = this.run.events
    for (let e = 0; e < obj.length; e++) {
      const o = obj[e] as number
      if (o < counts.length) counts[o] = (counts[o] as number) + 1
    }
    return counts
  }

  private search(o: number): Uint32Array {
    const found: number[] = []
    const { obj } = this.run.events
    if (o > 0) for (let e = obj.indexOf(o); e >= 0; e = obj.indexOf(o, e + 1)) found.push(e)
    return Uint32Array.from(found)
  }

  private makeIndex(): { first: Uint32Array; list: Uint32Array } {
    const { obj } = this.run.events
    const objects = this.run.objects.kind.length
    const count = new Uint32Array(objects + 2)
    for (let e = 0; e < obj.length; e++) {
      const o = obj[e] as number
      if (o > 0 && o <= objects) count[o + 1] = (count[o + 1] as number) + 1
    }
    for (let i = 1; i < count.length; i++) count[i] = (count[i] as number) + (count[i - 1] as number)
    const first = count.slice()
    const list = new Uint32Array(count[objects + 1] ?? 0)
    for (let e = 0; e < obj.length; e++) {
      const o = obj[e] as number
      if (o === 0 || o > objects) continue
      const at = count[o] as number
      list[at] = e
      count[o] = at + 1
    }
    return { first, list }
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

import { Kind, lowerBound } from '../../base'
import type { AxisKind, Cursor, RunModel } from '../../state'

/** A cause: `from` did something at an event that woke or started `to`. */
export interface Arrow {
  from: number
  to: number
  /** Value of the axis. */
  at: number
  /** Event in the trace. */
  event: number
  /** A start is dotted with a round foot. */
  start: boolean
}

/** More arrows than this on screen tell nothing. */
export const MOST_ARROWS = 30

/** Events looked back through for a wake-up. */
const BACK = 500_000

/** Which events are causes, and where to find those of a goroutine. */
export class Causes {
  private readonly model: RunModel
  private index: { first: Uint32Array; list: Uint32Array } | null = null
  /** The last question about wake-ups and its answer: a picture asks it again for each frame. */
  private asked = -1
  private found = -1

  constructor(model: RunModel) {
    this.model = model
  }

  /** The last wake-up by another goroutine before an event, -1 if there is none for a long way back. */
  lastWakeBefore(event: number): number {
    if (this.asked !== event) this.found = this.searchWake(event)
    this.asked = event
    return this.found
  }

  private searchWake(event: number): number {
    const { kind, by, g } = this.model.run.events
    for (let e = event - 1; e >= Math.max(0, event - BACK); e--) {
      if (kind[e] === Kind.Wake && by[e] !== 0 && by[e] !== g[e]) return e
    }
    return -1
  }

  /** Causes that goroutine `g` gave or felt, in order; the first question makes an index of all. */
  of(g: number): Uint32Array {
    this.index ??= this.makeIndex()
    const { first, list } = this.index
    return list.subarray(first[g] ?? 0, first[g + 1] ?? 0)
  }

  private makeIndex(): { first: Uint32Array; list: Uint32Array } {
    const { kind, by, g } = this.model.run.events
    const count = new Uint32Array(this.model.goroutines + 2)
    const each = (visit: (goroutine: number, event: number) => void) => {
      for (let e = 0; e < kind.length; e++) {
        if ((kind[e] !== Kind.Wake && kind[e] !== Kind.Spawn) || by[e] === 0 || by[e] === g[e]) continue
        visit(by[e] as number, e)
        visit(g[e] as number, e)
      }
    }
    each((goroutine) => {
      count[goroutine + 1] = (count[goroutine + 1] as number) + 1
    })
    for (let i = 1; i < count.length; i++) count[i] = (count[i] as number) + (count[i - 1] as number)
    const first = count.slice()
    const list = new Uint32Array(count[count.length - 1] as number)
    each((goroutine, event) => {
      const at = count[goroutine] as number
      list[at] = event
      count[goroutine] = at + 1
    })
    return { first, list }
  }

  arrow(event: number, axis: AxisKind): Arrow {
    const { events } = this.model.run
    return {
      from: events.by[event] as number,
      to: events.g[event] as number,
      at: axis === 'time' ? (events.timeNs[event] as number) : (events.step[event] as number) + 1,
      event,
      start: events.kind[event] === Kind.Spawn,
    }
  }
}

/**
 * The arrows at rest: those of the selected goroutine, nearest to the cursor, and the last wake-up before it.
 * Looked up by halving, so a goroutine with a million causes costs no more than one with thirty.
 */
export function arrowsAtRest(
  causes: Causes,
  axis: AxisKind,
  range: { lo: number; hi: number },
  selected: number,
  cursor: Cursor | null,
  steps: ArrayLike<number>,
): Arrow[] {
  const step = cursor?.step ?? 0
  const shown = new Map<number, Arrow>()
  const show = (event: number): boolean => {
    const arrow = causes.arrow(event, axis)
    const inside = arrow.at >= range.lo && arrow.at <= range.hi && (!arrow.start || arrow.to === selected)
    if (inside) shown.set(event, arrow)
    return inside
  }
  if (selected > 0) {
    const own = causes.of(selected)
    const middle = firstFrom(own, steps, step)
    let after = 0
    for (let i = middle; i < own.length && after < MOST_ARROWS / 2 && i < middle + PATIENCE; i++) {
      if (show(own[i] as number)) after++
    }
    for (let i = middle - 1; i >= 0 && shown.size < MOST_ARROWS && i >= middle - PATIENCE; i--)
      show(own[i] as number)
  }
  const before = cursor === null ? -1 : causes.lastWakeBefore(lowerBound(steps, step))
  if (before >= 0) show(before)
  return [...shown.values()].sort((a, b) => a.event - b.event)
}

/** Causes looked through each side of the cursor. */
const PATIENCE = 2000

/** First of ascending events that lies at or after a step. */
function firstFrom(events: Uint32Array, steps: ArrayLike<number>, step: number): number {
  let lo = 0
  let hi = events.length
  while (lo < hi) {
    const mid = (lo + hi) >>> 1
    if ((steps[events[mid] as number] as number) < step) lo = mid + 1
    else hi = mid
  }
  return lo
}

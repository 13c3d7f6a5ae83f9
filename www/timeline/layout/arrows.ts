import { Kind } from '../../base'
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

/** Which events are causes, and where to find those of a goroutine. Built once a run. */
export class Causes {
  private readonly model: RunModel
  /** Event indices of all wake-ups by another goroutine, ascending. */
  readonly wakes: Uint32Array
  private readonly first: Uint32Array
  private readonly list: Uint32Array

  constructor(model: RunModel) {
    this.model = model
    const { kind, by, g } = model.run.events
    const found: number[] = []
    const count = new Uint32Array(model.goroutines + 2)
    const bump = (goroutine: number) => {
      if (goroutine <= model.goroutines) count[goroutine + 1] = (count[goroutine + 1] as number) + 1
    }
    for (let e = 0; e < kind.length; e++) {
      if ((kind[e] !== Kind.Wake && kind[e] !== Kind.Spawn) || by[e] === 0 || by[e] === g[e]) continue
      found.push(e)
      bump(by[e] as number)
      bump(g[e] as number)
    }
    for (let i = 1; i < count.length; i++) count[i] = (count[i] as number) + (count[i - 1] as number)
    this.wakes = Uint32Array.from(found).filter((event) => kind[event] === Kind.Wake)
    this.first = count.slice()
    this.list = new Uint32Array(found.length * 2)
    for (const e of found) {
      for (const goroutine of [by[e] as number, g[e] as number]) {
        const at = count[goroutine] as number
        this.list[at] = e
        count[goroutine] = at + 1
      }
    }
  }

  /** Causes that goroutine `g` gave or felt, in order. */
  of(g: number): Uint32Array {
    return this.list.subarray(this.first[g] ?? 0, this.first[g + 1] ?? 0)
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
  const before = cursor === null ? 0 : firstFrom(causes.wakes, steps, step)
  if (before > 0) show(causes.wakes[before - 1] as number)
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

import { Kind } from '../../base'
import type { AxisKind, RunModel } from '../../state'
import { eventsOf, eventValue, once } from './series'

/** Turns between two kept lengths. */
const BLOCK = 64

/** Who held a lock from when to when, as columns; an open end is the end of the run. */
export interface Turns {
  goroutine: Uint32Array
  /** Events; `OPEN` where nobody released it. */
  from: Uint32Array
  to: Uint32Array
  shared: Uint8Array
}

export const OPEN = 0xffffffff

export function turnsOfLock(model: RunModel, objects: readonly number[]): Turns {
  return once(model, `lock ${objects.join()}`, () => {
    const { kind, g, a, obj } = model.run.events
    const events = eventsOf(model, objects)
    const starts = events.filter((event) => kind[event] === Kind.Lock)
    const turns: Turns = {
      from: starts,
      goroutine: starts.map((event) => g[event] as number),
      to: new Uint32Array(starts.length).fill(OPEN),
      shared: Uint8Array.from(starts, (event) => Number(a[event] === 1)),
    }
    const open = new Map<string, number>()
    let turn = 0
    for (const event of events) {
      const key = a[event] === 1 ? `${obj[event]} ${g[event]}` : `${obj[event]}`
      if (kind[event] === Kind.Lock) open.set(key, turn++)
      else if (kind[event] === Kind.Unlock) {
        const held = open.get(key)
        if (held !== undefined) turns.to[held] = event
        open.delete(key)
      }
    }
    return turns
  })
}

/** What a picture shows of turns: long ones each, and where short ones stand. */
export interface ShownTurns {
  long: { turn: number; from: number; to: number }[]
  /** Places of short turns, at least a pixel apart, ascending. */
  short: number[]
}

/**
 * The turns between two values of an axis, told apart where they are `long` or longer. Blocks without any such are
 * passed over by pixels.
 */
export function shownTurns(
  model: RunModel,
  axis: AxisKind,
  turns: Turns,
  [lo, hi]: readonly [number, number],
  perPixel: number,
  long: number,
): ShownTurns {
  const end = model.domain(axis)[1]
  const begin = (turn: number) => eventValue(model, axis, turns.from[turn] as number)
  const finish = (turn: number) =>
    turns.to[turn] === OPEN ? end : eventValue(model, axis, turns.to[turn] as number)
  const { longest, last } = blocksOf(model, axis, turns, begin, finish)
  const shown: ShownTurns = { long: [], short: [] }
  let drawn = Number.NEGATIVE_INFINITY
  for (let block = 0; block < longest.length; block++) {
    const first = block * BLOCK
    if (begin(first) > hi) break
    const few = (longest[block] as number) < long
    const after = Math.min(turns.from.length, first + BLOCK)
    if ((last[block] as number) < lo || (few && begin(after - 1) < drawn + perPixel)) continue
    for (let turn = first; turn < after; turn++) {
      const [from, to] = [begin(turn), finish(turn)]
      if (to < lo || from > hi) continue
      if (to - from >= long) shown.long.push({ turn, from, to })
      else if (from >= drawn + perPixel) {
        shown.short.push(from)
        drawn = from
      }
    }
  }
  return shown
}

interface Blocks {
  /** The longest turn of a block, and its last end. */
  longest: Float64Array
  last: Float64Array
}

function blocksOf(
  model: RunModel,
  axis: AxisKind,
  turns: Turns,
  begin: (turn: number) => number,
  finish: (turn: number) => number,
): Blocks {
  return once(model, `${axis} turns ${turns.from[0]}`, () => {
    const blocks = Math.ceil(turns.from.length / BLOCK)
    const longest = new Float64Array(blocks)
    const last = new Float64Array(blocks)
    for (let turn = 0; turn < turns.from.length; turn++) {
      const block = Math.floor(turn / BLOCK)
      longest[block] = Math.max(longest[block] as number, finish(turn) - begin(turn))
      last[block] = Math.max(last[block] as number, finish(turn))
    }
    return { longest, last }
  })
}

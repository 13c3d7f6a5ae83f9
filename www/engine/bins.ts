import type { Column, RunReport, SpanTable } from './types'

/** Runs with fewer spans are read directly. */
export const BINS_FROM = 400_000
/** Blocks of neighbouring goroutines that a run is divided into, at most. */
const BLOCKS = 512
/** Bins of the coarsest table, and bounds for the finest. */
const COARSEST = 512
const FINE = [1024, 16_384] as const
/** Spans for each bin of the finest table. */
const SPANS_PER_BIN = 512
/** What a bin holds when one state fills it. */
export const FULL = 255
const STATES = 7

/**
 * How long each state lasts, by blocks of neighbouring goroutines and equal bins of an axis, in tables from fine
 * to coarse. What a picture of a large run costs then follows from its cells, not from its spans.
 *
 * **Invariant:** rounding is carried along, so that over any stretch of a block a table is off by less than one
 * part in 255 of a bin, and the sums of all tables are the same.
 */
export interface Bins {
  lo: number
  length: number
  /** Goroutines in a block; block `k` holds those from `k * lanes + 1` on. */
  lanes: number
  blocks: number
  /** States that last at all, in the order of a bin. */
  states: Uint8Array
  /** From fine to coarse: `(block * bins + bin) * states.length + place of the state`. */
  levels: Level[]
}

/** One table. */
interface Level {
  bins: number
  held: Uint8Array
  /** All blocks together, each times its goroutines: `bin * states.length + place of the state`. */
  whole: Float64Array
}

/** A run's spans on one axis. */
export interface Spans {
  first: Uint32Array
  state: Uint8Array
  start: Column
  end: Column
}

/** The columns of one axis. */
export function spansOf(spans: SpanTable, axis: 'time' | 'steps'): Spans {
  const { first, state } = spans
  return axis === 'time'
    ? { first, state, start: spans.startNs, end: spans.endNs }
    : { first, state, start: spans.startStep, end: spans.endStep }
}

/** First and last virtual time of a run; never empty. */
export function timeDomain(report: RunReport): [lo: number, hi: number] {
  return [0, report.virtual_ns > 0 ? report.virtual_ns : 1]
}

export function makeBins(spans: Spans, [lo, hi]: readonly [number, number]): Bins {
  const goroutines = spans.first.length - 1
  const lanes = Math.max(1, Math.ceil(goroutines / BLOCKS))
  const blocks = Math.ceil(goroutines / lanes)
  const wanted = 2 ** Math.floor(Math.log2(Math.max(1, spans.state.length / SPANS_PER_BIN)))
  const finest = Math.min(Math.max(wanted, FINE[0]), FINE[1])
  const states = lastingStates(spans)
  const bins: Bins = { lo, length: hi - lo, lanes, blocks, states, levels: [] }
  for (let n = finest; n >= COARSEST; n /= 2)
    bins.levels.push({
      bins: n,
      held: new Uint8Array(blocks * n * states.length),
      whole: new Float64Array(n * states.length),
    })
  const block = new BlockSums(bins, finest)
  for (let b = 0; b < blocks; b++) {
    const from = spans.first[b * lanes] as number
    const to = spans.first[Math.min(goroutines, (b + 1) * lanes)] as number
    block.read(spans, from, to)
    block.write(b, Math.min(lanes, goroutines - b * lanes))
  }
  return bins
}

function lastingStates({ state, start, end }: Spans): Uint8Array {
  const there = new Uint8Array(STATES)
  for (let i = 0; i < state.length; i++) {
    const s = state[i] as number
    if (s < STATES && (end[i] as number) > (start[i] as number)) there[s] = 1
  }
  return Uint8Array.from(there.keys()).filter((s) => there[s] === 1)
}

/** The sums of one block, in the finest bins. */
class BlockSums {
  private readonly bins: Bins
  private readonly finest: number
  private readonly place: Int8Array
  private readonly part: Float64Array
  /** Where spans that fill whole bins begin and end. */
  private readonly whole: Int32Array

  constructor(bins: Bins, finest: number) {
    this.bins = bins
    this.finest = finest
    this.place = new Int8Array(256).fill(-1)
    bins.states.forEach((s, at) => {
      this.place[s] = at
    })
    this.part = new Float64Array(finest * bins.states.length)
    this.whole = new Int32Array((finest + 1) * bins.states.length)
  }

  read({ state, start, end }: Spans, from: number, to: number): void {
    const { part, whole, finest, place } = this
    const { lo, length } = this.bins
    const n = this.bins.states.length
    const width = length / finest
    part.fill(0)
    whole.fill(0)
    for (let i = from; i < to; i++) {
      const begin = (start[i] as number) - lo
      const finish = (end[i] as number) - lo
      if (finish <= begin) continue
      const s = place[state[i] as number] as number
      if (s < 0) continue
      const first = Math.min(finest - 1, Math.floor(begin / width))
      const last = Math.min(finest - 1, Math.floor(finish / width))
      const a = first * n + s
      const b = last * n + s
      if (first === last) {
        part[a] = (part[a] as number) + finish - begin
        continue
      }
      part[a] = (part[a] as number) + (first + 1) * width - begin
      part[b] = (part[b] as number) + finish - last * width
      whole[a + n] = (whole[a + n] as number) + 1
      whole[b] = (whole[b] as number) - 1
    }
  }

  /** Into all tables: what has come so far in full bins, less what was written. */
  write(block: number, lanes: number): void {
    const { part, whole, finest } = this
    const { length, states, levels } = this.bins
    const n = states.length
    const width = length / finest
    for (let s = 0; s < n; s++) {
      let total = 0
      let filling = 0
      const written = new Float64Array(levels.length)
      for (let bin = 0; bin < finest; bin++) {
        filling += whole[bin * n + s] as number
        total += (part[bin * n + s] as number) / width + filling
        for (let l = 0; l < levels.length; l++) {
          const step = 1 << l
          if ((bin + 1) % step !== 0) break
          const level = levels[l] as Level
          const due = Math.round((total * FULL) / (step * lanes)) - (written[l] as number)
          const value = Math.min(Math.max(due, 0), FULL)
          written[l] = (written[l] as number) + value
          const at = (bin >> l) * n + s
          level.held[block * level.bins * n + at] = value
          level.whole[at] = (level.whole[at] as number) + value * lanes
        }
      }
    }
  }
}

import type { AxisKind, RunModel } from './run_model'

/** Spans between two kept sums. */
const STRIDE = 64

/**
 * How long each state lasts over neighbouring spans of one goroutine, in time that does not grow with them: for
 * those that are asked for, sums are kept every 64 spans, the rest is added up.
 */
export class SpanSums {
  private readonly model: RunModel
  private readonly axis: AxisKind
  /** By the goroutine's first span. */
  private readonly kept = new Map<number, Float64Array>()

  constructor(model: RunModel, axis: AxisKind) {
    this.model = model
    this.axis = axis
  }

  /** Adds the sums of spans `[from, to)`, all of one goroutine, to `into`, one entry a state. */
  add(from: number, to: number, into: Float64Array): void {
    if (to - from <= 2 * STRIDE) {
      this.addOneByOne(from, to, into)
      return
    }
    const g = this.model.ownerOf(from)
    const base = this.model.spansFrom(g)
    const kept = this.keptOf(base, this.model.spansEnd(g))
    const a = Math.ceil((from - base) / STRIDE)
    const b = Math.floor((to - base) / STRIDE)
    this.addOneByOne(from, base + a * STRIDE, into)
    for (let s = 0; s < 8; s++)
      into[s] = (into[s] as number) + (kept[b * 8 + s] as number) - (kept[a * 8 + s] as number)
    this.addOneByOne(base + b * STRIDE, to, into)
  }

  private keptOf(base: number, end: number): Float64Array {
    const known = this.kept.get(base)
    if (known) return known
    const { start, end: ends } = this.model.columns(this.axis)
    const { state } = this.model.run.spans
    const kept = new Float64Array((Math.floor((end - base) / STRIDE) + 1) * 8)
    const running = new Float64Array(8)
    for (let i = base; i <= end; i++) {
      if ((i - base) % STRIDE === 0) kept.set(running, ((i - base) / STRIDE) * 8)
      if (i === end) break
      const s = state[i] as number
      running[s] = (running[s] as number) + (ends[i] as number) - (start[i] as number)
    }
    this.kept.set(base, kept)
    return kept
  }

  private addOneByOne(from: number, to: number, into: Float64Array): void {
    const { start, end } = this.model.columns(this.axis)
    const state = this.model.run.spans.state
    for (let i = from; i < to; i++) {
      const s = state[i] as number
      into[s] = (into[s] as number) + (end[i] as number) - (start[i] as number)
    }
  }
}

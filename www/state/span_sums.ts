import type { AxisKind, RunModel } from './run_model'

/** Spans between two kept sums. */
const STRIDE = 64

/**
 * How long each state lasts over any run of neighbouring spans, in time that does not grow with the run:
 * sums are kept every 64 spans, the rest is added up.
 */
export class SpanSums {
  private readonly model: RunModel
  private readonly axis: AxisKind
  private readonly kept: Float64Array

  constructor(model: RunModel, axis: AxisKind) {
    this.model = model
    this.axis = axis
    const n = model.spanCount
    const { start, end } = model.columns(axis)
    const state = model.run.spans.state
    this.kept = new Float64Array((Math.floor(n / STRIDE) + 1) * 8)
    const running = new Float64Array(8)
    for (let i = 0; i < n; i++) {
      if (i % STRIDE === 0) this.kept.set(running, (i / STRIDE) * 8)
      const s = state[i] as number
      running[s] = (running[s] as number) + (end[i] as number) - (start[i] as number)
    }
    if (n % STRIDE === 0) this.kept.set(running, (n / STRIDE) * 8)
  }

  /** Adds the sums of spans `[from, to)` to `into`, one entry a state. */
  add(from: number, to: number, into: Float64Array): void {
    const a = Math.ceil(from / STRIDE)
    const b = Math.floor(to / STRIDE)
    if (a >= b) {
      this.addOneByOne(from, to, into)
      return
    }
    this.addOneByOne(from, a * STRIDE, into)
    for (let s = 0; s < 8; s++) {
      into[s] = (into[s] as number) + (this.kept[b * 8 + s] as number) - (this.kept[a * 8 + s] as number)
    }
    this.addOneByOne(b * STRIDE, to, into)
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

import type { AxisKind, RunModel } from './run_model'

/** Runs with fewer spans are read directly. */
export const BINS_FROM = 400_000
/** Blocks of neighbouring goroutines that a run is divided into, and bins of its axis, at most. */
const BLOCKS = 512
const FINEST = 2048
const COARSEST = 256
const STATES = 7

/**
 * How long each state lasts, by blocks of neighbouring goroutines and equal bins of an axis, from fine to
 * coarse. What a picture of a large run costs then follows from its cells, not from its spans.
 */
export class SpanBins {
  /** Goroutines in a block; block `k` holds those from `k * lanes + 1` on. */
  readonly lanes: number
  /** Width of the finest bin: cells below it must be read from spans. */
  readonly least: number
  private readonly lo: number
  private readonly length: number
  private readonly blocks: number
  /** Tables from fine to coarse; in each `(block * bins + bin) * STATES + state`. */
  private readonly levels: { bins: number; held: Float32Array }[] = []

  constructor(model: RunModel, axis: AxisKind) {
    const [lo, hi] = model.domain(axis)
    this.lo = lo
    this.length = hi - lo
    this.lanes = Math.max(1, Math.ceil(model.goroutines / BLOCKS))
    this.blocks = Math.ceil(model.goroutines / this.lanes)
    this.least = this.length / FINEST
    this.levels.push({ bins: FINEST, held: this.fill(model, axis) })
    for (let bins = FINEST / 2; bins >= COARSEST; bins /= 2) {
      this.levels.push({
        bins,
        held: this.halve((this.levels[this.levels.length - 1] as { held: Float32Array }).held, bins),
      })
    }
  }

  /**
   * Adds blocks `[from, to)` to cells of `perCell` from `lo` on, `into[cell * 8 + state]`. A bin that lies in
   * two cells is divided between them.
   */
  add(from: number, to: number, lo: number, perCell: number, cells: number, into: Float64Array): void {
    const level = this.levels.findLast(({ bins }) => this.length / bins <= perCell)
    if (!level) return
    const { bins, held } = level
    const width = this.length / bins
    const first = Math.max(0, Math.floor((lo - this.lo) / width))
    const last = Math.min(bins, Math.ceil((lo + cells * perCell - this.lo) / width))
    for (let bin = first; bin < last; bin++) {
      const begin = (this.lo + bin * width - lo) / perCell
      const cell = Math.floor(begin)
      const right = Math.min(1, Math.max(0, ((begin + width / perCell - cell - 1) * perCell) / width))
      const left = 1 - right
      for (let block = from; block < to; block++) {
        const at = (block * bins + bin) * STATES
        for (let s = 0; s < STATES; s++) {
          const value = held[at + s] as number
          if (value === 0) continue
          if (cell >= 0 && cell < cells) into[cell * 8 + s] = (into[cell * 8 + s] as number) + value * left
          if (cell + 1 >= 0 && cell + 1 < cells)
            into[cell * 8 + 8 + s] = (into[cell * 8 + 8 + s] as number) + value * right
        }
      }
    }
  }

  private fill(model: RunModel, axis: AxisKind): Float32Array {
    const { start, end } = model.columns(axis)
    const state = model.run.spans.state
    const width = this.length / FINEST
    const out = new Float32Array(this.blocks * FINEST * STATES)
    const part = new Float64Array(FINEST * STATES)
    const whole = new Float64Array((FINEST + 1) * STATES)
    for (let block = 0; block < this.blocks; block++) {
      part.fill(0)
      whole.fill(0)
      const to = model.spansEnd(Math.min(model.goroutines, (block + 1) * this.lanes))
      for (let i = model.spansFrom(block * this.lanes + 1); i < to; i++) {
        const s = state[i] as number
        const begin = (start[i] as number) - this.lo
        const finish = (end[i] as number) - this.lo
        if (finish <= begin || s >= STATES) continue
        const first = Math.min(FINEST - 1, Math.floor(begin / width))
        const last = Math.min(FINEST - 1, Math.floor(finish / width))
        const a = first * STATES + s
        const b = last * STATES + s
        if (first === last) {
          part[a] = (part[a] as number) + finish - begin
          continue
        }
        part[a] = (part[a] as number) + (first + 1) * width - begin
        part[b] = (part[b] as number) + finish - last * width
        whole[a + STATES] = (whole[a + STATES] as number) + 1
        whole[b] = (whole[b] as number) - 1
      }
      const base = block * FINEST * STATES
      for (let k = 0; k < FINEST * STATES; k++) {
        if (k >= STATES) whole[k] = (whole[k] as number) + (whole[k - STATES] as number)
        out[base + k] = (part[k] as number) + (whole[k] as number) * width
      }
    }
    return out
  }

  private halve(fine: Float32Array, bins: number): Float32Array {
    const out = new Float32Array(this.blocks * bins * STATES)
    for (let row = 0; row < this.blocks * bins; row++) {
      for (let s = 0; s < STATES; s++) {
        const at = row * 2 * STATES + s
        out[row * STATES + s] = (fine[at] as number) + (fine[at + STATES] as number)
      }
    }
    return out
  }
}

import { type Bins, FULL } from '../engine/bins'

export { BINS_FROM } from '../engine/bins'

/** Reads the bins of a run into the cells of a picture. */
export class SpanBins {
  /** Goroutines in a block; block `k` holds those from `k * lanes + 1` on. */
  readonly lanes: number
  /** Width of the finest bin: cells below it must be read from spans. */
  readonly least: number
  private readonly bins: Bins
  /** Goroutines in the last block. */
  private readonly lastLanes: number
  private sums = new Float64Array(0)

  constructor(bins: Bins, goroutines: number) {
    this.bins = bins
    this.lastLanes = goroutines - (bins.blocks - 1) * bins.lanes
    this.lanes = bins.lanes
    this.least = bins.length / (bins.levels[0]?.bins ?? 1)
  }

  /**
   * Adds blocks `[from, to)` to cells of `perCell` from `lo` on, `into[cell * 8 + state]`. A bin that lies in
   * two cells is divided between them.
   */
  add(from: number, to: number, lo: number, perCell: number, cells: number, into: Float64Array): void {
    const { length, states, levels, blocks } = this.bins
    const level = levels.findLast(({ bins }) => length / bins <= perCell)
    if (!level) return
    const { bins } = level
    const width = length / bins
    const n = states.length
    const first = Math.max(0, Math.floor((lo - this.bins.lo) / width))
    const last = Math.min(bins, Math.ceil((lo + cells * perCell - this.bins.lo) / width))
    if (last <= first) return
    const sums = this.sumsOf((last - first) * n)
    for (let block = from; block < to; block++) {
      const { held } = level
      const at = (block * bins + first) * n
      const lanes = block === blocks - 1 ? this.lastLanes : this.lanes
      const weight = (width * lanes) / FULL
      for (let k = 0; k < sums.length; k++) sums[k] = (sums[k] as number) + (held[at + k] as number) * weight
    }
    for (let bin = first; bin < last; bin++) {
      const begin = (this.bins.lo + bin * width - lo) / perCell
      const cell = Math.floor(begin)
      const right = Math.min(1, Math.max(0, ((begin + width / perCell - cell - 1) * perCell) / width))
      for (let k = 0; k < n; k++) {
        const value = sums[(bin - first) * n + k] as number
        if (value === 0) continue
        const at = cell * 8 + (states[k] as number)
        if (cell >= 0 && cell < cells) into[at] = (into[at] as number) + value * (1 - right)
        if (right > 0 && cell + 1 >= 0 && cell + 1 < cells)
          into[at + 8] = (into[at + 8] as number) + value * right
      }
    }
  }

  private sumsOf(size: number): Float64Array {
    if (this.sums.length < size) this.sums = new Float64Array(size)
    const sums = this.sums.subarray(0, size)
    sums.fill(0)
    return sums
  }
}

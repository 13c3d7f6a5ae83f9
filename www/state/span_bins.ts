import { clamp } from '../base'
import { type Bins, FULL } from '../engine/bins'

export { BINS_FROM } from '../engine/bins'

/** Where the bins of a table lie among the cells of a picture. */
interface Places {
  key: string
  bins: number
  held: Uint8Array
  whole: Float64Array
  /** Bins `[first, last)` are seen. */
  first: number
  last: number
  /** For each bin seen its cell, and how much of it lies in the next one. */
  cell: Int32Array
  right: Float64Array
  /** What one part of a bin's 255 is worth for each goroutine. */
  worth: number
}

/** Reads the bins of a run into the cells of a picture. */
export class SpanBins {
  /** Goroutines in a block; block `k` holds those from `k * lanes + 1` on. */
  readonly lanes: number
  /** Width of the finest bin: cells below it must be read from spans. */
  readonly least: number
  private readonly bins: Bins
  /** States that last at all. */
  readonly states: Uint8Array
  /** Goroutines in the last block. */
  private readonly lastLanes: number
  private sums = new Float64Array(0)
  private places: Places | null = null

  constructor(bins: Bins, goroutines: number) {
    this.bins = bins
    this.lastLanes = goroutines - (bins.blocks - 1) * bins.lanes
    this.lanes = bins.lanes
    this.states = bins.states
    this.least = bins.length / (bins.levels[0]?.bins ?? 1)
  }

  /**
   * Adds blocks `[from, to)` to cells of `perCell` from `lo` on, `into[state][cell]`. A bin that lies in two cells is
   * divided between them.
   */
  add(
    from: number,
    to: number,
    lo: number,
    perCell: number,
    cells: number,
    into: readonly Float64Array[],
  ): void {
    const places = this.placesOf(lo, perCell, cells)
    if (places) this.spread(places, this.sumBlocks(places, from, to), 0, cells, into)
  }

  /** Adds all blocks. */
  addAll(lo: number, perCell: number, cells: number, into: readonly Float64Array[]): void {
    const places = this.placesOf(lo, perCell, cells)
    if (!places) return
    this.spread(places, places.whole, places.first * this.bins.states.length, cells, into)
  }

  /** The bins seen, from `from` on in `sums`, into cells. */
  private spread(
    { first, last, cell, right, worth }: Places,
    sums: Float64Array,
    from: number,
    cells: number,
    into: readonly Float64Array[],
  ): void {
    const { states } = this.bins
    const n = states.length
    for (let s = 0; s < n; s++) {
      const held = into[states[s] as number] as Float64Array
      for (let bin = 0, k = from + s; bin < last - first; bin++, k += n) {
        const sum = sums[k] as number
        if (sum === 0) continue
        const value = sum * worth
        const at = cell[bin] as number
        const later = value * (right[bin] as number)
        if (at >= 0 && at < cells) held[at] = (held[at] as number) + value - later
        if (later > 0 && at >= -1 && at + 1 < cells) held[at + 1] = (held[at + 1] as number) + later
      }
    }
  }

  /** Parts of the bins seen, times goroutines, summed over blocks. */
  private sumBlocks({ bins, held, first, last }: Places, from: number, to: number): Float64Array {
    const n = this.bins.states.length
    const size = (last - first) * n
    if (this.sums.length < size) this.sums = new Float64Array(size)
    const { sums } = this
    for (let block = from; block < to; block++) {
      const base = (block * bins + first) * n
      const lanes = block === this.bins.blocks - 1 ? this.lastLanes : this.lanes
      if (block === from) for (let k = 0; k < size; k++) sums[k] = (held[base + k] as number) * lanes
      else for (let k = 0; k < size; k++) sums[k] = (sums[k] as number) + (held[base + k] as number) * lanes
    }
    return sums
  }

  /** The same for all rows of a picture, so found once. */
  private placesOf(lo: number, perCell: number, cells: number): Places | null {
    const key = `${lo} ${perCell} ${cells}`
    if (this.places?.key === key) return this.places
    const { length, levels } = this.bins
    const level = levels.findLast(({ bins }) => length / bins <= perCell)
    if (!level) return null
    const { bins, held, whole } = level
    const width = length / bins
    const first = Math.max(0, Math.floor((lo - this.bins.lo) / width))
    const last = Math.max(first, Math.min(bins, Math.ceil((lo + cells * perCell - this.bins.lo) / width)))
    const cell = new Int32Array(last - first)
    const right = new Float64Array(last - first)
    for (let i = 0; i < cell.length; i++) {
      const begin = (this.bins.lo + (first + i) * width - lo) / perCell
      cell[i] = Math.floor(begin)
      right[i] = clamp(((begin + width / perCell - Math.floor(begin) - 1) * perCell) / width, 0, 1)
    }
    this.places = { key, bins, held, whole, first, last, cell, right, worth: width / FULL }
    return this.places
  }
}

import { clamp } from '../base'
import { type Bins, FULL } from '../engine/bins'

export { BINS_FROM } from '../engine/bins'

/** Where the bins of a table lie among the cells of a picture. */
interface Places {
  key: string
  bins: number
  held: Uint8Array
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
  /** Goroutines in the last block. */
  private readonly lastLanes: number
  private sums = new Float64Array(0)
  private places: Places | null = null

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
    const places = this.placesOf(lo, perCell, cells)
    if (!places || places.last <= places.first) return
    const { states } = this.bins
    const { first, last, cell, right, worth } = places
    const sums = this.sumBlocks(places, from, to)
    const n = states.length
    const end = cells * 8
    for (let bin = 0, k = 0; bin < last - first; bin++) {
      const at = (cell[bin] as number) * 8
      const later = right[bin] as number
      for (let s = 0; s < n; s++, k++) {
        const value = (sums[k] as number) * worth
        if (value === 0) continue
        const place = at + (states[s] as number)
        if (at >= 0 && at < end) into[place] = (into[place] as number) + value * (1 - later)
        if (later > 0 && at >= -8 && at + 8 < end)
          into[place + 8] = (into[place + 8] as number) + value * later
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
    const { bins, held } = level
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
    this.places = { key, bins, held, first, last, cell, right, worth: width / FULL }
    return this.places
  }
}

import { lowerBound } from '../../base'
import type { Column } from '../../engine/types'
import type { AxisKind, RunModel, SpanBins } from '../../state'

/** Lanes with more spans than this are searched, not read through. */
const MANY_SPANS = 64

/** How long each state lasts in each cell of a row of equal cells, over any set of goroutines. */
export class StateSums {
  private readonly model: RunModel
  private readonly start: Column
  private readonly end: Column
  private readonly spanState: Uint8Array
  private readonly lo: number
  private readonly perCell: number
  private readonly columns: number
  private readonly held: Float64Array
  /** Bins of a large run, where they are fine enough for these cells. */
  private readonly bins: SpanBins | null
  /** Where spans that fill whole cells begin and end; summed up from the left when cells are read. */
  private readonly whole: Float64Array
  private hasWhole = false

  constructor(model: RunModel, axis: AxisKind, lo: number, perCell: number, columns: number) {
    const { start, end } = model.columns(axis)
    this.model = model
    this.start = start
    this.end = end
    this.spanState = model.run.spans.state
    this.lo = lo
    this.perCell = perCell
    this.columns = columns
    this.held = new Float64Array(columns * 8)
    const bins = model.bins(axis)
    this.bins = bins && bins.least <= perCell ? bins : null
    this.whole = new Float64Array((columns + 1) * 8)
  }

  clear(): void {
    this.held.fill(0)
    if (this.hasWhole) this.whole.fill(0)
    this.hasWhole = false
  }

  /** Goroutines that follow one another have spans that do, and few spans are read faster than searched. */
  addLanes(members: Uint32Array, from: number, to: number): void {
    const { model } = this
    const first = members[from] as number
    const last = members[to - 1] as number
    const neighbours = last - first === to - from - 1
    if (neighbours && this.bins) {
      this.addBlocks(this.bins, first, last + 1)
      return
    }
    const begin = model.spansFrom(first)
    const finish = model.spansEnd(last)
    if (neighbours && finish - begin < MANY_SPANS * (to - from)) {
      this.addSpans(begin, finish)
      return
    }
    for (let lane = from; lane < to; lane++) this.addLane(members[lane] as number)
  }

  /** Goroutines that are added at once. */
  get lanesPerBlock(): number {
    return this.bins?.lanes ?? 1
  }

  /** The nearest goroutine from which whole blocks can be added. */
  nearestBlock(g: number): number {
    return this.bins ? Math.round((g - 1) / this.bins.lanes) * this.bins.lanes + 1 : g
  }

  private addLane(g: number): void {
    const end = this.model.spansEnd(g)
    const hi = this.lo + this.columns * this.perCell
    const shown = lowerBound(this.end, this.lo, this.model.spansFrom(g), end)
    this.addSpans(shown, lowerBound(this.start, hi, shown, end))
  }

  /** Goroutines `[first, end)`: whole blocks from the bins, what is left over from the spans. */
  private addBlocks(bins: SpanBins, first: number, end: number): void {
    const from = Math.ceil((first - 1) / bins.lanes)
    const to =
      end > this.model.goroutines ? Math.ceil((end - 1) / bins.lanes) : Math.floor((end - 1) / bins.lanes)
    const whole = to > from
    const head = whole ? from * bins.lanes + 1 : end
    for (let g = first; g < Math.min(head, end); g++) this.addLane(g)
    if (!whole) return
    bins.add(from, to, this.lo, this.perCell, this.columns, this.held)
    for (let g = to * bins.lanes + 1; g < end; g++) this.addLane(g)
  }

  /**
   * The strongest state of every cell and how much of `full` it holds, written from `at` on. Once for each row:
   * cells are summed up from the left.
   */
  strongest(state: Uint8Array, most: Float32Array, at: number, full: number): void {
    const { held, whole, hasWhole, perCell, columns } = this
    for (let column = 0, k = 0; column < columns; column++, k += 8) {
      let best = 0
      let top = 0
      for (let s = k; s < k + 7; s++) {
        let value = held[s] as number
        if (hasWhole) {
          if (column > 0) whole[s] = (whole[s] as number) + (whole[s - 8] as number)
          value += (whole[s] as number) * perCell
        }
        if (value > top) {
          top = value
          best = s - k
        }
      }
      state[at + column] = best
      most[column] = top / full
    }
  }

  /** How long a state lasts in a cell; each is asked for once, from left to right. */
  take(column: number, state: number): number {
    const { whole } = this
    const at = column * 8 + state
    if (column > 0) whole[at] = (whole[at] as number) + (whole[at - 8] as number)
    return (this.held[at] as number) + (whole[at] as number) * this.perCell
  }

  /** Adds neighbouring spans. */
  addSpans(from: number, to: number): void {
    if (from < to) this.hasWhole = true
    const { start, end, spanState, held, whole, lo, perCell, columns } = this
    const length = columns * perCell
    for (let i = from; i < to; i++) {
      const begin = Math.max((start[i] as number) - lo, 0)
      const finish = Math.min((end[i] as number) - lo, length)
      if (finish <= begin) continue
      const s = spanState[i] as number
      const first = Math.floor(begin / perCell)
      const last = Math.min(columns - 1, Math.floor(finish / perCell))
      if (first >= last) {
        held[last * 8 + s] = (held[last * 8 + s] as number) + finish - begin
        continue
      }
      held[first * 8 + s] = (held[first * 8 + s] as number) + (first + 1) * perCell - begin
      whole[(first + 1) * 8 + s] = (whole[(first + 1) * 8 + s] as number) + 1
      whole[last * 8 + s] = (whole[last * 8 + s] as number) - 1
      held[last * 8 + s] = (held[last * 8 + s] as number) + finish - last * perCell
    }
  }
}

import { lowerBound } from '../../base'
import type { Column } from '../../engine/types'
import type { AxisKind, RunModel, SpanBins } from '../../state'

/** Lanes with more spans than this are searched, not read through. */
const MANY_SPANS = 64
const STATES = 7

/**
 * How long each state lasts in each cell of a row of equal cells, over any set of goroutines. One is used for row after
 * row: a row's cells are read once, which empties them.
 */
export class StateSums {
  private readonly model: RunModel
  private readonly axis: AxisKind
  private readonly start: Column
  private readonly end: Column
  private readonly spanState: Uint8Array
  private readonly lo: number
  private readonly perCell: number
  private readonly columns: number
  /** State by state: what lasts in each cell. */
  private readonly held: readonly Float64Array[]
  /** State by state: where spans that fill whole cells begin and end; summed up from the left when cells are read. */
  private readonly whole: readonly Float64Array[]
  /** States that have anything in this row. */
  private readonly used = new Uint8Array(STATES + 1)
  /** Bins of a large run, where they are fine enough for these cells. */
  private readonly bins: SpanBins | null

  constructor(model: RunModel, axis: AxisKind, lo: number, perCell: number, columns: number) {
    const { start, end } = model.columns(axis)
    this.model = model
    this.axis = axis
    this.start = start
    this.end = end
    this.spanState = model.run.spans.state
    this.lo = lo
    this.perCell = perCell
    this.columns = columns
    const bins = model.bins(axis)
    this.bins = bins && bins.least <= perCell ? bins : null
    this.held = Array.from({ length: STATES + 1 }, () => new Float64Array(columns))
    this.whole = Array.from({ length: STATES + 1 }, () => new Float64Array(columns + 1))
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

  /** All goroutines. */
  addAll(): void {
    const { bins, model } = this
    if (bins) {
      bins.addAll(this.lo, this.perCell, this.columns, this.held)
      for (const state of bins.states) this.used[state] = 1
    } else if (model.spanCount < MANY_SPANS * model.goroutines) this.addSpans(0, model.spanCount)
    else for (let g = 1; g <= model.goroutines; g++) this.addLane(g)
  }

  /** What was summed elsewhere, state by state. */
  addSums(sums: readonly Float64Array[]): void {
    sums.forEach((from, state) => {
      const held = this.held[state] as Float64Array
      for (let column = 0; column < this.columns; column++)
        held[column] = (held[column] as number) + (from[column] as number)
      this.used[state] = 1
    })
  }

  /** All goroutines can be added at once, at little cost. */
  get sumsAll(): boolean {
    return this.bins !== null
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
    const { lo, model } = this
    const to = model.spansEnd(g)
    const from = model.firstShown(this.axis, g, lo)
    const hi = lo + this.columns * this.perCell
    if (from >= to || (this.start[from] as number) >= hi) return
    // most often a few spans are seen: one that is looked at in vain costs less than a search
    let until = from + 1
    while (until < to && until < from + 8 && (this.start[until] as number) < hi) until++
    this.addSpans(from, until < from + 8 ? until : lowerBound(this.start, hi, until, to))
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
    for (const state of bins.states) this.used[state] = 1
    for (let g = to * bins.lanes + 1; g < end; g++) this.addLane(g)
  }

  /**
   * The strongest state of every cell and how long it lasts there, written from `at` on. What each state has is added
   * to `totals`, state by state.
   */
  strongest(state: Uint8Array, most: Float64Array, at: number, totals: readonly Float64Array[]): void {
    const { columns, perCell, used } = this
    most.fill(0)
    for (let s = 0; s < STATES; s++) {
      if (used[s] === 0) continue
      const held = this.held[s] as Float64Array
      const whole = this.whole[s] as Float64Array
      const total = totals[s] as Float64Array
      let through = 0
      for (let column = 0; column < columns; column++) {
        through += whole[column] as number
        const value = (held[column] as number) + through * perCell
        if (value === 0) continue
        total[column] = (total[column] as number) + value
        if (value > (most[column] as number)) {
          most[column] = value
          state[at + column] = s
        }
      }
    }
    this.clear()
  }

  /** How long a state lasts in each cell, added to `into`. */
  addTo(state: number, into: Float64Array): void {
    if (this.used[state] === 0) return
    const held = this.held[state] as Float64Array
    const whole = this.whole[state] as Float64Array
    let through = 0
    for (let column = 0; column < this.columns; column++) {
      through += whole[column] as number
      into[column] = (into[column] as number) + (held[column] as number) + through * this.perCell
    }
  }

  private clear(): void {
    for (let s = 0; s <= STATES; s++) {
      if (this.used[s] === 0) continue
      ;(this.held[s] as Float64Array).fill(0)
      ;(this.whole[s] as Float64Array).fill(0)
    }
    this.used.fill(0)
  }

  /** Adds neighbouring spans. */
  addSpans(from: number, to: number): void {
    const { start, end, spanState, used, lo, perCell, columns } = this
    const length = columns * perCell
    for (let i = from; i < to; i++) {
      const begin = Math.max((start[i] as number) - lo, 0)
      const finish = Math.min((end[i] as number) - lo, length)
      if (finish <= begin) continue
      const s = spanState[i] as number
      const held = this.held[s] as Float64Array
      used[s] = 1
      const first = Math.floor(begin / perCell)
      const last = Math.min(columns - 1, Math.floor(finish / perCell))
      if (first >= last) {
        held[last] = (held[last] as number) + finish - begin
        continue
      }
      const whole = this.whole[s] as Float64Array
      held[first] = (held[first] as number) + (first + 1) * perCell - begin
      whole[first + 1] = (whole[first + 1] as number) + 1
      whole[last] = (whole[last] as number) - 1
      held[last] = (held[last] as number) + finish - last * perCell
    }
  }
}

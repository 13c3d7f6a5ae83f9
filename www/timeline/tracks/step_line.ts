/** Values between two kept minima. */
const BLOCK = 64

/**
 * A value that changes again and again along an axis, as columns. What a picture of it costs follows from its
 * pixels: what happens within a pixel is read from minima that are kept for blocks of changes.
 *
 * **Invariant:** `at` never falls.
 */
export class StepLine {
  readonly length: number
  /** The highest value, at least 1. */
  readonly most: number
  private readonly place: (change: number) => number
  private readonly values: Int32Array
  private readonly lows: Int32Array

  constructor(values: Int32Array, place: (change: number) => number) {
    this.values = values
    this.place = place
    this.length = values.length
    this.lows = new Int32Array(Math.ceil(values.length / BLOCK))
    let most = 1
    for (let b = 0; b < this.lows.length; b++) {
      const end = Math.min(values.length, (b + 1) * BLOCK)
      let low = values[b * BLOCK] as number
      for (let i = b * BLOCK; i < end; i++) {
        low = Math.min(low, values[i] as number)
        most = Math.max(most, values[i] as number)
      }
      this.lows[b] = low
    }
    this.most = most
  }

  at(change: number): number {
    return this.place(change)
  }

  /** The value from a change on; 0 before the first. */
  value(change: number): number {
    return change < 0 ? 0 : (this.values[change] as number)
  }

  /** The first change beyond a value of the axis, from `from` on. */
  after(value: number, from = 0): number {
    let lo = from
    let hi = this.length
    while (lo < hi) {
      const mid = (lo + hi) >>> 1
      if (this.place(mid) <= value) lo = mid + 1
      else hi = mid
    }
    return lo
  }

  /** The first change at a value of the axis or beyond it, from `from` on. */
  notBefore(value: number, from = 0): number {
    let lo = from
    let hi = this.length
    while (lo < hi) {
      const mid = (lo + hi) >>> 1
      if (this.place(mid) < value) lo = mid + 1
      else hi = mid
    }
    return lo
  }

  /** The lowest value of changes `[from, to)`, which are some. */
  low(from: number, to: number): number {
    let low = this.values[from] as number
    for (let i = from + 1; i < to; ) {
      if (i % BLOCK === 0 && i + BLOCK <= to) {
        low = Math.min(low, this.lows[i / BLOCK] as number)
        i += BLOCK
      } else {
        low = Math.min(low, this.values[i] as number)
        i++
      }
    }
    return low
  }

  /** All values in order. */
  list(): number[] {
    return [...this.values]
  }
}

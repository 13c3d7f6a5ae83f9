/** Searching in sorted columns: the page's cost grows with what it shows, so everything is found by halving. */

/** First index in `[from, to)` whose value is `>= value`; `to` if none. */
export function lowerBound(column: ArrayLike<number>, value: number, from = 0, to = column.length): number {
  let lo = from
  let hi = to
  while (lo < hi) {
    const mid = (lo + hi) >>> 1
    if ((column[mid] as number) < value) lo = mid + 1
    else hi = mid
  }
  return lo
}

/** First index in `[from, to)` whose value is `> value`; `to` if none. */
export function upperBound(column: ArrayLike<number>, value: number, from = 0, to = column.length): number {
  let lo = from
  let hi = to
  while (lo < hi) {
    const mid = (lo + hi) >>> 1
    if ((column[mid] as number) <= value) lo = mid + 1
    else hi = mid
  }
  return lo
}

export function clamp(value: number, lo: number, hi: number): number {
  return value < lo ? lo : Math.min(value, hi)
}

/** Value at a share (0 to 1) of a sorted list, nearest rank; 0 of an empty one. */
export function quantile(sorted: ArrayLike<number>, share: number): number {
  if (sorted.length === 0) return 0
  const rank = Math.ceil(share * sorted.length) - 1
  return sorted[clamp(rank, 0, sorted.length - 1)] as number
}

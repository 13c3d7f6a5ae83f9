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

/** As `lowerBound`, faster where the answer is near `guess`, which is in `[from, to]`. */
export function gallop(
  column: ArrayLike<number>,
  value: number,
  from: number,
  guess: number,
  to: number,
): number {
  let lo = guess
  let hi = guess
  let step = 1
  while (lo > from && (column[lo - 1] as number) >= value) {
    hi = lo - 1
    lo = Math.max(from, lo - step)
    step *= 2
  }
  step = 1
  while (hi < to && (column[hi] as number) < value) {
    lo = hi + 1
    hi = Math.min(to, hi + step)
    step *= 2
  }
  return lowerBound(column, value, lo, hi)
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

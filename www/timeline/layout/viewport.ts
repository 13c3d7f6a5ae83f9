import { clamp } from '../../base'
import type { AxisKind } from '../../state'
import type { Viewport } from './axis'

/** The shown range of an axis, without pixels: what zoom and pan change. */
export interface Range {
  lo: number
  hi: number
}

/** The least range: ten nanoseconds, or two steps. */
export function leastRange(axis: AxisKind): number {
  return axis === 'time' ? 10 : 2
}

/** All of a run, with room for words after its end. */
export function fitRange(domain: readonly [number, number], width: number, after: number): Range {
  const inner = Math.max(40, width - after)
  const [lo, hi] = domain
  return { lo, hi: lo + ((hi - lo) * width) / inner }
}

export function viewportOf(range: Range, left: number, right: number): Viewport {
  return { lo: range.lo, hi: range.hi, left, right: Math.max(left + 1, right) }
}

/** Zooms by `factor` (above 1 is closer) about a value that stays where it is. */
export function zoomRange(range: Range, factor: number, about: number, fit: Range, axis: AxisKind): Range {
  const least = Math.min(leastRange(axis), fit.hi - fit.lo)
  const length = clamp((range.hi - range.lo) / factor, least, fit.hi - fit.lo)
  const share = (about - range.lo) / (range.hi - range.lo)
  const lo = about - share * length
  return clampRange({ lo, hi: lo + length }, fit)
}

export function panRange(range: Range, by: number, fit: Range): Range {
  return clampRange({ lo: range.lo + by, hi: range.hi + by }, fit)
}

/** Moves a range into the fit, keeping its length where it fits. */
export function clampRange(range: Range, fit: Range): Range {
  const length = Math.min(range.hi - range.lo, fit.hi - fit.lo)
  const lo = clamp(range.lo, fit.lo, fit.hi - length)
  return { lo, hi: lo + length }
}

/** The range moved as little as possible so that a value is at least `margin` (a share) inside it. */
export function reveal(range: Range, value: number, fit: Range, margin = 0.08): Range {
  const inset = (range.hi - range.lo) * margin
  if (value < range.lo + inset) return panRange(range, value - range.lo - inset, fit)
  if (value > range.hi - inset) return panRange(range, value - range.hi + inset, fit)
  return range
}

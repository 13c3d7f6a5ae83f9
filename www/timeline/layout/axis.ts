import { formatCount, formatTime, grouped, shortCount, timeUnit, trimZeros, unitNs } from '../../base'
import type { AxisKind } from '../../state'

/** The part of an axis that is shown, and where: `lo` at `left`, `hi` at `right`. Values are ns or steps. */
export interface Viewport {
  lo: number
  hi: number
  left: number
  right: number
}

export interface Tick {
  value: number
  x: number
  label: string
}

export function toX(view: Viewport, value: number): number {
  return view.left + ((value - view.lo) / (view.hi - view.lo)) * (view.right - view.left)
}

export function toValue(view: Viewport, x: number): number {
  return view.lo + ((x - view.left) / (view.right - view.left)) * (view.hi - view.lo)
}

/** Values per pixel. */
export function perPixel(view: Viewport): number {
  return (view.hi - view.lo) / Math.max(1, view.right - view.left)
}

/** The least distance of ticks, in pixels. */
const SPACING = 80

/** Ticks at 1, 2 or 5 times a power of ten, at least `spacing` px apart; steps stay whole. */
export function ticks(view: Viewport, axis: AxisKind, spacing = SPACING): Tick[] {
  const width = view.right - view.left
  if (width <= 0 || !(view.hi > view.lo)) return []
  const least = perPixel(view) * spacing
  const hours = axis === 'time' && timeUnit(view.hi) === 'h'
  const gap = Math.max(1, hours ? clockStep(least) : niceStep(least))
  const found: Tick[] = []
  const first = Math.ceil(view.lo / gap - 1e-9) * gap
  if (axis === 'steps' && view.lo === 1 && toX(view, first) - view.left >= spacing / 2) {
    found.push({ value: 1, x: view.left, label: 'step 1' })
  }
  for (let value = first; value <= view.hi + gap * 1e-9; value += gap) {
    const x = toX(view, value)
    if (x > view.right + 0.5) break
    found.push({ value, x, label: tickLabel(value, axis, found.length === 0, view.hi) })
  }
  return found
}

/** The smallest of 1, 2, 5 × 10ⁿ that is not below `raw`. */
export function niceStep(raw: number): number {
  if (!(raw > 0)) return 1
  const power = 10 ** Math.floor(Math.log10(raw))
  const share = raw / power
  const nice = share <= 1 ? 1 : share <= 2 ? 2 : share <= 5 ? 5 : 10
  return nice * power
}

/** What divides hours and days, in seconds. */
const CLOCK_STEPS = [10, 15, 30, 60, 120, 300, 600, 900, 1800].concat(
  [1, 2, 3, 6, 12, 24, 48].map((hours) => hours * 3600),
)

/** The smallest step of a clock that is not below `raw` nanoseconds. */
function clockStep(raw: number): number {
  const seconds = raw / 1e9
  if (seconds <= 5) return niceStep(raw)
  const found = CLOCK_STEPS.find((step) => step >= seconds)
  return (found ?? niceStep(seconds / 86_400) * 86_400) * 1e9
}

function tickLabel(value: number, axis: AxisKind, first: boolean, scale: number): string {
  if (axis === 'time') return value === 0 ? '0' : timeTick(value, scale)
  const text = Math.abs(value) >= 1e5 ? shortCount(value) : formatCount(value)
  return first ? `step ${text}` : text
}

/** One unit for the whole axis, and only the decimals that a tick needs: `0.5 s`, `1 s`. */
function timeTick(value: number, scale: number): string {
  const unit = timeUnit(scale)
  if (unit === 'h') return formatTime(value, scale).replace(/(:00)+ h$/, ' h')
  return `${trimZeros(grouped((value / unitNs(unit)).toFixed(9)))} ${unit}`
}

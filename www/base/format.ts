/**
 * Numbers as text. Times have fixed decimals, so that a running clock does not jump: `2.500 s`.
 * The unit follows a magnitude that the caller keeps still (the length of the run), not each value.
 */

export type TimeUnit = 'ns' | 'µs' | 'ms' | 's' | 'h'

const UNIT_NS: Record<TimeUnit, number> = { ns: 1, µs: 1e3, ms: 1e6, s: 1e9, h: 3600e9 }

/** From here on seconds are too many to be read: `144:04:30 h`. */
const HOURS_FROM_NS = 10_000e9

export function unitNs(unit: TimeUnit): number {
  return UNIT_NS[unit]
}

/** The unit in which a span of this length reads well. */
export function timeUnit(lengthNs: number): TimeUnit {
  const length = Math.abs(lengthNs)
  if (length >= HOURS_FROM_NS) return 'h'
  if (length >= 1e9 || length === 0) return 's'
  if (length >= 1e6) return 'ms'
  if (length >= 1e3) return 'µs'
  return 'ns'
}

/** Whole numbers in groups of three: `10,583`. */
export function formatCount(value: number): string {
  const sign = value < 0 ? '-' : ''
  return (
    sign +
    Math.abs(Math.round(value))
      .toString()
      .replace(/\B(?=(\d{3})+$)/g, ',')
  )
}

/** Digits before the point in groups of three. */
export function grouped(text: string): string {
  const [whole = '', fraction] = text.split('.')
  const groups = whole.replace(/\B(?=(\d{3})+$)/g, ',')
  return fraction === undefined ? groups : `${groups}.${fraction}`
}

/** `2.500 s` with the unit of `scaleNs` (the run's length); nanoseconds have no decimals. */
export function formatTime(ns: number, scaleNs = ns, decimals = 3): string {
  const [value, unit] = timeParts(ns, scaleNs, decimals)
  return `${value} ${unit}`
}

/** Number and unit apart, for setting the unit in smaller type. */
export function timeParts(ns: number, scaleNs = ns, decimals = 3): [value: string, unit: TimeUnit] {
  const unit = timeUnit(scaleNs)
  if (unit === 'h') return [clockText(ns), unit]
  const places = unit === 'ns' ? 0 : decimals
  return [grouped((ns / UNIT_NS[unit]).toFixed(places)), unit]
}

/** `144:04:30` hours, with milliseconds where there are some. */
function clockText(ns: number): string {
  const ms = Math.round(ns / 1e6)
  const two = (n: number) => String(Math.floor(n)).padStart(2, '0')
  const rest = ms % 1000 === 0 ? '' : `.${String(ms % 1000).padStart(3, '0')}`
  return `${formatCount(Math.floor(ms / 3_600_000))}:${two((ms / 60_000) % 60)}:${two((ms / 1000) % 60)}${rest}`
}

/** As short as it can be said exactly to a thousandth of its unit: `12 ms`, `1.25 s`, `0`. */
export function shortTime(ns: number): string {
  if (ns === 0) return '0'
  const unit = timeUnit(ns)
  if (unit === 'h') return `${clockText(ns)} h`
  return `${trimZeros((ns / UNIT_NS[unit]).toFixed(3))} ${unit}`
}

/** The next of 1, 2 and 5 times a power of ten. */
export function roundUp(value: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(value, 1)))
  return power * ([1, 2, 5, 10].find((factor) => factor * power >= value) ?? 10)
}

export function trimZeros(text: string): string {
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text
}

/** `10 M`, `2.5 M`, `400 k`, `950`: for axes of steps. */
export function shortCount(value: number): string {
  const size = Math.abs(value)
  if (size >= 1e9) return `${trimZeros((value / 1e9).toFixed(2))} G`
  if (size >= 1e6) return `${trimZeros((value / 1e6).toFixed(2))} M`
  if (size >= 1e5) return `${trimZeros((value / 1e3).toFixed(1))} k`
  return formatCount(value)
}

/** At most four letters: `950`, `1.2k`, `50k`, `2M`; for signs that have no room. */
export function tinyCount(value: number): string {
  if (value < 1000) return String(value)
  const [size, unit] = value < 1e6 ? [value / 1e3, 'k'] : [value / 1e6, 'M']
  return `${size < 9.95 ? trimZeros(size.toFixed(1)) : Math.floor(size)}${unit}`
}

/** `320 KiB`, `1.5 MiB`. */
export function memoryWords(kib: number): string {
  if (kib < 1024) return `${formatCount(kib)} KiB`
  const [value, unit] = kib < 1024 ** 2 ? [kib / 1024, 'MiB'] : [kib / 1024 ** 2, 'GiB']
  return `${trimZeros(value.toFixed(value < 10 ? 1 : 0))} ${unit}`
}

const SMALL = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten']

/** Small numbers in words, as in a sentence: `one goroutine of four`. */
export function countWord(value: number): string {
  return SMALL[value] ?? formatCount(value)
}

/** `goroutine 2,115`. */
export function goroutineName(g: number): string {
  return `goroutine ${formatCount(g)}`
}

/** `main`, else `goroutine 2,115`. */
export function whoWords(g: number): string {
  return g === 1 ? 'main' : goroutineName(g)
}

/** `main`, else `Goroutine 2,115`, at the beginning of a sentence or as a title. */
export function whoTitle(g: number): string {
  return g === 1 ? 'main' : `Goroutine ${formatCount(g)}`
}

/** `1 goroutine`, `3 goroutines`. */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`
}

/** `a`, `a and b`, `a, b and c`. */
export function listWords(items: readonly string[]): string {
  if (items.length <= 1) return items[0] ?? ''
  return `${items.slice(0, -1).join(', ')} and ${items[items.length - 1]}`
}

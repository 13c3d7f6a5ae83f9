import { formatCount, timeParts, trimZeros } from '../base'
import type { Run, RunNumber, RunPlace } from '../engine/types'
import { type AxisKind, allWait } from './run_model'

/** A number of a run in words, on one axis. */
export interface Measure {
  /** Stable from run to run: `makespan`, `blocked`. */
  name: string
  label: string
  value: string
  unit: string
  /** The value is a failure's word. */
  bad: boolean
  /** What exactly is measured. */
  meaning: string
  /** What it comes from; may be empty. */
  detail: string
  place: RunPlace | null
  /** The value as a number, for comparing. */
  raw: number
  parts: readonly { label: string; value: string; place: RunPlace | null }[]
}

/** Numbers in the strip. */
const MOST = 5

/** All numbers of a run. They are the core's own; here they only get their units. */
export function measures(run: Run, axis: AxisKind): Measure[] {
  const list = run.report.numbers?.list ?? []
  return list.map((number) => measureOf(run, number, axis))
}

/** The five that say most about a run, in their fixed order. */
export function mainMeasures(run: Run, axis: AxisKind): Measure[] {
  const list = run.report.numbers?.list ?? []
  const least = [...list].sort((a, b) => b.rank - a.rank)[MOST - 1]?.rank ?? 0
  return list.filter((number) => number.rank >= least).map((number) => measureOf(run, number, axis))
}

function measureOf(run: Run, number: RunNumber, axis: AxisKind): Measure {
  const raw = axis === 'time' ? number.value : number.steps
  const [value, unit] = valueParts(run, number.unit, raw, axis)
  const never = number.name === 'makespan' ? neverWord(run) : ''
  return {
    name: number.name,
    label: number.label,
    value: never || value,
    unit: never ? '' : unit,
    bad: never !== '',
    meaning: number.meaning,
    detail: axis === 'time' ? number.detail : number.detail_steps,
    place: number.place,
    raw,
    parts: partsOf(run, number, axis),
  }
}

/** What takes nothing on this axis is left out. */
function partsOf(run: Run, { parts, unit }: RunNumber, axis: AxisKind): Measure['parts'] {
  const value = (part: RunNumber['parts'][number]) => (axis === 'time' ? part.value : part.steps)
  return parts
    .filter((part) => value(part) > 0)
    .map((part) => ({
      label: part.label,
      value: valueParts(run, unit, value(part), axis).join(' '),
      place: part.place,
    }))
}

function valueParts(
  run: Run,
  unit: RunNumber['unit'],
  value: number,
  axis: AxisKind,
): [value: string, unit: string] {
  switch (unit) {
    case 'time':
      if (axis === 'steps') return [formatCount(value), value === 1 ? 'step' : 'steps']
      return timeParts(value, Math.max(run.report.virtual_ns, 1))
    case 'share':
      return [(value * 100).toFixed(0), '%']
    case 'rate':
      if (axis === 'steps') return [trimmedRate(value), 'in 1,000 steps']
      return value > 0 && value < 0.01
        ? [trimmedRate(value * 3600), 'an hour']
        : [trimmedRate(value), 'a second']
    default:
      return [formatCount(value), '']
  }
}

function trimmedRate(value: number): string {
  return value >= 100 ? formatCount(value) : trimZeros(value.toFixed(2))
}

/** Why a run has no makespan, empty where it has one. */
function neverWord(run: Run): string {
  const { outcome } = run.report
  if (allWait(run.report)) return 'never'
  return outcome === 'panic' || outcome === 'fatal' ? 'crash' : ''
}

import { formatCount, formatTime, plural, shortTime, trimZeros } from '../base'
import type { Run } from '../engine/types'
import { endWords, outputChange } from './compare'
import { type Measure, measures } from './measure'
import { changeWords } from './request_diff'
import type { AxisKind, RunModel } from './run_model'

/** One number of two runs. */
export interface Row {
  label: string
  meaning: string
  a: string
  b: string
  difference: string
  better: boolean
}

/** Two runs in words: the pinned one is A, the shown one B. */
export interface Comparison {
  a: string
  b: string
  /** `3.0× faster`; empty where there is no ratio. */
  ratio: string
  better: boolean
  sentence: string
  rows: Row[]
  /** First events that differ, -1 where one run has no more; null when the runs are the same. */
  first: { a: number; b: number } | null
  output: string
}

export function compareRuns(a: Run, b: Run, axis: AxisKind): Comparison {
  const known = new Map(measures(a, axis).map((m) => [m.name, m]))
  const rows = measures(b, axis).flatMap((now) => {
    const was = known.get(now.name)
    return was ? [rowOf(was, now)] : []
  })
  const [from, to] = [lengthOf(a, axis), lengthOf(b, axis)]
  const both = ended(a) && ended(b)
  return {
    a: ended(a) ? lengthWords(a, axis) : endWords(a),
    b: ended(b) ? lengthWords(b, axis) : endWords(b),
    ratio: both ? ratioWords(from, to, axis) : '',
    better: both && to < from,
    sentence: sentenceOf(a, b),
    rows,
    first: firstEvents(a, b),
    output: outputChange(a, b),
  }
}

/** `3 goroutines · 6.000 s · 18 steps`. */
export function aboutRun({ goroutines, run }: RunModel): string {
  const { virtual_ns, steps } = run.report
  return `${plural(goroutines, 'goroutine')} · ${formatTime(virtual_ns)} · ${plural(steps, 'step')}`
}

/** The same of a run that is compared with another one, and what was changed from that to it. */
export function aboutChanged(before: RunModel, model: RunModel): string {
  const changed = changeWords(before.run.request, model.run.request)
  return [aboutRun(model), ...changed.map((words) => (words === 'the code' ? 'other code' : words))].join(
    ' · ',
  )
}

const ended = ({ report }: Run) => report.outcome === 'done' || report.outcome === 'exit'
const lengthOf = ({ report }: Run, axis: AxisKind) => (axis === 'time' ? report.virtual_ns : report.steps)

function lengthWords(run: Run, axis: AxisKind): string {
  const length = lengthOf(run, axis)
  return axis === 'time' ? formatTime(length, length, 1) : plural(length, 'step')
}

/** `3.0× faster`, `1.2× slower`, `2.0× fewer steps`. */
export function ratioWords(from: number, to: number, axis: AxisKind): string {
  if (from === to) return 'the same'
  if (from <= 0 || to <= 0) return ''
  const less = to < from
  const ratio = less ? from / to : to / from
  if (ratio < 1.005) return 'about the same'
  const times = `${ratio >= 100 ? formatCount(ratio) : ratio.toFixed(ratio < 1.1 ? 2 : 1)}×`
  if (axis === 'steps') return `${times} ${less ? 'fewer' : 'more'} steps`
  return `${times} ${less ? 'faster' : 'slower'}`
}

/** `3 goroutines instead of 1; deadlock instead of done.` */
function sentenceOf(a: Run, b: Run): string {
  const parts: string[] = []
  const [from, to] = [a.report.goroutines.peak, b.report.goroutines.peak]
  if (from !== to) parts.push(`${plural(to, 'goroutine')} at one time instead of ${formatCount(from)}`)
  if (a.report.outcome !== b.report.outcome) parts.push(`${b.report.outcome} instead of ${a.report.outcome}`)
  if (parts.length === 0) return 'As many goroutines, and the same end.'
  const text = parts.join('; ')
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`
}

function rowOf(was: Measure, now: Measure): Row {
  const words = (m: Measure) => `${m.value}${m.unit === '' ? '' : m.unit === '%' ? ' %' : ` ${m.unit}`}`
  const less = now.raw < was.raw
  return {
    label: now.label,
    meaning: now.meaning,
    a: words(was),
    b: words(now),
    difference: was.bad || now.bad ? '' : differenceWords(was, now),
    better: now.name === 'makespan' && less,
  }
}

function differenceWords(was: Measure, now: Measure): string {
  if (was.raw === now.raw) return 'the same'
  const by = now.raw - was.raw
  const more = by > 0 ? 'more' : 'less'
  switch (now.unit) {
    case '%':
      return `${plural(Math.round(Math.abs(by) * 100), 'point')} ${more}`
    case '':
      return `${formatCount(Math.abs(by))} ${by > 0 ? 'more' : 'fewer'}`
    case 'step':
    case 'steps':
      return `${plural(Math.abs(by), 'step')} ${by > 0 ? 'more' : 'fewer'}`
    case 'a second':
    case 'an hour':
    case 'in 1,000 steps':
      return was.raw > 0 ? `${trimZeros((now.raw / was.raw).toFixed(2))}×` : ''
    default:
      return `${shortTime(Math.abs(by))} ${more}`
  }
}

/** The first events that differ in what they are, by whom, or when. Lines count only where the text is the same. */
function firstEvents(a: Run, b: Run): { a: number; b: number } | null {
  const sameText = a.request.files[0]?.text === b.request.files[0]?.text
  const [x, y] = [a.events, b.events]
  const shared = Math.min(x.kind.length, y.kind.length)
  for (let i = 0; i < shared; i++) {
    const same = x.kind[i] === y.kind[i] && x.g[i] === y.g[i] && x.timeNs[i] === y.timeNs[i]
    const value = x.a[i] === y.a[i] || x.kind[i] === STRING_KIND
    if (!same || !value || (sameText && x.line[i] !== y.line[i])) return { a: i, b: i }
  }
  if (x.kind.length === y.kind.length) return null
  return { a: x.kind.length > shared ? shared : -1, b: y.kind.length > shared ? shared : -1 }
}

/** The payload of a new object is a number of its own in each program. */
const STRING_KIND = 0

import { formatCount, quantile, timeParts } from '../base'
import type { Run } from '../engine/types'

/** One of the five numbers below the timeline. */
export interface Measure {
  label: string
  value: string
  unit: string
  /** The value is a failure's word. */
  bad: boolean
  /** What exactly is measured. */
  meaning: string
}

/** Five at most, always in this order, so that runs can be compared by place. */
export function measures(run: Run): Measure[] {
  const { report } = run
  const scale = report.virtual_ns
  const lifetimes = workerLifetimes(run)
  const [p95, p95Unit] = timeParts(quantile(lifetimes, 0.95), Math.max(scale, 1))
  return [
    makespan(run),
    plain('Goroutines', formatCount(report.goroutines.started), 'Goroutines started, main included.'),
    plain('Peak goroutines', formatCount(report.goroutines.peak), 'The most that were alive at one time.'),
    {
      label: 'Goroutine time, p95',
      value: lifetimes.length > 0 ? p95 : '–',
      unit: lifetimes.length > 0 ? p95Unit : '',
      bad: false,
      meaning: 'From start to end of a goroutine other than main; 95 of 100 took at most this long.',
    },
    plain(
      'Steps',
      formatCount(report.steps),
      'Scheduling decisions: how often a goroutine was chosen to run.',
    ),
  ]
}

const plain = (label: string, value: string, meaning: string): Measure => ({
  label,
  value,
  unit: '',
  bad: false,
  meaning,
})

function makespan(run: Run): Measure {
  const { outcome, virtual_ns } = run.report
  const meaning = 'Virtual time from the start of main to the end of the program.'
  const never = outcome === 'deadlock' ? 'never' : outcome === 'panic' || outcome === 'fatal' ? 'crash' : ''
  if (never) return { label: 'Makespan', value: never, unit: '', bad: true, meaning }
  const [value, unit] = timeParts(virtual_ns, virtual_ns)
  return { label: 'Makespan', value, unit, bad: false, meaning }
}

function workerLifetimes(run: Run): Float64Array {
  const { startNs, endNs } = run.goroutines
  const found = new Float64Array(Math.max(0, startNs.length - 1))
  for (let i = 1; i < startNs.length; i++) found[i - 1] = (endNs[i] as number) - (startNs[i] as number)
  return found.sort()
}

import { formatCount, formatTime } from '../../base'
import type { Run } from '../../engine/types'
import type { Scene } from '../scene'

/** How a run ended, as the timeline says it. */
export interface Ending {
  /** Value of the axis. */
  value: number
  /** `bad` is red, `limit` is no failure of the program, `none` needs no line. */
  tone: 'bad' | 'limit' | 'none'
  word: string
  /** Second, quiet line. */
  detail: string
}

export function endOf(scene: Pick<Scene, 'model' | 'axis'>): Ending {
  const { report, events } = scene.model.run
  const known = scene.axis === 'time' ? events.timeNs.at(-1) : events.step.at(-1)
  const value = report.outcome === 'running' ? (known ?? 0) : scene.model.domain(scene.axis)[1]
  return { value, ...endWords(report) }
}

export function endWords(report: Run['report']): Omit<Ending, 'value'> {
  switch (report.outcome) {
    case 'running':
      return { tone: 'none', word: '', detail: '' }
    case 'done':
      return { tone: 'none', word: 'done', detail: '' }
    case 'exit':
      if (report.exit === 0) return { tone: 'none', word: 'exit 0', detail: '' }
      return { tone: 'bad', word: `exit ${report.exit}`, detail: '' }
    case 'limit':
      return { tone: 'limit', word: 'limit', detail: report.limit ? formatCount(report.limit.value) : '' }
    case 'stopped':
      return { tone: 'limit', word: 'stopped', detail: '' }
    case 'waiting':
      return { tone: 'limit', word: 'waits', detail: 'for the outside' }
    case 'fatal':
      return { tone: 'bad', word: 'fatal error', detail: '' }
    default:
      return { tone: 'bad', word: report.outcome, detail: '' }
  }
}

/** The cursor's place in words: `2.500 s`, `step 25`. */
export function cursorWords(scene: Pick<Scene, 'model' | 'axis' | 'cursor'>): string {
  if (!scene.cursor) return ''
  if (scene.axis === 'steps') return `step ${formatCount(scene.cursor.step)}`
  return formatTime(scene.cursor.timeNs, scene.model.run.report.virtual_ns)
}

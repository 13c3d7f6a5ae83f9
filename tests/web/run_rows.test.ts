import { describe, expect, test } from 'vitest'
import { State } from '../../www/base'
import { RunModel } from '../../www/state'
import { eventRows, spanRows } from '../../www/state/run_rows'
import { poolRun } from './pool_run'
import { batchesRun } from './run_builder'

const pool = new RunModel(poolRun())
const batches = new RunModel(batchesRun())

describe('rows of spans', () => {
  test.each(['time', 'goroutine', 'length'] as const)('every span is in one row, %s', (sort) => {
    for (const model of [pool, batches]) {
      const rows = [...spanRows(model, '', sort, 'time')].sort((a, b) => a - b)
      expect(rows).toEqual(Array.from({ length: model.spanCount }, (_, span) => span))
    }
  })

  test('by time they never go back', () => {
    const { startNs, startStep } = batches.run.spans
    const rows = [...spanRows(batches, '', 'time', 'time')]
    rows.slice(1).forEach((span, i) => {
      const before = rows[i] as number
      expect(startNs[span]).toBeGreaterThanOrEqual(startNs[before] as number)
      if (startNs[span] === startNs[before])
        expect(startStep[span]).toBeGreaterThanOrEqual(startStep[before] as number)
    })
  })

  test('the longest comes first', () => {
    const { start, end } = batches.columns('time')
    const rows = spanRows(batches, '', 'length', 'time')
    const lengths = [...rows].map((span) => (end[span] as number) - (start[span] as number))
    expect(lengths).toEqual([...lengths].sort((a, b) => b - a))
  })

  test('a word keeps what it names: a goroutine, a reason, an object, a state, a line', () => {
    const { state, obj, line } = pool.run.spans
    const of = (filter: string) => [...spanRows(pool, filter, 'goroutine', 'steps')]
    expect(new Set(of('worker(2)').map((span) => pool.ownerOf(span)))).toEqual(new Set([3]))
    expect(of('mutex').length).toBeGreaterThan(0)
    expect(of('mutex').every((span) => obj[span] === 2)).toBe(true)
    expect(of('runnable').every((span) => state[span] === State.Runnable)).toBe(true)
    expect(of('line:32').every((span) => line[span] === 32)).toBe(true)
    expect(of('nonsense')).toEqual([])
  })

  test('two words are both meant', () => {
    const both = [...spanRows(pool, 'worker(2) waiting', 'goroutine', 'steps')]
    expect(both.length).toBeGreaterThan(0)
    for (const span of both) {
      expect(pool.ownerOf(span)).toBe(3)
      expect(pool.run.spans.state[span]).toBe(State.Waiting)
    }
  })
})

test('events: all of them, or those of an object', () => {
  const { kind, obj } = pool.run.events
  expect(eventRows(pool, '')).toHaveLength(kind.length)
  const jobs = [...eventRows(pool, 'jobs')]
  expect(jobs).toEqual([...pool.objects.of(1)])
  expect(jobs.every((event) => obj[event] === 1)).toBe(true)
})

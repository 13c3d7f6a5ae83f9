import { describe, expect, test } from 'vitest'
import type { Run, RunNumber } from '../../www/engine/types'
import { compareRuns, ratioWords } from '../../www/state/side_by_side'
import { batchesRun } from './run_builder'

const number = (name: string, unit: RunNumber['unit'], value: number): RunNumber => ({
  name,
  label: name,
  unit,
  value,
  steps: value,
  meaning: '',
  detail: '',
  detail_steps: '',
  place: null,
  parts: [],
  rank: 1,
})

function changed(run: Run, report: Partial<Run['report']>): Run {
  return { ...run, report: { ...run.report, ...report } }
}

describe('ratios in words', () => {
  test.each([
    [6e9, 2e9, '3.0× faster'],
    [2e9, 6e9, '3.0× slower'],
    [2e9, 2e9, 'the same'],
    [0, 2e9, ''],
    [1000, 999, 'about the same'],
    [105, 100, '1.05× faster'],
  ])('%d to %d is %s', (from, to, words) => expect(ratioWords(from, to, 'time')).toBe(words))

  test('steps are fewer, not faster', () => expect(ratioWords(40, 20, 'steps')).toBe('2.0× fewer steps'))
})

describe('two runs', () => {
  const run = changed(batchesRun(), { outcome: 'done' })

  test('of one description differ in nothing', () => {
    const same = compareRuns(run, changed(batchesRun(), { outcome: 'done' }), 'time')
    expect(same.first).toBeNull()
    expect(same.ratio).toBe('the same')
  })

  test('the headline', () => {
    const a = changed(run, { virtual_ns: 6e9, goroutines: { started: 1, peak: 1 } })
    const b = changed(run, { virtual_ns: 2e9, goroutines: { started: 4, peak: 3 } })
    expect(compareRuns(a, b, 'time')).toMatchObject({
      a: '6.0 s',
      b: '2.0 s',
      ratio: '3.0× faster',
      better: true,
      sentence: '3 goroutines at one time instead of 1.',
    })
  })

  test('a run that did not end has no ratio', () => {
    const b = changed(run, { outcome: 'deadlock' })
    const found = compareRuns(changed(run, { outcome: 'done' }), b, 'time')
    expect(found.ratio).toBe('')
    expect(found.sentence).toContain('Deadlock instead of done')
  })

  test('numbers are matched by name', () => {
    const numbers = (list: RunNumber[]) => ({ numbers: { list, path: null } })
    const a = changed(run, numbers([number('peak', 'count', 1), number('idle', 'share', 0.5)]))
    const b = changed(
      run,
      numbers([number('blocked', 'time', 5), number('idle', 'share', 0.49), number('peak', 'count', 4)]),
    )
    expect(compareRuns(a, b, 'time').rows.map((row) => [row.label, row.a, row.b, row.difference])).toEqual([
      ['idle', '50 %', '49 %', '1 point less'],
      ['peak', '1', '4', '3 more'],
    ])
  })

  test('what differs first is found', () => {
    const b = batchesRun()
    b.events.g[5] = 99
    expect(compareRuns(run, b, 'time').first).toEqual({ a: 5, b: 5 })
  })
})

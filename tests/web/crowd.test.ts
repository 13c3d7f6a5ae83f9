import { describe, expect, test } from 'vitest'
import { State } from '../../www/base'
import { RunModel } from '../../www/state'
import { groupGoroutines } from '../../www/timeline/layout/groups'
import { profileOf, STACK } from '../../www/timeline/layout/profile'
import { spreadOf } from '../../www/timeline/layout/spread'
import { crowdRun } from './run_builder'

const model = new RunModel(crowdRun(2000))

describe('a group in numbers', () => {
  const groups = groupGoroutines(model, 'line', 'start')

  test('every goroutine is counted once: those that finished, in the bars too', () => {
    const spreads = groups.map((group) => spreadOf(model, group, 'time', 36))
    expect(spreads.reduce((sum, { started }) => sum + started, 0)).toBe(model.goroutines)
    for (const { finished, bars, min, median, p95, max } of spreads) {
      expect(bars.reduce((sum, { count }) => sum + count, 0)).toBe(finished)
      expect([min, median, p95, max]).toEqual([min, median, p95, max].toSorted((a, b) => a - b))
    }
  })

  test('one that went wrong among thousands is told, and found', () => {
    const wrong = groups.flatMap((group) => [...spreadOf(model, group, 'time', 36).wrong])
    const { state, notable, notableG } = { ...model.run.spans, ...model }
    const graves = new Set([...notable].map((span) => state[span]))
    expect(new Set(wrong.map((w) => w.state)).size).toBeGreaterThan(0)
    for (const { state, goroutine, count } of wrong) {
      expect(graves).toContain(state)
      expect([...notableG]).toContain(goroutine)
      expect(count).toBeGreaterThan(0)
    }
  })
})

describe('the profile of a run', () => {
  test('adds up to what the goroutines did, whatever the number of parts', () => {
    const [lo, hi] = model.domain('time')
    const { start, end } = model.columns('time')
    let lived = 0
    for (let i = 0; i < model.spanCount; i++)
      if (model.run.spans.state[i] !== State.Dead) lived += (end[i] as number) - (start[i] as number)
    for (const parts of [7, 64, 512]) {
      const each = (hi - lo) / parts
      const top = profileOf(model, 'time', lo, each, parts).stacked[STACK.length - 1] as Float64Array
      const sum = top.reduce((a, b) => a + b, 0) * each
      expect(Math.abs(sum - lived)).toBeLessThan(lived * 1e-9)
    }
  })
})

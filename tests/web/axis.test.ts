import { describe, expect, test } from 'vitest'
import { RunModel } from '../../www/state'
import { niceStep, ticks, toValue, toX } from '../../www/timeline/layout/axis'
import { clampRange, fitRange, panRange, reveal, zoomRange } from '../../www/timeline/layout/viewport'
import { roughMeasure } from '../../www/timeline/marks'
import { Picture } from '../../www/timeline/picture'
import { batchesRun } from './run_builder'

const view = (lo: number, hi: number) => ({ lo, hi, left: 204, right: 948 })

describe('ticks', () => {
  test('are round and far enough apart', () => {
    for (const hi of [3, 17, 999, 1e4, 4.5e9, 61e9, 7.3e12]) {
      const found = ticks(view(0, hi), 'time')
      for (let i = 1; i < found.length; i++) {
        expect((found[i]?.x ?? 0) - (found[i - 1]?.x ?? 0)).toBeGreaterThanOrEqual(79.9)
      }
    }
  })

  test('say the unit of the axis', () => {
    expect(ticks(view(0, 4.5e9), 'time').map((tick) => tick.label)).toEqual(
      ['0', '0.5 s', '1 s', '1.5 s', '2 s', '2.5 s', '3 s', '3.5 s', '4 s', '4.5 s'].filter(
        (_, i, all) => all.length < 11 || i % 1 === 0,
      ),
    )
    expect(
      ticks(view(0, 86), 'steps')
        .map((tick) => tick.label)
        .slice(0, 3),
    ).toEqual(['step 0', '10', '20'])
    expect(
      ticks(view(0, 1.2e7), 'steps')
        .map((tick) => tick.label)
        .at(-1),
    ).toBe('12 M')
  })

  test('are those of a clock where seconds are too many', () => {
    expect(ticks(view(0, 518_670e9), 'time').map((tick) => tick.label)).toEqual([
      '0',
      '24 h',
      '48 h',
      '72 h',
      '96 h',
      '120 h',
      '144 h',
    ])
    expect(
      ticks(view(345_600e9, 349_200e9), 'time')
        .map((tick) => tick.label)
        .slice(0, 3),
    ).toEqual(['96 h', '96:10 h', '96:20 h'])
    expect(
      ticks(view(0, 5_000e9), 'time')
        .map((tick) => tick.label)
        .at(-1),
    ).toBe('5,000 s')
  })

  test('steps are whole', () => {
    for (const { value } of ticks(view(3, 5), 'steps')) expect(Number.isInteger(value)).toBe(true)
  })
})

test('nice steps are 1, 2 or 5 times a power of ten', () => {
  for (const raw of [0.3, 1, 1.1, 2, 3, 49, 51, 700]) {
    const nice = niceStep(raw)
    expect(nice).toBeGreaterThanOrEqual(raw)
    expect([1, 2, 5]).toContain(Math.round(nice / 10 ** Math.floor(Math.log10(nice) + 1e-9)))
  }
})

describe('the viewport', () => {
  const fit = fitRange([0, 4e9], 744, 82)

  test('is the inverse of itself', () => {
    const v = view(1e9, 3e9)
    for (const x of [204, 300, 948]) expect(toX(v, toValue(v, x))).toBeCloseTo(x, 6)
  })

  test('zooms about what the pointer is on', () => {
    const zoomed = zoomRange(fit, 2, 1e9, fit, 'time')
    const share = (range: { lo: number; hi: number }) => (1e9 - range.lo) / (range.hi - range.lo)
    expect(share(zoomed)).toBeCloseTo(share(fit), 9)
    expect(zoomed.hi - zoomed.lo).toBeCloseTo((fit.hi - fit.lo) / 2, 3)
  })

  test('never leaves the run and never turns over', () => {
    let range = fit
    for (let i = 0; i < 200; i++) range = zoomRange(range, 1.7, 3.99e9, fit, 'time')
    expect(range.hi - range.lo).toBeCloseTo(10, 6)
    expect(panRange(range, 1e12, fit).hi).toBeLessThanOrEqual(fit.hi + 1)
    expect(clampRange({ lo: -5e9, hi: 9e9 }, fit)).toEqual({ lo: fit.lo, hi: fit.hi })
  })

  test('follows a value that leaves it', () => {
    const shown = reveal({ lo: 0, hi: 1e9 }, 2e9, fit)
    expect(shown.lo).toBeLessThan(2e9)
    expect(shown.hi).toBeGreaterThan(2e9)
    expect(reveal({ lo: 0, hi: 1e9 }, 5e8, fit)).toEqual({ lo: 0, hi: 1e9 })
  })
})

test('the part of the axis for one goroutine holds its life, and no more than the run', () => {
  const picture = new Picture(roughMeasure, {
    axis: 'time',
    grouping: 'line',
    order: 'start',
    slide: false,
    collapsed: [],
    path: false,
    tracks: [],
  })
  picture.setSize(900, 400)
  expect(picture.lifeRange()).toBeNull()
  const model = new RunModel(batchesRun())
  picture.setRun(model)
  expect(picture.lifeRange()).toBeNull()
  const whole = picture.plot.wholeRange()
  for (let goroutine = 1; goroutine <= model.goroutines; goroutine++) {
    picture.setSelection({ goroutine })
    const [from, to] = model.lifetime(goroutine, 'time')
    const range = picture.lifeRange()
    expect(range?.lo).toBeLessThanOrEqual(from)
    expect(range?.hi).toBeGreaterThanOrEqual(to)
    expect(range?.lo).toBeGreaterThanOrEqual(whole.lo)
    expect(range?.hi).toBeLessThanOrEqual(whole.hi)
    expect((range?.hi ?? 0) - (range?.lo ?? 0)).toBeLessThanOrEqual((to - from) * 1.1)
  }
})

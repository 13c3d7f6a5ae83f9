import { describe, expect, test } from 'vitest'
import { State } from '../../www/base'
import { cursorAt, type RunModel } from '../../www/state'
import { toX } from '../../www/timeline/layout/axis'
import { showsInstant } from '../../www/timeline/layout/detail'
import { roughMeasure } from '../../www/timeline/marks'
import { Picture } from '../../www/timeline/picture'
import { batchesRun, crowdRun } from './run_builder'

function pictureOf(
  run: ReturnType<typeof batchesRun>,
  axis: 'time' | 'steps',
): { picture: Picture; model: RunModel } {
  const picture = new Picture(roughMeasure, {
    axis,
    grouping: 'line',
    order: 'start',
    slide: false,
    collapsed: [],
    path: false,
    tracks: ['waitgroup'],
  })
  picture.setSize(948, 434)
  picture.setRun(run)
  return { picture, model: picture.model as RunModel }
}

describe.each(['time', 'steps'] as const)('on the axis of %s', (axis) => {
  test('what is drawn at a place is what lies under it', () => {
    const { picture, model } = pictureOf(batchesRun(), axis)
    const { start, end } = model.columns(axis)
    const view = picture.plot.viewport()
    for (let g = 1; g <= model.goroutines; g++) {
      const lane = picture.lanes.box(g)
      expect(lane).not.toBeNull()
      for (let i = model.spansFrom(g); i < model.spansEnd(g); i++) {
        const left = toX(view, start[i] as number)
        const right = toX(view, end[i] as number)
        const state = model.run.spans.state[i] as number
        if (right - left < 12 && !(right === left && showsInstant(state))) continue
        const hit = picture.hit((left + right) / 2, (lane?.y ?? 0) + (lane?.height ?? 0) / 2)
        expect(hit).toMatchObject({ kind: 'lane', goroutine: g })
        const found = hit?.kind === 'lane' ? (hit.span ?? -1) : -1
        const same = found === i || (start[found] === start[i] && state !== State.Panicked)
        expect(same, `span ${i} of goroutine ${g}, found ${found}`).toBe(true)
      }
    }
  })
})

test('axis, group row, label column and the ground below', () => {
  const { picture } = pictureOf(batchesRun(), 'time')
  expect(picture.hit(400, 10)?.kind).toBe('axis')
  expect(picture.hit(400, 79)).toEqual({ kind: 'group', group: 1 })
  expect(picture.hit(80, 49)).toMatchObject({ kind: 'lane', goroutine: 1, label: true, span: null })
  expect(picture.hit(400, 420)?.kind).toBe('empty')
})

test('a goroutine of a crowd can be opened and found', () => {
  const { picture, model } = pictureOf(crowdRun(2000), 'time')
  picture.setSelection({ goroutine: 401 })
  const lane = picture.lanes.box(401)
  expect(lane?.height).toBeGreaterThanOrEqual(18)
  expect(picture.hit(600, (lane?.y ?? 0) + 10)).toMatchObject({ kind: 'lane', goroutine: 401 })
  expect(model.goroutines).toBe(2001)
})

test('zooming in and out again shows all of the run', () => {
  const { picture, model } = pictureOf(batchesRun(), 'time')
  const whole = picture.plot.getRange()
  picture.plot.setRange({ lo: 1e9, hi: 2e9 })
  expect(picture.plot.isZoomed()).toBe(true)
  picture.plot.setRange({ lo: 0, hi: 1e12 })
  expect(picture.plot.isZoomed()).toBe(false)
  expect(picture.plot.getRange()).toEqual(whole)
  expect(cursorAt(model, 'time', 9e99).timeNs).toBe(4e9)
})

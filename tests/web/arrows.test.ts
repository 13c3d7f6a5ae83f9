import { expect, test } from 'vitest'
import { cursorAt, cursorAtStep, RunModel } from '../../www/state'
import { arrowsAtRest, Causes, MOST_ARROWS } from '../../www/timeline/layout/arrows'
import { roughMeasure } from '../../www/timeline/marks'
import { Picture } from '../../www/timeline/picture'
import { poolRun } from './pool_run'
import { batchesRun } from './run_builder'

const ALL = { lo: 0, hi: Number.POSITIVE_INFINITY }

test('main is woken by the straggler, and what it starts is shown at the one that is started', () => {
  const model = new RunModel(batchesRun())
  const causes = new Causes(model)
  const at = cursorAt(model, 'time', 2.5e9)
  const arrows = (selected: number) => arrowsAtRest(causes, 'time', ALL, selected, at, model.run.events.step)
  expect(arrows(1).map(({ from, to, start }) => ({ from, to, start }))).toEqual([
    { from: 5, to: 1, start: false },
  ])
  expect(arrows(6).some(({ from, to, start }) => from === 1 && to === 6 && start)).toBe(true)
})

test('without a selection only the last wake-up before the cursor is shown', () => {
  const model = new RunModel(poolRun())
  const causes = new Causes(model)
  for (let step = 1; step <= model.run.report.steps; step++) {
    const arrows = arrowsAtRest(causes, 'steps', ALL, 0, cursorAtStep(model, step), model.run.events.step)
    expect(arrows.length).toBeLessThanOrEqual(1)
    for (const arrow of arrows) expect(model.run.events.step[arrow.event]).toBeLessThan(step)
  }
})

test('never more than can be read, and only those in view', () => {
  const model = new RunModel(poolRun(200))
  const causes = new Causes(model)
  const range = { lo: 100, hi: 140 }
  for (const selected of [1, 2, 3, 4]) {
    const all = arrowsAtRest(causes, 'steps', ALL, selected, cursorAtStep(model, 120), model.run.events.step)
    expect(all.length).toBeLessThanOrEqual(MOST_ARROWS + 1)
    const near = arrowsAtRest(
      causes,
      'steps',
      range,
      selected,
      cursorAtStep(model, 120),
      model.run.events.step,
    )
    for (const { at } of near) expect(at >= range.lo && at <= range.hi).toBe(true)
  }
})

test.each(['time', 'steps'] as const)(
  'on the axis of %s an arrow is under the hand where it is drawn',
  (axis) => {
    const picture = new Picture(roughMeasure, {
      axis,
      grouping: 'line',
      order: 'start',
      slide: false,
      collapsed: [],
      path: false,
      tracks: [],
    })
    picture.setSize(1200, 434)
    picture.setRun(batchesRun())
    const model = picture.model as RunModel
    picture.cursor = cursorAt(model, 'time', 2.5e9)
    picture.setSelection({ goroutine: 1 })
    // the shafts: one line down or up in the colour of arrows
    const shafts = picture.marks().flatMap((mark) => {
      const line =
        mark.type === 'path' &&
        mark.stroke?.paint === '--text-2' &&
        /^M([\d.]+),([\d.]+) V([\d.]+)$/.exec(mark.d)
      return line ? [line.slice(1).map(Number) as [number, number, number]] : []
    })
    expect(shafts.length).toBeGreaterThan(0)
    for (const [x, from, to] of shafts) {
      // between the two lanes, just before its head
      const y = to + 8 * Math.sign(from - to)
      const event = picture.arrowAt(x, y)
      expect([model.run.events.by[event], model.run.events.g[event]]).toEqual([5, 1])
      expect(picture.arrowAt(x + 12, y)).toBe(-1)
    }
  },
)

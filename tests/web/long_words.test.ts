import { expect, test } from 'vitest'
import type { Run } from '../../www/engine/types'
import { cutTo } from '../../www/timeline/layout/cut'
import { roughMeasure } from '../../www/timeline/marks'
import { type StripScene, stripMarks, stripValue, stripX } from '../../www/timeline/marks/strip'
import { Picture } from '../../www/timeline/picture'
import type { PictureOptions } from '../../www/timeline/picture_options'
import { poolRun } from './pool_run'
import { RunBuilder } from './run_builder'

const OPTIONS: PictureOptions = {
  axis: 'time',
  grouping: 'line',
  order: 'start',
  slide: false,
  collapsed: [],
  path: false,
  tracks: null,
}

function texts(run: Run, options: PictureOptions) {
  const picture = new Picture(roughMeasure, options)
  picture.setSize(948, 588)
  picture.setRun(run)
  return { picture, marks: picture.marks().filter((mark) => mark.type === 'text') }
}

test('what does not fit is cut between letters, and says so', () => {
  const width = (text: string) => Array.from(text).length * 10
  expect(cutTo('results', 70, width)).toBe('results')
  expect(cutTo('results', 60, width)).toBe('resul…')
  expect(cutTo('🍕🍕🍕🍕', 30, width)).toBe('🍕🍕…')
  expect(cutTo('results', 1, width)).toBe('r…')
})

test('a panic that is told in full is not told twice', () => {
  const b = new RunBuilder()
  const g = b.spawn(0, 'main.main', '', 3)
  b.run(g, 3)
  b.panic(g, 'assignment to entry in nil map', 5)
  b.end(g)
  const { marks } = texts(b.build('panic'), { ...OPTIONS, axis: 'steps' })
  const panics = marks.filter((mark) => mark.text.startsWith('panic'))
  expect(panics.map((mark) => mark.text)).toEqual(['panic: assignment to entry in nil map'])
})

test('the name of a track stays left of its plot', () => {
  const run = poolRun()
  run.strings[run.strings.indexOf('jobs')] = 'aChannelWhoseNameIsLongerThanAnyPlaceForIt'
  const { picture, marks } = texts(run, { ...OPTIONS, tracks: ['channels'] })
  const title = marks.find((mark) => mark.text.startsWith('aChannel'))
  expect(title?.text).toMatch(/^aChannel.*…$/)
  const right = (title?.x ?? 0) + roughMeasure(title?.text ?? '', { size: 12, mono: true })
  expect(right).toBeLessThan(picture.plot.left() - 20)
})

test('the strip of runs is on the axis of the timeline', () => {
  const b = new RunBuilder()
  const g = b.spawn(0, 'main.main', '', 3)
  for (let step = 0; step < 12; step++) {
    b.run(g, 3)
    b.yieldTurn(g)
  }
  b.end(g)
  const { report } = b.build('done')
  const run = { label: 'Run 1', detail: 'no fault', report, end: 13, fork: null, current: true }
  const scene: StripScene = {
    runs: [run],
    axis: 'steps',
    range: null,
    width: 800,
    height: 46,
    left: 200,
    narrow: false,
    measure: roughMeasure,
  }
  expect(stripX(scene, 1)).toBe(200)
  expect(stripX(scene, 13)).toBe(760)
  expect(stripValue(scene, stripX(scene, 7))).toBeCloseTo(7)
  const words = stripMarks(scene).flatMap((mark) => (mark.type === 'text' ? [mark.text] : []))
  expect(words).toContain('done at step 12')
})

import { describe, expect, test } from 'vitest'
import { cursorAtStep, RunModel } from '../../www/state'
import { groupGoroutines } from '../../www/timeline/layout/groups'
import { roughMeasure } from '../../www/timeline/marks'
import { Picture } from '../../www/timeline/picture'
import { svgText } from '../../www/timeline/render/svg'
import { chosenTracks, tracksIn, tracksOf } from '../../www/timeline/tracks'
import {
  SEND_REASONS,
  stepsOfBuffer,
  stepsOfCounter,
  turnsOfLock,
  waitsFor,
} from '../../www/timeline/tracks/series'
import { momentSentence } from '../../www/timeline/words'
import { poolRun } from './pool_run'

const model = new RunModel(poolRun())
const [jobs, mu, wg] = [[1], [2], [3]]

describe('series', () => {
  test('a buffer is never fuller than its capacity and ends empty', () => {
    const values = stepsOfBuffer(model, jobs).map((step) => step.value)
    expect(Math.max(...values)).toBe(2)
    expect(Math.min(...values)).toBe(0)
    expect(values.at(-1)).toBe(0)
    expect(waitsFor(model, jobs, SEND_REASONS).length).toBeGreaterThan(0)
  })

  test('turns at a lock do not overlap, and each ends', () => {
    const turns = turnsOfLock(model, mu)
    expect(turns).toHaveLength(8)
    turns.forEach((turn, i) => {
      expect(turn.to).toBeGreaterThan(turn.from)
      if (i > 0) expect(turn.from).toBeGreaterThan(turns[i - 1]?.to ?? 0)
    })
  })

  test('a counter goes up to three and back to nothing', () => {
    expect(stepsOfCounter(model, wg).map((step) => step.value)).toEqual([1, 2, 3, 2, 1, 0])
  })
})

test('tracks leave half of the height to the lanes, less when they were chosen', () => {
  const all = ['states', 'channels', 'locks', 'waitgroup'] as const
  expect(tracksOf(model, all, 900).map((track) => track.kind)).toEqual([
    'states',
    'channels',
    'locks',
    'waitgroup',
  ])
  const height = (tracks: readonly { height: number }[]) =>
    tracks.reduce((sum, track) => sum + track.height, 0)
  expect(height(tracksOf(model, null, 300))).toBeLessThanOrEqual(150)
  expect(height(tracksOf(model, all, 300))).toBeLessThanOrEqual(210)
  expect(tracksOf(model, [], 900)).toEqual([])
})

test('a moment at a lock', () => {
  const sentences = Array.from({ length: model.run.report.steps }, (_, step) =>
    momentSentence(model, cursorAtStep(model, step + 1), 'steps'),
  )
  expect(sentences.some((sentence) => /waits? for mu, held by worker \d/.test(sentence))).toBe(true)
  expect(sentences.some((sentence) => sentence.includes('main waits to send on jobs, buffer 2 of 2'))).toBe(
    true,
  )
})

test('all tracks by steps', async () => {
  const picture = new Picture(roughMeasure, {
    axis: 'steps',
    grouping: 'line',
    order: 'start',
    slide: false,
    collapsed: [],
    path: false,
    tracks: ['states', 'channels', 'locks', 'waitgroup'],
  })
  picture.setSize(1058, 640)
  picture.setRun(model.run)
  picture.setSelection({ goroutine: 4 })
  picture.cursor = cursorAtStep(model, 25)
  await expect(svgText(picture.marks(), 1058, 640, { title: 'A pool' })).toMatchFileSnapshot(
    'snapshots/pool_tracks.svg',
  )
})

describe('a choice of tracks', () => {
  test('everything has a key of its own, in the fixed order', () => {
    const all = tracksIn(model)
    expect(all.map((track) => track.name)).toEqual(['Goroutines', 'jobs', 'mu', 'wg'])
    expect(new Set(all.map((track) => track.key)).size).toBe(all.length)
  })

  test('a key chooses one track, an unknown one none', () => {
    const mu = tracksIn(model).find((track) => track.name === 'mu')
    expect(chosenTracks(model, [mu?.key ?? '', 'nothing']).map((track) => track.name)).toEqual(['mu'])
  })

  test('before the reader chooses there is one', () => {
    expect(chosenTracks(model, null).map((track) => track.name)).toEqual(['wg'])
  })

  test('the keys of two runs of one program are the same', () => {
    const again = new RunModel(poolRun(4))
    expect(tracksIn(again).map((track) => track.key)).toEqual(tracksIn(model).map((track) => track.key))
  })
})

test('workers that receive from one channel are a pool', () => {
  const groups = groupGoroutines(model, 'pool', 'start')
  expect(groups.map((group) => [group.title, [...group.members]])).toEqual([
    ['main', [1]],
    ['receive from jobs', [2, 3, 4]],
  ])
})

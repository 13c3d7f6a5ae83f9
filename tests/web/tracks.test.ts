import { describe, expect, test } from 'vitest'
import { Kind, ObjectKind } from '../../www/base'
import { cursorAtStep, RunModel } from '../../www/state'
import { groupGoroutines } from '../../www/timeline/layout/groups'
import { roughMeasure } from '../../www/timeline/marks'
import { Picture } from '../../www/timeline/picture'
import { svgText } from '../../www/timeline/render/svg'
import { chosenTracks, tracksIn, tracksOf } from '../../www/timeline/tracks'
import { linesOfMemory } from '../../www/timeline/tracks/memory'
import { piecesOf } from '../../www/timeline/tracks/parts'
import { lineOfBuffer, lineOfCounter } from '../../www/timeline/tracks/series'
import { StepLine } from '../../www/timeline/tracks/step_line'
import { OPEN, shownTurns, turnsOfLock } from '../../www/timeline/tracks/turns'
import { lineOfWaits, SEND_REASONS, waitsFor } from '../../www/timeline/tracks/waits'
import { eventSentence, momentSentence } from '../../www/timeline/words'
import { poolRun } from './pool_run'
import { RunBuilder } from './run_builder'

const model = new RunModel(poolRun())
const [jobs, mu, wg] = [[1], [2], [3]]

describe('series', () => {
  test('a buffer is never fuller than its capacity and ends empty', () => {
    const values = lineOfBuffer(model, 'time', jobs).list()
    expect(Math.max(...values)).toBe(2)
    expect(Math.min(...values)).toBe(0)
    expect(values.at(-1)).toBe(0)
    expect(waitsFor(model, jobs, SEND_REASONS).length).toBeGreaterThan(0)
  })

  test('turns at a lock do not overlap, and each ends', () => {
    const { from, to } = turnsOfLock(model, mu)
    expect(from).toHaveLength(8)
    from.forEach((start, i) => {
      expect(to[i]).toBeGreaterThan(start)
      expect(to[i]).not.toBe(OPEN)
      if (i > 0) expect(start).toBeGreaterThan(to[i - 1] ?? 0)
    })
  })

  test('turns are all shown, each long one or under a place of short ones', () => {
    const turns = turnsOfLock(model, mu)
    const fine = shownTurns(model, 'steps', turns, [0, 1e6], 0.01, 0.03)
    expect(fine.long.length + fine.short.length).toBe(8)
    const coarse = shownTurns(model, 'steps', turns, [0, 1e6], 1000, 3000)
    expect(coarse.long).toHaveLength(0)
    expect(coarse.short).toHaveLength(1)
  })

  test('a counter goes up to three and back to nothing', () => {
    expect(lineOfCounter(model, 'time', wg).list()).toEqual([1, 2, 3, 2, 1, 0])
  })

  test('as many wait as have begun to wait and not ended', () => {
    const line = lineOfWaits(model, 'steps', mu, [])
    const spans = [...waitsFor(model, mu, [])]
    const { start, end } = model.columns('steps')
    for (let change = 0; change < line.length; change++) {
      const at = line.at(change)
      const there = spans.filter((s) => (start[s] as number) <= at && (end[s] as number) > at)
      expect(line.value(change)).toBe(there.length)
    }
    expect(line.value(line.length - 1)).toBe(0)
  })
})

describe('lines by pixels', () => {
  /** A line with many changes in one place and few in another. */
  function randomLine(seed: number): StepLine {
    let x = seed * 2_654_435_761 + 1
    const next = (n: number) => {
      x = (Math.imul(x, 1_664_525) + 1_013_904_223) >>> 0
      return x % n
    }
    const places: number[] = []
    let at = 0
    for (let i = 0; i < 400; i++) {
      at += next(4) === 0 ? next(900) : next(3)
      places.push(at)
    }
    const values = Int32Array.from(places, () => next(9))
    return new StepLine(values, (change) => places[change] as number)
  }

  test('no low is lost, and each piece has the value of its last change', () => {
    const scene = { view: { lo: 0, hi: 60_000, left: 100, right: 900 } } as unknown as Parameters<
      typeof piecesOf
    >[0]
    for (let seed = 1; seed <= 40; seed++) {
      const line = randomLine(seed)
      const pieces = piecesOf(scene, line, 900)
      const values = line.list()
      const passed = values.slice(0, line.after(60_000))
      expect(Math.min(...pieces.map((p) => Math.min(p.low, p.value)))).toBe(Math.min(0, ...passed))
      pieces.forEach((piece, i) => {
        const until = pieces[i + 1]?.left ?? 900
        expect(piece.right).toBe(until)
        const inside = values.filter((_, c) => {
          const px = 100 + (line.at(c) / 60_000) * 800
          return px >= piece.left && px < piece.right
        })
        if (inside.length === 0) return
        expect(piece.value).toBe(inside.at(-1))
        expect(piece.low).toBe(Math.min(...inside, piece.low))
      })
      expect(pieces.length).toBeLessThanOrEqual(1600)
    }
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

test('goroutines that each give one permit back are none', () => {
  const b = new RunBuilder()
  const main = b.spawn(0, 'main.main', '', 0)
  b.run(main)
  const permits = b.object(ObjectKind.Chan, 'g', 4, 3)
  for (let i = 0; i < 5; i++) {
    const g = b.spawn(main, 'main.func1', String(i), 9)
    b.run(g)
    b.event(Kind.Recv, g, 0, permits, 10)
    b.end(g)
  }
  b.end(main)
  const groups = groupGoroutines(new RunModel(b.build()), 'pool', 'start')
  expect(groups.map(({ title }) => title)).not.toContain('receive from g')
})

describe('memory', () => {
  const run = new RunBuilder()
  const main = run.spawn(0, 'main.main', '', 0)
  run.run(main)
  for (let i = 0; i < 70; i++) run.spawn(main, 'main.keep', String(i), 5)
  run.event(Kind.Memory, main, 0, 0, 6, 0, 640)
  run.event(Kind.Memory, main, 0, 0, 6, 1, 128)
  run.timeNs = 1_000
  for (let g = 2; g <= 71; g++) run.end(g)
  const kept = new RunModel(run.build())

  test('is stacks of 2 KiB and the heap on top of them', () => {
    const { stacks, total } = linesOfMemory(kept, 'time')
    expect(stacks.most).toBe(71 * 2)
    expect(total.most).toBe(71 * 2 + 640)
    expect(total.list().slice(-71, -69)).toEqual([142 + 128, 140 + 128])
    expect(stacks.list().at(-1)).toBe(2)
  })

  test('has a track where there is more than a few stacks', () => {
    expect(tracksIn(kept).map((track) => track.kind)).toContain('memory')
    expect(tracksIn(model).map((track) => track.kind)).not.toContain('memory')
  })

  test('is told', () => {
    const events = [...kept.run.events.kind.keys()].filter((e) => kept.run.events.kind[e] === Kind.Memory)
    expect(events.map((e) => eventSentence(kept, e).replace(/^.*?: /, ''))).toEqual([
      'the heap has grown to 640 KiB (line 6)',
      'a collection leaves 128 KiB on the heap (line 6)',
    ])
  })
})

test('the first tracks are those for which goroutines wait longest', () => {
  const names = chosenTracks(model, null).map((track) => track.name)
  expect(names.slice(0, 3).sort()).toEqual(['jobs', 'mu', 'wg'])
  const { start, end } = model.columns('steps')
  const waited = (object: number) =>
    [...waitsFor(model, [object], [])].reduce((sum, s) => sum + (end[s] as number) - (start[s] as number), 0)
  const byName = new Map([
    ['jobs', waited(1)],
    ['mu', waited(2)],
    ['wg', waited(3)],
  ])
  const order = names.slice(0, 3).map((name) => byName.get(name) as number)
  expect(order).toEqual([...order].sort((a, b) => b - a))
})

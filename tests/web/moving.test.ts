import { beforeEach, describe, expect, test } from 'vitest'
import { REASONS } from '../../www/base'
import type { GoroutineState, Run, RunResult } from '../../www/engine/types'
import { RunModel, spanAtCursor } from '../../www/state'
import { bookmarksFromWire, bookmarksToWire, nextBookmark, withBookmark } from '../../www/state/bookmarks'
import { find } from '../../www/state/find'
import { History } from '../../www/state/history'
import { contextAt, holdersAt, lookOf, wakingOf } from '../../www/state/inspect'
import {
  eventsAt,
  goroutineMoment,
  objectMoment,
  parseMoment,
  wakerEvent,
  wokenEvent,
} from '../../www/state/moments'
import { Player } from '../../www/state/player'
import { ownProgram } from '../../www/state/program'
import { SavedTexts } from '../../www/state/saved'
import { byKey, matching } from '../../www/views/commands'
import { loadCore, requestOf, runWith } from './core_node'

const TEXT = `package main

import (
	"context"
	"fmt"
	"sync"
	"time"
)

func worker(id int, mu *sync.Mutex, wg *sync.WaitGroup) {
	defer wg.Done()
	mu.Lock()
	time.Sleep(10 * time.Millisecond)
	fmt.Println("worker", id)
	mu.Unlock()
}

func main() {
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Millisecond)
	defer cancel()
	var mu sync.Mutex
	var wg sync.WaitGroup
	for i := 1; i <= 3; i++ {
		wg.Add(1)
		go worker(i, &mu, &wg)
	}
	wg.Wait()
	<-ctx.Done()
	fmt.Println(ctx.Err())
}
`

const make = await loadCore()
const { result } = runWith(make, requestOf('main.go', TEXT))
const run = (result as Extract<RunResult, { kind: 'run' }>).run
const model = new RunModel(run)
const mutex = run.objects.kind.indexOf(1) + 1
const waiting = moment((e) => run.events.kind[e] === 2 && run.events.g[e] === 4)

/** The first moment after an event. */
function moment(is: (event: number) => boolean) {
  const event = Array.from(run.events.kind.keys()).find(is) as number
  return { step: (run.events.step[event] as number) + 1, timeNs: run.events.timeNs[event] as number }
}

describe('moments', () => {
  test('going forward by events visits all of them once, and backward the same', () => {
    for (let g = 1; g <= model.goroutines; g++) {
      const there: string[] = []
      for (
        let at = goroutineMoment(model, g, { step: 0, timeNs: 0 }, 1);
        at;
        at = goroutineMoment(model, g, at, 1)
      )
        there.push(`${at.step} ${at.timeNs}`)
      const back: string[] = []
      const end = { step: run.report.steps + 1, timeNs: run.report.virtual_ns }
      for (let at = goroutineMoment(model, g, end, -1); at; at = goroutineMoment(model, g, at, -1))
        if (at.step > 0 || at.timeNs > 0) back.unshift(`${at.step} ${at.timeNs}`)
      expect(there.length).toBeGreaterThan(1)
      expect(back).toEqual(there)
    }
  })

  test('events of an object are its locks and unlocks', () => {
    let at = objectMoment(model, mutex, { step: 0, timeNs: 0 }, 1)
    let count = 0
    for (; at; at = objectMoment(model, mutex, at, 1)) count++
    expect(count).toBeGreaterThanOrEqual(5)
  })

  test('a waiter is woken by who unlocks, and that one wakes it', () => {
    const event = wakerEvent(model, 4, waiting)
    expect([run.events.kind[event], run.events.g[event]]).toEqual([3, 4])
    const by = run.events.by[event] as number
    const before = { step: (run.events.step[event] as number) - 1, timeNs: 0 }
    expect(run.events.g[wokenEvent(model, by, before)]).toBe(4)
  })

  test.each([
    ['step 3', 3],
    ['3', 3],
    [' 3 ', 3],
  ])('%s is a step', (text, step) => expect(parseMoment(model, text)).toMatchObject({ step }))

  test.each([
    ['10ms', 10e6],
    ['0.01s', 10e6],
    ['10 ms', 10e6],
    ['9ms500us', 9.5e6],
    ['1000µs', 1e6],
  ])('%s is a time', (text, timeNs) => expect(parseMoment(model, text)).toMatchObject({ timeNs }))

  test.each(['', 'soon', '3 apples', '99h', 'step 999999', '-1'])(
    '“%s” is answered with a sentence',
    (text) => {
      expect(parseMoment(model, text)).toMatch(/^[A-Z].*\.$/)
    },
  )

  test('events that have happened never become fewer', () => {
    let before = 0
    for (let step = 0; step <= run.report.steps; step++) {
      const now = eventsAt(model, { step, timeNs: model.timeOfStep(step) })
      expect(now).toBeGreaterThanOrEqual(before)
      before = now
    }
  })
})

describe('what is waited for', () => {
  test('a lock has one holder while another waits', () => {
    const holders = holdersAt(model, mutex, waiting)
    expect(holders).toEqual([{ g: 2, step: expect.any(Number), line: 12, shared: false }])
  })

  test('the chain ends with who wakes it, and its links are in order', () => {
    const waking = wakingOf(model, 4, waiting)
    expect(waking?.never).toBe(false)
    expect(waking?.links.at(-1)?.g).toBe(4)
    const events = waking?.links.map((l) => l.event) ?? []
    expect(events).toEqual([...events].sort((a, b) => a - b))
    expect(JSON.stringify(waking?.end)).toContain('A context cannot wake it')
  })

  test('a goroutine that runs waits for nobody', () => {
    expect(wakingOf(model, 1, { step: 1, timeNs: 0 })).toBeNull()
  })

  test('a context is done after its deadline and not before', () => {
    const context = run.objects.kind.indexOf(6) + 1
    expect(contextAt(model, context, { step: 2, timeNs: 0 })).toMatchObject({ done: false, deadlineNs: 5e6 })
    const end = { step: run.report.steps, timeNs: run.report.virtual_ns }
    expect(contextAt(model, context, end)).toMatchObject({ done: true, error: 'context deadline exceeded' })
  })

  test('a look between steps is a look after the step', () => {
    expect(lookOf(model, 2, { step: 4, timeNs: model.timeOfStep(4) })).toEqual({ step: 4, over: false, g: 2 })
    expect(lookOf(model, 2, { step: 4, timeNs: model.timeOfStep(4) + 1 }).over).toBe(true)
  })
})

describe('the core’s own answer', () => {
  const session = make()
  session.start(requestOf('main.go', TEXT))
  session.keep_states()
  while (!session.slice(1_000_000).done);
  const look = (step: number, g: number): GoroutineState => session.inspect({ step, over: false, g })

  test('names queue and holder as the trace does', () => {
    const state = look(waiting.step, 4)
    expect(state.status).toBe('waiting')
    expect(state.reason).toBe('sync.Mutex.Lock')
    expect(state.waitsFor).toMatchObject([{ id: mutex, wants: 'lock', queue: expect.arrayContaining([4]) }])
    expect(state.frames.map((f) => [f.function, f.line, f.library])).toContainEqual([
      'main.worker',
      12,
      false,
    ])
    expect(state.createdBy).toMatchObject({ function: 'main.main', g: 1, line: 25 })
    const worker = state.frames.find((f) => f.function === 'main.worker')
    expect(worker?.locals.find((v) => v.name === 'id')).toMatchObject({ type: 'int', value: '3' })
  })

  test('says the state that the timeline draws, at every step', () => {
    const names = ['running', 'runnable', 'waiting', 'waiting', 'waiting']
    for (let step = 1; step <= run.report.steps; step++) {
      for (let g = 1; g <= model.goroutines; g++) {
        const cursor = { step, timeNs: model.timeOfStep(step) }
        let drawn = ''
        for (let i = model.spansFrom(g); i < model.spansEnd(g); i++)
          if ((run.spans.startStep[i] as number) <= step && step < (run.spans.endStep[i] as number))
            drawn = names[run.spans.state[i] as number] ?? ''
        if (drawn !== '') expect([step, g, look(cursor.step, g).status]).toEqual([step, g, drawn])
      }
    }
  })
})

describe('search', () => {
  const titles = (query: string) => find(model, query).map((g) => `${g.title} ${g.count}`)

  test('finds goroutines, functions, reasons, objects and output', () => {
    expect(titles('lock')).toEqual(expect.arrayContaining(['Functions 2', 'Reasons 2']))
    expect(titles('worker 2')).toEqual(['Output 1'])
    expect(titles('worker(2')).toEqual(['Goroutines 1'])
    expect(titles('waitgroup')).toContain('Objects 1')
    expect(titles('  ')).toEqual([])
    expect(titles('nothing of the kind')).toEqual([])
  })

  test('shows four rows and counts the others', () => {
    const [group] = find(model, 'goroutine')
    expect(group?.count).toBe(4)
    for (const g of find(model, 'o')) expect(g.rows.length).toBeLessThanOrEqual(4)
  })

  test('marks what matched and says where', () => {
    const row = find(model, 'sync.Mutex.Lock')[0]?.rows[0]
    expect(row?.text.slice(row.from, row.to)).toBe('sync.Mutex.Lock')
    expect(row?.detail).toMatch(/^step \d+, for /)
    expect(row?.cursor).not.toBeNull()
  })

  test('leads to a moment at which the reason is seen', () => {
    for (const row of find(model, 'waits').flatMap((g) => g.rows)) {
      const span = spanAtCursor(model, row.g, row.cursor ?? { step: 0, timeNs: 0 })
      expect([row.text, run.spans.reason[span]]).not.toEqual([row.text, 255])
      expect(row.text).toContain(REASONS[run.spans.reason[span] as number])
    }
  })
})

describe('bookmarks', () => {
  const at = (step: number, words = `at ${step}`) => ({ step, timeNs: step * 10, words })

  test('stand in order of time, one at a moment', () => {
    const list = [3, 1, 2].reduce(
      (l, step) => withBookmark(l, at(step)),
      [] as readonly ReturnType<typeof at>[],
    )
    expect(list.map((b) => b.step)).toEqual([1, 2, 3])
    expect(withBookmark(list, at(2, 'other')).map((b) => b.words)).toEqual(['at 1', 'other', 'at 3'])
    expect(nextBookmark(list, { step: 2, timeNs: 20 }, 1)?.step).toBe(3)
    expect(nextBookmark(list, { step: 2, timeNs: 20 }, -1)?.step).toBe(1)
    expect(nextBookmark(list, { step: 3, timeNs: 30 }, 1)).toBeNull()
  })

  test('go through a link, and a link of somebody else cannot do harm', () => {
    const list = [at(1), at(2)]
    expect(bookmarksFromWire(bookmarksToWire(list))).toEqual(list)
    const bad = [null, 7, {}, [1], [-1, 2, 'x'], [1, 2, 3], [1.5, 2, 'x'], [10, 1, 'y'.repeat(999)]]
    expect(bookmarksFromWire(bad).map((b) => b.words.length)).toEqual([80])
    expect(bookmarksFromWire(Array.from({ length: 900 }, (_, i) => [i, i, '']))).toHaveLength(50)
    expect(bookmarksFromWire('[]')).toEqual([])
  })
})

describe('history', () => {
  const stand = (step: number) => ({
    cursor: { step, timeNs: 0 },
    selection: { g: 0, span: -1, line: 0, object: 0 },
  })

  test('goes back and forth; a new place cuts off what lay ahead', () => {
    const history = new History()
    const [a, b, c] = [stand(1), stand(2), stand(3)]
    for (const [i, s] of [a, b, c].entries()) history.visit(s, 1000 * i)
    expect([history.go(-1), history.go(-1), history.go(-1)]).toEqual([b, a, null])
    expect(history.go(1)).toBe(b)
    history.visit(stand(9), 9000)
    expect(history.go(1)).toBeNull()
    expect(history.go(-1)).toBe(b)
  })

  test('takes scrubbing as one move', () => {
    const history = new History()
    history.visit(stand(0), 0)
    for (let i = 1; i < 100; i++) history.visit(stand(i), 1000 + i)
    expect(history.go(-1)?.cursor.step).toBe(0)
  })
})

describe('the player', () => {
  let player: Player
  const map = new Map<string, string>()
  const storage = {
    getItem: (k: string) => map.get(k) ?? null,
    setItem: (k: string, v: string) => void map.set(k, v),
    removeItem: (k: string) => void map.delete(k),
    key: (i: number) => [...map.keys()][i] ?? null,
    get length() {
      return map.size
    },
  }
  const looks: unknown[] = []
  let release: (() => void) | null = null
  const engine = {
    check: async () => [],
    run: async () => ({ kind: 'run' as const, run: run as Run }),
    inspect: (_: unknown, look: unknown) =>
      new Promise<GoroutineState | null>((resolve) => {
        looks.push(look)
        release = () => resolve(null)
      }),
  }

  beforeEach(async () => {
    map.clear()
    looks.length = 0
    player = new Player(engine, ownProgram(TEXT), new SavedTexts(storage))
    await player.run()
  })

  test('asks for one state at a time, and then for the newest', async () => {
    player.moves.first()
    player.inspect(true)
    for (let i = 0; i < 5; i++) player.moves.step(1)
    expect(looks).toHaveLength(1)
    release?.()
    await Promise.resolve()
    await Promise.resolve()
    await Promise.resolve()
    expect(looks).toHaveLength(2)
    expect(looks[1]).toMatchObject({ step: 5 })
  })

  test('goes to the waker and back', () => {
    player.navigator.go(waiting, 4)
    expect(player.navigator.waker()).toBe('')
    expect(player.state.selection.g).toBe(run.events.by[wakerEvent(model, 4, waiting)])
    expect(player.navigator.back(-1)).toBe('')
    expect(player.state.cursor).toEqual(waiting)
    expect(player.state.selection.g).toBe(4)
    expect(player.navigator.back(1)).toBe('')
    expect(player.state.selection.g).not.toBe(4)
  })

  test('keeps bookmarks with the program', () => {
    player.navigator.go(waiting)
    player.navigator.mark('  it waits ')
    expect(player.state.bookmarks).toEqual([{ ...waiting, words: 'it waits' }])
    const again = new Player(engine, ownProgram(TEXT), new SavedTexts(storage))
    expect(again.state.bookmarks).toEqual(player.state.bookmarks)
    player.navigator.unmark(waiting)
    expect(new Player(engine, ownProgram(TEXT), new SavedTexts(storage)).state.bookmarks).toEqual([])
  })

  test('says why it cannot go', () => {
    player.moves.last()
    expect(player.navigator.event(1)).toMatch(/^No later event/)
    expect(player.navigator.objectEvent(1)).toMatch(/^Choose/)
    expect(player.navigator.bookmark(1)).toBe('There are no bookmarks.')
  })
})

test('commands are found by words in any order, and by key', () => {
  const command = (name: string, on: string[] = []) => ({ name, keys: '', on, act: () => name })
  const list = [command('Go to a step', ['g']), command('To the waker', ['<']), command('Step back')]
  expect(matching(list, 'step').map((c) => c.name)).toEqual(['Step back', 'Go to a step'])
  expect(matching(list, 'waker to').map((c) => c.name)).toEqual(['To the waker'])
  expect(matching(list, '')).toHaveLength(3)
  expect(byKey(list).get('<')?.act()).toBe('To the waker')
})

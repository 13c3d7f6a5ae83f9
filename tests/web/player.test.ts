import { beforeEach, expect, test, vi } from 'vitest'
import type { Engine, Run, RunOptions, RunRequest, RunResult } from '../../www/engine/types'
import { Player } from '../../www/state/player'
import { ownProgram } from '../../www/state/program'
import { SavedTexts } from '../../www/state/saved'
import { RunBuilder } from './run_builder'

/** A storage in memory. */
function memory() {
  const map = new Map<string, string>()
  return {
    map,
    getItem: (k: string) => map.get(k) ?? null,
    setItem: (k: string, v: string) => void map.set(k, v),
    removeItem: (k: string) => void map.delete(k),
    key: (i: number) => [...map.keys()][i] ?? null,
    get length() {
      return map.size
    },
  }
}

class FakeEngine implements Engine {
  requests: RunRequest[] = []
  next: (request: RunRequest) => RunResult = (request) => ({ kind: 'run', run: runOf(request) })
  check = async () => []
  dropped: string[] = []
  async run(request: RunRequest, { signal }: RunOptions = {}): Promise<RunResult> {
    this.requests.push(request)
    signal?.addEventListener('abort', () => this.dropped.push(request.files[0]?.text ?? ''))
    return this.next(request)
  }
}

function runOf(request: RunRequest): Run {
  const b = new RunBuilder()
  b.spawn(0, 'main.main', '', 0)
  b.run(1, 3)
  b.block(1, 6, 4)
  b.timeNs = 1e9
  b.wake(1, 0)
  b.run(1, 5)
  b.end(1)
  return { ...b.build(), request }
}

let engine: FakeEngine
let storage: ReturnType<typeof memory>
let player: Player
const program = ownProgram('package main\n')

beforeEach(() => {
  engine = new FakeEngine()
  storage = memory()
  player = new Player(engine, program, new SavedTexts(storage))
})

test('a run is shown with the cursor at its end', async () => {
  await player.run()
  expect(player.state.phase).toBe('ready')
  expect(player.state.cursor).toEqual({ timeNs: 1e9, step: 2 })
  player.moves.step(-1)
  expect(player.state.cursor.step).toBe(1)
})

test('an error keeps the last good run and counts the edits', async () => {
  await player.run()
  const shown = player.state.model
  engine.next = () => ({ kind: 'errors', diagnostics: [] })
  player.edit('package mai')
  player.edit('package ma')
  await player.run()
  expect(player.state).toMatchObject({ phase: 'errors', edits: 2 })
  expect(player.state.model).toBe(shown)
})

test('typing runs after a pause, and the text comes back after a reload', async () => {
  vi.useFakeTimers()
  player.edit('package main // changed\n')
  player.edit('package main // twice\n')
  expect(engine.requests.length).toBe(0)
  await vi.advanceTimersByTimeAsync(300)
  expect(engine.requests.map((r) => r.files[0]?.text)).toEqual(['package main // twice\n'])
  vi.useRealTimers()
  const again = new Player(engine, program, new SavedTexts(storage))
  expect(again.state.program.text).toBe('package main // twice\n')
  again.restore()
  expect(again.state.program.text).toBe('package main\n')
  expect(storage.map.size).toBe(0)
})

test('what the reader typed is run while the page still waits for more, and shown at once after that', async () => {
  vi.useFakeTimers()
  await player.run()
  const before = player.state.model
  const phases: string[] = []
  player.store.listen(({ phase }) => phases.push(phase))
  player.edit('package main // 1\n')
  await vi.advanceTimersByTimeAsync(120)
  player.edit('package main // 12\n')
  expect(engine.dropped).toEqual(['package main // 1\n'])
  await vi.advanceTimersByTimeAsync(240)
  expect(engine.requests.at(-1)?.files[0]?.text).toBe('package main // 12\n')
  expect(player.state.model).toBe(before)
  await vi.advanceTimersByTimeAsync(10)
  expect(player.state.model?.run.request.files[0]?.text).toBe('package main // 12\n')
  expect(engine.requests.length).toBe(3)
  expect(phases).not.toContain('running')
  vi.useRealTimers()
})

test('what was begun under other settings is not shown', async () => {
  vi.useFakeTimers()
  player.edit('package main // 1\n')
  await vi.advanceTimersByTimeAsync(120)
  player.setSeed(5)
  await vi.advanceTimersByTimeAsync(300)
  expect(engine.dropped).toEqual(['package main // 1\n'])
  expect(engine.requests.map(({ seed }) => seed)).toEqual([1, 5])
  expect(player.state.model?.run.request.seed).toBe(5)
  vi.useRealTimers()
})

test('a fault keeps the run before it, and can be taken back', async () => {
  await player.run()
  const whole = player.state.model
  await player.breakIt.add('call:time.Sleep@4=hang')
  expect(engine.requests.at(-1)?.faults).toEqual(['call:time.Sleep@4=hang'])
  expect(player.state.before).toBe(whole)
  await player.breakIt.remove('call:time.Sleep@4=hang')
  expect(player.state.before).toBeNull()
  expect(engine.requests.at(-1)?.faults).toEqual([])
})

test('a schedule from a link lasts until something else changes', async () => {
  player.store.set({ schedule: 's1' })
  await player.run()
  expect(engine.requests.at(-1)?.schedule).toBe('s1')
  player.setSeed(9)
  expect(engine.requests.at(-1)).toMatchObject({ seed: 9 })
  expect(engine.requests.at(-1)?.schedule).toBeUndefined()
})

test('a crash loses nothing', async () => {
  await player.run()
  engine.next = () => ({ kind: 'crash', message: 'boom' })
  await player.run()
  expect(player.state).toMatchObject({ phase: 'crash', message: 'boom' })
  expect(player.state.model).not.toBeNull()
})

test('a storage that refuses breaks nothing', () => {
  const refusing = {
    ...memory(),
    setItem: () => {
      throw new Error('full')
    },
  }
  const saved = new SavedTexts(refusing)
  saved.keep('k', 'text', 'other')
  expect(saved.get('k')).toBeNull()
})

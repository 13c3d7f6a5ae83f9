import { expect, test } from 'vitest'
import { EngineClient, STOP, type WorkerLike } from '../../www/engine/client'
import type { FromWorker, ToWorker } from '../../www/engine/protocol'
import type { RunRequest } from '../../www/engine/types'

/** A worker whose answers the test writes. */
class FakeWorker {
  onmessage: ((event: { data: FromWorker }) => void) | null = null
  onerror: ((event: { message: string }) => void) | null = null
  heard: ToWorker[] = []
  terminated = false
  postMessage(message: ToWorker) {
    this.heard.push(message)
  }
  terminate() {
    this.terminated = true
  }
  say(message: FromWorker) {
    this.onmessage?.({ data: message })
  }
}

function setUp() {
  const workers: FakeWorker[] = []
  const client = new EngineClient(() => {
    workers.push(new FakeWorker())
    return workers.at(-1) as unknown as WorkerLike
  })
  return { client, workers }
}

const request: RunRequest = {
  files: [{ name: 'a.go', text: 'package main' }],
  seed: 1,
  policy: 'fifo',
  faults: [],
}
const refused: FromWorker = {
  type: 'done',
  id: 1,
  answer: { of: 'run', result: { kind: 'refused', message: 'no' } },
}

test('one worker serves all', async () => {
  const { client, workers } = setUp()
  const run = client.run(request)
  const check = client.check([])
  workers[0]?.say(refused)
  workers[0]?.say({ type: 'done', id: 2, answer: { of: 'check', diagnostics: [] } })
  expect(await run).toEqual({ kind: 'refused', message: 'no' })
  expect(await check).toEqual([])
  expect(workers.length).toBe(1)
})

test('a stop is kept, another abort is dropped', async () => {
  const { client, workers } = setUp()
  const stop = new AbortController()
  const run = client.run(request, { signal: stop.signal })
  stop.abort(STOP)
  expect(workers[0]?.heard.at(-1)).toEqual({ type: 'stop', id: 1, keep: true })
  workers[0]?.say(refused)
  await run

  const drop = new AbortController()
  const dropped = client.run(request, { signal: drop.signal })
  drop.abort(new Error('superseded'))
  expect(workers[0]?.heard.at(-1)).toEqual({ type: 'stop', id: 2, keep: false })
  workers[0]?.say({ type: 'done', id: 2, answer: { of: 'dropped' } })
  await expect(dropped).rejects.toThrow('superseded')
})

test('after a crash the worker is replaced, and who waited behind is served', async () => {
  const { client, workers } = setUp()
  const first = client.run(request)
  const second = client.run({ ...request, seed: 2 })
  workers[0]?.say({ type: 'crash', id: 1, message: 'index out of bounds' })
  expect(await first).toEqual({ kind: 'crash', message: 'index out of bounds' })
  expect(workers[0]?.terminated).toBe(true)
  expect(workers[1]?.heard).toMatchObject([{ type: 'run', id: 2, request: { seed: 2 } }])
  workers[1]?.say({
    type: 'done',
    id: 2,
    answer: { of: 'run', result: { kind: 'refused', message: 'fine' } },
  })
  expect(await second).toEqual({ kind: 'refused', message: 'fine' })
})

test('a worker that cannot be loaded is a crash, not silence', async () => {
  const { client, workers } = setUp()
  const run = client.run(request)
  workers[0]?.onerror?.({ message: '' })
  expect(await run).toEqual({ kind: 'crash', message: 'the engine could not be loaded' })
})

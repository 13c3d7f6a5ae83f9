import { beforeEach, expect, test, vi } from 'vitest'
import type { FromWorker, ToWorker } from '../../www/engine/protocol'
import type { RunRequest } from '../../www/engine/types'

/** What the fake core was asked, in order. */
const asked: string[] = []
/** Slices that measuring takes, and what happens in the middle of one. */
let slices = 0
let during: (slice: number) => void = () => {}
/** Bytes of the fake core's memory after each slice of a run; one slice without. */
let memory: number[] = []

class FakeSession {
  private left = 0
  start() {
    return { kind: 'ready' }
  }
  keep_states() {}
  stop_full(bytes: number) {
    asked.push(`full at ${bytes}`)
  }
  slice() {
    if (memory.length > 1) memory.shift()
    return { done: memory.length < 2, steps: 1, virtual_ns: 0, goroutines: 1 }
  }
  drain() {}
  finish() {
    return { goroutines: { func: [0] }, report: { virtual_ns: 0, steps: 1, events: 1 } }
  }
  inspect() {
    asked.push('inspect')
    return { step: 1 }
  }
  measure_start() {
    asked.push('measure')
    this.left = slices
  }
  measure_slice() {
    during(this.left)
    return --this.left <= 0
  }
  measure_finish() {
    asked.push('measured')
    return { list: [] }
  }
  check() {
    asked.push('check')
    return []
  }
  free() {
    asked.push('free')
  }
}

vi.mock('../../www/engine/pkg/interleave.js', () => ({
  default: async () => ({
    memory: {
      buffer: {
        get byteLength() {
          return memory[0] ?? 0
        },
      },
    },
  }),
  format: () => ({ text: '' }),
  awaited: () => [],
  hand_over: () => true,
  Session: FakeSession,
}))
vi.mock('../../www/engine/assembly', () => ({
  Assembly: class {
    finish() {
      return { events: {}, spans: { state: [] } }
    }
  },
}))
vi.mock('../../www/engine/columns', () => ({ columnBuffers: () => [] }))

const request: RunRequest = { files: [], seed: 0, policy: 'fifo', faults: [] }
let tell: (message: ToWorker) => void
let heard: FromWorker[]

/** Until the job of this number is answered. */
async function answered(id: number): Promise<FromWorker> {
  const answer = () => heard.find((m) => m.type === 'done' && m.id === id)
  await vi.waitFor(() => expect(answer()).toBeDefined())
  return answer() as FromWorker
}

beforeEach(async () => {
  asked.length = 0
  heard = []
  during = () => {}
  memory = []
  const self = { onmessage: (_: { data: ToWorker }) => {}, postMessage: (m: FromWorker) => heard.push(m) }
  vi.stubGlobal('self', self)
  vi.resetModules()
  await import('../../www/engine/worker')
  tell = (data) => self.onmessage({ data })
  tell({ type: 'run', id: 1, request, keep: true })
  await answered(1)
})

test('who asks for a state while numbers are taken is answered first, and they go on where they were', async () => {
  slices = 10
  during = (left) => {
    if (left === 7) tell({ type: 'inspect', id: 3, request, look: { step: 1, over: false, g: 1 } })
    if (left === 4) tell({ type: 'check', id: 4, files: [] })
  }
  tell({ type: 'numbers', id: 2, request })
  expect(await answered(2)).toMatchObject({ answer: { of: 'numbers', numbers: { list: [] } } })
  expect(asked).toEqual(['measure', 'inspect', 'check', 'measured'])
  expect(heard.filter((m) => m.type === 'done').map((m) => m.id)).toEqual([1, 3, 4, 2])
})

test('what was asked patiently is asked after all else, whatever came first', async () => {
  slices = 1
  tell({ type: 'check', id: 2, files: [] })
  tell({ type: 'numbers', id: 3, request })
  tell({ type: 'check', id: 4, files: [] })
  await answered(3)
  expect(heard.filter((m) => m.type === 'done').map((m) => m.id)).toEqual([1, 2, 4, 3])
})

test('while the reader moves the picture, what nobody waits for rests', async () => {
  slices = 10
  let hushed = 0
  let slept = 0
  during = (left) => {
    if (left === 8) {
      hushed = performance.now()
      tell({ type: 'hush' })
    }
    if (left === 6) slept = performance.now() - hushed
  }
  tell({ type: 'numbers', id: 2, request })
  await answered(2)
  expect(slept).toBeGreaterThan(200)
})

test('numbers that nobody wants any more are given up', async () => {
  slices = 1_000_000
  during = (left) => left === 999_990 && tell({ type: 'stop', id: 2, keep: false })
  tell({ type: 'numbers', id: 2, request })
  expect(await answered(2)).toMatchObject({ answer: { of: 'dropped' } })
  expect(asked).toEqual(['measure'])
})

test('a run that fills the memory of the page ends, once what is kept of others was given back', async () => {
  const MB = 2 ** 20
  memory = [10, 10, 90, 220, 220, 400, 400].map((mb) => mb * MB)
  tell({
    type: 'run',
    id: 2,
    request: { ...request, seed: 2, limits: { page_memory: 200 * MB } },
    keep: true,
  })
  await answered(2)
  expect(asked).toEqual(['free', `full at ${400 * MB}`])
})

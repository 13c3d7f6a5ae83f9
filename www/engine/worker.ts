/**
 * The worker: one `Session`, one job at a time, in slices, so that a stop is heard between two of them. A
 * panic of the core poisons the instance; the worker says so and waits to be replaced.
 */

import { memoryWords } from '../base'
import { Assembly } from './assembly'
import type { AtlasReport } from './atlas'
import { columnBuffers } from './columns'
import { type CoreSession, FIRST_BUDGET, finished, progressOf } from './core'
import { KeptSessions } from './kept'
import { Library } from './library'
import { PAGE_LIMITS } from './limits'
import { PageMemory } from './page_memory'
import init, { awaited, format, hand_over, Session } from './pkg/interleave.js'
import { type Answer, type Asked, type FromWorker, PATIENT, type ToWorker } from './protocol'
import { Sketches } from './sketch'
import type { Diagnostic, GoroutineState, RunRequest, RunResult, SourceFile } from './types'

/** Wall time that a slice should take: short enough for Stop, long enough to lose nothing to pauses. */
const SLICE_MS = 12
/** Time between two words about progress. */
const PROGRESS_MS = 50
/** Patient jobs rest so long after the last word about the reader's hand. */
const QUIET_MS = 250
/** A core that fails with so much memory was most likely refused more. */
const A_LOT = 512 * 2 ** 20
/** Time between two signs of life of a job that has no progress to tell. */
const ALIVE_MS = 1_000

let session: CoreSession | null = null
/** Bytes of the core's memory. */
let memoryBytes: () => number = () => 0
/** Finished runs that the page may look into. */
const kept = new KeptSessions(() => new Session() as unknown as CoreSession)
const library = new Library({ awaited, hand_over }, () => post({ type: 'ready' }))
/** The core's panic message is printed to the console before the trap; this keeps it. */
let lastPanic = ''
/** Jobs that were stopped before they ended: whether to keep what there is. */
const stopped = new Map<number, boolean>()
type Job = Asked

const queue: Job[] = []
/** Patient jobs that were begun. */
const begun = new Set<number>()
let busy = false
/** Until then the reader's hand moves the picture. */
let quietUntil = 0

const post = (message: FromWorker, transfer: Transferable[] = []) => self.postMessage(message, { transfer })

console.error = (...words: unknown[]) => {
  lastPanic = words.map(String).join(' ')
}

self.onmessage = ({ data }: MessageEvent<ToWorker>) => {
  if (data.type === 'hush') {
    quietUntil = performance.now() + QUIET_MS
    return
  }
  if (data.type === 'stop') stopped.set(data.id, data.keep)
  else queue.push(data)
  if (!busy) void work()
}

async function work(): Promise<void> {
  busy = true
  for (let job = next(); job; job = next()) {
    try {
      session ??= await load()
      await library.bring(filesOf(job))
      const answer = stopped.get(job.id) === false ? dropped : await answerTo(session, job)
      if (answer === 'later') {
        queue.push(job)
        continue
      }
      post({ type: 'done', id: job.id, answer }, buffersOf(answer))
      if (job.type === 'run') performance.mark('interleave:sent')
    } catch (error) {
      post({ type: 'crash', id: job.id, message: crashText(error) })
      return
    }
    stopped.delete(job.id)
    begun.delete(job.id)
  }
  busy = false
}

/** The oldest job that somebody waits for, else the oldest. */
function next(): Job | undefined {
  const urgent = queue.findIndex((job) => !PATIENT.has(job.type))
  return queue.splice(Math.max(urgent, 0), 1)[0]
}

async function load(): Promise<CoreSession> {
  const core = await init()
  memoryBytes = () => core.memory.buffer.byteLength
  post({ type: 'ready' })
  return new Session() as unknown as CoreSession
}

/** The program that a job is about. */
function filesOf(job: ToWorker): SourceFile[] {
  if (job.type === 'check') return job.files
  return 'request' in job ? job.request.files : []
}

const dropped: Answer = { of: 'dropped' }

async function answerTo(core: CoreSession, job: Job): Promise<Answer | 'later'> {
  switch (job.type) {
    case 'check':
      return { of: 'check', diagnostics: core.check(job.files) }
    case 'format':
      return { of: 'format', result: format(job.text) as { text: string } | { diagnostics: Diagnostic[] } }
    case 'run': {
      const own = job.keep ? kept.add(job.request) : core
      const result = await drive(own, job.id, job.request, job.keep, job.keep)
      if (job.keep) settle(job.request, result)
      return result ? { of: 'run', result } : dropped
    }
    case 'inspect':
      return { of: 'inspect', state: await inspect(job) }
    case 'numbers':
    case 'explain':
    case 'mend':
      return patiently(job)
    case 'atlas': {
      const report = await tryAll(core, job.id, job.request, job.onlyForgettings)
      return report === 'dropped' ? dropped : { of: 'atlas', report }
    }
    case 'trace': {
      const result = await drive(core, job.id, job.request)
      return result?.kind === 'run' ? { of: 'trace', json: core.chrome_trace() } : dropped
    }
  }
}

type InspectJob = Extract<Job, { type: 'inspect' }>
type PatientJob = Extract<Job, { type: 'numbers' | 'explain' | 'mend' }>

/** A kept run has ended, or there was none. */
function settle(request: RunRequest, result: RunResult | null): void {
  if (result?.kind === 'run') kept.weigh(request, result.run.report.events)
  else kept.drop(request)
}

/** A look into a run; one that is kept no longer is run again. */
async function inspect({ id, request, look }: InspectJob): Promise<GoroutineState | null> {
  let own = kept.get(request)
  if (!own) {
    own = kept.add(request)
    const result = await drive(own, id, request, true)
    settle(request, result)
    if (result?.kind !== 'run') return null
  }
  return own.inspect(look)
}

/** Looks into finished runs do not wait until the run at hand has ended. */
function answerLooks(): void {
  for (let i = 0; i < queue.length; i++) {
    const job = queue[i]
    const own = job?.type === 'inspect' ? kept.get(job.request) : undefined
    if (job?.type !== 'inspect' || !own) continue
    queue.splice(i--, 1)
    post({ type: 'done', id: job.id, answer: { of: 'inspect', state: own.inspect(job.look) } })
  }
}

/** Runs in slices; null when the job was dropped meanwhile. `watched`: it is drawn while it goes on. */
async function drive(
  core: CoreSession,
  id: number,
  request: RunRequest,
  keep = false,
  watched = false,
): Promise<RunResult | null> {
  const started = core.start(request)
  if (started.kind !== 'ready') return started
  if (keep) core.keep_states()
  const assembly = new Assembly()
  const sketches = new Sketches()
  const most = request.limits?.['page_memory'] ?? (PAGE_LIMITS['page_memory'] as number)
  const memory = new PageMemory(memoryBytes, most, () => kept.dropOthers(request))
  const begin = performance.now()
  let said = begin
  let budget = FIRST_BUDGET
  for (;;) {
    const before = performance.now()
    const slice = core.slice(budget)
    const full = !slice.done && !memory.holds()
    if (full) core.stop_full(memoryBytes())
    if (slice.done || full) {
      post({ type: 'alive', id, ending: true })
      performance.mark('interleave:ended')
      return finished(core, request, assembly)
    }
    core.drain(assembly)
    const now = performance.now()
    budget = nextBudget(budget, now - before)
    if (now - said >= PROGRESS_MS) {
      said = now
      post({ type: 'progress', id, progress: progressOf(slice, now - begin) })
      const run = watched ? sketches.of(core, request, assembly, slice, now - begin) : null
      if (run) post({ type: 'sketch', id, run }, columnBuffers(run))
    }
    await pause()
    answerLooks()
    const show = stopped.get(id)
    if (show === undefined) continue
    if (!show) return null
    post({ type: 'alive', id, ending: true })
    core.stop()
    return finished(core, request, assembly)
  }
}

/** A job in slices that gives way to whatever somebody waits for. */
async function patiently(job: PatientJob): Promise<Answer | 'later'> {
  const own = kept.get(job.request)
  const work = own && patientWork(own, job)
  if (!work) return dropped
  if (!begun.has(job.id) && !work.start()) return work.finish()
  begun.add(job.id)
  let budget = FIRST_BUDGET
  const wanted = () => stopped.has(job.id) || queue.some((other) => !PATIENT.has(other.type))
  const alive = signsOfLife(job.id)
  for (;;) {
    const before = performance.now()
    if (work.slice(budget)) return work.finish()
    budget = nextBudget(budget, performance.now() - before)
    alive()
    await pause()
    while (performance.now() < quietUntil && !wanted()) {
      await new Promise((wake) => setTimeout(wake, 20))
      alive()
    }
    if (stopped.has(job.id)) return dropped
    if (wanted()) return 'later'
  }
}

/** Says now and then that a job goes on, though it has no progress to tell. */
function signsOfLife(id: number): () => void {
  let said = performance.now()
  return () => {
    const now = performance.now()
    if (now - said < ALIVE_MS) return
    said = now
    post({ type: 'alive', id })
  }
}

interface PatientWork {
  /** False when there is nothing to do. */
  start(): boolean
  /** True when it is done. */
  slice(budget: number): boolean
  finish(): Answer
}

function patientWork(own: CoreSession, job: PatientJob): PatientWork {
  switch (job.type) {
    case 'numbers':
      return {
        start: () => {
          own.measure_start()
          return true
        },
        slice: (events) => own.measure_slice(events),
        finish: () => ({ of: 'numbers', numbers: own.measure_finish() }),
      }
    case 'explain':
      return {
        start: () => true,
        slice: (events) => {
          // another look may have come in between
          own.explain_start(job.look)
          return own.explain_slice(events)
        },
        finish: () => ({ of: 'explain', why: own.explain_finish() }),
      }
    case 'mend':
      return {
        start: () => own.mend_start(),
        slice: (budget) => own.mend_slice(budget),
        finish: () => ({ of: 'mend', mended: own.mend_finish() }),
      }
  }
}

/** An atlas in slices, which any stop drops; null when the program does not run. */
async function tryAll(
  core: CoreSession,
  id: number,
  request: RunRequest,
  onlyForgettings: boolean,
): Promise<AtlasReport | null | 'dropped'> {
  if (core.atlas_start(request, onlyForgettings).kind !== 'ready') return null
  let budget = FIRST_BUDGET
  for (;;) {
    const before = performance.now()
    const progress = core.atlas_slice(budget)
    if (progress.done) return core.atlas_finish()
    budget = nextBudget(budget, performance.now() - before)
    post({ type: 'tried', id, progress })
    await pause()
    if (stopped.has(id)) return 'dropped'
  }
}

/** Follows the clock, by at most a factor of two at a time. */
function nextBudget(budget: number, tookMs: number): number {
  const wanted = (budget * SLICE_MS) / Math.max(tookMs, 0.5)
  return Math.round(Math.min(Math.max(wanted, budget / 2, 1_000), budget * 2, 50_000_000))
}

const channel = new MessageChannel()
let wake: (() => void) | null = null
channel.port1.onmessage = () => wake?.()

/** Lets messages in; a message to ourselves, because timers are held back after a few of them. */
function pause(): Promise<void> {
  return new Promise((resolve) => {
    wake = resolve
    channel.port2.postMessage(0)
  })
}

/** They move instead of being copied. */
function buffersOf(answer: Answer): Transferable[] {
  return answer.of === 'run' && answer.result.kind === 'run' ? columnBuffers(answer.result.run) : []
}

function crashText(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error)
  if (lastPanic) return lastPanic.split('\n')[0] ?? text
  // the core says nothing of its own when it is refused memory
  const bytes = memoryBytes()
  return bytes > A_LOT ? `it has ${memoryWords(bytes / 1024)} and was given no more memory` : text
}

import type { AtlasProgress, AtlasReport } from './atlas'
import { type Answer, type Asked, type FromWorker, PATIENT, type ToWorker } from './protocol'
import type {
  Diagnostic,
  Engine,
  GoroutineState,
  Look,
  Mended,
  Progress,
  Run,
  RunOptions,
  RunReport,
  RunRequest,
  RunResult,
  SourceFile,
  Why,
} from './types'

/** Why a run's signal was aborted: with this reason the run ends and is shown as far as it came. */
export const STOP = 'stop'

type NewJob = Asked extends infer J ? (J extends { id: number } ? Omit<J, 'id'> : never) : never

interface Job {
  id: number
  onProgress?: (progress: Progress) => void
  onSketch?: (run: Run) => void
  onTried?: (progress: AtlasProgress) => void
  done(answer: Answer): void
  crashed(message: string): void
}

/** The part of a `Worker` that the client needs; tests give their own. */
export type WorkerLike = Pick<Worker, 'postMessage' | 'terminate' | 'onmessage' | 'onerror'>

/** A slice takes milliseconds: a worker silent for so long hangs in one and is replaced. */
const SILENCE_MS = 15_000
/** Time between two words about the reader's hand. */
const HUSH_MS = 100
/** The end of a run of millions of events is worked out in one piece. */
const ENDING_MS = 120_000
/** Until the first word: the wasm file has to come over the reader's line. */
const LOADING_MS = 180_000

/**
 * The engine as the page sees it. Jobs are answered in order. When the core crashes, the job that it worked
 * on is told, the worker is replaced, and the jobs behind it are asked again of the new one.
 */
export class EngineClient implements Engine {
  private worker: WorkerLike | null = null
  private nextId = 1
  private readonly jobs = new Map<number, Job & { message: ToWorker }>()
  private watchdog: ReturnType<typeof setTimeout> | undefined
  private heard = false
  private hushed = 0
  private readonly makeWorker: () => WorkerLike

  constructor(makeWorker: () => WorkerLike = defaultWorker) {
    this.makeWorker = makeWorker
  }

  /** Loads the worker and the wasm file before they are needed. */
  warm(): void {
    this.worker ??= this.start()
    void this.check([])
  }

  async check(files: SourceFile[]): Promise<Diagnostic[]> {
    const answer = await this.ask({ type: 'check', files })
    return answer.of === 'check' ? answer.diagnostics : []
  }

  run(request: RunRequest, options: RunOptions = {}): Promise<RunResult> {
    return new Promise((resolve, reject) => {
      const { signal } = options
      if (signal?.aborted) return reject(signal.reason)
      const onAbort = () => {
        this.worker?.postMessage({ type: 'stop', id, keep: signal?.reason === STOP } satisfies ToWorker)
      }
      const end = (settle: () => void) => {
        signal?.removeEventListener('abort', onAbort)
        settle()
      }
      const id = this.send(
        { type: 'run', request, keep: options.keep === true },
        {
          onProgress: options.onProgress,
          onSketch: options.onSketch,
          done: (answer) =>
            end(() =>
              answer.of === 'run' ? resolve(answer.result) : reject(signal?.reason ?? new Error('dropped')),
            ),
          crashed: (message) => end(() => resolve({ kind: 'crash', message })),
        },
      )
      signal?.addEventListener('abort', onAbort)
    })
  }

  async format(text: string): Promise<{ text: string } | { diagnostics: Diagnostic[] }> {
    const answer = await this.ask({ type: 'format', text })
    return answer.of === 'format' ? answer.result : { diagnostics: [] }
  }

  async numbers(request: RunRequest, signal?: AbortSignal): Promise<RunReport['numbers'] | null> {
    const answer = await this.patiently({ type: 'numbers', request }, signal)
    return answer?.of === 'numbers' ? answer.numbers : null
  }

  async explain(request: RunRequest, look: Look, signal?: AbortSignal): Promise<Why | null> {
    const answer = await this.patiently({ type: 'explain', request, look }, signal)
    return answer?.of === 'explain' ? answer.why : null
  }

  async inspect(request: RunRequest, look: Look): Promise<GoroutineState | null> {
    const answer = await this.ask({ type: 'inspect', request, look })
    return answer.of === 'inspect' ? answer.state : null
  }

  async mend(request: RunRequest, signal?: AbortSignal): Promise<Mended | null> {
    const answer = await this.patiently({ type: 'mend', request }, signal)
    return answer?.of === 'mend' ? answer.mended : null
  }

  /** The reader's hand moves: what nobody waits for shall not take the processor from the picture. */
  hush(): void {
    const now = performance.now()
    if (now - this.hushed < HUSH_MS || ![...this.jobs.values()].some((job) => PATIENT.has(job.message.type)))
      return
    this.hushed = now
    this.worker?.postMessage({ type: 'hush' } satisfies ToWorker)
  }

  /** A job that goes on while others are served; null when the worker crashed at it. */
  private patiently(job: NewJob, signal?: AbortSignal): Promise<Answer | null> {
    return new Promise((resolve) => {
      const stop = () => this.worker?.postMessage({ type: 'stop', id, keep: false } satisfies ToWorker)
      const end = (answer: Answer | null) => {
        signal?.removeEventListener('abort', stop)
        resolve(answer)
      }
      const id = this.send(job, { done: end, crashed: () => end(null) })
      signal?.addEventListener('abort', stop)
    })
  }

  atlas(
    request: RunRequest,
    onlyForgettings: boolean,
    options: { onProgress?: (p: AtlasProgress) => void; signal?: AbortSignal } = {},
  ): Promise<AtlasReport | null> {
    return new Promise((resolve, reject) => {
      const { signal } = options
      if (signal?.aborted) return reject(signal.reason)
      const stop = () => this.worker?.postMessage({ type: 'stop', id, keep: false } satisfies ToWorker)
      const end = () => signal?.removeEventListener('abort', stop)
      const id = this.send(
        { type: 'atlas', request, onlyForgettings },
        {
          onTried: options.onProgress,
          done: (answer) => {
            end()
            if (answer.of === 'atlas') resolve(answer.report)
            else reject(signal?.reason ?? new Error('dropped'))
          },
          crashed: (message) => {
            end()
            reject(new Error(message))
          },
        },
      )
      signal?.addEventListener('abort', stop)
    })
  }

  async chromeTrace(request: RunRequest): Promise<string> {
    const answer = await this.ask({ type: 'trace', request })
    if (answer.of !== 'trace') throw new Error('This program does not run, so it has no trace.')
    return answer.json
  }

  private ask(message: NewJob): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.send(message, { done: resolve, crashed: (text) => reject(new Error(text)) })
    })
  }

  private send(message: NewJob, job: Omit<Job, 'id'>): number {
    const id = this.nextId++
    const full = { ...message, id } as ToWorker
    this.worker ??= this.start()
    this.jobs.set(id, { ...job, id, message: full })
    this.worker.postMessage(full)
    this.watch()
    return id
  }

  private start(): WorkerLike {
    this.heard = false
    const worker = this.makeWorker()
    worker.onmessage = ({ data }: MessageEvent<FromWorker>) => this.hear(data)
    worker.onerror = (event) => this.crash(null, event.message || 'the engine could not be loaded')
    return worker
  }

  private hear(message: FromWorker): void {
    this.heard = true
    this.watch(message.type === 'alive' && message.ending ? ENDING_MS : SILENCE_MS)
    if (message.type === 'ready' || message.type === 'alive') return
    const job = this.jobs.get(message.id)
    if (message.type === 'progress') return job?.onProgress?.(message.progress)
    if (message.type === 'sketch') return job?.onSketch?.(message.run)
    if (message.type === 'tried') return job?.onTried?.(message.progress)
    if (message.type === 'crash') return this.crash(message.id, message.message)
    this.jobs.delete(message.id)
    this.watch()
    job?.done(message.answer)
  }

  /** Replaces the worker; `id` is the job at which it crashed, null for the oldest. */
  private crash(id: number | null, message: string): void {
    this.worker?.terminate()
    this.worker = null
    const first = id ?? this.jobs.keys().next().value
    const job = first === undefined ? undefined : this.jobs.get(first)
    if (first !== undefined) this.jobs.delete(first)
    if (this.jobs.size > 0) {
      this.worker = this.start()
      for (const other of this.jobs.values()) this.worker.postMessage(other.message)
    }
    this.watch()
    job?.crashed(message)
  }

  /** Starts the wait for a sign of life anew, or ends it when nothing is asked. */
  private watch(silence = SILENCE_MS): void {
    clearTimeout(this.watchdog)
    if (this.jobs.size === 0) return
    this.watchdog = setTimeout(
      () => this.crash(null, 'the engine no longer answered'),
      this.heard ? silence : LOADING_MS,
    )
  }
}

function defaultWorker(): WorkerLike {
  return new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'interleave' })
}

let shared: EngineClient | null = null

/** The one engine of this document: all elements on a page share its worker. */
export function sharedEngine(): EngineClient {
  shared ??= new EngineClient()
  return shared
}

import type { AtlasProgress, AtlasReport } from './atlas'
import type {
  Diagnostic,
  GoroutineState,
  Look,
  Mended,
  Progress,
  Run,
  RunReport,
  RunRequest,
  RunResult,
  SourceFile,
  Why,
} from './types'

/** What the page asks of the worker. `id` numbers jobs; a `stop` names the job that it ends. */
export type ToWorker =
  | { type: 'check'; id: number; files: SourceFile[] }
  /** `keep`: it will be inspected. */
  | { type: 'run'; id: number; request: RunRequest; keep: boolean }
  /** The numbers of a kept run. */
  | { type: 'numbers'; id: number; request: RunRequest }
  | { type: 'inspect'; id: number; request: RunRequest; look: Look }
  /** Why a goroutine is as it is, where `inspect` left it unsaid. */
  | { type: 'explain'; id: number; request: RunRequest; look: Look }
  /** A change that mends a kept run. */
  | { type: 'mend'; id: number; request: RunRequest }
  | { type: 'format'; id: number; text: string }
  | { type: 'trace'; id: number; request: RunRequest }
  | { type: 'atlas'; id: number; request: RunRequest; onlyForgettings: boolean }
  /** `keep`: end it here and send what there is; else drop it. */
  | { type: 'stop'; id: number; keep: boolean }
  /** The reader's hand moves: patient jobs rest for a moment, so that the picture has the processor. */
  | { type: 'hush' }

/** What is answered. */
export type Asked = Exclude<ToWorker, { type: 'stop' | 'hush' }>

/**
 * Jobs that nobody waits for: they give way to all others between two slices and go on afterwards.
 */
export const PATIENT: ReadonlySet<ToWorker['type']> = new Set(['numbers', 'explain', 'mend'])

/** What the worker answers. Each job ends with exactly one `done` or, for the whole worker, `crash`. */
export type FromWorker =
  | { type: 'ready' }
  /** A job goes on; `ending`: the end of a run is worked out now, which is done at once and takes long for a long one. */
  | { type: 'alive'; id: number; ending?: boolean }
  | { type: 'progress'; id: number; progress: Progress }
  /** A run that goes on, as far as it is. */
  | { type: 'sketch'; id: number; run: Run }
  | { type: 'tried'; id: number; progress: AtlasProgress }
  | { type: 'done'; id: number; answer: Answer }
  | { type: 'crash'; id: number; message: string }

export type Answer =
  | { of: 'check'; diagnostics: Diagnostic[] }
  | { of: 'run'; result: RunResult }
  | { of: 'format'; result: { text: string } | { diagnostics: Diagnostic[] } }
  | { of: 'trace'; json: string }
  /** Null: there is no such run. */
  | { of: 'inspect'; state: GoroutineState | null }
  | { of: 'explain'; why: Why | null }
  | { of: 'numbers'; numbers: RunReport['numbers'] | null }
  | { of: 'atlas'; report: AtlasReport | null }
  | { of: 'mend'; mended: Mended | null }
  | { of: 'dropped' }

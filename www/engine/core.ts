import { Assembly } from './assembly'
import type { AtlasProgress, AtlasReport } from './atlas'
import { BINS_FROM, makeBins, spansOf, timeDomain } from './bins'
import type {
  Diagnostic,
  GoroutineState,
  Look,
  Mended,
  Progress,
  Run,
  RunRequest,
  RunResult,
  SourceFile,
  Why,
} from './types'

/**
 * The `Session` of the wasm file, as the worker and the tests use it. Typed arrays that come out of it are
 * copies and may be transferred.
 */
export interface CoreSession {
  check(files: SourceFile[]): Diagnostic[]
  start(request: RunRequest): Started
  /** Keeps what `inspect` needs; between `start` and the first `slice`. */
  keep_states(): void
  /** Runs for about `budget` instructions. */
  slice(budget: number): Slice
  /** Ends the run where it is. */
  stop(): void
  /** The same, because the page has no more memory than these bytes. */
  stop_full(bytes: number): void
  /** Gives what the run has written by now to the assembly, so that little is left to do at its end. */
  drain(assembly: Assembly): void
  /** A run that goes on, as if it ended here; events and spans that were not drained go to the assembly. */
  sketch(assembly: Assembly): Pick<Run, 'strings' | 'files' | 'goroutines' | 'objects'>
  /** A run that has ended; events and spans that were not drained go to the assembly. */
  finish(assembly: Assembly): Omit<Run, 'request' | 'events' | 'spans'>
  /** A goroutine at a moment of the run, once its states are kept; of a long run without why. */
  inspect(look: Look): GoroutineState
  /** Begins to explain a moment that `inspect` gave without why. */
  explain_start(look: Look): void
  /** Goes on by about so many events of the trace; true when it is explained. */
  explain_slice(events: number): boolean
  explain_finish(): Why | null
  /** Begins to measure a finished run, whose report lacks the numbers when it is long. */
  measure_start(): void
  /** Goes on by about so many events of the trace; true when all is measured. */
  measure_slice(events: number): boolean
  measure_finish(): Run['report']['numbers'] | null
  /** Begins the search for a change that mends the finished run; false where there is nothing to mend. */
  mend_start(): boolean
  /** True when the search is over. */
  mend_slice(budget: number): boolean
  mend_finish(): Mended | null
  chrome_trace(): string
  atlas_start(request: RunRequest, onlyForgettings: boolean): Started
  atlas_slice(budget: number): AtlasProgress
  atlas_finish(): AtlasReport
  trace_hash(): string
  free(): void
}

export interface Slice {
  done: boolean
  steps: number
  virtual_ns: number
  goroutines: number
}

export function progressOf(slice: Slice, wallMs: number): Progress {
  return { steps: slice.steps, virtualNs: slice.virtual_ns, goroutines: slice.goroutines, wallMs }
}

export type Started =
  | { kind: 'ready' }
  | { kind: 'errors'; diagnostics: Diagnostic[] }
  | { kind: 'refused'; message: string }

/** Instructions of the first slice; later ones follow the clock. */
export const FIRST_BUDGET = 200_000

/** What a started session's finished run is to the page; `assembly` is the one that it was drained into. */
export function finished(session: CoreSession, request: RunRequest, assembly = new Assembly()): RunResult {
  const rest = session.finish(assembly)
  const { events, spans } = assembly.finish(rest.goroutines.func.length)
  const run: Run = { ...rest, events, spans, request }
  if (spans.state.length >= BINS_FROM) run.bins = makeBins(spansOf(spans, 'time'), timeDomain(run.report))
  return { kind: 'run', run }
}

/** Runs to the end without a pause: for tests and for Node. */
export function runToEnd(session: CoreSession, request: RunRequest): RunResult {
  const started = session.start(request)
  if (started.kind !== 'ready') return started
  while (!session.slice(FIRST_BUDGET * 10).done);
  return finished(session, request)
}

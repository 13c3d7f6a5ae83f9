import type { Diagnostic, Progress, Run, RunRequest, RunResult, SourceFile } from './types'

/**
 * The `Session` of the wasm file, as the worker and the tests use it. Typed arrays that come out of it are
 * copies and may be transferred.
 */
export interface CoreSession {
  check(files: SourceFile[]): Diagnostic[]
  start(request: RunRequest): Started
  /** Runs for about `budget` instructions. */
  slice(budget: number): { done: boolean; progress: Omit<Progress, 'wallMs'> }
  /** Ends the run where it is and gives what there is of it. */
  finish(): Omit<Run, 'request'>
  format(text: string): { text: string } | { diagnostics: Diagnostic[] }
  chrome_trace(): string
  free(): void
}

export type Started =
  | { kind: 'ready' }
  | { kind: 'errors'; diagnostics: Diagnostic[] }
  | { kind: 'refused'; message: string }

/** Instructions of the first slice; later ones follow the clock. */
export const FIRST_BUDGET = 200_000

/** What a started session's finished run is to the page. */
export function finished(session: CoreSession, request: RunRequest): RunResult {
  return { kind: 'run', run: { ...session.finish(), request } }
}

/** Runs to the end without a pause: for tests and for Node. */
export function runToEnd(session: CoreSession, request: RunRequest): RunResult {
  const started = session.start(request)
  if (started.kind !== 'ready') return started
  while (!session.slice(FIRST_BUDGET * 10).done);
  return finished(session, request)
}

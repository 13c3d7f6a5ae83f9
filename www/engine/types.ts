/**
 * What crosses between the page and the core. Times are virtual nanoseconds (exact up to 2^53), offsets
 * are UTF-16. The numbers of kinds and states are those of `src/trace/event.rs`.
 */

export type Policy = 'fifo' | 'go' | 'random'

/** A run is a value: the same request gives the same trace, bit for bit. */
export interface RunRequest {
  /** Go files; names as shown in messages. */
  files: SourceFile[]
  /** Seed of every drawn choice. Whole number, 0 to 2^53-1. */
  seed: number
  policy: Policy
  /** Schedule text of an earlier run, to replay it; wins over `policy` and `seed`. */
  schedule?: string
  /** Fault specifications, e.g. `call:main.fetch@35#2=error("boom")`. */
  faults: string[]
  /** Limits by name (`steps`, `goroutines`, `heap`, `stack`, `output`, `events`, `virtual_time`); missing ones keep their defaults. */
  limits?: Record<string, number>
  args?: string[]
}

export interface SourceFile {
  name: string
  text: string
}

export interface Diagnostic {
  file: string
  /** 1-based. */
  line: number
  /** 1-based, in bytes, as gc prints it. */
  col: number
  /** UTF-16 offsets into the file's text, for marking. */
  from: number
  to: number
  message: string
  severity: 'error' | 'warning'
}

export type Outcome = 'done' | 'exit' | 'deadlock' | 'panic' | 'fatal' | 'race' | 'limit' | 'stopped'

/** The run report, version 1: also what `interleave run --report json` prints. */
export interface RunReport {
  version: 1
  outcome: Outcome
  /** Exit status of the process. */
  exit: number
  stdout: string
  stderr: string
  virtual_ns: number
  steps: number
  events: number
  goroutines: { started: number; peak: number }
  stuck: StuckGoroutine[]
  leaked: StuckGoroutine[]
  races: unknown[]
  limit: { name: string; value: number } | null
  /** Text that replays this run's choices. */
  schedule: string
  faults: string[]
  /** First line of what Go says about the end, empty for `done`. */
  message: string
}

export interface StuckGoroutine {
  id: number
  function: string
  reason: string
  line: number
  why: string
}

/** Whole numbers, in the narrowest array that holds them; only to be read by index. */
export type Column = Uint8Array | Uint16Array | Uint32Array | Int32Array | Float64Array

/** One row per goroutine, index = id - 1. */
export interface GoroutineTable {
  /** String index of the function's name as in a dump (`main.worker`, `main.main.func1`). */
  func: Column
  /** String index of the arguments for the label (`3`), 0 is the empty string. */
  args: Column
  parent: Column
  /** Line of the `go` statement (1-based; 0 for main). */
  line: Column
  startNs: Column
  endNs: Column
  startStep: Column
  endStep: Column
  /** State at the end of the run: Dead, or what it was left in (Stuck, Waiting, Sleeping, Runnable, Panicked). */
  endState: Uint8Array
}

/**
 * Spans sorted by goroutine, then by start. `first[g-1]..first[g]` are those of goroutine g. Steps are
 * boundaries: step `k` is the interval `k..k+1`, running begins at its start, everything else at its end.
 */
export interface SpanTable {
  first: Uint32Array
  state: Uint8Array
  startNs: Column
  endNs: Column
  startStep: Column
  endStep: Column
  /** WaitReason of waiting, sleeping and stuck spans, 255 none. */
  reason: Uint8Array
  obj: Column
  /** Source line where it happened (1-based, reader's own file), 0 unknown. */
  line: Column
  /** Index of the event that began the span. */
  event: Column
}

/** Events in order; payloads as in `src/trace/event.rs`. */
export interface EventTable {
  kind: Uint8Array
  timeNs: Column
  step: Column
  g: Column
  by: Column
  obj: Column
  line: Column
  /** Index into `files`. */
  file: Column
  a: Column
  b: Column
}

/** One row per traced object, index = id - 1. */
export interface ObjectTable {
  kind: Uint8Array
  /** String index. */
  name: Column
  line: Column
  /** Capacity of a channel or semaphore; -1 none. */
  capacity: Column
  /** Parent context, 0 none. */
  parent: Column
  /** Deadline of a context, -1 none. */
  deadlineNs: Column
}

/** A call that a fault can be put on, found in the run. */
export interface CallSite {
  file: string
  line: number
  /** As in a dump: `main.fetch`, `time.Sleep`. */
  function: string
  /** It returns an error as its last result. */
  returnsError: boolean
  /** Times it was called in this run, if counted. */
  calls: number
}

/** Everything about one finished run. */
export interface Run {
  request: RunRequest
  report: RunReport
  strings: string[]
  files: string[]
  goroutines: GoroutineTable
  spans: SpanTable
  events: EventTable
  objects: ObjectTable
  sites: CallSite[]
  /** Warnings of the checker. */
  warnings: Diagnostic[]
}

export interface Progress {
  steps: number
  virtualNs: number
  goroutines: number
  /** Milliseconds of wall time so far. */
  wallMs: number
}

export type RunResult =
  | { kind: 'run'; run: Run }
  | { kind: 'errors'; diagnostics: Diagnostic[] }
  | { kind: 'refused'; message: string }
  /** Our own bug: the worker was replaced. */
  | { kind: 'crash'; message: string }

/** The worker, as the page sees it; one for all elements of a page. */
export interface Engine {
  check(files: SourceFile[]): Promise<Diagnostic[]>
  run(
    request: RunRequest,
    options?: { onProgress?: (p: Progress) => void; signal?: AbortSignal },
  ): Promise<RunResult>
  format?(text: string): Promise<{ text: string } | { diagnostics: Diagnostic[] }>
  /** Chrome Trace Event JSON of a run. */
  chromeTrace?(request: RunRequest): Promise<string>
}

/**
 * What crosses between the page and the core. Times are virtual nanoseconds (exact up to 2^53), offsets
 * are UTF-16. The numbers of kinds and states are those of `src/trace/event.rs`.
 */

import type { AtlasProgress, AtlasReport } from './atlas'
import type { Bins } from './bins'

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
  /** Values of package-level constants and variables by name. */
  knobs?: Record<string, string>
  /** Count the calls of each call site; changes nothing in the trace. */
  count_calls?: boolean
  /** What the program reads from standard input. */
  stdin?: string
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

export type Outcome =
  | 'done'
  | 'exit'
  | 'deadlock'
  | 'panic'
  | 'fatal'
  | 'race'
  | 'limit'
  | 'stopped'
  | 'waiting'
  | 'running'

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
  /** Accesses that nothing orders, in the order in which they were found. */
  races: Race[]
  /** More goroutines ran at once than the search for races follows. */
  races_unknown: boolean
  limit: { name: string; value: number } | null
  /** Text that replays this run's choices. */
  schedule: string
  faults: string[]
  /** Those of them that changed nothing, each with a sentence that says why. */
  unmet: { fault: string; note: string }[]
  /** First line of what Go says about the end, empty for `done`. */
  message: string
  /** Why it ended so. */
  why?: Why
  /** What the run amounts to. */
  numbers?: { list: RunNumber[]; path: RunPath | null; note?: string } | null
}

/** What a sentence of an explanation tells. */
export type WhyPart = 'what' | 'waits' | 'wakers' | 'line' | 'never' | 'circle' | 'lost' | 'means' | 'mend'

/** Plain words; code stands between backquotes, and ranges of them lead somewhere. */
export interface Sentence {
  part: WhyPart
  text: string
  links: SentenceLink[]
}

/** UTF-16 range of a sentence, and exactly one of line, goroutine, step. */
export interface SentenceLink {
  from: number
  to: number
  line?: number
  file?: string
  goroutine?: number
  step?: number
}

/** Who waits for whom: one edge of a circle. */
export interface WaitEdge {
  goroutine: number
  file: string
  line: number
  object: string
  next: number
  how: string
}

/** A call that came, or one that never comes. */
export interface Came {
  goroutine: number
  what: string
  ns: number
  step: number
  never: boolean
  /** So many others of its kind have no box: earlier calls, or more that never come. */
  more: number
}

/** Why a run ended as it did, or why a goroutine is as it is: `src/diagnose` says it. */
export interface Why {
  kind: string
  title: string
  /** Go's own words. */
  said: string
  /** State of whom it is about, -1 none. */
  state: number
  goroutine: number
  /** -1: no moment is told. */
  since_ns: number
  since_step: number
  /** It has been so since then; else it happened then. */
  lasts: boolean
  sentences: Sentence[]
  circle: WaitEdge[]
  proof: Came[]
  /** A limit that could be raised, and to what. */
  raise: [string, number] | null
}

/** A change that mends a failed run: tried under some schedules before it is offered. */
export interface Mended {
  /** What it does, and what was tried. */
  words: string
  file: string
  /** The whole file, changed. */
  text: string
  /** `+` new, `-` gone, blank unchanged, `…` left out. */
  diff: { sign: string; line: number; text: string }[]
  tried: number
}

/** A place in a run that a number speaks of. `step` is a boundary. */
export interface RunPlace {
  g: number
  line: number
  ns: number
  step: number
}

/** One number of `src/measure`, on both axes. */
export interface RunNumber {
  name: string
  label: string
  unit: 'time' | 'count' | 'share' | 'rate'
  value: number
  steps: number
  meaning: string
  detail: string
  detail_steps: string
  place: RunPlace | null
  parts: { label: string; value: number; steps: number; place: RunPlace | null }[]
  rank: number
}

/** The critical path, piece by piece. */
export interface RunPath {
  segments: {
    g: number
    what: string
    line: number
    obj: number
    from_ns: number
    to_ns: number
    from_step: number
    to_step: number
  }[]
  left_out: number
}

/** Two accesses to one place that nothing orders, one of them a write. */
export interface Race {
  /** One sentence. */
  what: string
  /** The line of the later access, trimmed. */
  code: string
  /** One sentence: what would have ordered them. */
  missing: string
  earlier: RaceAccess
  later: RaceAccess
  step: number
  at_ns: number
}

export interface RaceAccess {
  goroutine: number
  write: boolean
  function: string
  file: string
  line: number
  /** Line of the `go` statement that made the goroutine; 0 for main. */
  made_line: number
  /** Scheduling decision in which it came. */
  step: number
  stack: { function: string; file: string; line: number }[]
}

export interface StuckGoroutine {
  id: number
  function: string
  reason: string
  line: number
  why: string
  /** Since when nobody could free it any more; of one that might have been freed, since when it waits. */
  since_ns: number
  since_step: number
}

/** Whole numbers, in the narrowest array that holds them; only to be read by index. */
export type Column = Uint8Array | Uint16Array | Uint32Array | Int16Array | Int32Array | Float64Array

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
  /** A large run's spans in bins of time, made where the page does not wait for it. */
  bins?: Bins
  sites: CallSite[]
  /** Warnings of the checker. */
  warnings: Diagnostic[]
}

/** Which moment of a run is looked at, and whom. */
export interface Look {
  /** Scheduling decisions taken. */
  step: number
  /** After the step, when the clock may have moved on. */
  over: boolean
  g: number
}

/** A goroutine at a moment; what is different from the step before is marked. */
export interface GoroutineState {
  step: number
  timeNs: number
  g: number
  status: 'unborn' | 'runnable' | 'running' | 'waiting' | 'ended'
  /** Why it waits, in Go's words. */
  reason: string
  sinceNs: number
  /** Innermost first. */
  frames: StackFrame[]
  createdBy: { function: string; g: number; file: string; line: number } | null
  waitsFor: ObjectState[]
  /** Why it is so. */
  why?: Why | null
  /** Package variables. */
  globals: Variable[]
}

export interface StackFrame {
  /** As in a dump. */
  function: string
  file: string
  line: number
  library: boolean
  locals: Variable[]
}

export interface Variable {
  name: string
  type: string
  /** As `%+v` prints it, shortened. */
  value: string
  /** The object that it is or leads to, 0 none. */
  object: number
  changed: boolean
}

/** A channel, lock or counter as it is at a moment. */
export interface ObjectState {
  /** 0 is a nil channel. */
  id: number
  wants: 'send' | 'receive' | 'lock' | 'rlock' | 'wait'
  /** The value that the goroutine would send. */
  value: string | null
  element: string
  /** -1 for what is no channel. */
  capacity: number
  /** Values in the buffer (perhaps more than are listed); the count of a WaitGroup. */
  count: number
  closed: boolean
  /** The next to be received first. */
  values: string[]
  senders: { g: number; value: string }[]
  receivers: number[]
  queue: number[]
  waiters: number[]
  /** Woken by a release, has not tried again yet; 0 nobody. */
  woken: number
  /** The lock was handed over to it; 0 nobody. */
  heir: number
  /** The context whose `Done` channel it is, 0 none. */
  context: number
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

export interface RunOptions {
  onProgress?: (p: Progress) => void
  /** A run that takes long, as far as it is. */
  onSketch?: (run: Run) => void
  signal?: AbortSignal
  /** It will be inspected: its states are kept while it runs. */
  keep?: boolean
}

/** The worker, as the page sees it; one for all elements of a page. */
export interface Engine {
  check(files: SourceFile[]): Promise<Diagnostic[]>
  run(request: RunRequest, options?: RunOptions): Promise<RunResult>
  /** The numbers of a run that was kept, where its report lacks them. */
  numbers?(request: RunRequest, signal?: AbortSignal): Promise<RunReport['numbers'] | null>
  /** The reader's hand moves the picture: what nobody waits for rests meanwhile. */
  hush?(): void
  /** Why a goroutine is as it is, where its state came without. */
  explain?(request: RunRequest, look: Look, signal?: AbortSignal): Promise<Why | null>
  /** A goroutine at a moment of a run; null when the request gives no run. */
  inspect?(request: RunRequest, look: Look): Promise<GoroutineState | null>
  /** The smallest change that mends a run that failed; null where none was found. */
  mend?(request: RunRequest, signal?: AbortSignal): Promise<Mended | null>
  format?(text: string): Promise<{ text: string } | { diagnostics: Diagnostic[] }>
  /** Every single fault, each in a run; null when the program does not run. Only what can be forgotten, if so asked. */
  atlas?(
    request: RunRequest,
    onlyForgettings: boolean,
    options?: { onProgress?: (p: AtlasProgress) => void; signal?: AbortSignal },
  ): Promise<AtlasReport | null>
  /** Chrome Trace Event JSON of a run. */
  chromeTrace?(request: RunRequest): Promise<string>
}

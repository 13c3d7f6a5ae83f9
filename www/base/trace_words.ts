/** Numbers of the trace by name, as in `src/trace/event.rs`, and Go's words for them. */

export const Kind = {
  Spawn: 0,
  Start: 1,
  Block: 2,
  Wake: 3,
  Yield: 4,
  End: 5,
  Send: 6,
  Recv: 7,
  Close: 8,
  Select: 9,
  Lock: 10,
  Unlock: 11,
  Count: 12,
  Signal: 13,
  Object: 14,
  Capacity: 15,
  Context: 16,
  Cancel: 17,
  Timer: 18,
  Panic: 19,
  Recover: 20,
  Output: 21,
  Fault: 22,
  Mark: 23,
  Finish: 24,
  Memory: 25,
} as const

export const Cause = {
  Send: 0,
  Recv: 1,
  Close: 2,
  Unlock: 3,
  Count: 4,
  Signal: 5,
  Timer: 6,
  Cancel: 7,
  Fault: 8,
  Coroutine: 9,
} as const

export const ObjectKind = {
  Chan: 0,
  Mutex: 1,
  RWMutex: 2,
  WaitGroup: 3,
  Cond: 4,
  Once: 5,
  Context: 6,
  Timer: 7,
  Ticker: 8,
  Semaphore: 9,
  Pool: 10,
  Map: 11,
  DoneChan: 12,
  Request: 13,
} as const

export const Reason = {
  ChanReceive: 0,
  ChanSend: 1,
  ChanReceiveNil: 2,
  ChanSendNil: 3,
  Select: 4,
  SelectNoCases: 5,
  Sleep: 6,
  MutexLock: 7,
  RWMutexLock: 8,
  RWMutexRLock: 9,
  WaitGroupWait: 10,
  CondWait: 11,
  Semacquire: 12,
  Coroutine: 13,
  IoWait: 14,
  Hang: 15,
} as const

/** Number of "no reason" in a span. */
export const NO_REASON = 255

/** Wait reasons in a goroutine dump's words, by number. */
export const REASONS: readonly string[] = [
  'chan receive',
  'chan send',
  'chan receive (nil chan)',
  'chan send (nil chan)',
  'select',
  'select (no cases)',
  'sleep',
  'sync.Mutex.Lock',
  'sync.RWMutex.Lock',
  'sync.RWMutex.RLock',
  'sync.WaitGroup.Wait',
  'sync.Cond.Wait',
  'semacquire',
  'coroutine',
  'IO wait',
  'hang (injected)',
]

/** Kinds of objects as a reader calls them, by number. */
export const OBJECT_WORDS: readonly string[] = [
  'channel',
  'Mutex',
  'RWMutex',
  'WaitGroup',
  'Cond',
  'Once',
  'context',
  'timer',
  'ticker',
  'semaphore',
  'Pool',
  'map',
  'Done channel',
  'request',
]

/** Go's words for a wait reason, empty for none. */
export function reasonText(reason: number): string {
  return REASONS[reason] ?? ''
}

/**
 * `worker` from `main.worker`, `func1` from `main.main.func1`, `(*Server).run` from `main.(*Server).run`. A closure
 * of a library is known by the function that it stands in: `context.WithTimeout`.
 */
export function shortFunction(name: string): string {
  const bare = name.slice(name.lastIndexOf('/') + 1)
  const closure = /\.(func\d+(?:\.\d+)*)$/.exec(bare)
  if (!bare.startsWith('main.')) return closure ? bare.slice(0, closure.index) : bare
  return closure ? (closure[1] as string) : bare.slice(5)
}

/** `worker(3)`: function and arguments as the label of a lane; closures and `main` without arguments stand bare. */
export function laneLabel(name: string, args: string): string {
  const short = shortFunction(name)
  return args === '' ? short : `${short}(${args})`
}

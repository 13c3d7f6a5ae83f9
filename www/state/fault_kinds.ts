import type { CallSite } from '../engine/types'
import type { Place } from './faults'

/** What a fault does, as palette and menu offer it. */
export type FaultKind =
  | 'error'
  | 'panic'
  | 'slow'
  | 'hang'
  | 'refuse'
  | 'limit'
  | 'drop'
  | 'dup'
  | 'close'
  | 'cancel'
  | 'deadline'
  | 'leave'
  | 'kill'
  | 'crash'
  | 'signal'
  | 'jump'

/** A way in which a kind can be, with its text in a specification. */
interface Variant {
  name: string
  what: string
}

export interface KindWords {
  /** In the palette. */
  short: string
  /** In the menu. */
  verb: string
  explain: string
  /** What it can fall on. */
  on: readonly Place[]
  /** The first is the usual one; `"…"` stands for words of the reader's. */
  variants: readonly Variant[]
}

const CALLS: readonly Place[] = ['call']
const WORK: readonly Place[] = ['call', 'send', 'recv', 'close', 'lock', 'http']
const MESSAGES: readonly Place[] = ['send', 'recv', 'close']

export const KINDS: Record<FaultKind, KindWords> = {
  error: {
    short: 'error',
    verb: 'return an error here',
    explain: 'The call does nothing and returns this error; its other results are zero.',
    on: CALLS,
    variants: [{ name: 'with these words', what: 'error("…")' }],
  },
  panic: {
    short: 'panic',
    verb: 'panic here',
    explain: 'It panics instead.',
    on: [...WORK, 'go'],
    variants: [{ name: 'with these words', what: 'panic("…")' }],
  },
  slow: {
    short: 'slow',
    verb: 'make it slower',
    explain: 'A call does its work and returns late; a slow Lock holds the lock meanwhile.',
    on: WORK,
    variants: [
      { name: '×3', what: 'slow(x3)' },
      { name: '+500 ms', what: 'slow(+500ms)' },
      { name: '+2 s', what: 'slow(+2s)' },
      { name: 'heavy tail', what: 'slow(tail(200ms))' },
      { name: 'exponential', what: 'slow(exp(500ms))' },
    ],
  },
  hang: {
    short: 'hang',
    verb: 'hang',
    explain: 'It never returns; or, when it was given a context, once that ends.',
    on: [...WORK, 'go'],
    variants: [
      { name: 'for ever', what: 'hang' },
      { name: 'until cancelled', what: 'hang(cancel)' },
    ],
  },
  refuse: {
    short: 'refuse',
    verb: 'refuse it',
    explain: 'It is turned away, as by a server that has enough.',
    on: ['call', 'http'],
    variants: [
      { name: '429', what: 'refuse(429)' },
      { name: '503', what: 'refuse(503)' },
      { name: 'connection', what: 'refuse(connection)' },
    ],
  },
  limit: {
    short: 'limit',
    verb: 'let only some through',
    explain: 'At most so many in flight: the others get “too many clients already”, or wait.',
    on: CALLS,
    variants: [
      { name: '2 at once', what: 'limit(2)' },
      { name: '50 at once', what: 'limit(50)' },
      { name: '10 a second', what: 'rate(10/1s)' },
      { name: 'queue for 2', what: 'queue(2)' },
    ],
  },
  drop: {
    short: 'drop',
    verb: 'lose it',
    explain: 'The message is lost on its way; a close does not happen.',
    on: MESSAGES,
    variants: [{ name: '', what: 'drop' }],
  },
  dup: {
    short: 'double',
    verb: 'send it twice',
    explain: 'The message is sent twice.',
    on: ['send'],
    variants: [{ name: '', what: 'dup' }],
  },
  close: {
    short: 'close',
    verb: 'close the channel before it',
    explain: 'The channel is closed too early.',
    on: ['send', 'recv'],
    variants: [{ name: '', what: 'close' }],
  },
  cancel: {
    short: 'cancel',
    verb: 'cancel this context now',
    explain: 'Everything that waits for this context is told to stop.',
    on: ['ctx'],
    variants: [{ name: '', what: 'cancel' }],
  },
  deadline: {
    short: 'deadline',
    verb: 'bring its deadline forward',
    explain: 'The context ends so long after it was made.',
    on: ['ctx'],
    variants: [
      { name: '100 ms', what: 'deadline(100ms)' },
      { name: '500 ms', what: 'deadline(500ms)' },
      { name: '2 s', what: 'deadline(2s)' },
    ],
  },
  leave: {
    short: 'leave',
    verb: 'let the client leave',
    explain: 'The client goes away while its request is served: the request’s context ends.',
    on: ['http'],
    variants: [
      { name: 'at once', what: 'leave' },
      { name: 'after 200 ms', what: 'leave(+200ms)' },
    ],
  },
  kill: {
    short: 'kill',
    verb: 'kill the goroutine',
    explain: 'It ends without running its deferred calls.',
    on: ['go', 'call'],
    variants: [{ name: '', what: 'kill' }],
  },
  crash: {
    short: 'crash',
    verb: 'kill the process',
    explain: 'The process ends as by kill -9.',
    on: ['process', 'call'],
    variants: [{ name: '', what: 'crash' }],
  },
  signal: {
    short: 'signal',
    verb: 'send a signal',
    explain: 'Who asked for it with signal.Notify gets it; else the process ends.',
    on: ['process'],
    variants: [
      { name: 'SIGTERM', what: 'signal(SIGTERM)' },
      { name: 'SIGINT', what: 'signal(SIGINT)' },
    ],
  },
  jump: {
    short: 'clock',
    verb: 'set the wall clock',
    explain: 'The wall clock jumps; what measures time goes on.',
    on: ['process'],
    variants: [
      { name: '+1 h', what: 'jump(+1h)' },
      { name: '−1 h', what: 'jump(-1h)' },
    ],
  },
}

export const KIND_NAMES = Object.keys(KINDS) as FaultKind[]

/** The faults by what they fall on, as the palette shows them. */
export const GROUPS: readonly { name: string; kinds: readonly FaultKind[]; place: Place }[] = [
  { name: 'A call', kinds: ['error', 'panic', 'slow', 'hang', 'refuse', 'limit'], place: 'call' },
  { name: 'A goroutine', kinds: ['kill'], place: 'go' },
  { name: 'A context', kinds: ['cancel', 'deadline'], place: 'ctx' },
  { name: 'A channel', kinds: ['drop', 'dup', 'close'], place: 'send' },
  { name: 'A lock', kinds: ['slow', 'hang'], place: 'lock' },
  { name: 'A request', kinds: ['leave', 'refuse', 'slow', 'hang'], place: 'http' },
  { name: 'The process', kinds: ['crash', 'signal', 'jump'], place: 'process' },
]

/** Groups whose faults fall on nothing else, though others of the same kind do. */
export const ONLY_THERE: readonly Place[] = ['lock', 'http']

/** The ways of a kind that the palette shows beside each other. */
export const WAYS: Partial<Record<FaultKind, readonly number[]>> = {
  slow: [0, 1, 3],
  refuse: [0, 1],
  limit: [0, 2, 3],
}

/** Why a kind cannot fall on a place, empty when it can. */
export function whyNot(kind: FaultKind, place: Place, site: CallSite | null): string {
  if (!KINDS[kind].on.includes(place)) return `${KINDS[kind].short} cannot happen there`
  if (site && !site.returnsError && ['error', 'refuse', 'limit'].includes(kind))
    return 'this call returns no error'
  return ''
}

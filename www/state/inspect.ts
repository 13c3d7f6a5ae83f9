import {
  Cause,
  formatCount,
  formatTime,
  goroutineName,
  Kind,
  lowerBound,
  OBJECT_WORDS,
  ObjectKind,
  Reason,
  State,
} from '../base'
import type { Look, ObjectState } from '../engine/types'
import { type Cursor, spanAtCursor } from './cursor'
import { linked, type Part } from './explain'
import { eventsAt, isBetween } from './moments'
import type { AxisKind, RunModel } from './run_model'

/** What to ask of the engine for a goroutine at a cursor. */
export function lookOf(model: RunModel, g: number, cursor: Cursor): Look {
  return { step: cursor.step, over: isBetween(model, cursor), g }
}

/** `mu`, or what it is with its number. */
export function objectTitle(model: RunModel, object: number): string {
  if (object === 0) return 'nil channel'
  const name = model.objectName(object)
  return name !== '' ? name : `${OBJECT_WORDS[model.run.objects.kind[object - 1] ?? 0]} ${object}`
}

/** Since when, on the shown axis: `since 2.000 s`, `since step 24`. */
export function sinceWords(model: RunModel, g: number, cursor: Cursor, axis: AxisKind): string {
  const span = spanAtCursor(model, g, cursor)
  if (span < 0) return ''
  const { spans, events, report } = model.run
  return axis === 'time'
    ? `since ${formatTime(spans.startNs[span] as number, report.virtual_ns)}`
    : `since step ${formatCount(events.step[spans.event[span] as number] ?? 0)}`
}

/** Who holds a lock at a cursor, and since which step. Readers may be many. */
export interface Holder {
  g: number
  step: number
  line: number
  shared: boolean
}

export function holdersAt(model: RunModel, object: number, cursor: Cursor): Holder[] {
  const events = model.objects.of(object)
  const { kind, g, a, step, line } = model.run.events
  const held = new Map<number, Holder>()
  const end = lowerBound(events, eventsAt(model, cursor))
  for (let i = Math.max(0, end - 10_000); i < end; i++) {
    const e = events[i] as number
    const who = g[e] as number
    if (kind[e] === Kind.Lock)
      held.set(who, { g: who, step: step[e] as number, line: line[e] as number, shared: a[e] === 1 })
    if (kind[e] === Kind.Unlock) {
      // a lock may be released by another goroutine than the one that took it
      if (held.has(who)) held.delete(who)
      else held.delete(held.keys().next().value ?? 0)
    }
  }
  return [...held.values()]
}

/** A context as it is at a cursor. */
export interface ContextState {
  done: boolean
  /** Why, when it is done. */
  error: string
  /** -1 none. */
  deadlineNs: number
  parent: number
  children: number[]
}

export function contextAt(model: RunModel, context: number, cursor: Cursor): ContextState {
  const { objects, events } = model.run
  const now = eventsAt(model, cursor)
  const cancel = model.objects.of(context).find((e) => events.kind[e] === Kind.Cancel && e < now)
  const children: number[] = []
  for (let o = 1; o <= objects.parent.length && children.length < 32; o++) {
    if (objects.parent[o - 1] !== context || objects.kind[o - 1] !== ObjectKind.Context) continue
    if ((model.objects.of(o)[0] ?? now) < now) children.push(o)
  }
  return {
    done: cancel !== undefined,
    error: cancel === undefined ? '' : model.text(events.a[cancel] as number),
    deadlineNs: objects.deadlineNs[context - 1] ?? -1,
    parent: objects.parent[context - 1] ?? 0,
    children,
  }
}

/** One link of the chain that ends in a wake-up. */
export interface Link {
  event: number
  /** Who wakes; 0 the clock. */
  by: number
  /** Who is woken. */
  g: number
  words: Part[]
}

/** How the wait of a goroutine ends. */
export interface Waking {
  links: Link[]
  /** `Here at step 33.`, or why nothing comes. */
  end: Part[]
  never: boolean
}

/** Longest chain that is told. */
const MOST_LINKS = 4

/**
 * What wakes a waiting goroutine in this run, in order of events: its waker, before it the waker's own waker when
 * that one waits too, and so on. Null where it does not wait.
 */
export function wakingOf(model: RunModel, g: number, cursor: Cursor): Waking | null {
  const span = spanAtCursor(model, g, cursor)
  const state = span < 0 ? -1 : (model.run.spans.state[span] as number)
  if (state !== State.Waiting && state !== State.Sleeping && state !== State.Stuck) return null
  const links: Link[] = []
  const seen = new Set<number>()
  let who = g
  while (links.length < MOST_LINKS && who > 0 && !seen.has(who)) {
    seen.add(who)
    const event = nextWake(model, who, cursor)
    if (event < 0) break
    const by = model.run.events.by[event] as number
    links.unshift({ event, by, g: who, words: linkWords(model, event, who === g) })
    if (by === 0 || !waits(model, by, cursor)) break
    who = by
  }
  const last = links.at(-1)
  if (!last) return { links, never: true, end: ['Nothing in this run wakes it: it is stuck for ever.'] }
  const { step, timeNs } = model.run.events
  const at =
    model.run.report.virtual_ns > 0
      ? `, ${formatTime(timeNs[last.event] as number, model.run.report.virtual_ns)}`
      : ''
  return {
    links,
    never: false,
    end: [`Here at step ${formatCount(step[last.event] as number)}${at}.`, ...cannotWake(model, span)],
  }
}

function waits(model: RunModel, g: number, cursor: Cursor): boolean {
  const span = spanAtCursor(model, g, cursor)
  const state = span < 0 ? -1 : model.run.spans.state[span]
  return state === State.Waiting || state === State.Sleeping
}

function nextWake(model: RunModel, g: number, cursor: Cursor): number {
  const { kind, g: whom } = model.run.events
  for (let e = eventsAt(model, cursor); e < kind.length; e++)
    if (whom[e] === g && kind[e] === Kind.Wake) return e
  return -1
}

const DOES: Readonly<Record<number, string>> = {
  [Cause.Send]: 'sends',
  [Cause.Recv]: 'receives',
  [Cause.Close]: 'closes the channel',
  [Cause.Unlock]: 'calls `Unlock`',
  [Cause.Count]: 'calls `Done`',
  [Cause.Signal]: 'signals',
  [Cause.Cancel]: 'cancels the context',
  [Cause.Fault]: 'is where a fault ends the wait',
  [Cause.Coroutine]: 'goes on as the other half',
}

function linkWords(model: RunModel, event: number, self: boolean): Part[] {
  const { by, g, a, line, obj } = model.run.events
  const cause = a[event] as number
  const wakes = self ? 'that wakes this one' : `that wakes ${goroutineName(g[event] as number)}`
  const waker = by[event] as number
  if (waker === 0) {
    const what = cause === Cause.Cancel ? 'the deadline passes' : 'its time has come'
    return linked(`The clock: ${what}; ${wakes}.`)
  }
  const name = model.objectName(obj[event] as number)
  const on = name === '' || cause === Cause.Cancel ? '' : ` on \`${name}\``
  const at = (line[event] as number) > 0 ? ` at line ${line[event]}` : ''
  return linked(`${goroutineName(waker)} ${DOES[cause] ?? 'goes on'}${on}${at}; ${wakes}.`)
}

const DEAF: Readonly<Record<number, string>> = {
  [Reason.MutexLock]: '`Lock`',
  [Reason.RWMutexLock]: '`Lock`',
  [Reason.RWMutexRLock]: '`RLock`',
  [Reason.WaitGroupWait]: '`Wait`',
  [Reason.CondWait]: '`Wait`',
}

/** A wait that no context ends, in a program that has contexts. */
function cannotWake(model: RunModel, span: number): Part[] {
  const call = DEAF[model.run.spans.reason[span] as number]
  const has = model.run.objects.kind.includes(ObjectKind.Context)
  return call && has ? linked(` A context cannot wake it: ${call} does not look at one.`) : []
}

/** What an object is at a moment, in a few words: `chan int, 2 of 2, open`; `held by goroutine 2 since step 16`. */
export function objectState(model: RunModel, o: ObjectState, cursor: Cursor): Part[] {
  if (o.id === 0) return ['nil: nobody can ever come']
  if (o.capacity >= 0) {
    const fill = o.capacity > 0 ? `${formatCount(o.count)} of ${formatCount(o.capacity)}` : 'unbuffered'
    return [`chan${o.element && ` ${o.element}`}, ${fill}, ${o.closed ? 'closed' : 'open'}`]
  }
  const kind = model.run.objects.kind[o.id - 1]
  if (kind === ObjectKind.WaitGroup) return [`WaitGroup, counter ${formatCount(o.count)}`]
  if (kind !== ObjectKind.Mutex && kind !== ObjectKind.RWMutex) return [OBJECT_WORDS[kind ?? 0] ?? '']
  const holders = holdersAt(model, o.id, cursor)
  const [first] = holders
  if (!first)
    return [
      o.woken > 0 ? 'free; ' : 'free',
      ...(o.woken > 0 ? linked(`${goroutineName(o.woken)} was woken for it`) : []),
    ]
  if (holders.length > 1)
    return [
      `held by ${formatCount(holders.length)} readers: `,
      ...linked(
        holders
          .slice(0, 6)
          .map((h) => goroutineName(h.g))
          .join(', '),
      ),
    ]
  const taken = first.line > 0 ? ` at line ${first.line}` : ''
  return linked(
    `held by ${goroutineName(first.g)} since step ${formatCount(first.step)}${taken}${first.shared ? ', for reading' : ''}`,
  )
}

import {
  Cause,
  countWord,
  formatCount,
  formatTime,
  Kind,
  listWords,
  OBJECT_WORDS,
  plural,
  Reason,
  reasonText,
  State,
  shortTime,
  stateLook,
} from '../base'
import { type Cursor, lookupAt, type RunModel, spanAt, spanAtCursor } from '../state'

/** Sentences from the trace. All of them are pure; the same run says the same. */

/** An object as the reader calls it: its name, else its kind. */
export function objectWords(model: RunModel, object: number): string {
  if (object === 0) return ''
  const name = model.objectName(object)
  if (name !== '') return name
  const kind = OBJECT_WORDS[model.run.objects.kind[object - 1] ?? -1] ?? 'object'
  const line = model.run.objects.line[object - 1] ?? 0
  return line > 0 ? `the ${kind} of line ${line}` : `a ${kind}`
}

/** What a goroutine does during a span, without time or place: `waits to send on results, buffer 2 of 2`. */
export function spanVerb(model: RunModel, span: number): string {
  const { spans } = model.run
  switch (spans.state[span]) {
    case State.Running:
      return 'runs'
    case State.Runnable:
      return 'is ready and waits for its turn'
    case State.Sleeping:
      return 'sleeps'
    case State.Stuck:
      return `is stuck for ever: ${waitVerb(model, span)}`
    case State.Cancelled:
      return 'goes on with its context done'
    case State.Panicked:
      return 'panics'
    case State.Dead:
      return 'has ended'
    default:
      return waitVerb(model, span)
  }
}

function waitVerb(model: RunModel, span: number): string {
  const { spans, objects } = model.run
  const object = spans.obj[span] as number
  const name = objectWords(model, object)
  const event = spans.event[span] as number
  switch (spans.reason[span]) {
    case Reason.ChanSend: {
      const capacity = objects.capacity[object - 1] ?? -1
      const buffer =
        capacity > 0 ? `, buffer ${model.objects.bufferedBefore(object, event)} of ${capacity}` : ''
      return `waits to send on ${name || 'a channel'}${buffer}`
    }
    case Reason.ChanReceive:
      return `waits to receive from ${name || 'a channel'}`
    case Reason.ChanSendNil:
      return 'waits to send on a nil channel'
    case Reason.ChanReceiveNil:
      return 'waits to receive from a nil channel'
    case Reason.Select:
      return 'waits in select'
    case Reason.SelectNoCases:
      return 'waits in a select without cases'
    case Reason.Sleep:
      return 'sleeps'
    case Reason.MutexLock:
    case Reason.RWMutexLock:
    case Reason.RWMutexRLock: {
      const holder = object > 0 ? model.objects.holderBefore(object, event) : 0
      return `waits for ${name || 'a lock'}${holder > 0 ? `, held by ${model.spoken(holder)}` : ''}`
    }
    case Reason.WaitGroupWait: {
      const left = object > 0 ? model.objects.countBefore(object, event) : 0
      return `waits for ${name || 'a WaitGroup'}${left > 0 ? `, counter ${formatCount(left)}` : ''}`
    }
    case Reason.CondWait:
      return `waits on ${name || 'a Cond'}`
    case Reason.Hang:
      return 'hangs in a call'
    default: {
      const reason = reasonText(spans.reason[span] as number)
      return reason === '' ? 'waits' : `waits: ${reason}`
    }
  }
}

/** `12 ms: worker 3 waits to send on results, buffer 2 of 2, since line 18`. */
export function spanSentence(model: RunModel, span: number): string {
  const { spans } = model.run
  const line = spans.line[span] as number
  const place = line > 0 ? `, ${spans.state[span] === State.Running ? 'at' : 'since'} line ${line}` : ''
  return `${spanLength(model, span)}: ${model.spoken(model.ownerOf(span))} ${spanVerb(model, span)}${place}`
}

/** How long a span lasts: in time, else in steps. */
export function spanLength(model: RunModel, span: number): string {
  const { spans } = model.run
  const ns = (spans.endNs[span] as number) - (spans.startNs[span] as number)
  if (ns > 0) return shortTime(ns)
  const { start, end } = model.columns('steps')
  return plural((end[span] as number) - (start[span] as number), 'step')
}

/** When a span began and ended: `0.500 s to 2.500 s` or `step 3 to 9`. */
export function spanPeriod(model: RunModel, span: number): string {
  const { spans, report } = model.run
  const from = spans.startNs[span] as number
  const to = spans.endNs[span] as number
  if (to > from) return `${formatTime(from, report.virtual_ns)} to ${formatTime(to, report.virtual_ns)}`
  const { start, end } = model.columns('steps')
  const last = Math.max(start[span] as number, (end[span] as number) - 1)
  return last === start[span]
    ? `step ${formatCount(last)}`
    : `step ${formatCount(start[span] as number)} to ${formatCount(last)}`
}

const CAUSE_WORDS: Record<number, (object: string) => string> = {
  [Cause.Send]: (object) => `sends to it on ${object}`,
  [Cause.Recv]: (object) => `receives its value from ${object}`,
  [Cause.Close]: (object) => `closes ${object}`,
  [Cause.Unlock]: (object) => `unlocks ${object}`,
  [Cause.Count]: (object) => `brings ${object} to its count`,
  [Cause.Signal]: (object) => `signals ${object}`,
  [Cause.Timer]: () => 'its time has come',
  [Cause.Cancel]: (object) => `cancels ${object}`,
  [Cause.Fault]: () => 'a fault lets it go on',
  [Cause.Coroutine]: () => 'its other half yields',
}

/** One event in one sentence, with its time: `2.000 s: main wakes because worker 4 brings wg to its count (line 35)`. */
export function eventSentence(model: RunModel, event: number): string {
  const { events, report } = model.run
  const time = formatTime(events.timeNs[event] as number, report.virtual_ns)
  const line = events.line[event] as number
  return `${time}: ${eventWords(model, event)}${line > 0 ? ` (line ${line})` : ''}`
}

function eventWords(model: RunModel, event: number): string {
  const { events } = model.run
  const g = events.g[event] as number
  const by = events.by[event] as number
  const a = events.a[event] as number
  const b = events.b[event] as number
  const who = model.spoken(g)
  const object = objectWords(model, events.obj[event] as number)
  switch (events.kind[event]) {
    case Kind.Spawn:
      return by === 0 ? `${who} begins` : `${model.spoken(by)} starts ${who}`
    case Kind.Start:
      return a > 1 ? `${who} runs; ${formatCount(a)} could have` : `${who} runs`
    case Kind.Block:
      return a === Reason.Sleep
        ? `${who} goes to sleep`
        : `${who} waits: ${reasonText(a)}${object ? `, ${object}` : ''}`
    case Kind.Wake:
      return `${who} wakes${wakeWords(model, by, a, object)}`
    case Kind.Yield:
      return a === 1 ? `${who} has had its turn and goes to the end of the queue` : `${who} lets others run`
    case Kind.End:
      return `${who} ${['returns', 'ends itself', 'ends by its panic', 'ends with the program', 'is killed by a fault'][a] ?? 'ends'}`
    case Kind.Send:
      return `${who} sends on ${object}${by > 0 ? ` to ${model.spoken(by)}` : bufferWords(model, event)}`
    case Kind.Recv:
      if (b === 1) return `${who} receives from ${object}, which is closed and empty`
      return `${who} receives from ${object}${by > 0 ? ` what ${model.spoken(by)} sent` : bufferWords(model, event)}`
    case Kind.Close:
      return `${who} closes ${object}`
    case Kind.Select:
      return `${who} takes case ${a + 1} of its select${b > 1 ? `; ${formatCount(b)} were ready` : ''}`
    case Kind.Lock:
      return `${who} ${a === 1 ? 'shares' : 'holds'} ${object}`
    case Kind.Unlock:
      return `${who} releases ${object}`
    case Kind.Count:
      return `${who} ${a < 0 ? 'takes' : 'adds'} ${formatCount(Math.abs(a))} ${a < 0 ? 'from' : 'to'} ${object}, now ${formatCount(b)}`
    case Kind.Signal:
      return `${who} ${b === 1 ? 'wakes all' : 'wakes one'} on ${object}`
    case Kind.Object:
      return `${object} comes into being`
    case Kind.Capacity:
      return `${object} has room for ${formatCount(a)}`
    case Kind.Context:
      return `${object} begins${b >= 0 ? `, deadline ${shortTime(b)}` : ''}`
    case Kind.Cancel:
      return b === 1 ? `the deadline of ${object} passes` : `${who} cancels ${object}`
    case Kind.Timer:
      return `${object} fires`
    case Kind.Panic:
      return `${who} panics: ${model.text(a)}`
    case Kind.Recover:
      return `${who} recovers: ${model.text(a)}`
    case Kind.Output:
      return `${who} prints`
    case Kind.Fault:
      return `your fault takes effect on ${who}`
    case Kind.Mark:
      return `${who} marks: ${model.text(a)}`
    default:
      return 'the run ends'
  }
}

function wakeWords(model: RunModel, by: number, cause: number, object: string): string {
  const words = CAUSE_WORDS[cause]?.(object || 'it')
  if (!words) return ''
  if (cause === Cause.Timer || cause === Cause.Fault) return `: ${words}`
  return by > 0 ? ` because ${model.spoken(by)} ${words}` : ''
}

function bufferWords(model: RunModel, event: number): string {
  const { events, objects } = model.run
  const capacity = objects.capacity[(events.obj[event] as number) - 1] ?? -1
  return capacity > 0
    ? `, buffer now ${formatCount(events.a[event] as number)} of ${formatCount(capacity)}`
    : ''
}

/** How many goroutines are in each state at a cursor; index is the state. Those that have ended are Dead. */
export function stateTotals(model: RunModel, cursor: Cursor): Uint32Array {
  const totals = new Uint32Array(8)
  forEachStanding(model, cursor, (_, state) => {
    totals[state] = (totals[state] as number) + 1
  })
  return totals
}

export interface LineStand {
  state: number
  count: number
}

/** Where goroutines stand in the code at a cursor, the gravest state of a line first. For the editor's gutter. */
export function standingByLine(model: RunModel, cursor: Cursor): Map<number, LineStand[]> {
  const byLine = new Map<number, LineStand[]>()
  forEachStanding(model, cursor, (_, state, span) => {
    const line = model.run.spans.line[span] as number
    if (line === 0) return
    const stands = byLine.get(line) ?? []
    byLine.set(line, stands)
    const known = stands.find((stand) => stand.state === state)
    if (known) known.count++
    else stands.push({ state, count: 1 })
  })
  for (const stands of byLine.values())
    stands.sort((a, b) => stateLook(b.state).severity - stateLook(a.state).severity)
  return byLine
}

/** Calls back for each living goroutine at a cursor. */
export function forEachStanding(
  model: RunModel,
  cursor: Cursor,
  visit: (g: number, state: number, span: number) => void,
): void {
  const lookup = lookupAt(model, cursor)
  const started = model.run.goroutines.startStep
  for (let g = 1; g <= model.goroutines; g++) {
    if ((started[g - 1] as number) > cursor.step) continue
    const span = spanAt(model, g, lookup)
    if (span >= 0) visit(g, model.run.spans.state[span] as number, span)
  }
}

/** More of a kind than this are counted, not named. */
const NAMED = 4

/** `At step 25 one goroutine of four runs: worker 1. Worker 2 and worker 3 wait for mu.` */
export function momentSentence(model: RunModel, cursor: Cursor, axis: 'time' | 'steps'): string {
  const running: number[] = []
  const doing = new Map<string, { verb: string; who: number[] }>()
  let living = 0
  forEachStanding(model, cursor, (g, state, span) => {
    living++
    if (state === State.Running) running.push(g)
    else {
      const verb = spanVerb(model, span)
      const same = doing.get(verb)
      if (same) same.who.push(g)
      else doing.set(verb, { verb, who: [g] })
    }
  })
  const when =
    axis === 'time'
      ? formatTime(cursor.timeNs, model.run.report.virtual_ns)
      : `step ${formatCount(cursor.step)}`
  if (living === 0) return `At ${when} no goroutine is alive.`
  const head =
    running.length === 0
      ? `At ${when} none of ${countWord(living)} ${living === 1 ? 'goroutine' : 'goroutines'} runs.`
      : `At ${when} one goroutine${living > 1 ? ` of ${countWord(living)}` : ''} runs: ${running.map((g) => model.spoken(g)).join(', ')}.`
  const rest = [...doing.values()]
    .sort((a, b) => a.who.length - b.who.length)
    .map(({ verb, who }) => clause(model, verb, who))
  return [head, ...rest].join(' ')
}

function clause(model: RunModel, verb: string, who: readonly number[]): string {
  const names =
    who.length <= NAMED ? listWords(who.map((g) => model.spoken(g))) : plural(who.length, 'goroutine')
  const text = `${names} ${who.length === 1 ? verb : pluralVerb(verb)}.`
  return who.length > NAMED || names.startsWith('main') || !/^goroutine/.test(names)
    ? text
    : text.replace('goroutine', 'Goroutine')
}

function pluralVerb(verb: string): string {
  return verb
    .replace(/^(waits|sleeps|runs|panics|hangs)/, (word) => word.slice(0, -1))
    .replace(/^is ready and waits for its turn/, 'are ready and wait for their turn')
    .replace(
      /^is stuck for ever: (waits|sleeps|hangs)/,
      (_, word: string) => `are stuck for ever: ${word.slice(0, -1)}`,
    )
    .replace(/^goes on with its context/, 'go on with their context')
    .replace(/^has /, 'have ')
}

/** A goroutine at a cursor, for a list that is read aloud. */
export function goroutineSentence(model: RunModel, g: number, cursor: Cursor | null): string {
  const name = g === 1 ? 'main' : `goroutine ${g}, ${model.label(g)}`
  if (!cursor) return name
  const span = spanAtCursor(model, g, cursor)
  if (span < 0) {
    const started = (model.run.goroutines.startStep[g - 1] ?? 0) <= cursor.step
    return `${name}, ${started ? 'has ended' : 'not started yet'}`
  }
  const line = model.run.spans.line[span] as number
  return `${name}, ${spanVerb(model, span)}${line > 0 ? `, line ${line}` : ''}`
}

/** The run as a whole: how many, how long, how it ended. */
export function runSentence(model: RunModel): string {
  const { report } = model.run
  const size = `${plural(model.goroutines, 'goroutine')}, ${plural(report.steps, 'step')}`
  const time = report.virtual_ns > 0 ? ` in ${shortTime(report.virtual_ns)} of virtual time` : ''
  const ends: Record<string, string> = {
    done: 'main returned',
    deadlock: 'all goroutines are asleep: deadlock',
    panic: 'ended by a panic',
    fatal: 'ended by a fatal error',
    race: 'ended by a data race',
    stopped: 'stopped',
    exit: `exit ${report.exit}`,
    limit: report.limit
      ? `limit reached: ${report.limit.name} ${formatCount(report.limit.value)}`
      : 'limit reached',
  }
  return `${size}${time}; ${ends[report.outcome] ?? report.outcome}.`
}

import { Cause, formatCount, formatTime, Kind, memoryWords, Reason, reasonText, shortTime } from '../../base'
import type { RunModel } from '../../state'
import { objectWords } from './object'

/** One event in one sentence, with its time: `2.000 s: main wakes because worker 4 brings wg to its count (line 35)`. */
export function eventSentence(model: RunModel, event: number): string {
  const { events, report } = model.run
  const time = formatTime(events.timeNs[event] as number, report.virtual_ns)
  const line = events.line[event] as number
  return `${time}: ${eventWords(model, event)}${line > 0 ? ` (line ${line})` : ''}`
}

/** An event with its names looked up. */
interface Told {
  model: RunModel
  event: number
  who: string
  by: number
  /** The other goroutine in words. */
  other: string
  object: string
  a: number
  b: number
}

function eventWords(model: RunModel, event: number): string {
  const { events } = model.run
  const by = events.by[event] as number
  const told: Told = {
    model,
    event,
    who: model.spoken(events.g[event] as number),
    by,
    other: model.spoken(by),
    object: objectWords(model, events.obj[event] as number),
    a: events.a[event] as number,
    b: events.b[event] as number,
  }
  return WORDS[events.kind[event] as number]?.(told) ?? 'the run ends'
}

const ENDS = ['returns', 'ends itself', 'ends by its panic', 'ends with the program', 'is killed by a fault']

/** What each kind of event says; payloads as in `src/trace/event.rs`. */
const WORDS: Record<number, (told: Told) => string> = {
  [Kind.Spawn]: ({ who, by, other }) => (by === 0 ? `${who} begins` : `${other} starts ${who}`),
  [Kind.Start]: ({ who, a }) => (a > 1 ? `${who} runs; ${formatCount(a)} could have` : `${who} runs`),
  [Kind.Block]: ({ who, a, object }) =>
    a === Reason.Sleep
      ? `${who} goes to sleep`
      : `${who} waits: ${reasonText(a)}${object === '' ? '' : `, ${object}`}`,
  [Kind.Wake]: (told) => `${told.who} wakes${wakeWords(told)}`,
  [Kind.Yield]: ({ who, a }) =>
    a === 1 ? `${who} has had its turn and goes to the end of the queue` : `${who} lets others run`,
  [Kind.End]: ({ who, a }) => `${who} ${ENDS[a] ?? 'ends'}`,
  [Kind.Send]: (told) =>
    `${told.who} sends on ${told.object}${told.by > 0 ? ` to ${told.other}` : bufferWords(told)}`,
  [Kind.Recv]: (told) => {
    if (told.b === 1) return `${told.who} receives from ${told.object}, which is closed and empty`
    return `${told.who} receives from ${told.object}${told.by > 0 ? ` what ${told.other} sent` : bufferWords(told)}`
  },
  [Kind.Close]: ({ who, object }) => `${who} closes ${object}`,
  [Kind.Select]: ({ who, a, b }) =>
    `${who} takes case ${a + 1} of its select${b > 1 ? `; ${formatCount(b)} were ready` : ''}`,
  [Kind.Lock]: ({ who, a, object }) => `${who} ${a === 1 ? 'shares' : 'holds'} ${object}`,
  [Kind.Unlock]: ({ who, object }) => `${who} releases ${object}`,
  [Kind.Count]: ({ who, a, b, object }) => {
    const change = a < 0 ? `takes ${formatCount(-a)} from` : `adds ${formatCount(a)} to`
    return `${who} ${change} ${object}, now ${formatCount(b)}`
  },
  [Kind.Signal]: ({ who, b, object }) => `${who} ${b === 1 ? 'wakes all' : 'wakes one'} on ${object}`,
  [Kind.Object]: ({ object }) => `${object} comes into being`,
  [Kind.Capacity]: ({ object, a }) => `${object} has room for ${formatCount(a)}`,
  [Kind.Context]: ({ model, event, object }) => {
    const { events, objects } = model.run
    const deadline = objects.deadlineNs[(events.obj[event] as number) - 1] ?? -1
    return `${object} begins${deadline >= 0 ? `, deadline ${shortTime(deadline)}` : ''}`
  },
  [Kind.Cancel]: ({ who, object, b }) =>
    b === 1 ? `the deadline of ${object} passes` : `${who} cancels ${object}`,
  [Kind.Timer]: ({ object }) => `${object} fires`,
  [Kind.Panic]: ({ model, who, a }) => `${who} panics: ${model.text(a)}`,
  [Kind.Recover]: ({ model, who, a }) => `${who} recovers: ${model.text(a)}`,
  [Kind.Output]: ({ who }) => `${who} prints`,
  [Kind.Fault]: ({ who }) => `your fault takes effect on ${who}`,
  [Kind.Memory]: ({ a, b }) =>
    a === 1 ? `a collection leaves ${memoryWords(b)} on the heap` : `the heap has grown to ${memoryWords(b)}`,
  [Kind.Mark]: ({ model, who, a }) => `${who} marks: ${model.text(a)}`,
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

function wakeWords({ by, a, other, object }: Told): string {
  const words = CAUSE_WORDS[a]?.(object || 'it')
  if (!words) return ''
  if (a === Cause.Timer || a === Cause.Fault) return `: ${words}`
  return by > 0 ? ` because ${other} ${words}` : ''
}

function bufferWords({ model, event, a }: Told): string {
  const { events, objects } = model.run
  const capacity = objects.capacity[(events.obj[event] as number) - 1] ?? -1
  return capacity > 0 ? `, buffer now ${formatCount(a)} of ${formatCount(capacity)}` : ''
}

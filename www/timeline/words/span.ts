import { formatCount, formatTime, plural, Reason, reasonText, State, shortTime } from '../../base'
import type { RunModel } from '../../state'
import { objectWords } from './object'

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

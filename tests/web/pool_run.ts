import { Cause, Kind, ObjectKind, Reason } from '../../www/base'
import type { Run } from '../../www/engine/types'
import { RunBuilder } from './run_builder'

/** What a goroutine of the pool does next. */
type Op = 'send' | 'receive' | 'lock' | 'unlock' | 'turn' | 'done' | 'wait'

const WORK: Op[] = ['receive', 'turn', 'lock', 'turn', 'unlock']

/**
 * Three workers, one lock, a channel with room for two: a small executor over the builder, first come first
 * served, each goroutine for two operations a turn. No time passes.
 */
export function poolRun(jobs = 8): Run {
  const b = new RunBuilder()
  const main = b.spawn(0, 'main.main', '', 0)
  const ch = b.object(ObjectKind.Chan, 'jobs', 11, 2)
  const mu = b.object(ObjectKind.Mutex, 'mu', 12)
  const wg = b.object(ObjectKind.WaitGroup, 'wg', 13)
  const plans = new Map<number, Op[]>()
  const ready = [main]
  const senders: number[] = []
  const receivers: number[] = []
  const locking: number[] = []
  const waiting: number[] = []
  let buffered = 0
  let holder = 0
  let counter = 0

  const wake = (g: number | undefined, by: number, cause: number, object: number, line: number) => {
    if (g === undefined) return
    b.wake(g, by, cause, object, line)
    ready.push(g)
  }
  const block = (g: number, reason: number, line: number, object: number, queue: number[]) => {
    b.block(g, reason, line, object)
    queue.push(g)
    return false
  }
  const count = (g: number, by: number) => {
    counter += by
    b.event(Kind.Count, g, 0, wg, 30, by, counter)
    if (counter === 0) for (const w of waiting.splice(0)) wake(w, g, Cause.Count, wg, 36)
  }
  const act = (g: number, op: Op): boolean => {
    if (op === 'send') {
      if (buffered === 2) return block(g, Reason.ChanSend, 24, ch, senders)
      b.event(Kind.Send, g, 0, ch, 24, ++buffered)
      wake(receivers.shift(), g, Cause.Send, ch, 24)
    } else if (op === 'receive') {
      if (buffered === 0) return block(g, Reason.ChanReceive, 31, ch, receivers)
      b.event(Kind.Recv, g, 0, ch, 31, --buffered)
      wake(senders.shift(), g, Cause.Recv, ch, 31)
    } else if (op === 'lock') {
      if (holder !== 0) return block(g, Reason.MutexLock, 32, mu, locking)
      holder = g
      b.event(Kind.Lock, g, 0, mu, 32)
    } else if (op === 'unlock') {
      holder = 0
      b.event(Kind.Unlock, g, 0, mu, 34)
      wake(locking.shift(), g, Cause.Unlock, mu, 34)
    } else if (op === 'done') count(g, -1)
    else if (op === 'wait' && counter > 0) return block(g, Reason.WaitGroupWait, 27, wg, waiting)
    return true
  }

  plans.set(main, [...Array<Op>(jobs).fill('send'), 'wait'])
  let first = true
  while (ready.length > 0) {
    const g = ready.shift() as number
    b.run(g, g === main ? 20 : 31)
    if (first) {
      for (let id = 1; id <= 3; id++) {
        count(main, 1)
        const w = b.spawn(main, 'main.worker', String(id), 21)
        const share = Math.floor(jobs / 3) + (id <= jobs % 3 ? 1 : 0)
        plans.set(w, [...Array<Op[]>(share).fill(WORK).flat(), 'done'])
        ready.push(w)
      }
      first = false
    }
    turn(g)
  }
  return b.build('done')

  function turn(g: number): void {
    const plan = plans.get(g) as Op[]
    for (let budget = 3; plan.length > 0; budget--) {
      if (budget === 0) {
        b.yieldTurn(g)
        ready.push(g)
        return
      }
      if (!act(g, plan[0] as Op)) return
      plan.shift()
    }
    b.end(g)
  }
}

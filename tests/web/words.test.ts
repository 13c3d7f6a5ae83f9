import { describe, expect, test } from 'vitest'
import { Cause, Kind, ObjectKind, Reason, State } from '../../www/base'
import { cursorAt, cursorAtStep, RunModel, stepBy } from '../../www/state'
import {
  eventSentence,
  goroutineSentence,
  momentSentence,
  runSentence,
  spanPeriod,
  spanSentence,
  standingByLine,
  stateTotals,
} from '../../www/timeline/words'
import { batchesRun, RunBuilder } from './run_builder'

/** main sends a third value into a buffer of two and waits 12 ms for worker 3 to take one. */
function sendRun() {
  const b = new RunBuilder()
  const main = b.spawn(0, 'main.main', '', 0)
  b.run(main)
  const ch = b.object(ObjectKind.Chan, 'results', 5, 2)
  const worker = b.spawn(main, 'main.worker', '3', 9)
  b.event(Kind.Send, main, 0, ch, 17, 1)
  b.event(Kind.Send, main, 0, ch, 17, 2)
  b.block(main, Reason.ChanSend, 18, ch)
  b.run(worker, 30)
  b.block(worker, Reason.Sleep, 31)
  b.timeNs = 12e6
  b.wake(worker, 0)
  b.run(worker, 31)
  b.event(Kind.Recv, worker, main, ch, 32, 2)
  b.wake(main, worker, Cause.Recv, ch, 32)
  b.end(worker)
  b.run(main, 18)
  b.end(main)
  return new RunModel(b.build())
}

describe('a span', () => {
  const model = sendRun()

  test('says who waits for what, how long, since where', () => {
    const span = model.spansFrom(1) + 2
    expect(spanSentence(model, span)).toBe(
      '12 ms: main waits to send on results, buffer 2 of 2, since line 18',
    )
    expect(spanPeriod(model, span)).toBe('0.000 ms to 12.000 ms')
    expect(spanSentence(model, model.spansFrom(2) + 2)).toBe('12 ms: worker 3 sleeps, since line 31')
  })

  test('without time says its steps', () => {
    expect(spanSentence(model, model.spansFrom(2) + 1)).toBe('1 step: worker 3 runs, at line 30')
    expect(spanPeriod(model, model.spansFrom(2) + 1)).toBe('step 2')
  })
})

test('an event says its cause', () => {
  const model = sendRun()
  const { kind, g } = model.run.events
  const wake = kind.findIndex((k, e) => k === Kind.Wake && g[e] === 1)
  expect(eventSentence(model, wake)).toBe(
    '12.000 ms: main wakes because worker 3 receives its value from results (line 32)',
  )
  const send = kind.indexOf(Kind.Send)
  expect(eventSentence(model, send)).toBe('0.000 ms: main sends on results, buffer now 1 of 2 (line 17)')
})

describe('a moment', () => {
  const model = new RunModel(batchesRun())

  test('between events is told by time, not by the step that comes', () => {
    const cursor = cursorAt(model, 'time', 2.5e9)
    const totals = stateTotals(model, cursor)
    expect([...totals]).toEqual([0, 0, 0, 3, 1, 0, 0, 0])
    expect(momentSentence(model, cursor, 'time')).toBe(
      'At 2.500 s none of four goroutines runs. main is stuck for ever: waits for wg, counter 4. worker 5, worker 7 and worker 8 sleep.',
    )
  })

  test('at the end of a deadlock is what it ends in', () => {
    const totals = stateTotals(model, cursorAt(model, 'time', 4e9))
    expect([...totals]).toEqual([0, 0, 0, 0, 1, 0, 0, 0])
  })

  test('at a step tells who runs', () => {
    expect(momentSentence(model, cursorAtStep(model, 1), 'steps')).toBe('At step 1 one goroutine runs: main.')
  })

  test('stands at lines, the gravest first', () => {
    const lines = standingByLine(model, cursorAt(model, 'time', 2.5e9))
    expect(lines.get(19)).toEqual([{ state: State.Sleeping, count: 3 }])
    expect(lines.get(45)).toEqual([{ state: State.Stuck, count: 1 }])
  })

  test('tells a goroutine before, during and after its life', () => {
    expect(goroutineSentence(model, 6, cursorAt(model, 'time', 1e9))).toBe(
      'goroutine 6, worker(5), not started yet',
    )
    expect(goroutineSentence(model, 2, cursorAt(model, 'time', 1e9))).toBe(
      'goroutine 2, worker(1), has ended',
    )
    expect(goroutineSentence(model, 1, cursorAt(model, 'time', 1e9))).toBe(
      'main, waits for wg, counter 4, line 45',
    )
  })

  test('steps forward and back to where it was', () => {
    const cursor = cursorAtStep(model, 5)
    expect(stepBy(model, stepBy(model, cursor, 1), -1)).toEqual(cursor)
    expect(stepBy(model, cursorAt(model, 'time', 2.5e9), -1).timeNs).toBeLessThan(2.5e9)
  })
})

test('a run in one sentence', () => {
  expect(runSentence(new RunModel(batchesRun()))).toBe(
    '9 goroutines, 18 steps in 4 s of virtual time; all goroutines are asleep: deadlock.',
  )
})

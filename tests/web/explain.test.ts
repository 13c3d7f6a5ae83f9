import { describe, expect, test } from 'vitest'
import { Kind, ObjectKind, Reason, State } from '../../www/base'
import type { Run, RunNumber } from '../../www/engine/types'
import { RunModel } from '../../www/state'
import { difference, endSentence } from '../../www/state/compare'
import { explainGoroutine, explainRun, linked, type Part } from '../../www/state/explain'
import { mainMeasures, measures } from '../../www/state/measure'
import { outputPieces, writtenAt } from '../../www/state/output'
import { RunBuilder } from './run_builder'

const say = (parts: Part[]) =>
  parts.map((p) => (typeof p === 'string' ? p : 'code' in p ? p.code : p.text)).join('')

/** main waits for a worker that sleeps two seconds; broken, the worker panics and is recovered. */
function example(broken = false): Run {
  const b = new RunBuilder()
  const wg = b.object(ObjectKind.WaitGroup, 'wg', 5)
  b.spawn(0, 'main.main', '', 0)
  b.run(1, 5)
  b.event(Kind.Output, 1, 0, 0, 6, 1, 6)
  b.spawn(1, 'main.worker', '7', 8)
  b.block(1, Reason.WaitGroupWait, 12, wg)
  b.run(2, 20)
  b.block(2, Reason.Sleep, 20)
  b.timeNs = 2e9
  b.wake(2, 0)
  b.run(2, 21)
  if (broken) {
    b.event(Kind.Fault, 2, 0, 0, 20)
    b.stick(1)
    b.end(2)
  } else {
    b.wake(1, 2, 4, wg, 21)
    b.end(2)
    b.run(1, 13)
    b.event(Kind.Output, 1, 0, 0, 13, 1, 5)
    b.end(1)
  }
  const run = b.build(broken ? 'deadlock' : 'done')
  run.report.stdout = broken ? 'begin\n' : 'begin\ndone\n'
  if (broken) {
    run.report.stuck = [
      {
        id: 1,
        function: 'main.main',
        reason: 'sync.WaitGroup.Wait',
        line: 12,
        why: 'main waits at line 12: goroutine 2 ended at line 20 without `Done`.',
        since_ns: 2e9,
        since_step: 3,
      },
    ]
    run.report.stderr = 'fatal error: all goroutines are asleep - deadlock!\n'
    run.request.faults = ['call:main.save@20=error("x")']
  }
  return run
}

describe('difference', () => {
  test('says how the end and the output changed', () => {
    const before = example()
    const after = example(true)
    expect(endSentence(after)).toBe('Deadlock at 2.000 s.')
    const { event, ending, output } = difference(before, after)
    expect(after.events.kind[event]).toBe(Kind.Fault)
    expect(ending).toBe('Without the fault it is done at 2.000 s.')
    expect(output).toBe('“done” is missing.')
  })

  test('says when nothing changed', () => {
    expect(difference(example(), example())).toEqual({
      event: -1,
      ending: '',
      output: 'Nothing changed: the fault met no call.',
    })
  })
})

describe('explanations', () => {
  test('a deadlock names who waits, where, and why for ever', () => {
    const { title, since, paragraphs } = explainRun(new RunModel(example(true)))
    expect(title).toBe('main is stuck for ever')
    expect(since).toBe('since 2.000 s')
    expect(say(paragraphs[0] as Part[])).toBe(
      'main waits at line 12: goroutine 2 ended at line 20 without Done.',
    )
  })

  test('a goroutine is explained at the cursor', () => {
    const model = new RunModel(example())
    const { title, paragraphs } = explainGoroutine(model, 2, { timeNs: 1e9, step: 2 })
    expect(title).toBe('Goroutine 2 is sleeping')
    expect(say(paragraphs[0] as Part[])).toBe('It waits at line 20: sleep.')
    expect(say(paragraphs[1] as Part[])).toBe('Started by main at line 8 as worker(7).')
    expect(explainGoroutine(model, 2, { timeNs: 2e9, step: 4 }).title).toBe('Goroutine 2 has ended')
    expect(explainGoroutine(model, 2, { timeNs: 0, step: 0 }).title).toBe('Goroutine 2 has not begun yet')
  })

  test('a limit offers to be raised', () => {
    const run = example()
    run.report.outcome = 'limit'
    run.report.limit = { name: 'steps', value: 10_000_000 }
    const { title, remedies } = explainRun(new RunModel(run))
    expect(title).toBe('Stopped at 10,000,000 steps')
    expect(remedies).toEqual([{ label: 'Raise to 100,000,000', do: { limit: 'steps', value: 100_000_000 } }])
  })

  test('lines and goroutines in a sentence become places', () => {
    expect(linked('It ended at line 12, before goroutine 3 called `close`.')).toEqual([
      'It ended at ',
      { line: 12, text: 'line 12' },
      ', before ',
      { goroutine: 3, text: 'goroutine 3' },
      ' called ',
      { code: 'close' },
      '.',
    ])
  })
})

describe('output', () => {
  test('is cut at its writes and grey after the cursor', () => {
    const run = example(true)
    const pieces = outputPieces(run)
    expect(pieces.map((p) => p.text)).toEqual([
      'begin\n',
      'fatal error: all goroutines are asleep - deadlock!\n',
    ])
    expect(writtenAt(run, pieces, { timeNs: 0, step: 0 })).toBe(0)
    expect(writtenAt(run, pieces, { timeNs: 1e9, step: 2 })).toBe(1)
    expect(writtenAt(run, pieces, { timeNs: 2e9, step: run.report.steps })).toBe(2)
  })

  test('a character that two writes share is not torn', () => {
    const run = example()
    run.report.stdout = 'abcde€fgh\n'
    expect(
      outputPieces(run)
        .map((p) => p.text)
        .join(''),
    ).toBe('abcde€fgh\n')
  })
})

test('a deadlock never ends', () => {
  const of = (run: Run, axis: 'time' | 'steps' = 'time') =>
    measures({ ...run, report: { ...run.report, numbers } }, axis)
  expect(of(example(true))[0]).toMatchObject({ value: 'never', bad: true })
  expect(of(example())[0]).toMatchObject({ value: '2.000', unit: 's', bad: false })
  expect(of(example(), 'steps')[0]).toMatchObject({ value: '7', unit: 'steps' })
})

test('a run without numbers has none', () => {
  expect(mainMeasures(example(), 'time')).toEqual([])
})

test('the five that say most are shown, in their order', () => {
  const list = [9, 5, 8, 1, 7, 6].map((rank, i) => ({ ...number, name: `n${i}`, rank }))
  const run = example()
  const shown = mainMeasures({ ...run, report: { ...run.report, numbers: { list, path: null } } }, 'time')
  expect(shown.map((m) => m.name)).toEqual(['n0', 'n1', 'n2', 'n4', 'n5'])
})

const number: RunNumber = {
  name: 'makespan',
  label: 'Makespan',
  unit: 'time',
  value: 2e9,
  steps: 7,
  meaning: '',
  detail: '',
  detail_steps: '',
  place: null,
  parts: [],
  rank: 1000,
}
const numbers = { list: [number], path: null }

test('who is stuck while the others go on is told before who is left behind', () => {
  const run = example()
  const waits = { function: 'main.f', reason: 'chan receive', line: 7, since_step: 2 }
  const stuck = { ...waits, id: 2, why: 'goroutine 2 waits at line 7.', since_ns: 1e9 }
  run.report.stuck = [stuck]
  run.report.leaked = [stuck, { ...waits, id: 3, why: 'goroutine 3 waits at line 7.', since_ns: 0 }]
  const { title, since, state, paragraphs } = explainRun(new RunModel(run))
  expect(title).toBe('Done, but one goroutine was stuck for ever')
  expect(since).toBe('since 1.000 s')
  expect(state).toBe(State.Stuck)
  expect(paragraphs.map(say).slice(0, 3)).toEqual([
    'The others went on; nobody who still ran could free it.',
    'goroutine 2 waits at line 7.',
    'Besides, 1 goroutine still waited when main returned.',
  ])
})

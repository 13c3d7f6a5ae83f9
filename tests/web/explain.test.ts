import { describe, expect, test } from 'vitest'
import { Kind, ObjectKind, Reason, State } from '../../www/base'
import type { GoroutineState, Run, RunNumber, Sentence, Why } from '../../www/engine/types'
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

const sentence = (part: Sentence['part'], text: string, links: Sentence['links'] = []): Sentence => ({
  part,
  text,
  links,
})

/** An explanation as the core gives it. */
const why = (what: Partial<Why>): Why => ({
  kind: 'done',
  title: 'It ran to its end',
  said: '',
  state: -1,
  goroutine: 0,
  since_ns: 2e9,
  since_step: 3,
  lasts: false,
  sentences: [],
  circle: [],
  proof: [],
  raise: null,
  ...what,
})

describe('explanations', () => {
  test('what the core says is shown, and what mends it apart', () => {
    const run = example(true)
    const waits = sentence('waits', 'main waits at line 12 for `wg`.', [
      { from: 0, to: 4, goroutine: 1 },
      { from: 14, to: 21, line: 12, file: 'main.go' },
    ])
    run.report.why = why({
      kind: 'deadlock',
      title: 'main is stuck for ever',
      state: State.Stuck,
      lasts: true,
      sentences: [waits, sentence('mend', 'Say `defer wg.Done()` first.')],
    })
    const { title, since, paragraphs, mends, state } = explainRun(new RunModel(run))
    expect([title, since, state]).toEqual(['main is stuck for ever', 'since 2.000 s', State.Stuck])
    expect(paragraphs).toEqual([
      [
        { goroutine: 1, text: 'main' },
        ' waits at ',
        { line: 12, text: 'line 12' },
        ' for ',
        { code: 'wg' },
        '.',
      ],
    ])
    expect(mends.map(say)).toEqual(['Say defer wg.Done() first.'])
  })

  test('a run that ended well says where to go on', () => {
    const run = example()
    run.report.why = why({ sentences: [sentence('what', '2 goroutines ran.')] })
    const { paragraphs, since } = explainRun(new RunModel(run))
    expect(since).toBe('at 2.000 s')
    expect(paragraphs.map(say)[1]).toContain('Choose a span')
  })

  test('a goroutine is told by its span until the core has said more', () => {
    const model = new RunModel(example())
    const cursor = { timeNs: 1e9, step: 2 }
    const { title, paragraphs } = explainGoroutine(model, 2, cursor)
    expect(title).toBe('Goroutine 2 is sleeping')
    expect(say(paragraphs[0] as Part[])).toBe('It waits at line 20: sleep.')
    const told = why({ title: 'Goroutine 2 is sleeping', sentences: [sentence('waits', 'It sleeps.')] })
    const more = explainGoroutine(model, 2, cursor, -1, { why: told } as GoroutineState)
    expect(more.paragraphs.map(say)).toEqual(['It sleeps.'])
  })

  test('a limit offers to be raised', () => {
    const run = example()
    run.report.why = why({
      kind: 'limit',
      title: 'Stopped at 10,000,000 steps',
      raise: ['steps', 100_000_000],
    })
    const { title, remedies } = explainRun(new RunModel(run))
    expect(title).toBe('Stopped at 10,000,000 steps')
    expect(remedies).toEqual([{ label: 'Raise to 100,000,000', do: { limit: 'steps', value: 100_000_000 } }])
  })

  test('lines and goroutines in words of the page become places', () => {
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

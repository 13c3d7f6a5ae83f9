import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { AtlasReport, AtlasRun, Effect } from '../../www/engine/atlas'
import { columnLabel, effectsByLine, matrix, runWords } from '../../www/state/atlas_view'
import { faultWords, movedFaults } from '../../www/state/faults'
import { loadCore, requestOf, runWith } from './core_node'

function run(line: number, what: string, effect: Effect, when = '#1'): AtlasRun {
  const where = { kind: 'call', name: 'main.f', file: 'a.go', line, occasions: 3 }
  const rest = { outcome: 'done', message: 'So.', virtual_ns: 0, exit: 0, stuck: [], leaked: [] } as const
  return {
    where,
    what,
    when,
    effect,
    ...rest,
    stuck: [],
    leaked: [],
    fault: `call:main.f@${line}${when}=${what}`,
  }
}

function report(runs: AtlasRun[]): AtlasReport {
  const counts = { none: 0, later: 0, wrong: 0, leak: 0, deadlock: 0, crash: 0 }
  for (const { effect } of runs) counts[effect]++
  const base = { outcome: 'done', virtual_ns: 0, exit: 0 }
  return { version: 1, base, runs, forgettings: [], counts, surprise: null, limits: {}, left_out: 0 }
}

describe('matrix', () => {
  const runs = [
    run(9, 'hang', 'deadlock'),
    run(4, 'slow(x3)', 'none', '#1'),
    run(4, 'slow(x3)', 'wrong', '#2'),
    run(4, 'error("injected")', 'later'),
    run(4, 'forget wg.Done', 'leak', ''),
  ]
  const m = matrix(report(runs))

  test('rows follow the code, columns the kinds, forgettings are no column', () => {
    expect(m.rows.map((r) => r.line)).toEqual([4, 9])
    expect(m.columns).toEqual(['error("injected")', 'slow(x3)', 'hang'])
  })

  test('a cell is the worst of its calls and knows them all', () => {
    expect(m.rows[0]?.cells[1]).toEqual({ effect: 'wrong', runs: [2, 1] })
    expect(m.rows[0]?.cells[2]).toBeNull()
    expect(m.rows[0]?.forgotten).toEqual([{ effect: 'leak', runs: [4] }])
  })

  test('the gutter shows the worst first', () => {
    const cells = effectsByLine(report(runs)).get(4) ?? []
    expect(cells.map((c) => c.effect)).toEqual(['leak', 'wrong', 'later'])
  })
})

test('heads of columns are short', () => {
  const short = [
    'error("injected")',
    'slow(x3)',
    'slow(+500ms)',
    'slow(tail(100ms))',
    'refuse(429)',
    'hang(cancel)',
    'crash',
  ]
  expect(short.map(columnLabel)).toEqual(['error', '×3', '+500 ms', 'tail', '429', 'hang, ctx', 'crash'])
})

test('a run is said in words', () => {
  expect(runWords(run(4, 'hang', 'deadlock', '#2'))).toBe('Line 4, main.f: hang, call 2 of 3: deadlock. So.')
  expect(runWords(run(4, 'forget wg.Done', 'leak', ''))).toBe('Line 4, forget wg.Done: leak. So.')
})

test('a forgetting moves with its line', () => {
  expect(faultWords('forget:close(a[0])@7')).toBe('forgot close(a[0]), line 7')
  expect(movedFaults(['forget:wg.Done@3'], 'a\nb\nc\n', 'a\nx\nb\nc\n')).toEqual(['forget:wg.Done@4'])
  expect(movedFaults(['forget:wg.Done@1'], 'a\nb\nc\n', 'a\nx\nb\nc\n')).toEqual(['forget:wg.Done@1'])
})

test('in wasm too an atlas is its single runs', async () => {
  const make = await loadCore()
  const text = readFileSync(join(import.meta.dirname, '../../www/lessons/deadline.go'), 'utf8')
  const request = requestOf('deadline.go', text)
  const session = make()
  expect(session.atlas_start(request, true)).toEqual({ kind: 'ready' })
  while (!session.atlas_slice(50_000).done);
  const { runs, forgettings, limits } = session.atlas_finish()
  session.free()
  expect(runs.length).toBe(forgettings.length)
  expect(runs.find((r) => r.what === 'forget wg.Done')?.effect).toBe('deadlock')
  for (const { fault, outcome, virtual_ns, stuck } of runs) {
    const { result } = runWith(make, { ...request, faults: [fault], limits })
    expect(result.kind === 'run' && result.run.report).toMatchObject({ outcome, virtual_ns, stuck })
  }
}, 60_000)

import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import type { CoreSession } from '../../www/engine/core'
import type { Policy, RunRequest } from '../../www/engine/types'
import { loadCore, requestOf, runWith } from './core_node'

const root = join(import.meta.dirname, '../..')
const native = ['release', 'debug']
  .map((p) => join(root, 'target', p, 'interleave'))
  .find((p) => existsSync(p))

const goFiles = (folder: string) =>
  readdirSync(join(root, folder), { recursive: true })
    .map((f) => join(folder, String(f)))
    .filter((f) => f.endsWith('.go'))
    .sort()

const programs = goFiles('tests/programs')
const lessons = goFiles('www/lessons')
const read = (file: string) => readFileSync(join(root, file), 'utf8')

let make: () => CoreSession

beforeAll(async () => {
  make = await loadCore()
})

/** What a program's comments ask for, as far as the page can tell. */
function expectations(text: string) {
  const one = (key: string) => new RegExp(`^// ${key}: (.*)$`, 'm').exec(text)?.[1]?.trim()
  // not `.`: lines of output may hold U+2028, which ends no line of Go
  const output = /^\/\/ Output:\n((?:\/\/[^\n]*\n?)*)/m.exec(text)?.[1]
  return {
    seed: Number(one('Seed') ?? 0),
    policy: (one('Policy') ?? 'fifo') as Policy,
    faults: [...text.matchAll(/^\/\/ Fault: (.*)$/gm)].map(([, f]) => f as string),
    args: [...text.matchAll(/^\/\/ Args: (.*)$/gm)].flatMap(([, list]) => (list as string).split(' ')),
    race: one('Race') === 'on',
    stdin: [...text.matchAll(/^\/\/ Stdin: (.*)$/gm)].map(([, line]) => `${line}\n`).join(''),
    knobs: settings(text, 'Knob'),
    limits: Object.fromEntries(Object.entries(settings(text, 'Limit')).map(([k, v]) => [k, Number(v)])),
    outcome: one('Outcome') ?? 'done',
    errors: /\/\/ ERROR "/.test(text),
    output: output?.replace(/^\/\/ ?/gm, '').trimEnd(),
  }
}

/** Lines such as `// Knob: items=100`. */
function settings(text: string, key: string): Record<string, string> {
  const lines = [...text.matchAll(new RegExp(`^// ${key}: ([^=]*)=(.*)$`, 'gm'))]
  return Object.fromEntries(lines.map(([, name, value]) => [name as string, value as string]))
}

/** Some spin until a second of virtual time has passed, which takes seconds, and more on a machine with other work. */
const SLOW_MS = 30_000

describe('every program does in wasm what its comments say', () => {
  test.each(programs)(
    '%s',
    (file) => {
      const text = read(file)
      const { errors, outcome, output, ...how } = expectations(text)
      const { result } = runWith(make, requestOf(basename(file), text, how))
      if (errors) return expect(result.kind).toBe('errors')
      if (result.kind !== 'run') return expect(result).toMatchObject({ kind: 'run' })
      const { report } = result.run
      expect(outcomeText(report.outcome, report.exit, report.limit?.name)).toBe(outcome)
      if (output !== undefined) expect(report.stdout.trimEnd()).toBe(output)
    },
    SLOW_MS,
  )
})

const outcomeText = (outcome: string, exit: number, limit: string | undefined) =>
  outcome === 'exit' ? `exit ${exit}` : outcome === 'limit' ? `limit ${limit}` : outcome

describe('every lesson runs, twice alike', () => {
  test.each(lessons)('%s', (file) => {
    const request = requestOf(basename(file), read(file), { seed: 1 })
    const first = runWith(make, request)
    expect(first.result).toMatchObject({ kind: 'run' })
    expect(runWith(make, request).hash).toBe(first.hash)
    expectReplay(request, first)
  })
})

/** The schedule of a run replays it. */
function expectReplay(request: RunRequest, { result, hash }: ReturnType<typeof runWith>): void {
  if (result.kind !== 'run') return
  const { schedule } = result.run.report
  expect(runWith(make, { ...request, policy: 'random', seed: 99, schedule }).hash).toBe(hash)
}

test.skipIf(!native)(
  'wasm and native give the same trace, bit for bit',
  () => {
    const files = [...programs, ...lessons]
    const { stdout } = spawnSync(native as string, ['hash', ...files], { cwd: root, encoding: 'utf8' })
    const hashes = new Map(
      stdout
        .trim()
        .split('\n')
        .map((line) => line.split(' ').reverse() as [string, string]),
    )
    const differ = files.filter((file) => {
      const here = runWith(make, requestOf(basename(file), read(file))).hash
      return hashes.get(file) !== here
    })
    expect(differ).toEqual([])
    expect(hashes.size).toBe(files.length)
  },
  120_000,
)

import { deflateRawSync } from 'node:zlib'
import { beforeAll, expect, test } from 'vitest'
import { withinCeilings } from '../../www/engine/limits'
import { lessonProgram } from '../../www/lessons'
import { faultLine, faultShort, faultText, faultWords, movedFaults, parseFault } from '../../www/state/faults'
import { knobsOf, turned, turnedAll, turnedFrom } from '../../www/state/knobs'
import { BadLink, decodeShared, encodeShared, hashParameters } from '../../www/state/link'
import { loadCore, requestOf } from './core_node'

/** Numbers from 0 up to a bound, the same in every run. */
function drawer(seed: number) {
  let state = seed
  return (bound: number) => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9) | 0
    return ((state ^ (state >>> 13)) >>> 0) % bound
  }
}

const draw = drawer(7)
const pick = <T>(list: readonly T[]): T => list[draw(list.length)] as T

/** Values that like to break what reads them. */
const ODD: readonly unknown[] = [
  null,
  true,
  -1,
  -0,
  1.5,
  2 ** 53,
  2 ** 70,
  1e308,
  '',
  '\u0000\u202e\ud800',
  'constructor',
  '__proto__',
  'x'.repeat(5000),
  [],
  [[[[[[]]]]]],
  [null, {}, 'hang'],
  {},
  { length: 3 },
]

/** A wire with some of its fields, at any depth, something else. */
function spoilt(wire: unknown): unknown {
  if (draw(6) === 0) return pick(ODD)
  if (Array.isArray(wire)) return wire.map((x) => (draw(2) ? x : spoilt(x)))
  if (typeof wire !== 'object' || wire === null) return wire
  const all = Object.entries(wire).map(([k, x]) => [
    draw(12) ? k : String(pick(ODD)),
    draw(2) ? x : spoilt(x),
  ])
  return Object.fromEntries(all)
}

/** A text with some of it cut, doubled, or something else. */
function mutated(text: string): string {
  const at = draw(text.length + 1)
  const to = Math.min(text.length, at + draw(8))
  const [head, cut, tail] = [text.slice(0, at), text.slice(at, to), text.slice(to)]
  return pick([
    head + tail,
    head + cut.repeat(draw(50)) + tail,
    head + String(pick(ODD)) + tail,
    head,
    tail,
    `${head}${String.fromCharCode(draw(0x10000))}${tail}`,
  ])
}

const WIRE = {
  v: 1,
  l: 'straggler',
  n: 'main.go',
  t: 'package main\n\nfunc main() {}\n',
  s: 7,
  p: 'random',
  f: ['call:time.Sleep@19#2=panic("disk")', 'forget:wg.Done@20'],
  d: '1.random.7',
  q: { workers: 3 },
  m: { goroutines: 500 },
  c: [2_500_000_000, 15],
  a: 'steps',
  b: [[1, 2, 'here']],
  w: { g: 'pool', o: 'waiting', t: ['states'], s: 'words', c: ['pool'] },
  k: { v: 1, t: 'package main', s: 1, p: 'fifo', f: [] },
}

/** The run that a link holds, or the sentence with which it is refused. */
async function opened(link: string): Promise<string> {
  try {
    const shared = await decodeShared(link)
    // it is safe to show, to run and to share again
    expect(shared.lesson !== undefined || typeof shared.text === 'string').toBe(true)
    expect(Number.isSafeInteger(shared.seed) && shared.seed >= 0).toBe(true)
    expect(['fifo', 'go', 'random']).toContain(shared.policy)
    expect(shared.faults.every((f) => typeof f === 'string')).toBe(true)
    for (const n of Object.values({ ...shared.knobs, ...shared.limits }))
      expect(Number.isFinite(n)).toBe(true)
    shared.faults.forEach(faultWords)
    const again = await decodeShared(await encodeShared(shared))
    expect(again.faults).toEqual(shared.faults)
    expect(again.text).toBe(shared.text)
    return ''
  } catch (error) {
    if (error instanceof BadLink) return error.message
    throw error
  }
}

test('links with anything in any of their fields open, or are refused in a sentence', async () => {
  let taken = 0
  for (let i = 0; i < 600; i++) {
    const words = await opened(deflateRawSync(JSON.stringify(spoilt(WIRE))).toString('base64url'))
    if (words === '') taken++
    else expect(words).toMatch(/^This link .*\.$/)
  }
  expect(taken).toBeGreaterThan(50)
  expect(taken).toBeLessThan(600)
})

test('links with any of their letters changed open, or are refused in a sentence', async () => {
  const link = deflateRawSync(JSON.stringify(WIRE)).toString('base64url')
  for (let i = 0; i < 600; i++) {
    const words = await opened(mutated(link))
    if (words !== '') expect(words).toMatch(/^This link .*\.$/)
  }
})

test('what stands after # gives names and values, whatever it is', () => {
  for (let i = 0; i < 600; i++) {
    const hash = mutated(mutated('#embed&size=slide&lesson=wait%20x&run=abc_-'))
    for (const [name, value] of hashParameters(hash)) expect(`${name}${value}`).toBeTypeOf('string')
  }
})

test('faults of any text are shown, and moved without losing a letter', () => {
  for (let i = 0; i < 2_000; i++) {
    const text = mutated('call:main.(*Pool).Run@main.go:12#2..5@2s..%25?len(jobs)>3=rate(2/1s,"no")')
    const fault = parseFault(text)
    expect(faultWords(text)).toBeTypeOf('string')
    expect(faultShort(text)).toBeTypeOf('string')
    expect(Number.isSafeInteger(faultLine(text)) || fault !== null).toBe(true)
    if (fault) expect(parseFault(faultText(fault))).toEqual(fault)
    expect(movedFaults([text], 'a\nb', 'a\nb')).toEqual([text])
  }
})

test('a lesson file with any knobs keeps its text', () => {
  const lesson = lessonProgram('pool')?.text ?? ''
  expect(knobsOf(lesson).length).toBeGreaterThan(0)
  for (let i = 0; i < 400; i++) {
    const text = mutated(mutated(lesson))
    for (const { name, from, to, least, most } of knobsOf(text)) {
      expect(least).toBeLessThan(most)
      for (const value of [Number.NaN, -1, 1e300, Number.POSITIVE_INFINITY, 3]) {
        const now = turned(text, name, value)
        // nothing but the number is another one
        expect(now.startsWith(text.slice(0, from)) && now.endsWith(text.slice(to))).toBe(true)
      }
    }
    expect(turnedAll(text, { '': 1, constructor: 2, workers: Number.NaN })).toBeTypeOf('string')
    turnedFrom(lesson, text)
  }
})

test('limits of others stay below the ceilings', () => {
  for (const value of [0, -5, 1, 2 ** 53, 1e300, Number.NaN, Number.POSITIVE_INFINITY]) {
    for (const n of Object.values(withinCeilings({ goroutines: value, heap: value, nothing: value })))
      expect(Number.isFinite(n) && n > 0).toBe(true)
  }
})

let makeCore: Awaited<ReturnType<typeof loadCore>>
beforeAll(async () => {
  makeCore = await loadCore()
})

test('the core takes requests of any shape, or throws an Error; and runs the next one', () => {
  const whole = requestOf('main.go', WIRE.t, { limits: { steps: 1000 }, faults: ['go:2=kill'] })
  let started = 0
  for (let i = 0; i < 500; i++) {
    const session = makeCore()
    try {
      const answer = session.start(spoilt(whole) as typeof whole) as { kind: string }
      expect(['ready', 'errors', 'refused']).toContain(answer.kind)
      started++
    } catch (error) {
      expect(error).toBeInstanceOf(Error)
      // an error that says what is wrong, no trap of the machine
      expect(error).not.toBeInstanceOf(WebAssembly.RuntimeError)
    }
    try {
      session.free()
    } catch {
      // what a list of no pairs throws passes through the core: such a session is given up, as the worker does
    }
  }
  expect(started).toBeGreaterThan(20)
  const session = makeCore()
  expect(session.start(whole)).toEqual({ kind: 'ready' })
  session.free()
})

test('lists in place of objects are refused by name, and the core can be used after them', () => {
  const session = makeCore()
  const whole = requestOf('main.go', 'package main\n\nfunc main() {}\n')
  for (const name of ['limits', 'knobs'])
    for (const odd of [[[['x']]], [null, {}, 'hang'], [1], new Set(['steps']), new Map([['steps', 1]])]) {
      const request = { ...whole, [name]: odd } as unknown as typeof whole
      expect(() => session.start(request)).toThrow(`${name}: a list, where an object is expected`)
    }
  expect(session.start(whole)).toEqual({ kind: 'ready' })
  session.free()
})

import { describe, expect, test } from 'vitest'
import type { RunRequest } from '../../www/engine/types'
import { changeWords } from '../../www/state/request_diff'
import { diffLines } from '../../www/state/text_diff'

describe('the difference of two texts', () => {
  const own = (text: string, other: string, kinds: readonly string[]) =>
    diffLines(text, other)
      .filter((line) => kinds.includes(line.kind))
      .map((line) => line.text)
      .join('\n')

  test('gives back both, whatever they are', () => {
    let x = 7
    const next = (n: number) => {
      x = (Math.imul(x, 1_664_525) + 1_013_904_223) >>> 0
      return (x >>> 8) % n
    }
    const random = () => Array.from({ length: next(14) + 1 }, () => 'abcd'[next(4)]).join('\n')
    for (let i = 0; i < 500; i++) {
      const [a, b] = [random(), random()]
      expect(own(a, b, ['same', 'gone'])).toBe(a)
      expect(own(a, b, ['same', 'new'])).toBe(b)
    }
  })

  test('numbers lines as each text has them, and keeps what can be kept', () => {
    const diff = diffLines('a\nb\nc\nd', 'a\nx\nc\nd\ne')
    expect(diff.map(({ kind, a, b }) => [kind, a, b])).toEqual([
      ['same', 1, 1],
      ['gone', 2, 0],
      ['new', 0, 2],
      ['same', 3, 3],
      ['same', 4, 4],
      ['new', 0, 5],
    ])
  })
})

describe('what was changed, in words', () => {
  const text = 'package main\n\nconst n = 3 //lab:knob 1..9\n'
  const run: RunRequest = { files: [{ name: 'a.go', text }], seed: 1, policy: 'fifo', faults: [], limits: {} }

  test.each<[string, Partial<RunRequest>, string[]]>([
    ['nothing', {}, []],
    ['a knob', { files: [{ name: 'a.go', text: text.replace('3', '7') }] }, ['n 3 → 7']],
    ['a knob beside the text', { knobs: { n: '7', m: '2' } }, ['m 2', 'n 3 → 7']],
    ['the code', { files: [{ name: 'a.go', text: `${text}var x = 1\n` }] }, ['the code']],
    ['seed and order', { seed: 2, policy: 'go' }, ['seed 1 → 2', 'order first come → like Go']],
    ['a limit', { limits: { memory: 4 * 2 ** 20 } }, ['limit memory none → 4 MiB']],
    ['a fault', { faults: ['call:main.f@3=panic("x")'] }, ['with panic("x") on f']],
  ])('%s', (_, change, words) => {
    const said = changeWords(run, { ...run, ...change })
    expect(said).toHaveLength(words.length)
    if (!change.faults) expect(said).toEqual(words)
    else expect(said[0]).toMatch(/^with .*panic/)
  })
})

import { describe, expect, test } from 'vitest'
import { knobsOf, turned, turnedAll, turnedFrom } from '../../www/state/knobs'
import { decodeShared, encodeShared } from '../../www/state/link'

const TEXT = `package main

const (
	workers = 3  //lab:knob 1..12
	jobs    = 1_200 //lab:knob 1..5000 jobs
	plain   = 7
)

const depth int = -2 //lab:knob -5..5
var buffer = 4 //lab:knob 0..16

// x = 3 //lab:knob 1..2
func main() {}
`

describe('knobs', () => {
  test('are found in order, with where their values stand', () => {
    const knobs = knobsOf(TEXT)
    expect(knobs.map((k) => [k.name, k.value, k.least, k.most])).toEqual([
      ['workers', 3, 1, 12],
      ['jobs', 1200, 1, 5000],
      ['depth', -2, -5, 5],
      ['buffer', 4, 0, 16],
    ])
    expect(knobs.map((k) => TEXT.slice(k.from, k.to))).toEqual(['3', '1_200', '-2', '4'])
  })

  test('turn within their range and change nothing else', () => {
    const text = turned(TEXT, 'workers', 99)
    expect(text).toBe(TEXT.replace('workers = 3 ', 'workers = 12 '))
    expect(turned(TEXT, 'workers', 3)).toBe(TEXT)
    expect(turned(TEXT, 'plain', 3)).toBe(TEXT)
    expect(turned(TEXT, 'depth', -9)).toContain('depth int = -5 ')
  })

  test('what is turned is told apart from what is written', () => {
    const text = turnedAll(TEXT, { workers: 5, buffer: 0 })
    expect(turnedFrom(TEXT, text)).toEqual({ workers: 5, buffer: 0 })
    expect(turnedFrom(TEXT, TEXT)).toEqual({})
    expect(turnedFrom(TEXT, text.replace('plain   = 7', 'plain   = 8'))).toBeNull()
  })
})

test('knobs and limits stand in a link, and no link asks for more than a tab holds', async () => {
  const shared = {
    lesson: 'pool',
    seed: 1,
    policy: 'fifo' as const,
    faults: [],
    knobs: { workers: 9 },
    limits: { memory: 65_536, events: 1e12, nothing: 4 },
  }
  const back = await decodeShared(await encodeShared(shared))
  expect(back.knobs).toEqual({ workers: 9 })
  expect(back.limits).toEqual({ memory: 65_536, events: 26_000_000 })
})

import { deflateRawSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { BadLink, decodeShared, encodeShared, hashParameters, type Shared } from '../../www/state/link'
import { FIRST_CHOICE } from '../../www/state/view_choice'

const shared: Shared = {
  file: 'main.go',
  text: 'package main\n\nfunc main() { println("ä€😀") }\n',
  seed: 7,
  policy: 'random',
  faults: ['call:time.Sleep@19#2=panic("disk \\"full\\"")'],
  schedule: '0,1,2',
  timeNs: 2_500_000_000,
  step: 15,
  axis: 'steps',
  view: {
    grouping: 'pool',
    order: 'waiting',
    collapsed: ['pool jobs 11'],
    tracks: ['states', 'channels jobs 11'],
    showing: 'words',
    text: 'large',
    path: true,
  },
  pinned: { lesson: 'straggler', seed: 1, policy: 'fifo', faults: [] },
}

const link = (wire: unknown) => deflateRawSync(JSON.stringify(wire)).toString('base64url')
const refusal = (text: string) =>
  decodeShared(text).then(
    () => 'accepted',
    (e) => (e instanceof BadLink ? e.message : `${e}`),
  )

test('what is encoded comes back', async () => {
  const text = await encodeShared(shared)
  expect(text).toMatch(/^[\w-]+$/)
  expect(await decodeShared(text)).toEqual(shared)
})

test('a way of showing that does not exist is left as at first', async () => {
  const view = { g: 'constructor', o: 7, t: 'all', s: 'words', c: [1, 'a'] }
  const read = await decodeShared(link({ v: 1, t: 'package main', s: 1, p: 'fifo', f: [], w: view }))
  expect(read.view).toEqual({ ...FIRST_CHOICE, showing: 'words', collapsed: ['a'] })
})

test('a pinned run has no pinned run of its own', async () => {
  const plain = { v: 1, t: 'package main', s: 1, p: 'fifo', f: [] }
  const read = await decodeShared(link({ ...plain, k: { ...plain, s: 2, k: plain } }))
  expect(read.pinned?.seed).toBe(2)
  expect(read.pinned?.pinned).toBeUndefined()
})

test('a lesson’s unchanged text is not carried along', async () => {
  const { text: _, file: __, ...rest } = shared
  const encoded = await encodeShared({ ...rest, lesson: 'straggler' })
  expect(encoded.length).toBeLessThan(360)
  expect(await decodeShared(encoded)).toEqual({ ...rest, lesson: 'straggler' })
})

describe('a hostile link gives a sentence', () => {
  test.each([
    ['nonsense', 'this is no link!'],
    ['cut short', link({ v: 1, t: 'x'.repeat(500) }).slice(0, 8)],
    ['empty', ''],
    ['not an object', link(null)],
    ['no program', link({ v: 1, s: 1 })],
    ['from the future', link({ v: 2, t: 'package main' })],
    ['a bomb', deflateRawSync(Buffer.alloc(50_000_000)).toString('base64url')],
    ['endless', 'A'.repeat(500_000)],
  ])('%s', async (_, text) => {
    expect(await refusal(text)).toMatch(/^This link .*\.$/)
  })
})

test('fields that make no sense fall back', async () => {
  const odd = {
    v: 1,
    t: 'package main',
    n: '../../etc/passwd',
    s: -3,
    p: 'worst',
    f: 'no list',
    c: [1.5, 'x'],
    a: 'depth',
  }
  expect(await decodeShared(link(odd))).toEqual({
    text: 'package main',
    file: 'main.go',
    seed: 1,
    policy: 'fifo',
    faults: [],
  })
})

test('the part after # has names and values', () => {
  const found = hashParameters('#embed&size=slide&lesson=a%20b&bad=%E0%A4%A&')
  expect([...found]).toEqual([
    ['embed', ''],
    ['size', 'slide'],
    ['lesson', 'a b'],
    ['bad', ''],
  ])
})

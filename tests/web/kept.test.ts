import { expect, test } from 'vitest'
import type { CoreSession } from '../../www/engine/core'
import { KeptSessions } from '../../www/engine/kept'
import type { RunRequest } from '../../www/engine/types'

const request = (seed: number): RunRequest => ({ files: [], seed, policy: 'fifo', faults: [] })

test('the session used least lately is given back', () => {
  const freed: number[] = []
  let made = 0
  const kept = new KeptSessions(() => {
    const number = ++made
    return { free: () => freed.push(number) } as unknown as CoreSession
  }, 2)
  const first = kept.add(request(1))
  kept.add(request(2))
  expect(kept.get(request(1))).toBe(first)
  kept.add(request(3))
  expect(freed).toEqual([2])
  expect(kept.get(request(2))).toBeUndefined()
  expect(kept.get({ ...request(1) })).toBe(first)
  kept.drop(request(1))
  expect(freed).toEqual([2, 1])
})

test('a run that is made again takes the place of its session', () => {
  const freed: number[] = []
  let made = 0
  const kept = new KeptSessions(() => {
    const number = ++made
    return { free: () => freed.push(number) } as unknown as CoreSession
  }, 3)
  kept.add(request(1))
  const again = kept.add(request(1))
  expect(freed).toEqual([1])
  expect(kept.get(request(1))).toBe(again)
})

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

test('very large runs are not kept beside each other', () => {
  const freed: number[] = []
  let made = 0
  const kept = new KeptSessions(() => {
    const number = ++made
    return { free: () => freed.push(number) } as unknown as CoreSession
  })
  kept.add(request(1))
  kept.weigh(request(1), 5_000_000)
  kept.add(request(2))
  kept.weigh(request(2), 6_000_000)
  expect(freed).toEqual([])
  // a run is weighed when it has ended; it stays however large it is
  kept.add(request(3))
  kept.weigh(request(3), 26_000_000)
  expect(freed).toEqual([1, 2])
  expect(kept.get(request(3))).toBeDefined()
  kept.add(request(4))
  expect(freed).toEqual([1, 2, 3])
})

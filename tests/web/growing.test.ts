import { expect, test } from 'vitest'
import { growthOf } from '../../www/views/growing'

const word = (steps: number, virtualNs: number, goroutines: number) => ({
  steps,
  virtualNs,
  goroutines,
  wallMs: 0,
})

test('what is known of a long run grows from the left, and its axis is never shorter than that', () => {
  const words = [word(10, 1e6, 3), word(200, 9e6, 40), word(900, 3e7, 25)]
  for (let known = 1; known <= words.length; known++) {
    const { d, end, timed, most } = growthOf(words.slice(0, known))
    expect(timed).toBe(true)
    expect(end).toBeGreaterThanOrEqual(words[known - 1]?.virtualNs ?? 0)
    expect(most).toBe(Math.max(...words.slice(0, known).map(({ goroutines }) => goroutines)))
    const places = [...d.matchAll(/L([\d.]+),([\d.]+)/g)].map(([, x, y]) => [Number(x), Number(y)] as const)
    expect(places.map(([x]) => x)).toEqual(places.map(([x]) => x).toSorted((a, b) => a - b))
    for (const [x, y] of places) {
      expect(x).toBeLessThanOrEqual(1000)
      expect(y).toBeGreaterThanOrEqual(0)
      expect(y).toBeLessThanOrEqual(100)
    }
  }
})

test('while time stands still steps are its axis; of nothing there is nothing', () => {
  expect(growthOf([word(700, 0, 2)])).toMatchObject({ timed: false, end: 1000 })
  expect(growthOf([]).d).not.toContain('NaN')
})

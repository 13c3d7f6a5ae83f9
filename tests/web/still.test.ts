import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { bundled, bundlePath } from '../../scripts/still.mjs'
import { type StillOptions, stillOf } from '../../www/timeline/still'
import { batchesRun, crowdRun } from './run_builder'

const OPTIONS: StillOptions = {
  width: 960,
  theme: 'light',
  grouping: 'line',
  order: 'start',
  tracks: [],
  slide: false,
  span: false,
  folded: [],
  bookmarks: [],
  path: false,
  apart: false,
}

describe('a picture without a page', () => {
  test('stands alone: no colour is left to a page around it', () => {
    for (const theme of ['light', 'dark'] as const) {
      const svg = stillOf(batchesRun(), { ...OPTIONS, theme })
      expect(svg).not.toContain('var(--')
      expect(svg).not.toMatch(/(fill|stroke|font-family):(;|")/)
      expect(svg).toContain(theme === 'dark' ? '#15181d' : '#ffffff')
    }
  })

  test('is as high as its lanes, and no higher than a page', () => {
    const height = (svg: string) => Number(/ height="(\d+)"/.exec(svg)?.[1])
    const few = height(stillOf(batchesRun(), OPTIONS))
    const many = height(stillOf(crowdRun(2000), OPTIONS))
    expect(few).toBeLessThan(700)
    expect(many).toBeGreaterThanOrEqual(few)
    expect(many).toBeLessThanOrEqual(900)
  })

  test('shows the part and the cursor that were asked for', () => {
    const svg = stillOf(batchesRun(), { ...OPTIONS, from: 5e8, to: 1.5e9, cursor: 1e9 })
    expect(svg).toContain('1.000 s')
    expect(svg).not.toBe(stillOf(batchesRun(), { ...OPTIONS, cursor: 1e9 }))
  })
})

describe('two runs', () => {
  const later = () => {
    const run = batchesRun()
    return {
      ...run,
      report: { ...run.report, virtual_ns: run.report.virtual_ns * 2, outcome: 'done' as const },
    }
  }
  const heights = (svg: string) => [...svg.matchAll(/<svg[^>]* height="(\d+)"/g)].map(([, h]) => Number(h))
  const pair = (options: Partial<StillOptions> = {}) =>
    stillOf(batchesRun(), { ...OPTIONS, ...options }, later())

  test('stand one below the other on one axis, with what differs in words', () => {
    const svg = pair()
    const axis = (part: string) => [...part.matchAll(/>(\d+(?:\.\d+)? s)</g)].map(([, tick]) => tick)
    const [, a = '', b = ''] = svg.split(/<svg[^>]* y="\d+"/)
    expect(axis(a)).toEqual(axis(b))
    for (const said of ['>A<', '>B<', '→']) expect(svg).toContain(said)
    const [, ownA = '', ownB = ''] = pair({ apart: true }).split(/<svg[^>]* y="\d+"/)
    expect(axis(ownA)).not.toEqual(axis(ownB))
  })

  test('share the height that was asked for', () => {
    const [whole = 0, ...parts] = heights(pair({ height: 600 }))
    expect(whole).toBe(600)
    expect(parts.length).toBe(2)
    expect(parts.reduce((sum, h) => sum + h, 0)).toBeLessThan(600)
  })

  test('colours are those of the theme', () =>
    expect(pair({ theme: 'dark' })).not.toMatch(/(fill|stroke):(undefined|;|")/))
})

test('a name that no group and no track has is said', () => {
  expect(() => stillOf(batchesRun(), { ...OPTIONS, folded: ['go nobody'] })).toThrow(
    /no group go nobody; there is go worker/,
  )
  expect(() => stillOf(batchesRun(), { ...OPTIONS, tracks: ['nothing'] })).toThrow(
    /no track nothing; there is /,
  )
  expect(stillOf(batchesRun(), { ...OPTIONS, folded: ['go worker'] })).not.toContain('>worker(3)<')
})

test('the command line draws with this very code: `npm run still` after a change', async () => {
  expect(readFileSync(bundlePath, 'utf8') === (await bundled()), 'src/cli/render/timeline.js is old').toBe(
    true,
  )
})

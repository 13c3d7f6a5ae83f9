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

test('the command line draws with this very code: `npm run still` after a change', async () => {
  expect(readFileSync(bundlePath, 'utf8') === (await bundled()), 'src/cli/render/timeline.js is old').toBe(
    true,
  )
})

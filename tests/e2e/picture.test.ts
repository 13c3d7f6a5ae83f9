import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Reader, Site } from './site'

let site: Site

beforeAll(async () => {
  site = await Site.start()
})
afterAll(() => site?.stop())

/** Ways to look at a run, each with its address. */
const VIEWS: Record<string, { at: string; dark?: boolean; act?(page: Page, reader: Reader): Promise<void> }> =
  {
    'lanes and tracks': { at: '#lesson=straggler' },
    'dark, zoomed, one chosen': {
      at: '#lesson=pool',
      dark: true,
      act: async (page) => {
        for (const key of ['Home', '.', '.', '.', 'w', 'w', 'ArrowDown', 'ArrowDown'])
          await page.keyboard.press(key)
      },
    },
    'groups folded, by steps': {
      at: '#lesson=batches',
      act: async (page) => {
        for (const key of ['Shift+G', 't']) await page.keyboard.press(key)
      },
    },
    'a crowd as bands, one opened': {
      at: '#lesson=unlimited',
      act: async (page) => {
        for (const key of ['PageDown', 'PageDown', 'PageDown']) await page.keyboard.press(key)
      },
    },
    'a slide': { at: '#embed&size=slide&lesson=straggler' },
    'two runs': {
      at: '#lesson=forgotten',
      act: async (page) => {
        await page.keyboard.press('c')
      },
    },
  }

test.each(Object.entries(VIEWS))('a saved picture is what the page shows: %s', async (_, view) => {
  const page = await site.open(view.at, {
    reducedMotion: 'reduce',
    colorScheme: view.dark ? 'dark' : 'light',
  })
  const reader = new Reader(page)
  await reader.player.locator('.tl-list:visible').last().focus()
  await page.waitForFunction(() => performance.getEntriesByName('interleave:shown').length > 0)
  await view.act?.(page, reader)
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    (async () => {
      await page.keyboard.press('Control+k')
      await page.keyboard.type('save the picture')
      await page.keyboard.press('Enter')
    })(),
  ])
  const svg = readFileSync(await download.path(), 'utf8')
  // until the palette has closed and the timeline is drawn
  await page.waitForTimeout(300)
  const { pixels, other, far } = await reader.player
    .locator('.tl-root:visible canvas')
    .evaluateAll(async (all, svg) => {
      const canvas = all.at(-1) as HTMLCanvasElement
      const image = new Image()
      image.src = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }))
      await image.decode()
      const { width, height } = canvas
      const drawn = new OffscreenCanvas(width, height).getContext('2d')
      // the shown run is the lowest of a picture
      drawn?.drawImage(image, 0, height - image.height)
      const a = canvas.getContext('2d')?.getImageData(0, 0, width, height).data ?? []
      const b = drawn?.getImageData(0, 0, width, height).data ?? []
      let other = 0
      let far = 0
      for (let i = 0; i < a.length; i += 4) {
        const off = Math.max(...[0, 1, 2].map((k) => Math.abs((a[i + k] ?? 0) - (b[i + k] ?? 0))))
        if (off > 24) other++
        if (off > 96) far++
      }
      return { pixels: a.length / 4, other, far }
    }, svg)
  // text may begin a fraction of a pixel elsewhere
  expect(other).toBeLessThan(pixels * 0.003)
  expect(far).toBeLessThan(20)
  await page.context().close()
})

import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Site } from './site'

/** Pictures for looking at, written on every run. */
const shots = join(import.meta.dirname, '../../.cache/screens')
let site: Site

beforeAll(async () => {
  mkdirSync(shots, { recursive: true })
  site = await Site.start()
})
afterAll(() => site?.stop())

describe.each(['light', 'dark'] as const)('%s', (colorScheme) => {
  test.each([
    ['wide', 1440, 900, '#lesson=straggler'],
    ['medium', 1000, 800, '#lesson=deadline'],
    ['phone', 390, 844, '#lesson=straggler'],
    ['phone on its side', 844, 390, '#lesson=straggler'],
    ['small projector', 1024, 768, '#lesson=pool'],
    ['slide', 960, 540, '#embed&size=slide&lesson=forgotten'],
    ['card', 860, 480, '#embed&lesson=wait'],
  ])('%s: all controls are on the screen, and no type is too small', async (name, width, height, hash) => {
    const page = await site.open(hash, { viewport: { width, height }, colorScheme, reducedMotion: 'reduce' })
    await page.locator('.now b', { hasText: /[1-9]/ }).waitFor()
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))))
    await page.screenshot({ path: join(shots, `${name.replaceAll(' ', '_')}-${colorScheme}.png`) })
    const found = await page.locator('interleave-player').evaluate(measure)
    expect(found.outside).toEqual([])
    expect(found.smallest).toBeGreaterThanOrEqual(name === 'slide' ? 16 : 10)
    await page.context().close()
  })
})

test.each([
  ['wide', 1440, 900],
  ['small projector', 1024, 768],
  ['embedded', 980, 420],
])(
  '%s: while things are broken the lanes of a few goroutines can all be seen',
  async (name, width, height) => {
    const hash = name === 'embedded' ? '#embed&lesson=pool' : '#lesson=pool'
    const page = await site.open(hash, { viewport: { width, height }, reducedMotion: 'reduce' })
    const player = page.locator('interleave-player')
    await page.locator('.now b', { hasText: /[1-9]/ }).waitFor()
    await player.getByRole('button', { name: 'Break it' }).first().click()
    await page.waitForTimeout(300)
    const { top, height: high } = await player
      .locator('.tl-list:visible')
      .evaluate((list) => list.getBoundingClientRect())
    // an axis, a row for the group, and five lanes that can be told apart
    expect(high).toBeGreaterThan(28 + 24 + 5 * 18)
    expect(top + high).toBeLessThan(height)
    await page.context().close()
  },
)

/** In the page: controls that stick out, and the smallest type that is shown. */
function measure(host: Element): { outside: string[]; smallest: number } {
  const root = host.shadowRoot as ShadowRoot
  const box = host.getBoundingClientRect()
  const outside: string[] = []
  for (const element of root.querySelectorAll('.top button, .transport :is(button, select, input)')) {
    const { left, right, bottom, width } = element.getBoundingClientRect()
    const isScrub = element.matches('.scrub')
    if (width > 0 && !isScrub && (left < box.left || right > box.right + 0.5 || bottom > box.bottom + 0.5))
      outside.push(element.getAttribute('aria-label') ?? element.textContent ?? '')
  }
  let smallest = 99
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement
    if (!parent || !node.textContent?.trim() || parent.matches('style, .chip *, option')) continue
    const { width, height } = parent.getBoundingClientRect()
    if (width > 1 && height > 1)
      smallest = Math.min(smallest, Number.parseFloat(getComputedStyle(parent).fontSize))
  }
  return { outside, smallest }
}

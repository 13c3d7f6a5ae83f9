import { afterAll, beforeAll, expect, test } from 'vitest'
import { Reader, Site } from './site'

let site: Site
beforeAll(async () => {
  site = await Site.start()
})
afterAll(async () => {
  expect(site.errors).toEqual([])
  await site.stop()
})

test('on paper a run is light, of lines and letters, without controls, with its link; afterwards all is as it was', async () => {
  const page = await site.open('#lesson=pool', { colorScheme: 'dark' })
  const reader = new Reader(page)
  await reader.ran(/It ran to its end/)
  const link = reader.player.locator('.printed-link')
  await expect.poll(() => link.getAttribute('href')).toContain('#run=')
  const theme = () => reader.player.locator('.player').getAttribute('data-theme')
  const printed = () =>
    reader.player
      .locator('.stage .on-paper, .runs .on-paper')
      .evaluateAll((all) => all.map((place) => place.shadowRoot?.querySelector('svg')?.textContent ?? ''))
  expect(await theme()).toBe('dark')

  await page.emulateMedia({ media: 'print', colorScheme: 'dark' })
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')))
  expect(await theme()).toBe('light')
  const [runs, lanes] = await printed()
  expect(runs).toContain('done at 750.000 ms')
  expect(lanes).toContain('worker(1)')
  expect(await link.isVisible()).toBe(true)
  for (const control of ['Run', 'Inspect', 'Share'])
    expect(await reader.button(control).first().isVisible()).toBe(false)

  await page.evaluate(() => dispatchEvent(new Event('afterprint')))
  await page.emulateMedia({ media: 'screen', colorScheme: 'dark' })
  expect(await theme()).toBe('dark')
  expect(await printed()).toEqual([])
  expect(await link.isVisible()).toBe(false)
  // the link leads to the same run
  const other = new Reader(await site.open(new URL((await link.getAttribute('href')) ?? '').hash))
  await other.ran(/It ran to its end/)
  await expect.poll(() => other.now.textContent()).toBe(await reader.now.textContent())
  await page.context().close()
})

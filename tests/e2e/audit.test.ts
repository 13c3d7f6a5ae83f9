import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { PHONE, Reader, Site } from './site'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
let site: Site

beforeAll(async () => {
  site = await Site.start()
})
afterAll(() => site?.stop())

/** What axe finds, as lines that can be read. */
async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe)
  const results = await page.evaluate(() =>
    (window as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run(),
  )
  return results.violations.flatMap((v) =>
    v.nodes.map((n) => `${v.id}: ${n.target.flat().join(' ')} ${n.failureSummary?.split('\n')[1]}`),
  )
}

describe.each(['light', 'dark'] as const)('%s', (colorScheme) => {
  test.each([
    ['wide', 1440, 900, ''],
    ['medium', 1000, 800, '#lesson=forgotten'],
    ['phone', 390, 844, ''],
    ['slide', 960, 540, '#embed&size=slide&lesson=forgotten'],
  ])('%s', async (_, width, height, hash) => {
    const page = await site.open(hash, { viewport: { width, height }, colorScheme, reducedMotion: 'reduce' })
    await page.locator('.now b', { hasText: /[1-9]/ }).waitFor()
    expect(await violations(page)).toEqual([])
    await page.context().close()
  })

  test('as a table, as sentences, beside another run, with large text', async () => {
    const page = await site.open('#lesson=pool', { colorScheme, reducedMotion: 'reduce' })
    const reader = new Reader(page)
    await reader.ran(/It ran to its end/)
    for (const showing of ['table', 'words', 'timeline']) {
      await reader.player.locator('.showing select').selectOption(showing)
      await page.waitForTimeout(100)
      expect(await violations(page)).toEqual([])
    }
    await reader.button('All').click()
    expect(await violations(page)).toEqual([])
    await page.keyboard.press('Escape')
    await reader.button('Compare').click()
    await reader.player.locator('.comparison table').waitFor()
    expect(await violations(page)).toEqual([])
    await page.context().close()
  })

  test('with a fault, its menu, the list of programs and an error', async () => {
    const page = await site.open('', { colorScheme, reducedMotion: 'reduce' })
    const reader = new Reader(page)
    await reader.ran(/It ran to its end/)
    await reader.line('time.Sleep(d)').click({ button: 'right' })
    await reader.player.locator('.break-outcome b').waitFor()
    expect(await violations(page)).toEqual([])
    await reader.button('Drop it').click()
    await reader.player.locator('.change .pill').waitFor()
    expect(await violations(page)).toEqual([])
    await reader.player.locator('.program').click()
    expect(await violations(page)).toEqual([])
    await page.keyboard.press('Escape')
    await reader.write('package main\n\nfunc main() { wgg() }\n')
    await reader.player.locator('.cm-problem').waitFor()
    expect(await violations(page)).toEqual([])
    await page.context().close()
  })
})

test.each([
  ['wide', { viewport: { width: 1440, height: 900 } }],
  ['phone', PHONE],
])(
  '%s: while things are broken, all is tried, a state is inspected, runs are compared',
  async (_, options) => {
    const page = await site.open('#lesson=disconnect', { ...options, reducedMotion: 'reduce' })
    const reader = new Reader(page)
    await page.waitForFunction(() => performance.getEntriesByName('interleave:shown').length > 0)
    await page.keyboard.press('b')
    await reader.player.locator('.forget .mark').first().waitFor({ state: 'attached', timeout: 20_000 })
    expect(await violations(page)).toEqual([])
    await reader.button('Try everything').click()
    await reader.player.locator('.atlas-mark').first().waitFor({ timeout: 60_000 })
    expect(await violations(page)).toEqual([])
    await page.keyboard.press('b')
    await page.keyboard.press('i')
    await reader.player.locator('.inspector .stack').waitFor()
    expect(await violations(page)).toEqual([])
    await page.keyboard.press('i')
    await page.keyboard.press('c')
    await reader.player.locator('.comparison table').waitFor()
    expect(await violations(page)).toEqual([])
    await page.context().close()
  },
)

test('on a phone what is pressed is at least 44 px high', async () => {
  const page = await site.open('#lesson=forgotten', { ...PHONE, reducedMotion: 'reduce' })
  const reader = new Reader(page)
  await page.waitForFunction(() => performance.getEntriesByName('interleave:shown').length > 0)
  const low = () =>
    reader.player.locator('button:visible, select:visible, input:visible').evaluateAll((all) =>
      all.flatMap((element) => {
        const { height } = element.getBoundingClientRect()
        // links in a sentence are as high as its lines; the boxes of a proof are pressed as a whole
        const inline = element.closest('p, .proof') !== null
        return height < 43.5 && !inline ? [`${element.className} ${element.textContent}: ${height}`] : []
      }),
    )
  for (const name of ['Why', 'Output', 'Numbers', 'State', 'Code']) {
    await reader.player.getByRole('tab', { name }).click()
    expect(await low()).toEqual([])
  }
  await page.keyboard.press('Control+k')
  expect(await low()).toEqual([])
  await page.context().close()
})

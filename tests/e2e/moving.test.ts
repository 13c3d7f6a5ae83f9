import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { Reader, Site } from './site'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
let site: Site

beforeAll(async () => {
  site = await Site.start()
})
afterAll(() => site?.stop())
afterEach(() => {
  expect(site.errors).toEqual([])
})

async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe)
  const results = await page.evaluate(() =>
    (window as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run(),
  )
  return results.violations.flatMap((v) => v.nodes.map((n) => `${v.id}: ${n.target.flat().join(' ')}`))
}

test('by keyboard alone: search, inspect, to the waker and back, bookmark, moment, commands', async () => {
  const page = await site.open('#lesson=map_mutex', { reducedMotion: 'reduce' })
  const reader = new Reader(page)
  const { player } = reader
  await reader.ran(/It ran to its end/)
  const inspector = player.locator('.inspector')

  // search: the first wait for the lock
  await page.keyboard.press('/')
  const search = player.getByRole('dialog', { name: 'Search this run' })
  await page.keyboard.type('waits sync.Mutex.Lock')
  await expect.poll(() => search.getByRole('option').count()).toBe(4)
  await expect.poll(() => search.locator('mark').first().textContent()).toBe('waits sync.Mutex.Lock')
  await page.keyboard.press('ArrowDown')
  await expect.poll(() => search.locator('[aria-selected="true"]').textContent()).toContain('goroutine 4')
  await page.keyboard.press('Enter')
  await search.waitFor({ state: 'hidden' })

  // the state there
  await page.keyboard.press('i')
  await inspector.getByText('Goroutine 4').first().waitFor()
  await inspector.getByText('sync.(*Mutex).Lock', { exact: true }).waitFor()
  await expect.poll(() => inspector.textContent()).toContain('held by goroutine')
  await expect.poll(() => inspector.textContent()).toContain('Could be woken by')
  expect(await violations(page)).toEqual([])

  // along the chain, and back
  const where = await reader.now.textContent()
  await page.keyboard.press('<')
  await inspector.getByText('Goroutine 3').first().waitFor()
  await page.keyboard.press('[')
  await inspector.getByText('Goroutine 4').first().waitFor()
  await expect.poll(() => reader.now.textContent()).toBe(where)

  // a bookmark, kept over a reload
  await page.keyboard.press('m')
  await page.keyboard.type('four waits')
  await page.keyboard.press('Enter')
  await player.locator('.flags i').waitFor()
  await page.keyboard.press('Home')
  await page.keyboard.press('Shift+M')
  await page.waitForFunction(
    (text) =>
      document.querySelector('interleave-player')?.shadowRoot?.querySelector('.now')?.textContent === text,
    where,
  )

  // a moment that is typed, wrong first
  await page.keyboard.press('g')
  const moment = player.getByRole('dialog', { name: 'Go to a time or step' })
  await page.keyboard.type('noon')
  await moment.getByText(/^Write a time/).waitFor()
  await page.keyboard.press('Control+A')
  await page.keyboard.type('step 5')
  await page.keyboard.press('Enter')
  await reader.now.getByText('step 5 of').waitFor()

  // commands by name
  await page.keyboard.press('Control+k')
  const commands = player.getByRole('dialog', { name: 'Commands' })
  await page.keyboard.type('last mom')
  expect(await violations(page)).toEqual([])
  await page.keyboard.press('Enter')
  await commands.waitFor({ state: 'hidden' })
  await reader.now.getByText(/step (\d+) of \1$/).waitFor()
  await page.keyboard.press('i')
  await inspector.waitFor({ state: 'hidden' })

  // what the menus offer has a name too
  const offered = await player
    .locator('.viewmenus option')
    .evaluateAll((all) => all.map((option) => option.textContent?.toLowerCase() ?? ''))
  expect(offered.length).toBeGreaterThan(10)
  await page.keyboard.press('Control+k')
  const named = (await commands.getByRole('option').allTextContents()).map((text) => text.toLowerCase())
  for (const words of offered) expect(named.some((name) => name.includes(words))).toBe(true)
  const height = () => player.locator('.transport').evaluate((bar) => bar.getBoundingClientRect().height)
  const before = await height()
  await page.keyboard.type('projector')
  await page.keyboard.press('Enter')
  await expect.poll(height).toBeGreaterThan(before * 1.4)
  await page.keyboard.press('Control+k')
  await page.keyboard.type('normal text')
  await page.keyboard.press('Enter')
  await expect.poll(height).toBe(before)

  await page.reload()
  await player.locator('.flags i').waitFor()
  await page.context().close()
})

test('a chip in the gutter chooses who stands there, and steps mark what changed', async () => {
  const page = await site.open('#lesson=map_mutex', { reducedMotion: 'reduce' })
  const reader = new Reader(page)
  const { player } = reader
  await reader.ran(/It ran to its end/)
  await page.keyboard.press('g')
  await page.keyboard.type('step 13')
  await page.keyboard.press('Enter')
  const chips = player.locator('.cm-standing .chip')
  await chips.first().click()
  await page.keyboard.press('i')
  await player.locator('.inspector .stack li').first().waitFor()
  const title = await player.locator('.inspector h2').textContent()
  const letter = await player.locator('.inspector-state .chip').textContent()
  expect(title).toMatch(/^(main|Goroutine \d)$/)
  // the state of who was chosen is the one on the chip
  await page.keyboard.press('i')
  await expect.poll(() => chips.first().textContent()).toContain(letter ?? '?')
  await page.keyboard.press('i')
  await page.keyboard.press('Home')
  // main makes a map and a WaitGroup, and counts goroutines: a step on, values differ
  const changed = player.locator('.variables dd.changed')
  for (let i = 0; i < 24 && (await changed.count()) === 0; i++) {
    await page.keyboard.press('.')
    await page.waitForTimeout(120)
  }
  await expect.poll(() => changed.count()).toBeGreaterThan(0)
  await expect.poll(() => player.locator('.inspector .variables dd').count()).toBeGreaterThan(0)
  await page.context().close()
})

describe.each(['light', 'dark'] as const)('%s', (colorScheme) => {
  test.each([
    ['medium', 1000, 800],
    ['phone', 390, 844],
  ])('on a %s the state is a tab', async (_, width, height) => {
    const page = await site.open('#lesson=forgotten', {
      viewport: { width, height },
      colorScheme,
      reducedMotion: 'reduce',
    })
    const { player } = new Reader(page)
    await page.locator('.now b', { hasText: /[1-9]/ }).waitFor()
    await player.getByRole('tab', { name: 'State' }).click()
    await player.locator('.inspector .stack li').first().waitFor()
    await player.locator('.inspector .never').waitFor()
    expect(await violations(page)).toEqual([])
    await page.context().close()
  })
})

import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { Reader, Site } from './site'

let site: Site

beforeAll(async () => {
  site = await Site.start()
})
afterAll(() => site?.stop())
afterEach(() => {
  expect(site.errors).toEqual([])
})

test('loads, runs by itself, and shows a lane for each goroutine', async () => {
  const page = await site.open()
  const reader = new Reader(page)
  await reader.ran(/It ran to its end/)
  await expect.poll(() => reader.timeline.getAttribute('aria-label')).toMatch(/13 goroutines/)
  await expect.poll(() => reader.output.textContent()).toContain('all deployed')
  await expect.poll(() => reader.now.textContent()).toContain('6.000 s')
  await page.keyboard.press('Home')
  await reader.now.getByText('0.000 s').waitFor()
  await page.context().close()
})

test('goes back step by step, and the output after the cursor turns grey', async () => {
  const page = await site.open()
  const reader = new Reader(page)
  await reader.ran(/It ran to its end/)
  await expect.poll(() => reader.output.locator('.later').count()).toBe(0)
  const end = await reader.now.textContent()
  await reader.button(/^Back one step/).click()
  await page.waitForFunction(
    (text) =>
      document.querySelector('interleave-player')?.shadowRoot?.querySelector('.now')?.textContent !== text,
    end,
  )
  await reader.button(/^First moment/).click()
  await reader.output.locator('.later').first().waitFor()
  await expect.poll(() => reader.now.textContent()).toContain('0.000 s')
  await page.context().close()
})

test('a fault is tried out, dropped, explained and taken back', async () => {
  const page = await site.open('#lesson=straggler')
  const reader = new Reader(page)
  await reader.ran(/It ran to its end/)
  await reader.line('time.Sleep(d)').click({ button: 'right' })
  const menu = reader.player.getByRole('dialog', { name: 'Break it' })
  await menu.getByRole('button', { name: 'panic here' }).click()
  await menu.locator('.break-outcome b', { hasText: /Deadlock/ }).waitFor()
  await menu.getByRole('button', { name: 'Drop it' }).click()
  await reader.ran(/stuck for ever/)
  await expect.poll(() => reader.player.locator('.change').textContent()).toContain('panic in time.Sleep')
  await expect
    .poll(() => reader.output.textContent())
    .toContain('fatal error: all goroutines are asleep - deadlock!')
  await reader.player.locator('.editor .pill').click()
  await reader.ran(/It ran to its end/)
  await page.context().close()
})

test('Escape leaves no trace of a fault that was not dropped', async () => {
  const page = await site.open()
  const reader = new Reader(page)
  await reader.ran(/It ran to its end/)
  await reader.line('time.Sleep(d)').click({ button: 'right' })
  const menu = reader.player.getByRole('dialog', { name: 'Break it' })
  await menu.waitFor()
  await page.keyboard.press('Escape')
  await menu.waitFor({ state: 'hidden' })
  await expect.poll(() => reader.player.locator('.editor .pill').count()).toBe(0)
  await page.context().close()
})

test('an edit runs after a pause; an error stands under its line, the last run stays', async () => {
  const page = await site.open('#lesson=wait')
  const reader = new Reader(page)
  await reader.ran(/It ran to its end/)
  await reader.write('package main\n\nimport "fmt"\n\nfunc main() {\n\tfmt.Println("changed")\n}\n')
  await reader.output.getByText('changed').waitFor()
  await reader.line('fmt.Println').click()
  await page.keyboard.press('End')
  await page.keyboard.type('; wgg()')
  await reader.player.locator('.cm-problem', { hasText: 'undefined: wgg' }).waitFor()
  await expect.poll(() => reader.player.locator('.banner').textContent()).toContain('wait.go:6:')
  await expect
    .poll(() => reader.player.locator('.stale').textContent())
    .toContain('The last run that compiled')
  await page.reload()
  await reader.player.locator('.cm-problem', { hasText: 'undefined: wgg' }).waitFor()
  await reader.button('Back to the original').click()
  await reader.ran(/It ran to its end/)
  await expect.poll(() => reader.output.textContent()).toContain('served')
  await page.context().close()
})

test('an endless loop leaves the page live and can be stopped', async () => {
  const page = await site.open()
  const reader = new Reader(page)
  await reader.ran(/It ran to its end/)
  await reader.write('package main\n\nfunc main() {\n\tfor {\n\t}\n}\n')
  const stop = reader.button('Stop')
  await stop.waitFor()
  await reader.player.locator('.progress', { hasText: 'Steps' }).waitFor()
  await stop.click()
  await reader.ran(/You stopped it here/)
  await page.context().close()
})

test('the exact run is in the link', async () => {
  const page = await site.open('#lesson=forgotten')
  const reader = new Reader(page)
  await reader.ran(/stuck for ever/)
  await reader.button(/^First moment/).click()
  await reader.button(/^Forward one step/).click()
  await reader.button('Share').click()
  await page.waitForFunction(() => location.hash.includes('run='))
  const words = await reader.now.textContent()
  const other = await site.open(new URL(page.url()).hash)
  const guest = new Reader(other)
  await guest.ran(/stuck for ever/)
  await expect.poll(() => guest.now.textContent()).toBe(words)
  await expect.poll(() => guest.line('func save').count()).toBe(1)
  await page.context().close()
  await other.context().close()
})

test('what was typed is there after a reload, and after another program was open', async () => {
  const page = await site.open('#lesson=wait')
  const reader = new Reader(page)
  await reader.ran(/It ran to its end/)
  const text = (await reader.player.evaluate((e) => (e as unknown as { code: string }).code)) as string
  await reader.write(text.replace('"served"', '"served, and mine"'))
  await reader.output.getByText('served, and mine').waitFor()
  await page.reload()
  await reader.output.getByText('served, and mine').waitFor()
  await reader.lesson('A pool of workers')
  await reader.output.getByText('sum of squares').waitFor()
  await reader.lesson('Wait for all')
  await reader.output.getByText('served, and mine').waitFor()
  await reader.button('Back to the original').click()
  await reader.output.getByText('served, and mine').waitFor({ state: 'detached' })
  await page.reload()
  await reader.ran(/It ran to its end/)
  await expect.poll(() => reader.output.textContent()).not.toContain('mine')
  await page.context().close()
})

test('who has never seen the page is told how it works', async () => {
  const page = await site.open()
  const reader = new Reader(page)
  await reader.ran(/It ran to its end/)
  await reader.button(/How it works/).click()
  const sheet = page.getByRole('dialog', { name: 'How it works, and keys' })
  await sheet.getByText(/Each line of the timeline is a goroutine/).waitFor()
  await page.keyboard.press('Escape')
  await sheet.waitFor({ state: 'hidden' })
  await page.keyboard.press('?')
  await sheet.waitFor()
  await page.context().close()
})

test('a damaged link is told, and nothing is lost', async () => {
  const page = await site.open('#run=thisisnolink')
  const reader = new Reader(page)
  await reader.player.locator('.banner', { hasText: 'This link is damaged' }).waitFor()
  await reader.ran(/It ran to its end/)
  await page.context().close()
})

test('by keyboard alone: run, step, break, read', async () => {
  const page = await site.open('#lesson=straggler')
  const reader = new Reader(page)
  await reader.ran(/It ran to its end/)
  await reader.timeline.focus()
  await page.keyboard.press('Home')
  await page.keyboard.press('.')
  await page.keyboard.press('ArrowDown')
  await reader.why.getByText(/main is/).waitFor()
  await page.keyboard.press('ArrowDown')
  await reader.why.getByText(/Goroutine 2/).waitFor()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Shift+F10')
  const menu = reader.player.getByRole('dialog', { name: 'Break it' })
  await menu.waitFor()
  await menu.getByRole('button', { name: 'hang' }).press('Enter')
  await menu.getByRole('button', { name: 'Drop it' }).press('Enter')
  await reader.player.locator('.change .pill').waitFor()
  await page.keyboard.press('?')
  await page.context().close()
})

test('a context is cancelled at the moment that the cursor shows', async () => {
  const page = await site.open('#lesson=deadline')
  const reader = new Reader(page)
  await reader.ran(/It ran to its end/)
  await expect.poll(() => reader.output.textContent()).not.toContain('context canceled')
  await reader.timeline.focus()
  await page.keyboard.press('Home')
  for (let i = 0; i < 5; i++) await page.keyboard.press('.')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Shift+F10')
  const menu = reader.player.getByRole('dialog', { name: 'Break it' })
  await menu.getByRole('button', { name: /^ctx/ }).click()
  await menu.getByRole('button', { name: 'cancel this context now' }).click()
  await menu.getByRole('button', { name: 'Drop it' }).click()
  await reader.output.getByText('context canceled').first().waitFor()
  await page.context().close()
})

test('of a long output what was written last is in sight, and its beginning after the first step', async () => {
  const page = await site.open('#lesson=wait')
  const reader = new Reader(page)
  await reader.ran(/It ran to its end/)
  await reader.write(`package main

import (
	"fmt"
	"time"
)

func main() {
	for i := range 200 {
		fmt.Println("line", i)
		time.Sleep(time.Millisecond)
	}
}
`)
  const seen = (line: string) =>
    reader.output.locator('span', { hasText: new RegExp(`^${line}\\n$`) }).evaluate((element) => {
      const [box, own] = [element, element.parentElement as HTMLElement].map((e) => e.getBoundingClientRect())
      return box !== undefined && own !== undefined && box.top >= own.top - 1 && box.bottom <= own.bottom + 1
    })
  await reader.output.getByText('line 199').waitFor({ timeout: 15_000 })
  await expect.poll(() => seen('line 199')).toBe(true)
  expect(await seen('line 3')).toBe(false)
  await reader.timeline.focus()
  await page.keyboard.press('Home')
  await page.keyboard.press('.')
  await expect.poll(() => seen('line 0')).toBe(true)
  await page.context().close()
}, 60_000)

import { afterAll, beforeAll, expect, test } from 'vitest'
import { Reader, Site } from './site'

let site: Site

beforeAll(async () => {
  site = await Site.start({
    '/deep/slides.html':
      '<!doctype html><title>Slides</title><iframe src="/index.html#embed&lesson=wait" width="900" height="600"></iframe>',
  })
})
afterAll(() => site?.stop())

const program = `package main

import (
	"fmt"
	"html"
)

func main() {
	fmt.Println(html.UnescapeString("aaab &amp; d"))
}
`

test('a program that imports a rarely used package runs; its file comes once, and only then', async () => {
  const page = await site.open()
  const asked: string[] = []
  page.on('request', (request) => {
    if (request.url().includes('library')) asked.push(request.url())
  })
  const reader = new Reader(page)
  await reader.ran(/./)
  expect(asked).toEqual([])
  await reader.write(program)
  await reader.output.getByText('aaab & d').waitFor({ timeout: 15_000 })
  await reader.write(program.replace('aaab &amp; d', 'ab'))
  await reader.output.getByText('ab', { exact: true }).waitFor({ timeout: 15_000 })
  expect(asked).toHaveLength(1)
  await page.context().close()
})

test('inside a frame of another folder too', async () => {
  const page = await site.open('deep/slides.html')
  const player = page.frameLocator('iframe').locator('interleave-player').first()
  const reader = new Reader(page, player)
  await reader.ran(/It ran to its end/)
  await reader.write(program)
  await reader.output.getByText('aaab & d').waitFor({ state: 'attached', timeout: 15_000 })
  await page.context().close()
})

test('without a line the import says what is missing, the text stays, and the next run tries again', async () => {
  const page = await site.open('#lesson=wait')
  await page.route(/library[^/]*\.txt/, (route) => route.abort())
  const reader = new Reader(page)
  await reader.ran(/It ran to its end/)
  await reader.write(program)
  const words = reader.player.getByText(/could not load the library package html/).first()
  await words.waitFor({ timeout: 15_000 })
  await expect.poll(() => reader.code.textContent()).toContain('UnescapeString("aaab')
  await page.unroute(/library[^/]*\.txt/)
  await page.keyboard.press('Shift+Enter')
  await reader.output.getByText('aaab & d').waitFor({ timeout: 15_000 })
  await words.waitFor({ state: 'hidden' })
  await page.context().close()
})

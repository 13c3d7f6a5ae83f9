import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { Reader, Site } from './site'

const TWO = `<!doctype html><html lang="en"><title>Two</title><script type="module" src="interleave.js"></script><body>
<p id="outside" tabindex="0">around</p>
<interleave-player id="a" style="height:500px"><pre>
package main

import "time"

func main() { time.Sleep(time.Second); println("a") }
</pre></interleave-player>
<interleave-player id="b" style="height:500px" lesson="forgotten" seed="none" policy="worst" size="huge"></interleave-player>
<script>
  window.keys = []
  document.addEventListener('keydown', (e) => window.keys.push(e.key))
</script></body></html>`

const FRAME = `<!doctype html><html lang="en"><title>Frame</title><body>
<iframe title="run" width="960" height="540" src="index.html#embed&size=slide&lesson=forgotten"></iframe>
</body></html>`

let site: Site

beforeAll(async () => {
  site = await Site.start({ '/two.html': TWO, '/frame.html': FRAME })
})
afterAll(() => site?.stop())
afterEach(() => {
  expect(site.errors).toEqual([])
})

test('two on a page share one engine and keep apart', async () => {
  const page = await site.open('two.html')
  const a = new Reader(page, page.locator('#a'))
  const b = new Reader(page, page.locator('#b'))
  await a.ran(/It ran to its end/)
  await page.locator('#b').scrollIntoViewIfNeeded()
  await b.ran(/stuck for ever/)
  await expect.poll(() => a.now.textContent()).toContain('1.000 s')
  expect(page.workers().length).toBe(1)
  await page.context().close()
})

test('keys typed in an element do not reach the page around; without focus it takes none', async () => {
  const page = await site.open('two.html')
  const a = new Reader(page, page.locator('#a'))
  await a.ran(/It ran to its end/)
  await a.code.click()
  await page.keyboard.type('n p')
  await a.timeline.focus()
  await page.keyboard.press(' ')
  await page.keyboard.press('ArrowRight')
  expect(await page.evaluate(() => (window as unknown as { keys: string[] }).keys)).toEqual([])
  await page.locator('#outside').focus()
  // Space made it play, so that it may have moved on; a `,` taken would have moved it back
  const step = async () => Number(/step (\d+)/.exec((await a.now.textContent()) ?? '')?.[1])
  const before = await step()
  await page.keyboard.press(',')
  expect(await page.evaluate(() => (window as unknown as { keys: string[] }).keys)).toEqual([','])
  expect(await step()).toBeGreaterThanOrEqual(before)
  await page.context().close()
})

test('an element that is moved goes on', async () => {
  const page = await site.open('two.html')
  const a = new Reader(page, page.locator('#a'))
  await a.ran(/It ran to its end/)
  await page.evaluate(() => document.body.append(document.querySelector('#a') as Element))
  await a.button(/^First moment/).click()
  await page.waitForFunction(() =>
    document.querySelector('#a')?.shadowRoot?.querySelector('.now')?.textContent?.startsWith('0.000 s'),
  )
  await page.context().close()
})

test('events tell what happened', async () => {
  const page = await site.open('two.html')
  const a = new Reader(page, page.locator('#a'))
  await a.ran(/It ran to its end/)
  const detail = await page.evaluate(() => {
    const element = document.querySelector('#a') as HTMLElement & { run(): Promise<void> }
    const heard = new Promise((resolve) =>
      document.addEventListener('interleave-run', (e) => resolve((e as CustomEvent).detail), { once: true }),
    )
    void element.run()
    return heard
  })
  expect(detail).toMatchObject({ outcome: 'done', exit: 0, virtualNs: 1e9, faults: [] })
  await page.context().close()
})

test('in an iframe in a slide: code, timeline, one sentence, one row of controls', async () => {
  const page = await site.open('frame.html')
  const frame = page.frameLocator('iframe')
  await frame.locator('.sentence', { hasText: 'stuck for ever' }).waitFor()
  for (const gone of ['.top', '.legend', '.numbers', '.runs'])
    await expect.poll(() => frame.locator(gone).isVisible()).toBe(false)
  await frame.getByRole('button', { name: /^Back one step/ }).click()
  const sizes = await frame.locator('.now b').evaluate((e) => Number.parseFloat(getComputedStyle(e).fontSize))
  expect(sizes).toBeGreaterThanOrEqual(16)
  await page.context().close()
})

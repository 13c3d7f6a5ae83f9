import { afterAll, beforeAll, expect, test } from 'vitest'
import { PHONE, Reader, Site } from './site'

let site: Site

beforeAll(async () => {
  site = await Site.start()
})
afterAll(() => site?.stop())

/** So many goroutines, each with one lock, wait for the next one's. */
const circleOf = (locks: string[]) => `package main

import (
	"sync"
	"time"
)

var ${locks.join(', ')} sync.Mutex

func take(first, second *sync.Mutex) {
	first.Lock()
	defer first.Unlock()
	time.Sleep(time.Millisecond)
	second.Lock()
	defer second.Unlock()
}

func main() {
	var wg sync.WaitGroup
${locks.map((lock, i) => `\twg.Go(func() { take(&${lock}, &${locks[(i + 1) % locks.length]}) })`).join('\n')}
	wg.Wait()
}
`

const RACE = `package main

import "sync"

var total int

func add(n int, wg *sync.WaitGroup) {
	defer wg.Done()
	total += n
}

func main() {
	var wg sync.WaitGroup
	wg.Add(2)
	go add(1, &wg)
	go add(2, &wg)
	wg.Wait()
	println(total)
}
`

test.each([
  ['of three', ['a', 'b', 'c'], {}],
  ['of five, on a phone', ['a', 'b', 'c', 'd', 'e'], PHONE],
])(
  'a circle of waits %s is drawn, fits its panel, and its boxes lead to the goroutines',
  async (_, locks, screen) => {
    const page = await site.open('', screen)
    const reader = new Reader(page)
    await reader.ran(/It ran to its end/)
    await reader.player.evaluate((e, text) => Object.assign(e, { code: text }), circleOf(locks))
    await reader.ran(/stuck for ever/)
    const circle = reader.why.getByRole('img', { name: /goroutine 2 waits for goroutine/ })
    await circle.waitFor()
    const boxes = circle.locator('.node')
    await expect.poll(() => boxes.locator('text').first().textContent()).toBe('goroutine 2')
    await expect.poll(() => boxes.count()).toBe(locks.length)
    // nothing of it is cut off
    const [shown, needed] = await reader.why
      .locator('.circle-box')
      .evaluate((box) => [box.clientWidth, box.scrollWidth])
    expect(needed).toBeLessThanOrEqual(shown ?? 0)
    await boxes.nth(1).click()
    await reader.why.locator('h2', { hasText: 'Goroutine' }).waitFor()
    await expect
      .poll(() => reader.why.locator('h2').textContent())
      .toMatch(/Goroutine [34] is stuck for ever/)
    await page.context().close()
  },
)

test('the change that mends a run is applied by a button, and undone by the key that undoes', async () => {
  const page = await site.open('#lesson=forgotten')
  const reader = new Reader(page)
  await reader.ran(/main is stuck for ever/)
  const mend = page.getByRole('region', { name: 'How it is mended' })
  await mend.getByText('The smallest change that mends it').waitFor()
  const apply = mend.getByRole('button', { name: 'Apply and run again' })
  // it can be reached without scrolling
  const [button, panel] = await Promise.all([apply.boundingBox(), mend.boundingBox()])
  expect((button?.y ?? 0) + (button?.height ?? 0)).toBeLessThanOrEqual((panel?.y ?? 0) + (panel?.height ?? 0))
  await expect
    .poll(() => mend.getByRole('group', { name: 'The change' }).textContent())
    .toContain('defer wg.Done()')
  await apply.click()
  await reader.ran(/It ran to its end/)
  await expect.poll(() => reader.code.textContent()).toContain('defer wg.Done()')
  await expect.poll(() => mend.isVisible()).toBe(false)

  await reader.code.click()
  await page.keyboard.press('Control+z')
  await reader.ran(/main is stuck for ever/)
  await expect.poll(() => reader.code.textContent()).not.toContain('defer wg.Done()')
  await page.context().close()
})

test('a data race is marked on its line and on the lanes, and told in words', async () => {
  const page = await site.open()
  const reader = new Reader(page)
  await reader.ran(/It ran to its end/)
  await reader.write(RACE)
  await reader.ran(/with 1 data race/)
  const mark = reader.player.locator('.cm-line', { hasText: 'total += n' })
  await expect.poll(() => mark.textContent()).toContain('races with itself')
  const words = await reader.why.textContent()
  expect(words).toMatch(/Goroutine \d (reads|writes) at line 9 what goroutine \d wrote at line 9/)
  // two triangles and a dashed arrow between them
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    reader.button(/Save the picture/).click(),
  ])
  const stream = await download.createReadStream()
  let svg = ''
  for await (const chunk of stream) svg += chunk
  expect(svg.match(/<path[^>]*l4\.5,9 h-9z/g)).toHaveLength(2)
  expect(svg).toMatch(/stroke-dasharray:4 3/)
  await page.context().close()
})

test('what is told of a goroutine is of the moment at the cursor', async () => {
  const page = await site.open('#lesson=disconnect')
  const reader = new Reader(page)
  await reader.ran(/It ran to its end/)
  await page.mouse.click(...(await reader.place(400, 50)))
  await reader.why.locator('h2', { hasText: 'main is waiting' }).waitFor()
  await expect.poll(() => reader.why.textContent()).toContain('select')
  await page.context().close()
})

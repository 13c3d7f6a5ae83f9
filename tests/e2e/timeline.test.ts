import { readFile } from 'node:fs/promises'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { PHONE, Reader, Site } from './site'

let site: Site

beforeAll(async () => {
  site = await Site.start()
})
afterAll(() => site?.stop())
afterEach(() => {
  expect(site.errors).toEqual([])
})

/** The time at a place of the axis, read by scrubbing there. */
async function timeAt(reader: Reader, x: number): Promise<string> {
  await reader.page.mouse.move(...(await reader.place(x, 10)))
  await reader.page.mouse.down()
  await reader.page.mouse.up()
  await reader.page.waitForTimeout(50)
  return (await reader.now.textContent()) ?? ''
}

test('by keyboard: goroutines up and down, spans left and right, steps, and words for each', async () => {
  const page = await site.open('#lesson=straggler')
  const reader = new Reader(page)
  await reader.ran(/It ran to its end/)
  await reader.timeline.focus()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  const active = reader.timeline.locator('[aria-selected="true"]')
  await active.filter({ hasText: 'goroutine 2, worker(1)' }).waitFor({ state: 'attached' })
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowRight')
  const said = reader.player.locator('.tl-root [role="status"]')
  await said.filter({ hasText: '600 ms: worker 1 sleeps, since line 19' }).waitFor({ state: 'attached' })
  const before = await reader.now.textContent()
  await page.keyboard.press('.')
  await expect.poll(() => reader.now.textContent()).not.toBe(before)
  await page.keyboard.press(',')
  await page.keyboard.press('Shift+F10')
  await reader.player.getByRole('dialog', { name: 'Break it' }).waitFor()
  await page.context().close()
})

test('scrubs on the axis, zooms where the pointer is, pans, and fits again', async () => {
  const page = await site.open('#lesson=straggler')
  const reader = new Reader(page)
  await reader.ran(/It ran to its end/)
  const whole = await timeAt(reader, 500)
  await page.mouse.move(...(await reader.place(300, 120)))
  await page.keyboard.down('Control')
  await page.mouse.wheel(0, -120)
  await page.keyboard.up('Control')
  const zoomed = await timeAt(reader, 500)
  expect(zoomed).not.toBe(whole)
  await page.mouse.move(...(await reader.place(500, 120)))
  await page.mouse.down()
  await page.mouse.move(...(await reader.place(420, 120)), { steps: 4 })
  await page.mouse.up()
  await expect.poll(() => timeAt(reader, 500)).not.toBe(zoomed)
  await reader.timeline.focus()
  await page.keyboard.press('0')
  await page.waitForTimeout(400)
  await expect.poll(() => timeAt(reader, 500)).toBe(whole)
  await page.context().close()
})

test('by touch: a tap chooses, and two fingers zoom', async () => {
  const page = await site.open('#lesson=straggler', PHONE)
  const reader = new Reader(page)
  await reader.ran(/It ran to its end/)
  await page.touchscreen.tap(...(await reader.place(100, 40)))
  await reader.timeline
    .locator('[aria-selected="true"]')
    .filter({ hasText: 'main' })
    .waitFor({ state: 'attached' })
  const before = await timeAt(reader, 300)
  const touch = await page.context().newCDPSession(page)
  const fingers = async (type: 'touchStart' | 'touchMove' | 'touchEnd', apart: number) => {
    const points = type === 'touchEnd' ? [] : [180 - apart, 180 + apart]
    const touchPoints = await Promise.all(
      points.map(async (x, id) => {
        const [px, py] = await reader.place(x, 120)
        return { x: px, y: py, id }
      }),
    )
    await touch.send('Input.dispatchTouchEvent', { type, touchPoints })
  }
  await fingers('touchStart', 30)
  for (let apart = 36; apart <= 84; apart += 8) await fingers('touchMove', apart)
  await fingers('touchEnd', 0)
  await expect.poll(() => timeAt(reader, 300)).not.toBe(before)
  await page.context().close()
})

test('by touch: of two fingers one may rest, and what lies under it stays there', async () => {
  const page = await site.open('#lesson=straggler', PHONE)
  const reader = new Reader(page)
  await reader.ran(/It ran to its end/)
  const seconds = async (x: number) => Number.parseFloat(await timeAt(reader, x))
  const [rests, end] = [await seconds(120), await seconds(330)]
  const touch = await page.context().newCDPSession(page)
  const fingers = async (
    type: 'touchStart' | 'touchMove',
    places: readonly (readonly [number, number])[],
  ) => {
    const points = await Promise.all(places.map(async ([x, y]) => reader.place(x, y)))
    const touchPoints = points.map(([x, y], id) => ({ x, y, id }))
    await touch.send('Input.dispatchTouchEvent', { type, touchPoints })
  }
  // the second is put down later, and goes up as much as aside
  await fingers('touchStart', [[120, 150]])
  await fingers('touchStart', [
    [120, 150],
    [200, 150],
  ])
  for (let by = 10; by <= 100; by += 10)
    await fingers('touchMove', [
      [120, 150],
      [200 + by, 150 - by],
    ])
  await touch.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
  await expect.poll(() => seconds(330)).toBeLessThan(end - 1)
  expect(Math.abs((await seconds(120)) - rests)).toBeLessThan(0.1)
  await page.context().close()
})

test('the picture is saved as it stands: a file that needs no page', async () => {
  const page = await site.open('#lesson=straggler')
  const reader = new Reader(page)
  await reader.ran(/It ran to its end/)
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    reader.button('Save the picture (SVG)').click(),
  ])
  expect(download.suggestedFilename()).toMatch(/\.svg$/)
  const text = await readFile(await download.path(), 'utf8')
  expect(text).toMatch(/^<svg xmlns/)
  expect(text).toContain('worker')
  expect(text).not.toContain('var(--')
  await page.context().close()
})

test('a crowd has its groups beside it, and one click finds the one that hangs', async () => {
  const page = await site.open()
  const reader = new Reader(page)
  await reader.write(CROWD)
  const groups = reader.player.getByRole('region', { name: 'Groups' })
  // who writes keeps the code until asked
  await reader.button('Groups').click({ timeout: 20_000 })
  await groups.getByText('Stuck for ever').waitFor({ timeout: 20_000 })
  await expect
    .poll(() => groups.locator('article').first().textContent())
    .toContain('Started1,200Finished1,199')
  await groups.getByRole('button', { name: '1', exact: true }).click()
  await reader.timeline
    .locator('[aria-selected="true"]', { hasText: 'goroutine 79' })
    .waitFor({ state: 'attached' })
  await groups.getByRole('button', { name: 'Close the groups' }).click()
  await expect.poll(() => groups.isVisible()).toBe(false)
  await expect.poll(() => reader.code.isVisible()).toBe(true)
  await page.context().close()
})

const CROWD = `package main

import "time"

func main() {
	for id := range 1200 {
		go func() {
			if id == 77 {
				select {}
			}
			time.Sleep(time.Duration(id) * time.Millisecond)
		}()
	}
	time.Sleep(time.Second)
	select {}
}
`

test('a small group has its numbers too, and the timeline keeps its place when they are closed', async () => {
  const page = await site.open('#lesson=straggler')
  const reader = new Reader(page)
  await reader.ran(/It ran to its end/)
  const groups = reader.player.getByRole('region', { name: 'Groups' })
  await reader.button('Groups in numbers').click()
  await groups.getByText('Shortest').waitFor()
  expect(await groups.locator('dl').first().locator('dd').allTextContents()).toEqual(
    expect.arrayContaining(['12', '0.600 s', '0.700 s', '2.000 s']),
  )
  await reader.button('Close the groups').click()
  await groups.waitFor({ state: 'hidden' })
  await page.context().close()
})

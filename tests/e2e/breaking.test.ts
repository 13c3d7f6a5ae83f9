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

/** The lines of the fork strip, as they are told. */
const strip = (reader: Reader) => reader.player.locator('.runs canvas')

test('a fault is dragged from the palette onto a span, previewed, dropped, and forks the run', async () => {
  const page = await site.open('#lesson=straggler')
  page.setDefaultTimeout(6000)
  const reader = new Reader(page)
  await reader.ran(/It ran to its end/)
  await expect.poll(() => strip(reader).getAttribute('aria-label')).toMatch(/^Run 1: no fault, done$/)
  await page.keyboard.press('b')
  const chip = reader.player.getByRole('group', { name: /call/i }).getByRole('button', { name: /^panic/ })
  const from = await chip.boundingBox()
  if (!from) throw new Error('no palette')
  await page.mouse.move(from.x + 10, from.y + 10)
  await page.mouse.down()
  // down over the lanes until it is over a sleep, which can take it
  const fits = reader.player.locator('.fault-ghost.fits')
  for (let y = 60; y < 160 && (await fits.count()) === 0; y += 5)
    await page.mouse.move(...(await reader.place(240, y)), { steps: 2 })
  await fits.waitFor()
  await page.mouse.up()
  const menu = reader.player.getByRole('dialog', { name: 'Break it' })
  await menu.locator('.break-outcome b', { hasText: /Deadlock/ }).waitFor()
  await expect.poll(() => strip(reader).getAttribute('aria-label')).toMatch(/Preview: panic.*, deadlock$/)
  await menu.getByRole('button', { name: 'Drop it' }).click()
  await reader.ran(/stuck for ever/)
  await expect
    .poll(() => strip(reader).getAttribute('aria-label'))
    .toMatch(/^Run 1: no fault, done; Run 2: panic.*deadlock$/)
  await reader.button('Show run 1').focus()
  await page.keyboard.press('Enter')
  await reader.ran(/It ran to its end/)
  await page.context().close()
})

test('a fault falls on a lane by its label, on a context by its line, and on a span at the moment under the hand', async () => {
  const page = await site.open('#lesson=deadline')
  page.setDefaultTimeout(6000)
  const reader = new Reader(page)
  await reader.ran(/Done|It ran to its end/)
  await page.keyboard.press('b')
  const menu = reader.player.getByRole('dialog', { name: 'Break it' })
  const fits = reader.player.locator('.fault-ghost.fits')
  /** Drags a fault to a place, and gives its text as the menu shows it. */
  const dropped = async (group: string, name: RegExp, x: number, y: number) => {
    const chip = reader.player.getByRole('group', { name: group }).getByRole('button', { name })
    const from = await chip.boundingBox()
    if (!from) throw new Error('no palette')
    await page.mouse.move(from.x + 8, from.y + 8)
    await page.mouse.down()
    await page.mouse.move(x, y, { steps: 4 })
    await fits.waitFor()
    await page.mouse.up()
    const text = await menu.getByLabel('The fault as text').inputValue()
    await page.keyboard.press('Escape')
    await menu.waitFor({ state: 'hidden' })
    return text
  }
  const label = await reader.place(40, 36)
  // the run stands at its end: main is meant from its beginning
  expect(await dropped('A goroutine', /kill/, ...label)).toBe('go:1@0ns=kill')
  const span = await reader.place(400, 40)
  expect(await dropped('A goroutine', /kill/, ...span)).toMatch(/^go:1@[1-9]\d{7,8}ns=kill$/)
  await reader.player.locator('.tl-root').first().focus()
  await page.keyboard.press('End')
  const line = await reader.player
    .locator('.cm-line', { hasText: 'context.WithTimeout' })
    .first()
    .boundingBox()
  if (!line) throw new Error('the line is not shown')
  const text = await dropped('A context', /cancel/, line.x + 60, line.y + line.height / 2)
  expect(text).toMatch(/^ctx:\d+@\d+ns=cancel$/)
  await page.context().close()
})

test('a fault is written as text: refused with what is possible, told when it meets nothing, dropped by Enter', async () => {
  const page = await site.open('#lesson=straggler')
  const reader = new Reader(page)
  await reader.ran(/It ran to its end/)
  await page.keyboard.press('b')
  await reader.player
    .getByRole('group', { name: /call/i })
    .getByRole('button', { name: /^panic/ })
    .click()
  const menu = reader.player.getByRole('dialog', { name: 'Break it' })
  const text = menu.getByLabel('The fault as text')
  await expect.poll(() => text.inputValue()).toBe('call:main.deploy@32=panic("injected")')
  await text.fill('call:main.deploy@32@2s..=hung')
  await menu.locator('.break-outcome', { hasText: 'no effect at byte 25; possible: error(' }).waitFor()
  await text.press('Enter')
  await expect.poll(() => menu.isVisible()).toBe(true)
  await text.fill('call:main.deploy@32@1h..=hang')
  await menu
    .locator('.break-outcome', { hasText: 'none of them at its moment; the run ended at 6s' })
    .waitFor()
  await text.fill('call:main.deploy@32@2s..4s?calls>2=slow(+1ms..5s)')
  await menu.locator('.break-outcome', { hasText: /^Done at/ }).waitFor()
  await text.fill('go:99=kill')
  await menu.locator('.break-outcome', { hasText: 'goroutines 1 (main) to 13 ran' }).waitFor()
  await text.press('Enter')
  await menu.waitFor({ state: 'hidden' })
  await reader.why.getByText(/met nothing: goroutines 1/).waitFor()
  await reader.player.locator('.fault-row.idle', { hasText: 'changed nothing' }).waitFor()
  await page.context().close()
})

test('the atlas tries everything, and a mark opens its run', async () => {
  const page = await site.open('#lesson=straggler')
  const reader = new Reader(page)
  await reader.ran(/It ran to its end/)
  await page.keyboard.press('b')
  const atlas = reader.player.getByRole('region', { name: 'Atlas' })
  await atlas.getByRole('button', { name: 'Try everything' }).click()
  await atlas.getByText(/\d+ runs.*each mark opens one/).waitFor({ timeout: 20_000 })
  const marks = atlas.locator('.atlas-mark')
  await expect.poll(() => marks.count()).toBeGreaterThan(10)
  // a mark of each kind opens a run that ends as it says
  for (const [effect, end] of [
    ['deadlock', /deadlock$/],
    ['crash', /(panic|fatal|exit)$/],
    ['no effect', /done$/],
  ] as const) {
    await atlas
      .getByRole('button', { name: new RegExp(`: ${effect}\\.`) })
      .first()
      .click()
    await expect.poll(() => strip(reader).getAttribute('aria-label')).toMatch(end)
    await expect.poll(() => atlas.locator('.atlas-mark[aria-pressed="true"]').count()).toBe(1)
  }
  // by keyboard from mark to mark
  await marks.first().focus()
  await page.keyboard.press('ArrowRight')
  expect(await marks.nth(1).evaluate((m) => m.matches(':focus'))).toBe(true)
  await page.context().close()
})

test('by touch: a long press opens the menu of faults', async () => {
  const page = await site.open('#lesson=straggler', PHONE)
  const reader = new Reader(page)
  await reader.ran(/It ran to its end/)
  const touch = await page.context().newCDPSession(page)
  const [x, y] = await reader.place(130, 40)
  await touch.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [{ x, y, id: 0 }] })
  await reader.player.getByRole('dialog', { name: 'Break it' }).waitFor()
  await touch.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
  await expect.poll(() => reader.player.getByRole('dialog', { name: 'Break it' }).isVisible()).toBe(true)
  await page.context().close()
})

test('where the system sets the colours, all is drawn in them, also when it begins to while the page is open', async () => {
  const page = await site.open('#lesson=unlimited')
  const reader = new Reader(page)
  await reader.ran(/It ran to its end/)
  // our colours as they are now, and how many pixels of each canvas have one of them
  const ours = () =>
    reader.player
      .locator('canvas:visible')
      .first()
      .evaluate((canvas) => {
        const probe = document.body.appendChild(document.createElement('span'))
        const style = getComputedStyle(canvas)
        const found = ['--running-fill', '--waiting-fill', '--sleeping-fill', '--accent'].map((token) => {
          probe.style.color = style.getPropertyValue(token)
          return getComputedStyle(probe).color.match(/\d+/g)?.map(Number) ?? []
        })
        probe.remove()
        return found
      })
  const pixelsOf = (colours: number[][]) =>
    reader.player.locator('canvas:visible').evaluateAll(
      (all, colours) =>
        (all as HTMLCanvasElement[]).map((canvas) => {
          const pixels = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? []
          const near = (i: number) => (colour: number[]) =>
            colour.every((part, k) => Math.abs(part - (pixels[i + k] ?? 0)) < 12)
          let found = 0
          for (let i = 0; i < pixels.length; i += 4) if (colours.some(near(i))) found++
          return found
        }),
      colours,
    )
  const settled = () =>
    page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))))
  const light = await ours()
  const before = await pixelsOf(light)
  expect(before.length).toBeGreaterThan(1)
  for (const count of before) expect(count).toBeGreaterThan(100)
  await page.emulateMedia({ forcedColors: 'active' })
  await settled()
  expect(await pixelsOf(light)).toEqual(before.map(() => 0))
  await page.emulateMedia({ forcedColors: 'none', colorScheme: 'dark' })
  await settled()
  for (const count of await pixelsOf(await ours())) expect(count).toBeGreaterThan(100)
  await page.context().close()
})

test('by keyboard: a group is folded and opened again', async () => {
  const page = await site.open('#lesson=straggler')
  const reader = new Reader(page)
  await reader.ran(/It ran to its end/)
  await reader.timeline.focus()
  await page.keyboard.press('ArrowDown')
  const options = () => reader.timeline.getByRole('option').count()
  const before = await options()
  // within one frame: what the first key chose is drawn after the second has folded
  await reader.timeline.evaluate((list) => {
    for (const code of ['ArrowDown', 'KeyG'])
      list.dispatchEvent(new KeyboardEvent('keydown', { code, bubbles: true, composed: true }))
  })
  await expect.poll(options).toBeLessThan(before)
  const said = reader.player.locator('.tl-root [role="status"]')
  await expect.poll(() => said.allTextContents()).toContain('12 goroutines are folded into groups, 1 shown.')
  await page.keyboard.press('Shift+G')
  await expect.poll(options).toBeGreaterThan(1)
  await page.context().close()
})

test('a knob turns the program by keyboard, two runs differ in it, and the link carries it', async () => {
  const page = await site.open('#lesson=pool')
  const reader = new Reader(page)
  await reader.ran(/It ran to its end/)
  await reader.button('Compare').click()
  const knob = reader.player.getByRole('slider', { name: 'workers' })
  await knob.focus()
  await page.keyboard.press('ArrowRight')
  await reader.player.getByText('Changed: workers 3 → 4.').waitFor()
  await expect.poll(() => reader.line('workers = 4').isVisible()).toBe(true)
  await expect.poll(() => reader.player.locator('.diff-lines .gone').textContent()).toContain('workers = 3')
  await reader.button('apart').click()
  await expect.poll(() => reader.button('apart').getAttribute('aria-pressed')).toBe('true')
  await reader.button(/^Share/).click()
  await page.waitForFunction(() => location.hash.startsWith('#run='))
  const other = new Reader(await site.open(new URL(page.url()).hash))
  await other.player.getByText('Changed: workers 3 → 4.').waitFor({ timeout: 10_000 })
  await expect.poll(() => other.player.getByRole('slider', { name: 'workers' }).inputValue()).toBe('4')
  await other.page.context().close()
  await page.context().close()
})

test('a process that may hold little is killed as by the kernel', async () => {
  const page = await site.open('#lesson=unlimited')
  const reader = new Reader(page)
  await reader.ran(/It ran to its end/)
  const orders = reader.player.getByRole('slider', { name: 'orders' })
  await orders.focus()
  await page.keyboard.press('End')
  await reader.player.getByLabel('Memory of the process').selectOption('256 KiB')
  await expect.poll(() => reader.output.textContent()).toContain('Killed')
  await page.context().close()
})

test('with processors, computing takes time; the link carries how many', async () => {
  const page = await site.open('#lesson=straggler')
  const reader = new Reader(page)
  await reader.ran(/It ran to its end/)
  await page.keyboard.press('b')
  const choose = (label: string) => reader.player.getByLabel(label, { exact: true })
  await expect.poll(() => choose('Time of an instruction').isVisible()).toBe(false)
  await choose('Processors').selectOption('4')
  await choose('Time of an instruction').selectOption('10000')
  await reader.player.getByText('Processors at work').first().waitFor({ timeout: 10_000 })
  await reader.button(/^Share/).click()
  await page.waitForFunction(() => location.hash.startsWith('#run='))
  const other = new Reader(await site.open(new URL(page.url()).hash))
  await other.player.getByText('Processors at work').first().waitFor({ timeout: 10_000 })
  await expect.poll(() => other.player.getByLabel('Processors', { exact: true }).inputValue()).toBe('4')
  await other.page.context().close()
  await page.context().close()
})

import { deflateRawSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Reader, Site } from './site'

let site: Site

beforeAll(async () => {
  site = await Site.start()
})
afterAll(() => site?.stop())

const main = (body: string, more = '') => `package main\n\n${more}\nfunc main() {\n${body}\n}\n`

/** Texts that try to hurt the page, and what it says instead of freezing. */
const HOSTILE: [name: string, text: string, words: RegExp][] = [
  ['a bomb of goroutines', main('\tfor {\n\t\tgo func() { select {} }()\n\t}'), /^Stopped at|fatal error/],
  [
    'a gigabyte',
    main('\tx := make([]byte, 1<<30)\n\tx[0] = 1'),
    /^Stopped at|out of memory|It ran to its end/,
  ],
  ['an endless list', main('\tvar x []int\n\tfor {\n\t\tx = append(x, 1)\n\t}'), /^Stopped at|out of memory/],
  ['recursion without an end', main('\tf(0)', 'func f(n int) { f(n + 1) }\n'), /stack/],
  ['output without an end', main('\tfor {\n\t\tprintln("again and again")\n\t}'), /^Stopped at/],
  ['a ticker for ever', main('\tfor range time.Tick(time.Hour) {\n\t}', 'import "time"\n'), /^Stopped at/],
  ['binary garbage', '\u0000\u0001\u0002ÿþ\u001b[31m\uFFFD{{{((( \u202e', /^$/],
  [
    'a megabyte of source',
    main(`\tx := 0\n${'\tx += 1 // and again\n'.repeat(50_000)}\t_ = x`),
    /It ran to its end/,
  ],
]

test.each(HOSTILE)(
  '%s: the page stays live, the text stays, the words are clear',
  async (_, text, words) => {
    const page = await site.open('#lesson=wait')
    const reader = new Reader(page)
    await reader.ran(/It ran to its end/)
    await reader.write(text)
    if (words.test('')) await reader.player.locator('.banner.problem').waitFor({ timeout: 15_000 })
    else {
      await page.keyboard.press('Shift+Enter')
      await reader.player.locator('.why h2', { hasText: words }).waitFor({ timeout: 45_000 })
    }
    await reader.write(main('\tprintln("still here")'))
    await reader.output.getByText('still here').waitFor({ timeout: 15_000 })
    await expect.poll(() => reader.player.locator('.banner').isVisible()).toBe(false)
    await page.context().close()
  },
  90_000,
)

test('a run that fills the memory of the page ends with words, and the next one runs', async () => {
  const deep = `func deep(n int) {
	if n == 0 {
		select {}
	}
	deep(n - 1)
}
`
  const text = main(
    '\tfor range 5000 {\n\t\tgo deep(20_000)\n\t}\n\ttime.Sleep(1)',
    `import "time"\n\n${deep}`,
  )
  const link = linkOf({ text, limits: { page_memory: 300 * 2 ** 20, instructions: 6e9 } })
  const page = await site.open(`#run=${link}`)
  const reader = new Reader(page)
  const title = reader.player.locator('.why h2', { hasText: /^Stopped at [\d,]+ bytes of the page’s memory/ })
  await title.waitFor({ timeout: 60_000 })
  await expect.poll(() => reader.player.locator('.banner').isVisible()).toBe(false)
  const next = linkOf({ text: main('\tprintln("still here")'), limits: {} })
  await page.evaluate((hash) => {
    location.hash = hash
  }, `run=${next}`)
  await reader.output.getByText('still here').waitFor({ timeout: 15_000 })
  await page.context().close()
}, 90_000)

/** A shared link, as the page writes it. */
function linkOf({ text, limits }: { text: string; limits: Record<string, number> }): string {
  const wire = { v: 1, n: 'main.go', t: text, s: 1, p: 'fifo', f: [], m: limits }
  return deflateRawSync(Buffer.from(JSON.stringify(wire))).toString('base64url')
}

import { existsSync, readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join, normalize } from 'node:path'
import { type Browser, type BrowserContextOptions, chromium, type Locator, type Page } from 'playwright-core'
import { browserPath } from '../../scripts/setup.mjs'

const dist = join(import.meta.dirname, '../../dist')
const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.wasm': 'application/wasm',
  '.css': 'text/css',
}

/** A phone that is touched. */
export const PHONE: BrowserContextOptions = {
  viewport: { width: 390, height: 844 },
  hasTouch: true,
  isMobile: true,
}

/** The built page behind a plain file server, and a browser to read it with. */
export class Site {
  readonly url: string
  private readonly server: Server
  private readonly browser: Browser
  /** Errors that pages threw or logged: none is acceptable. */
  readonly errors: string[] = []

  private constructor(server: Server, browser: Browser) {
    this.server = server
    this.browser = browser
    this.url = `http://localhost:${(server.address() as AddressInfo).port}/`
  }

  static async start(pages: Record<string, string> = {}): Promise<Site> {
    if (!existsSync(join(dist, 'index.html'))) throw new Error('Nothing is built: `npm run build` first.')
    const server = createServer((request, response) => {
      const path = normalize(decodeURIComponent((request.url ?? '/').replace(/[?#].*/, '')))
      if (path === '/favicon.ico') return response.writeHead(204).end()
      const page = pages[path]
      const file = join(dist, path === '/' ? 'index.html' : path)
      if (page === undefined && !existsSync(file)) return response.writeHead(404).end()
      response.writeHead(200, {
        'content-type': page === undefined ? (TYPES[extname(file)] ?? 'text/plain') : TYPES['.html'],
      })
      response.end(page ?? readFileSync(file))
    })
    await new Promise<void>((resolve) => server.listen(0, resolve))
    const executablePath = (await browserPath()) ?? undefined
    const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] })
    return new Site(server, browser)
  }

  /** A fresh reader: nothing kept from before. Closed by `close` of its context. */
  async open(path = '', options: BrowserContextOptions = {}): Promise<Page> {
    const context = await this.browser.newContext({ viewport: { width: 1440, height: 900 }, ...options })
    const page = await context.newPage()
    page.on('pageerror', (error) => this.errors.push(error.message))
    page.on('console', (message) => message.type() === 'error' && this.errors.push(message.text()))
    await page.goto(this.url + path)
    return page
  }

  async stop(): Promise<void> {
    await this.browser.close()
    this.server.close()
  }
}

/** An element of the page as a reader meets it: by what it says and does. */
export class Reader {
  readonly page: Page
  readonly player: Locator

  constructor(page: Page, player: Locator = page.locator('interleave-player').first()) {
    this.page = page
    this.player = player
  }

  button(name: string | RegExp): Locator {
    return this.player.getByRole('button', { name })
  }

  get code(): Locator {
    return this.player.locator('.cm-content')
  }

  /** The list of goroutines: what the timeline is to those who do not see it. */
  get timeline(): Locator {
    return this.player.getByRole('listbox')
  }

  /** A place of the timeline, in its own pixels, as one of the window. */
  async place(x: number, y: number): Promise<[number, number]> {
    const box = await this.timeline.boundingBox()
    if (!box) throw new Error('the timeline is not shown')
    return [box.x + x, box.y + y]
  }

  get now(): Locator {
    return this.player.locator('.now')
  }

  get output(): Locator {
    return this.player.locator('.output')
  }

  get why(): Locator {
    return this.player.locator('section.why')
  }

  /** Until a run is shown whose words match. */
  async ran(words: RegExp): Promise<void> {
    await this.player
      .locator('.why h2:visible, .sentence b:visible', { hasText: words })
      .first()
      .waitFor({ timeout: 10_000 })
  }

  line(text: string): Locator {
    return this.player.locator('.cm-line', { hasText: text }).first()
  }

  /** Opens a lesson from the menu. */
  async lesson(title: string): Promise<void> {
    await this.player.locator('.program').click()
    await this.player.getByRole('button', { name: new RegExp(`^${title}`) }).click()
  }

  /** Replaces the whole text, by pasting. */
  async write(text: string): Promise<void> {
    await this.code.click()
    await this.page.keyboard.press('Control+A')
    await this.code.evaluate((element, pasted) => {
      const clipboardData = new DataTransfer()
      clipboardData.setData('text/plain', pasted)
      const event = new ClipboardEvent('paste', {
        clipboardData,
        bubbles: true,
        cancelable: true,
        composed: true,
      })
      element.dispatchEvent(event)
    }, text)
  }
}

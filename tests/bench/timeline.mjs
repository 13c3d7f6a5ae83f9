// `npm run bench:timeline [-- --json] [--small]`: how fast the timeline is, in a real browser.
//
// A program with 10,000 goroutines (tests/bench/go/crowd.go) runs in the built page in headless Chromium, once
// with a million spans and once with ten million (in one page after the other), and the same browser shows vis-timeline, the peer, with 1,000,
// 10,000 and 30,000 items. What is measured is what a reader does:
//   open       from the end of the run in the worker to the end of the first frame with its picture
//   frame_p95  panning and zooming by wheel for several seconds, one event a frame, frame rate not capped: the
//   frame_max  time from one frame to the next, so with everything in it: input, layout, drawing, raster
//   frame_work the longest of these frames again, in a second pass, in processor time of the page's own thread:
//              what others do on the machine meanwhile is not in it
//   step       from the press of `.` to the end of the frame that shows the next step (p95)
//   scrub      the same for dragging along the axis
//   edit       from the pause after a key press in a program of a hundred lines to the end of the frame that shows
//              the new timeline (p95); in a browser whose frame rate is capped
//   inspect    from asking for the state of a goroutine in the middle of the run to having it (p95)
//   memory     what the page holds after all this less what it held before the run, for each event of the run
//              (performance.measureUserAgentSpecificMemory); of that in columns; and what the worker holds beside
//              it: the machine, the trace as written, states kept along the run up to a fixed budget

import { existsSync, readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { extname, join } from 'node:path'
import { deflateRawSync } from 'node:zlib'
import { chromium } from 'playwright-core'
import { root } from '../../scripts/base.mjs'
import { browserPath } from '../../scripts/setup.mjs'

const args = process.argv.slice(2)
const asJson = args.includes('--json')
const small = args.includes('--small')
const SIZES = [
  { name: '1,000,000 spans', spans: 1_000_000, rounds: 28, frame: [16, 33] },
  // twice the goroutines, so that it ends before 4.3 s: later times take eight bytes each. Its limit is the worst
  // frame's alone
  { name: '10,000,000 spans', spans: 10_000_000, goroutines: 20_000, rounds: 148, frame: [33, 33] },
].slice(0, small ? 1 : 2)
const ITEMS = small ? [1_000] : [1_000, 10_000, 30_000]
const WHEEL_FRAMES = 240

const PEER_PAGE = `<!doctype html><link rel="stylesheet" href="/vis/styles/vis-timeline-graph2d.min.css">
<script src="/vis/standalone/umd/vis-timeline-graph2d.min.js"></script>
<div id="here" style="height:850px"></div>`

const types = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.wasm': 'application/wasm' }
const rows = []
const failed = []
const server = serve()
const url = `http://localhost:${server.address().port}/`
const browser = await chromium.launch({
  executablePath: (await browserPath()) ?? undefined,
  args: [
    '--no-sandbox',
    '--disable-frame-rate-limit',
    '--disable-gpu-vsync',
    '--enable-blink-features=ForceEagerMeasureMemory',
  ],
})
try {
  const peers = []
  for (const items of ITEMS) peers.push(await measurePeer(items))
  await measureEdits().catch((error) => failed.push(`edits: ${error.message}`))
  for (const size of SIZES) {
    // what one size does to the page must not take the others' figures away
    await measureOurs(size, peers.at(-1)).catch((error) => failed.push(`${size.name}: ${error.message}`))
  }
} finally {
  await browser.close()
  server.close()
}
print()
for (const why of failed) console.error(`Not measured, ${why}`)
process.exitCode = failed.length > 0 || rows.some((row) => row.limit !== null && row.value > row.limit) ? 1 : 0

/** Isolated, because only such pages may ask for their memory. */
function serve() {
  if (!existsSync(join(root, 'dist/index.html'))) throw new Error('Nothing is built: `npm run build` first.')
  return createServer((request, response) => {
    const path = new URL(request.url, 'http://x').pathname
    const file = path.startsWith('/vis/') ? join(root, 'node_modules/vis-timeline', path.slice(5)) : join(root, 'dist', path === '/' ? 'index.html' : path)
    const body = path === '/peer' ? PEER_PAGE : existsSync(file) ? readFileSync(file) : null
    response.writeHead(body === null ? 404 : 200, {
      'content-type': path === '/peer' ? 'text/html' : (types[extname(file)] ?? 'text/plain'),
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-embedder-policy': 'require-corp',
    })
    response.end(body)
  }).listen(0)
}

/** The same wheel on any element: closer, along, back; one event a frame. Gives the times between frames. */
async function wheelFrames(page, selector, frames) {
  return page.evaluate(
    async ([selector, frames]) => {
      const find = (node, css) => {
        const found = [...node.querySelectorAll(css)].find((element) => element.clientWidth > 0)
        if (found) return found
        for (const child of node.querySelectorAll('*')) {
          const inside = child.shadowRoot && find(child.shadowRoot, css)
          if (inside) return inside
        }
        return null
      }
      const target = find(document, selector)
      const box = target.getBoundingClientRect()
      const wheel = (init) =>
        target.dispatchEvent(
          new WheelEvent('wheel', {
            bubbles: true,
            composed: true,
            cancelable: true,
            clientX: box.left + box.width * 0.6,
            clientY: box.top + box.height * 0.5,
            ...init,
          }),
        )
      const frame = () => new Promise(requestAnimationFrame)
      const times = []
      await frame()
      let before = await frame()
      for (let i = 0; i < frames; i++) {
        const phase = Math.floor((i * 8) / frames)
        if (phase % 2 === 1) wheel({ shiftKey: true, deltaY: phase % 4 === 1 ? 40 : -40 })
        else wheel({ ctrlKey: true, deltaY: phase % 4 === 0 ? -50 : 50 })
        const now = await frame()
        times.push(now - before)
        before = now
      }
      // the first is of the frame before our input
      return times.slice(1)
    },
    [selector, frames],
  )
}

/** The same wheel, and what its longest frame cost the page's thread, from the browser's own record. */
async function wheelWork(page) {
  const devtools = await page.context().newCDPSession(page)
  const events = []
  devtools.on('Tracing.dataCollected', ({ value }) => events.push(...value))
  const complete = new Promise((resolve) => devtools.once('Tracing.tracingComplete', resolve))
  await devtools.send('Tracing.start', { transferMode: 'ReportEvents', traceConfig: { includedCategories: ['devtools.timeline'] } })
  await wheelFrames(page, '.tl-list', WHEEL_FRAMES)
  await devtools.send('Tracing.end')
  await complete
  await devtools.detach()
  const frames = events.filter((event) => event.name === 'FireAnimationFrame' && event.tdur !== undefined)
  if (frames.length < WHEEL_FRAMES) throw new Error(`${frames.length} frames in the browser's record`)
  return Math.max(...frames.map((event) => event.tdur)) / 1000
}

async function measureOurs({ name, goroutines = 10_000, rounds, frame, spans }, peer) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
  const page = await context.newPage()
  page.on('pageerror', (error) => console.error('page:', error.message))
  await page.addInitScript(noteFrames)
  const set = (text, name, value) => text.replace(new RegExp(`^const ${name} = .*`, 'm'), `const ${name} = ${value}`)
  const crowd = readFileSync(join(root, 'tests/bench/go/crowd.go'), 'utf8')
  const text = set(set(set(crowd, 'rounds', rounds), 'n', goroutines), 'conns', goroutines * 0.4)
  await page.goto(`${url}#run=${link('package main\n\nfunc main() {}\n')}`)
  await shown(page, 0)
  const before = await memory(page)
  await page.evaluate(() => (window.framesShown.length = 0))
  await page.evaluate((hash) => (location.hash = hash), `run=${link(text)}`)
  const at = await shown(page, 600_000)
  const ended = await page.workers()[0].evaluate(() => performance.timeOrigin + performance.getEntriesByName('interleave:ended').at(-1).startTime)
  const sizes = await page.evaluate(() => window.framesShown.at(-1).detail)
  if (sizes.spans < spans * 0.97) throw new Error(`${sizes.spans} spans instead of ${spans}: ${JSON.stringify(sizes)}`)
  const bench = spans > 1e6 ? 'timeline-10m' : 'timeline'
  const add = (what, value, unit, limit, compared = null) =>
    rows.push({ bench, case: what, at: name, value, unit, peer: compared, ratio: compared === null ? null : value / compared, limit })
  add('open', at - ended, 'ms', spans > 1e6 ? null : 1500, peer.open)
  await page.waitForTimeout(300)
  const times = (await wheelFrames(page, '.tl-list', WHEEL_FRAMES)).sort((a, b) => a - b)
  add('frame_p95', p95(times), 'ms', frame[0], peer.frame)
  add('frame_max', times.at(-1), 'ms', frame[1], peer.frameMax)
  add('frame_work', await wheelWork(page), 'ms', frame[1])
  add('step', p95(await steps(page)), 'ms', 50)
  add('scrub', p95(await scrubs(page)), 'ms', 50)
  const inspections = await inspect(page)
  if (inspections) add('inspect', p95(inspections), 'ms', spans > 1e6 ? null : 200)
  const held = await memory(page)
  add('memory', (held.page - before.page) / sizes.events, 'bytes/event', 40)
  add('memory_columns', sizes.bytes / sizes.events, 'bytes/event', null)
  add('memory_worker', (held.worker - before.worker) / sizes.events, 'bytes/event', null)
  await context.close()
}

/** A program of so many lines: a pool, and functions that it calls. */
function longProgram(lines) {
  const head = readFileSync(join(root, 'tests/bench/go/edited.go'), 'utf8').trimEnd().split('\n')
  const more = Array.from({ length: lines - head.length }, (_, i) => `func unused${i}(n int) int { return n + ${i} }`)
  return [...head, ...more].join('\n')
}

/** One digit of a constant is typed anew, again and again. */
async function measureEdits() {
  // at the frame rate that readers have: without a cap the browser draws nothing new as fast as it can, and the run
  // waits for the processor
  const plain = await chromium.launch({ executablePath: (await browserPath()) ?? undefined, args: ['--no-sandbox'] })
  try {
    await measureEditsIn(plain)
  } finally {
    await plain.close()
  }
}

async function measureEditsIn(plain) {
  const context = await plain.newContext({ viewport: { width: 1440, height: 900 } })
  const page = await context.newPage()
  await page.addInitScript(noteFrames)
  const text = longProgram(100)
  await page.goto(`${url}#run=${link(text)}`)
  await shown(page, 0)
  await page.locator('.cm-content').first().focus()
  await page.keyboard.press('Control+Home')
  await page.waitForTimeout(500)
  const lines = await page.locator('.cm-line').allInnerTexts()
  for (const _ of lines.slice(0, lines.findIndex((line) => line.startsWith('const items')))) await page.keyboard.press('ArrowDown')
  await page.keyboard.press('End')
  const times = []
  for (let i = 0; i < 20; i++) {
    await page.evaluate(() => (window.framesShown.length = 0))
    await page.keyboard.press('Backspace')
    await page.keyboard.press(String((i % 9) + 1))
    const at = await shown(page, 20_000)
    const settled = await page.evaluate(
      () => performance.timeOrigin + performance.getEntriesByName('interleave:settled').at(-1).startTime,
    )
    times.push(at - settled)
  }
  await context.close()
  const value = p95(times.sort((a, b) => a - b))
  rows.push({ bench: 'timeline', case: 'edit', at: '100 lines', value, unit: 'ms', peer: null, ratio: null, limit: 100 })
}

/** In the page: notes the end of each frame that shows a new run, with what the page says about the run. */
function noteFrames() {
  window.framesShown = []
  const mark = performance.mark.bind(performance)
  performance.mark = (name, options) => {
    if (name === 'interleave:shown') {
      const { port1, port2 } = new MessageChannel()
      port1.onmessage = () => window.framesShown.push({ at: performance.timeOrigin + performance.now(), detail: options.detail })
      port2.postMessage(0)
    }
    return mark(name, options)
  }
}

/** When the picture of a run was on the screen. */
async function shown(page, timeout) {
  await page.waitForFunction(() => window.framesShown.length > 0, null, { timeout: timeout || 30_000, polling: 20 })
  return page.evaluate(() => window.framesShown.at(-1).at)
}

/** Bytes of the page, and of its worker: the machine, the trace as written, and the states kept along the run. */
async function memory(page) {
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('HeapProfiler.collectGarbage')
  await devtools.detach()
  return page.evaluate(async () => {
    const { bytes, breakdown } = await performance.measureUserAgentSpecificMemory()
    const ofWorker = ({ attribution }) => attribution.some(({ scope }) => scope === 'DedicatedWorkerGlobalScope')
    const worker = breakdown.filter(ofWorker).reduce((sum, part) => sum + part.bytes, 0)
    return { page: bytes - worker, worker }
  })
}

/** From a real event to the end of the frame that it causes. */
async function responses(page, type, act, times) {
  await page.evaluate((type) => {
    const found = []
    window.responses = found
    window.addEventListener(
      type,
      (event) => {
        const began = event.timeStamp
        requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel()
          port1.onmessage = () => found.push(performance.now() - began)
          port2.postMessage(0)
        })
      },
      { capture: true },
    )
  }, type)
  for (let i = 0; i < times; i++) {
    await act(i)
    await page.waitForFunction((n) => window.responses.length > n, i)
  }
  return page.evaluate(() => window.responses.sort((a, b) => a - b))
}

async function steps(page) {
  await page.locator('.tl-list:visible').focus()
  return responses(page, 'keydown', (i) => page.keyboard.press(i % 3 === 2 ? ',' : '.'), 40)
}

/** With the inspector open: from a press somewhere on the axis to the state there, in the page. */
async function inspect(page) {
  await page.locator('.tl-list:visible').focus()
  await page.keyboard.press('i')
  const box = await page.locator('.tl-list:visible').boundingBox()
  const times = []
  for (let i = 0; i < 20; i++) {
    const place = box.x + 260 + ((i * 397) % 500)
    await page.evaluate(() => performance.clearMarks('interleave:inspected'))
    await page.mouse.move(place, box.y + 10)
    await page.evaluate(() => {
      window.addEventListener('pointerdown', (event) => (window.pressed = event.timeStamp), { capture: true, once: true })
    })
    await page.mouse.down()
    await page.mouse.up()
    const came = await page
      .waitForFunction(() => performance.getEntriesByName('interleave:inspected').length > 0, null, { timeout: 20_000, polling: 5 })
      .catch(() => null)
    if (!came) return null
    times.push(await page.evaluate(() => performance.getEntriesByName('interleave:inspected')[0].startTime - window.pressed))
  }
  await page.keyboard.press('i')
  return times.sort((a, b) => a - b)
}

async function scrubs(page) {
  const box = await page.locator('.tl-list:visible').boundingBox()
  await page.mouse.move(box.x + 400, box.y + 10)
  await page.mouse.down()
  const found = await responses(page, 'pointermove', (i) => page.mouse.move(box.x + 300 + ((i * 37) % 600), box.y + 10), 40)
  await page.mouse.up()
  return found
}

/** vis-timeline with as many items as spans of a crowd would be, in 100 groups. */
async function measurePeer(items) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
  const page = await context.newPage()
  await page.goto(`${url}peer`)
  const open = await page.evaluate(async (count) => {
    const lanes = 100
    const data = []
    for (let i = 0; i < count; i++) {
      const lane = i % lanes
      const start = Math.floor(i / lanes) * 100 + (lane % 7) * 3
      data.push({ id: i, group: lane, start, end: start + 80, content: 'W' })
    }
    const groups = Array.from({ length: lanes }, (_, id) => ({ id, content: 'handle ' + id }))
    const began = performance.now()
    new vis.Timeline(document.getElementById('here'), data, groups, { stack: false, height: 850, min: -1000 })
    await new Promise(requestAnimationFrame)
    await new Promise((resolve) => {
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel()
        port1.onmessage = resolve
        port2.postMessage(0)
      })
    })
    return performance.now() - began
  }, items)
  await page.waitForTimeout(500)
  const times = (await wheelFrames(page, '.vis-center', 60)).sort((a, b) => a - b)
  const result = { open, frame: p95(times), frameMax: times.at(-1) }
  const name = `vis-timeline, ${items.toLocaleString('en')} items`
  for (const [what, value] of [['open', open], ['frame_p95', result.frame], ['frame_max', result.frameMax]])
    rows.push({ bench: `vis-timeline-${items}`, case: what, at: name, value, unit: 'ms', peer: null, ratio: null, limit: null })
  await context.close()
  return result
}

/** A shared link, as the page writes it. */
function link(text) {
  // a page takes fewer events of its own accord: a link may ask for as many as a tab holds
  const limits = { steps: 12_000_000, instructions: 6_000_000_000, events: 26_000_000 }
  const wire = JSON.stringify({ v: 1, n: 'main.go', t: text, s: 1, p: 'fifo', f: [], m: limits })
  return deflateRawSync(Buffer.from(wire)).toString('base64url')
}

function p95(sorted) {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * 0.95))]
}

function print() {
  if (asJson) {
    for (const row of rows) console.log(JSON.stringify(row))
    return
  }
  const f = (x) => (x === null ? '-' : x >= 100 ? x.toFixed(0) : x.toFixed(1))
  const line = (cells) => console.log(cells.map((s, i) => String(s).padEnd([20, 34, 16, 10, 13, 10, 8, 8, 4][i])).join(''))
  line(['bench', 'at', 'case', 'value', 'unit', 'peer', 'ratio', 'limit', ''])
  for (const r of rows)
    line([r.bench, r.at, r.case, f(r.value), r.unit, f(r.peer), r.ratio === null ? '-' : r.ratio.toFixed(3), f(r.limit), r.limit === null ? '' : r.value <= r.limit ? 'ok' : 'OVER'])
}

// `npm run bench [-- --json] [-- --only w1]`: Interleave native and in wasm against compiled Go, in one run.
//
// Each case is one Go program of tests/bench/go, run
//   native  by target/release/interleave, trace on (median of several runs in one process)
//   wasm    the same program in this Node process through the page's own wasm file
//   race    what looking for data races costs: a run that looks beside one that does not, and beside it what
//           `go build -race` costs over `go build`; both are shares of the run without
//   atlas   every single fault of a lesson, each in a run, in wasm: runs a second, at least the limit
//   Go      compiled by the Go toolchain where it is present, GOMAXPROCS=1, under testing/synctest when the
//           program sleeps on the clock (so that its time is virtual too)
// and a ratio is ours divided by Go's. Rows with a limit say whether it holds. Ours and Go's run turn and turn about,
// so that both meet the same machine (memory that the machine has not lent out for a while costs several times as
// much to touch), and the best turn of each counts.

import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, dirname } from 'node:path'
import { fileURLToPath } from 'node:url'

const here = dirname(fileURLToPath(import.meta.url))
const root = join(here, '../..')
const args = process.argv.slice(2)
const asJson = args.includes('--json')
const only = args.includes('--only') ? args[args.indexOf('--only') + 1] : ''
const repeats = Number(args.includes('--runs') ? args[args.indexOf('--runs') + 1] : 3)
const TURNS = [0, 1, 2]
const go = process.env.GO ?? 'go'

/** items: what one unit is; limit: highest allowed ratio to the peer; limitNs: highest allowed native ns an item. */
const cases = [
  { name: 'w1', file: 'w1_pool.go', set: { n: 100_000, p: 5 }, items: 100_000, unit: 'ns/goroutine', synctest: true, limit: 0.25, runs: 11 },
  { name: 'w1-million', file: 'w1_pool.go', set: { n: 1_000_000, p: 5 }, items: 1_000_000, unit: 'ns/goroutine', synctest: true, limit: 0.25, limitMiB: 600, runs: 1 },
  { name: 'w2', file: 'w2_channels.go', set: { n: 1_000_000 }, items: 1_000_000, unit: 'ns/int', synctest: true, limit: 0.6 },
  { name: 'w3', file: 'w3_cancel.go', set: { n: 100_000 }, items: 100_000, unit: 'ns/goroutine', synctest: true, limit: 0.25, runs: 11 },
  { name: 'w4', file: 'w4_timers.go', set: { n: 100_000 }, items: 10_000_000, unit: 'ns/sleep', synctest: true, limit: 0.25, runs: 1 },
  // an iteration is three instructions: xor, add, and the jump that counts
  { name: 'loop', file: 'loop.go', set: { n: 100_000_000 }, items: 300_000_000, unit: 'ns/instruction', limitNs: 2, limitWasmNs: 3.5 },
  { name: 'call', file: 'fib.go', set: { n: 32 }, items: 7_049_155, unit: 'ns/call', limitNs: 12 },
  { name: 'message', file: 'pingpong.go', set: { n: 2_000_000 }, items: 2_000_000, unit: 'ns/message', limitNs: 45 },
]

/** Programs on which the search for data races is weighed. */
const raced = [
  { name: 'shared', file: 'shared.go', set: { n: 400_000 } },
  { name: 'w1', file: 'w1_pool.go', set: { n: 100_000, p: 5 }, synctest: true },
  { name: 'w2', file: 'w2_channels.go', set: { n: 400_000 }, synctest: true },
]

const rows = []
for (const c of cases.filter((c) => c.name.includes(only))) measureCase(c)
if ('frontend'.includes(only)) measureFrontEnd()
for (const c of raced) if (['', 'race', c.name].includes(only)) measureRace(c)
await addWasm()
if (only === '' || only === 'atlas') await addAtlas()
print()
process.exitCode = rows.some((r) => r.holds === false) ? 1 : 0

function measureCase(c) {
  const goes = buildGo(c)
  const turns = TURNS.map(() => [measureNative(c), goes?.run() ?? null])
  goes?.remove()
  const native = turns.map(([n]) => n).sort((a, b) => a.run_ms - b.run_ms)[0]
  const ours = (native.run_ms * 1e6) / c.items
  const peer = goes === null ? null : (Math.min(...turns.map(([, ms]) => ms)) * 1e6) / c.items
  const ratio = peer === null ? null : ours / peer
  const limit = c.limit ?? c.limitNs
  const holds = c.limit ? (ratio === null ? undefined : ratio <= c.limit) : c.limitNs ? ours <= c.limitNs : undefined
  rows.push({ bench: 'native', case: c.name, value: ours, unit: c.unit, peer, ratio, limit, holds, spec: c, native })
  rows.push({ bench: 'trace', case: c.name, value: native.trace_bytes / Math.max(1, native.events), unit: 'bytes/event', peer: null, ratio: null, limit: 8, holds: native.events < 1000 || native.trace_bytes / native.events <= 8 })
  if (c.limitMiB) rows.push({ bench: 'memory', case: c.name, value: native.peak_mib, unit: 'MiB', peer: null, ratio: null, limit: c.limitMiB, holds: native.peak_mib <= c.limitMiB })
}

function measureRace(c) {
  const once = (...more) => measureNative({ ...c, runs: Math.max(repeats, 5) }, ...more).run_ms
  const pairs = TURNS.map(() => [once(), once('--unwatched')])
  const [watched, plain] = [0, 1].map((k) => Math.min(...pairs.map((p) => p[k])))
  const value = watched / plain - 1
  const [goPlain, goRace] = [[], ['-race']].map((flags) => {
    const built = buildGo(c, flags)
    const ms = built?.run() ?? null
    built?.remove()
    return ms
  })
  const peer = goPlain === null || goRace === null ? null : goRace / goPlain - 1
  rows.push({ bench: 'race', case: c.name, value: value * 100, unit: '% of the run', peer: peer === null ? null : peer * 100, ratio: null, limit: 30, holds: value <= 0.3 })
}

function measureNative(c, ...more) {
  const sets = Object.entries(c.set).flatMap(([k, v]) => ['--set', `${k}=${v}`])
  const out = execFileSync(join(root, 'target/release/interleave'), ['measure', join(here, 'go', c.file), '--runs', String(c.runs ?? repeats), ...sets, ...more], { encoding: 'utf8', maxBuffer: 1 << 28 })
  const m = JSON.parse(out)
  if (m.outcome !== 'done') throw new Error(`${c.name} ended in ${m.outcome}`)
  return m
}

/** Lines a second from text to a machine about to start: parser, checker, compiler, linker; one large file. */
function measureFrontEnd() {
  const dir = mkdtempSync(join(tmpdir(), 'interleave-bench-'))
  try {
    const text = largeProgram(1_000)
    const file = join(dir, 'large.go')
    writeFileSync(file, text)
    const out = execFileSync(join(root, 'target/release/interleave'), ['measure', file, '--runs', String(Math.max(repeats, 11))], { encoding: 'utf8', maxBuffer: 1 << 28 })
    const value = (text.split('\n').length / JSON.parse(out).front_ms) * 1e3
    rows.push({ bench: 'frontend', case: 'large', value, unit: 'lines/s', peer: null, ratio: null, limit: 300_000, holds: value >= 300_000 })
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
}

/** A program of so many parts, of the kinds of lines that people write; main calls them all. */
function largeProgram(parts) {
  const part = (i) => `
// Account${i} is kept by its owner.
type Account${i} struct {
	owner   string
	balance int
	history []int
}

func (a *Account${i}) Deposit(amount int) error {
	if amount <= 0 {
		return fmt.Errorf("deposit of %d for %s", amount, a.owner)
	}
	a.balance += amount
	a.history = append(a.history, amount)
	return nil
}

func total${i}(accounts map[string]*Account${i}) (sum int) {
	for name, a := range accounts {
		switch {
		case name == "":
			continue
		case a.balance > 100:
			sum += a.balance - 1
		default:
			sum += a.balance
		}
	}
	return sum
}

func part${i}() int {
	jobs := make(chan int, 3)
	go func() {
		defer close(jobs)
		for j := 0; j < 3; j++ {
			jobs <- j * ${i}
		}
	}()
	a := &Account${i}{owner: "gopher", history: []int{1, 2, 3}}
	for j := range jobs {
		if err := a.Deposit(j); err != nil {
			continue
		}
	}
	return total${i}(map[string]*Account${i}{"gopher": a}) + len(a.history)
}
`
  const numbers = [...Array(parts).keys()]
  const calls = numbers.map((i) => `\tsum += part${i}()`).join('\n')
  return `package main\n\nimport "fmt"\n${numbers.map(part).join('')}\nfunc main() {\n\tsum := 0\n${calls}\n\tfmt.Println(sum)\n}\n`
}

/** The program with its constants set. */
function source(c) {
  let text = readFileSync(join(here, 'go', c.file), 'utf8')
  for (const [k, v] of Object.entries(c.set)) text = text.replace(new RegExp(`^((?:const )?\\s*${k}\\s*)= .*$`, 'm'), `$1= ${v}`)
  return text
}

/** Compiled Go: `run` gives its median milliseconds; null where there is no toolchain. */
function buildGo(c, flags = []) {
  const dir = mkdtempSync(join(tmpdir(), 'interleave-bench-'))
  try {
    writeFileSync(join(dir, 'go.mod'), 'module bench\n\ngo 1.25\n')
    writeFileSync(join(dir, 'main.go'), source(c))
    const body = c.synctest ? 'synctest.Test(t, func(t *testing.T) { main() })' : 'main()'
    const imports = c.synctest ? '"testing/synctest"' : ''
    writeFileSync(join(dir, 'main_test.go'), `package main\nimport (\n"os"\n"fmt"\n"testing"\n"time"\n${imports}\n)\nfunc TestIt(t *testing.T) {\nfor range ${c.runs ?? repeats} {\nt0 := time.Now()\n${body}\nfmt.Fprintln(os.Stderr, "ns", time.Since(t0).Nanoseconds())\n}\n}\n`)
    const env = { ...process.env, GOTOOLCHAIN: 'local', GOPROXY: 'off', GOFLAGS: '-mod=mod', GOMAXPROCS: '1' }
    execFileSync(go, ['test', ...flags, '-c', '-o', 'bench.test'], { cwd: dir, env, stdio: 'pipe' })
    const run = () => {
      const out = execFileSync('sh', ['-c', './bench.test -test.timeout 20m 2>&1 >/dev/null'], { cwd: dir, env, encoding: 'utf8', maxBuffer: 1 << 28 })
      const times = [...out.matchAll(/^ns (\d+)$/gm)].map((m) => Number(m[1]) / 1e6).sort((a, b) => a - b)
      if (times.length === 0) throw new Error(`Go on ${c.name} printed no time`)
      return times[times.length >> 1]
    }
    return { run, remove: () => rmSync(dir, { recursive: true, force: true }) }
  } catch (e) {
    rmSync(dir, { recursive: true, force: true })
    if (e.code === 'ENOENT' || (flags.length > 0 && /-race/.test(String(e.stderr)))) return null
    throw new Error(`Go on ${c.name}: ${e.stderr ?? e.message}`)
  }
}

/** The same cases in wasm, compared with our own native time. */
async function addWasm() {
  const loader = join(root, 'www/engine/pkg/interleave.js')
  if (!existsSync(loader)) return
  const { initSync, Session } = await import(loader)
  initSync({ module: readFileSync(join(root, 'www/engine/pkg/interleave_bg.wasm')) })
  const unlimited = Object.fromEntries(['steps', 'goroutines', 'heap', 'events', 'instructions', 'virtual_time', 'output'].map((n) => [n, 1e15]))
  for (const row of rows.filter((r) => r.bench === 'native' && r.case !== 'w1-million')) {
    const c = row.spec
    const times = []
    const natives = []
    for (const _ of TURNS) {
      natives.push(measureNative(c).run_ms)
      const session = new Session()
      const started = session.start({ files: [{ name: 'bench.go', text: source(c) }], seed: 0, policy: 'fifo', faults: [], limits: unlimited, args: [] })
      if (started.kind !== 'ready') throw new Error(`wasm ${c.name}: ${JSON.stringify(started)}`)
      const t0 = performance.now()
      while (!session.slice(1_000_000).done);
      times.push(performance.now() - t0)
      session.free()
    }
    const value = (Math.min(...times) * 1e6) / c.items
    const native = (Math.min(...natives) * 1e6) / c.items
    const limit = c.limitWasmNs ?? 2.5
    rows.push({ bench: 'wasm', case: c.name, value, unit: c.unit, peer: native, ratio: value / native, limit, holds: c.limitWasmNs ? value <= limit : value / native <= limit })
  }
}

/** Every single fault of the lessons, each in a run, in wasm: runs a second of a processor, the whole atlas with what it compiles. */
async function addAtlas() {
  const loader = join(root, 'www/engine/pkg/interleave.js')
  if (!existsSync(loader)) return
  const { initSync, Session } = await import(loader)
  initSync({ module: readFileSync(join(root, 'www/engine/pkg/interleave_bg.wasm')) })
  for (const lesson of ['deadline', 'pool', 'shutdown']) {
    const text = readFileSync(join(root, `www/lessons/${lesson}.go`), 'utf8')
    const request = { files: [{ name: `${lesson}.go`, text }], seed: 1, policy: 'fifo', faults: [] }
    const rates = []
    for (let i = 0; i < Math.min(repeats, 3); i++) {
      const session = new Session()
      const before = process.cpuUsage()
      session.atlas_start(request, false)
      while (!session.atlas_slice(200_000).done);
      const { runs } = session.atlas_finish()
      const { user, system } = process.cpuUsage(before)
      rates.push((runs.length * 1e6) / (user + system))
      session.free()
    }
    rates.sort((a, b) => a - b)
    const value = rates[rates.length >> 1]
    rows.push({ bench: 'atlas', case: lesson, value, unit: 'runs/s', peer: null, ratio: null, limit: 200, holds: value >= 200 })
  }
}

function print() {
  if (asJson) {
    for (const { bench, case: name, value, unit, peer, ratio, limit } of rows) console.log(JSON.stringify({ bench, case: name, value, unit, peer, ratio, limit: limit ?? null }))
    return
  }
  const f = (x) => (x === null || x === undefined ? '-' : x >= 100 ? x.toFixed(0) : x.toFixed(2))
  console.log(['bench', 'case', 'value', 'unit', 'peer', 'ratio', 'limit', ''].map((s, i) => s.padEnd([8, 12, 10, 16, 10, 8, 8, 4][i])).join(''))
  for (const r of rows) {
    const cells = [r.bench, r.case, f(r.value), r.unit, f(r.peer), f(r.ratio), f(r.limit), r.holds === undefined ? '' : r.holds ? 'ok' : 'OVER']
    console.log(cells.map((s, i) => s.padEnd([8, 12, 10, 16, 10, 8, 8, 4][i])).join(''))
  }
  if (rows.every((r) => r.bench !== 'native' || r.peer === null)) console.log('No Go toolchain found (set GO=path/to/go): peers were skipped.')
}

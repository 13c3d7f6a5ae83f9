/**
 * `npm test`: sets up, then every check, the cheap ones first, and a last line `N passed, N failed`.
 * `-- --only NAME` runs one of them (see the list at the end), `-- --list` names them.
 */
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { cache, flag, main, option, run, Sorry } from './base.mjs'
import { build } from './build.mjs'
import { setup } from './setup.mjs'
import { wasm } from './wasm.mjs'

/** A check whose exit status is its only result counts as one. */
const one = (command, args) => async () => {
  const { status, output } = await run(command, args, { mayFail: true })
  return { passed: status === 0 ? 1 : 0, failed: status === 0 ? 0 : 1, output }
}

const npx = (...args) => one('npx', ['--no-install', ...args])

/** Sums the `test result:` lines of all test binaries. */
async function cargoTest() {
  const { status, output } = await run('cargo', ['test', '--no-fail-fast'], { mayFail: true })
  let passed = 0
  let failed = 0
  for (const [, p, f] of output.matchAll(/^test result: \S+ (\d+) passed; (\d+) failed/gm)) {
    passed += Number(p)
    failed += Number(f)
  }
  if (status !== 0 && failed === 0) failed = 1
  return { passed, failed, output: relevant(output) }
}

/** Of cargo's output, what a reader needs to see of a failure. */
function relevant(output) {
  const at = output.search(/^failures:$/m)
  return at >= 0 ? output.slice(at) : output.split('\n').slice(-60).join('\n')
}

/** One of vitest's two projects. */
const vitest = (project) => async () => {
  mkdirSync(cache, { recursive: true })
  const report = join(cache, `vitest-${project}.json`)
  rmSync(report, { force: true })
  const args = ['vitest', 'run', '--project', project, '--reporter=default', '--reporter=json']
  const { status, output } = await run('npx', ['--no-install', ...args, `--outputFile.json=${report}`], {
    mayFail: true,
  })
  if (!existsSync(report)) return { passed: 0, failed: 1, output }
  const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(report, 'utf8'))
  const failed = numFailedTests + (status !== 0 && numFailedTests === 0 ? 1 : 0)
  return { passed: numPassedTests, failed, output }
}

async function pageBuild() {
  const over = await build()
  return {
    passed: over.length === 0 ? 1 : 0,
    failed: over.length,
    output: `over the budget: ${over.join(', ')}`,
  }
}

/** In the order in which they run. */
const checks = [
  { name: 'fmt', what: 'Rust is formatted', work: one('cargo', ['fmt', '--check']) },
  {
    name: 'clippy',
    what: 'clippy has nothing to say',
    work: one('cargo', ['clippy', '--all-targets', '--', '-D', 'warnings']),
  },
  { name: 'rust', what: 'tests of the core', work: cargoTest },
  { name: 'build', what: 'the page builds within its size', work: pageBuild },
  { name: 'types', what: 'TypeScript is sound', work: npx('tsc', '--noEmit') },
  { name: 'lint', what: 'biome has nothing to say', work: npx('biome', 'check', '--error-on-warnings', '.') },
  { name: 'unused', what: 'no unused files or exports', work: npx('knip') },
  { name: 'web', what: 'tests of the page and of the wasm', work: vitest('web') },
  { name: 'e2e', what: 'tests in a browser', work: vitest('e2e') },
]

async function test() {
  if (flag('list')) return console.log(checks.map((c) => c.name).join('\n'))
  const only = option('only')
  if (only && !checks.some((c) => c.name === only))
    throw new Sorry(`There is no check called ${only}; \`--list\` names them.`)
  const started = Date.now()
  await setup({ browser: !only || only === 'e2e' })
  if (only === 'web') await wasm()
  if (only === 'e2e') await build()
  console.log('Checks')
  let passed = 0
  let failed = 0
  for (const check of checks.filter((c) => !only || c.name === only)) {
    const start = Date.now()
    const result = await check.work()
    passed += result.passed
    failed += result.failed
    const counts =
      result.failed > 0 ? `${result.passed} passed, ${result.failed} FAILED` : `${result.passed} passed`
    console.log(
      `  ${check.what.padEnd(38)} ${counts.padEnd(30)} ${((Date.now() - start) / 1000).toFixed(1).padStart(6)} s`,
    )
    if (result.failed > 0) console.log(indent(result.output))
  }
  console.log(`\nin ${Math.round((Date.now() - started) / 1000)} s`)
  console.log(`${passed} passed, ${failed} failed`)
  if (failed > 0) process.exit(1)
}

const indent = (text) =>
  text
    .split('\n')
    .map((l) => `    │ ${l}`)
    .join('\n')

main(import.meta.url, test)

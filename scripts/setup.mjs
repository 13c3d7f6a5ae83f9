/**
 * Sets up a fresh machine: checks Node and Rust, adds the wasm target, npm packages and, for the tests, a
 * browser. Quick when everything is there. Called by `npm start` and `npm test`; alone: `npm run setup`.
 */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { ask, cache, hash, main, root, run, Sorry, stamp, step } from './base.mjs'

/** With `browser`, also finds or installs a Chromium. */
export async function setup({ browser = false } = {}) {
  console.log('Setting up')
  checkNode()
  await step('Rust', rust)
  await step('wasm target', wasmTarget)
  await step('npm packages', npmPackages)
  if (browser) await step('browser for the tests', findBrowser)
}

function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major > 20 || (major === 20 && minor >= 19)) return
  throw new Sorry(`Node ${process.versions.node} is too old; Interleave needs 20.19 or newer.`)
}

function rust() {
  const version = ask('rustc', ['--version'])
  if (!version || !ask('cargo', ['--version']))
    throw new Sorry(
      'Rust is missing. Install it with rustup (https://rustup.rs), open a new shell, and try again.',
    )
  const [, major, minor] = version.match(/rustc (\d+)\.(\d+)/) ?? []
  if (Number(major) === 1 && Number(minor) < 88)
    throw new Sorry(`${version} is too old; Interleave needs 1.88 or newer: \`rustup update stable\`.`)
  return version.split(' ').slice(0, 2).join(' ')
}

/** True when rustc has the standard library for wasm ready. */
export function hasWasmTarget(rustc = 'rustc') {
  const dir = ask(rustc, ['--print', 'target-libdir', '--target', 'wasm32-unknown-unknown'])
  return dir !== null && existsSync(dir)
}

/** Debian's compiler with its library's sources, from which the target can be built where rustup cannot. */
const debianPackages = ['rustc-web', 'rust-web-src', 'cargo-web', 'lld-22']

async function wasmTarget() {
  if (hasWasmTarget()) return 'there'
  if (ask('rustup', ['--version'])) {
    const added = await run('rustup', ['target', 'add', 'wasm32-unknown-unknown'], { mayFail: true })
    if (added.status === 0 && hasWasmTarget()) return 'added by rustup'
  }
  if (ask('wasm-ld-22', ['--version']) && ask('/usr/bin/rustc', ['--version']))
    return 'built from Debian’s sources'
  if (ask('apt-get', ['--version'])) {
    await run('apt-get', ['update'], { mayFail: true })
    const got = await run('apt-get', ['install', '-y', '--no-install-recommends', ...debianPackages], {
      mayFail: true,
    })
    if (got.status === 0) return 'Debian packages installed'
  }
  throw new Sorry(
    'The wasm target is missing and could not be added. With a connection, `rustup target add wasm32-unknown-unknown`\n' +
      `does it; on Debian also \`apt-get install ${debianPackages.join(' ')}\` (as root). Then try again.`,
  )
}

async function npmPackages() {
  const wanted = hash(['package-lock.json'], [process.versions.modules, process.platform, process.arch])
  if (stamp.is('npm', wanted) && existsSync(join(root, 'node_modules', 'vite'))) return 'up to date'
  const args = ['ci', '--no-audit', '--no-fund']
  const first = await run('npm', [...args, '--prefer-offline'], { mayFail: true })
  if (first.status !== 0) await run('npm', args)
  stamp.set('npm', wanted)
  return 'installed'
}

const browserNames = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome']

/** Path of a Chromium that playwright can drive, or null. */
export async function browserPath() {
  if (process.env.CHROMIUM) return process.env.CHROMIUM
  for (const name of browserNames) {
    const path = ask('which', [name])
    if (path) return path
  }
  const mac = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'
  if (existsSync(mac)) return mac
  const { chromium } = await import('playwright-core')
  const own = chromium.executablePath()
  return own && existsSync(own) ? own : null
}

async function findBrowser() {
  const there = await browserPath()
  if (there) return there
  const tries = [
    ['npx', ['playwright-core', 'install', 'chromium']],
    ['apt-get', ['install', '-y', '--no-install-recommends', 'chromium']],
  ]
  for (const [command, args] of tries) {
    await run(command, args, { mayFail: true }).catch(() => undefined)
    const path = await browserPath()
    if (path) return path
  }
  throw new Sorry(
    'No Chromium was found or could be installed; set CHROMIUM to the path of one and try again.',
  )
}

main(import.meta.url, async () => {
  await setup({ browser: true })
  console.log(`\nReady (notes under ${cache.replace(`${root}/`, '')}/).`)
})

/**
 * Builds the core for the page: cargo → bindings → wasm-opt, into `www/engine/pkg`, and beside it the file of the
 * library's rarely used packages. Skipped when nothing that goes in has changed.
 */
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ask, cache, hash, main, root, run, Sorry, stamp, step } from './base.mjs'
import { hasWasmTarget } from './setup.mjs'

const out = join(root, 'www', 'engine', 'pkg')
const library = join(out, 'library.txt')
const target = 'wasm32-unknown-unknown'

/** What rustc lets LLVM use by default for this target; wasm-opt must know to keep it valid. */
const features = [
  '--enable-bulk-memory',
  '--enable-bulk-memory-opt',
  '--enable-mutable-globals',
  '--enable-multivalue',
  '--enable-nontrapping-float-to-int',
  '--enable-reference-types',
  '--enable-sign-ext',
  '--enable-call-indirect-overlong',
  '--enable-extended-const',
]

/**
 * What has one caller only stays a function unless it is small. Else all that stands outside of the interpreter's loop
 * comes back into it, which the browser then compiles late and with too few registers.
 */
const inlining = ['--one-caller-inline-max-function-size', '40']
/** What is used most gets the shortest numbers. */
const reordering = ['--reorder-functions', '--reorder-locals']

export async function wasm({ optimise = true } = {}) {
  console.log('The core for the page')
  const inputs = hash(
    ['src', 'build.rs', 'Cargo.toml', 'Cargo.lock', 'tools/bindgen', 'scripts/wasm.mjs'],
    [ask('rustc', ['--version']), optimise],
  )
  if (stamp.is('wasm', inputs) && existsSync(join(out, 'interleave_bg.wasm')) && existsSync(library)) {
    return step('wasm', () => 'up to date')
  }
  await step('bindings tool', bindingsTool)
  const profile = optimise ? 'wasm' : 'fast'
  await step('cargo build (wasm)', () => cargoBuild(profile))
  await step('bindings', () => bindings(profile))
  await step('wasm-opt', () => (optimise ? wasmOpt() : plainCopy()))
  stamp.set('wasm', inputs)
}

const tool = join(cache, 'bindgen', 'debug', 'interleave-bindgen')
const made = join(cache, 'bindgen-out')

async function bindingsTool() {
  const inputs = hash(['tools/bindgen'])
  if (stamp.is('bindgen', inputs) && existsSync(tool)) return 'up to date'
  checkVersions()
  await run('cargo', [
    'build',
    '--manifest-path',
    'tools/bindgen/Cargo.toml',
    '--target-dir',
    join(cache, 'bindgen'),
  ])
  stamp.set('bindgen', inputs)
  return 'built'
}

/** The tool and the library must be of one version; a difference gives errors nobody can read. */
function checkVersions() {
  const core = readFileSync(join(root, 'Cargo.lock'), 'utf8').match(
    /name = "wasm-bindgen"\nversion = "([^"]+)"/,
  )?.[1]
  const here = readFileSync(join(root, 'tools/bindgen/Cargo.toml'), 'utf8').match(/support = "=([^"]+)"/)?.[1]
  if (core === here) return
  throw new Sorry(
    `Cargo.lock has wasm-bindgen ${core}, tools/bindgen/Cargo.toml ${here}: make them the same.`,
  )
}

/** Only what must be (`#[inline(always)]`) or is small is inlined or copied: the rooms that run no programs stay small. */
const lean = ['inline-threshold=20', 'inlinehint-threshold=120', 'unroll-threshold=20']
  .map((limit) => `-Cllvm-args=-${limit}`)
  .join(' ')

async function cargoBuild(profile) {
  const args = ['build', '--lib', '--profile', profile, '--target', target]
  const RUSTFLAGS = profile === 'wasm' ? lean : ''
  if (hasWasmTarget()) {
    await cargo('cargo', args, { RUSTFLAGS })
    return 'built'
  }
  await cargo('/usr/bin/cargo', [...args, '-Zbuild-std=std,panic_abort'], {
    RUSTFLAGS,
    RUSTC: '/usr/bin/rustc',
    RUSTC_BOOTSTRAP: '1',
    CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER: 'wasm-ld-22',
  })
  return 'built with Debian’s compiler and sources'
}

/** Builds, and takes the file of packages from where cargo says that `build.rs` has put it. */
async function cargo(command, args, env) {
  await run(command, args, { env })
  const { output } = await run(command, [...args, '--message-format=json'], { env })
  const scripts = output.split('\n').filter((line) => line.includes('"build-script-executed"'))
  const own = scripts.map((line) => JSON.parse(line)).find((m) => /[/#]interleave[@#]/.test(m.package_id))
  mkdirSync(out, { recursive: true })
  copyFileSync(join(own.out_dir, 'library.txt'), library)
}

async function bindings(profile) {
  rmSync(made, { recursive: true, force: true })
  mkdirSync(made, { recursive: true })
  const targetDir = process.env.CARGO_TARGET_DIR ?? join(root, 'target')
  await run(tool, [join(targetDir, target, profile, 'interleave.wasm'), made])
  mkdirSync(out, { recursive: true })
  for (const name of ['interleave.js', 'interleave.d.ts']) copyFileSync(join(made, name), join(out, name))
}

async function wasmOpt() {
  const input = join(made, 'interleave_bg.wasm')
  const output = join(out, 'interleave_bg.wasm')
  await run('npx', [
    '--no-install',
    'wasm-opt',
    '-O3',
    ...inlining,
    ...reordering,
    ...features,
    input,
    '-o',
    output,
  ])
  const before = readFileSync(input).length
  const after = readFileSync(output).length
  return `${kb(before)} → ${kb(after)}`
}

function plainCopy() {
  writeFileSync(join(out, 'interleave_bg.wasm'), readFileSync(join(made, 'interleave_bg.wasm')))
  return 'skipped'
}

const kb = (bytes) => `${Math.round(bytes / 1000)} kB`

main(import.meta.url, () => wasm({ optimise: !process.argv.includes('--fast') }))

/** What every script shares: steps that say what they do and how long it took, commands, hashes, stamps. */
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = join(dirname(fileURLToPath(import.meta.url)), '..')
export const cache = join(root, '.cache')

/** A failure whose message is all that the reader needs: no stack is printed. */
export class Sorry extends Error {}

/** Runs `work`, which may return a short remark, and prints one line: what, remark, seconds. */
export async function step(name, work) {
  const start = Date.now()
  if (process.stdout.isTTY) process.stdout.write(`  ${name} …\r`)
  const remark = await work()
  const seconds = ((Date.now() - start) / 1000).toFixed(1)
  console.log(`  ${name.padEnd(34)} ${String(remark ?? 'done').padEnd(44)} ${seconds.padStart(6)} s`)
}

/** Output of a short command, or null when it is missing or fails. */
export function ask(command, args = [], options = {}) {
  const result = spawnSync(command, args, { cwd: root, encoding: 'utf8', ...options })
  return result.status === 0 ? result.stdout.trim() : null
}

/**
 * Runs a command. With `quiet` its output is kept and shown only when it fails. Resolves with
 * `{ status, output }`; throws unless `may_fail`.
 */
export function run(command, args, { quiet = true, mayFail = false, env = {}, cwd = root } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let output = ''
    const take = (chunk) => {
      output += chunk
      if (!quiet) process.stdout.write(chunk)
    }
    child.stdout.setEncoding('utf8').on('data', take)
    child.stderr.setEncoding('utf8').on('data', take)
    child.on('error', (error) => reject(new Sorry(`Could not start \`${command}\`: ${error.message}`)))
    child.on('close', (status) => {
      if (status === 0 || mayFail) return resolve({ status: status ?? 1, output })
      if (quiet) console.log(output.split('\n').slice(-80).join('\n'))
      reject(new Sorry(`\`${command} ${args.join(' ')}\` failed (exit status ${status}).`))
    })
  })
}

/** Files below `paths` (files or folders, relative to the root), sorted. */
export function files(paths) {
  const found = []
  const walk = (path) => {
    if (!existsSync(path)) return
    if (!statSync(path).isDirectory()) return found.push(path)
    for (const name of readdirSync(path).sort())
      if (name !== 'target' && name !== 'pkg') walk(join(path, name))
  }
  for (const path of paths) walk(join(root, path))
  return found
}

/** One hash over names and contents of files, and over `extra` words. */
export function hash(paths, extra = []) {
  const sum = createHash('sha256')
  for (const file of files(paths))
    sum.update(relative(root, file)).update('\0').update(readFileSync(file)).update('\0')
  for (const word of extra) sum.update(String(word)).update('\0')
  return sum.digest('hex').slice(0, 32)
}

/** A stamp remembers under `.cache/` for which inputs a step was last done. */
export const stamp = {
  is(name, value) {
    const path = join(cache, 'stamps', name)
    return existsSync(path) && readFileSync(path, 'utf8') === value
  },
  set(name, value) {
    mkdirSync(join(cache, 'stamps'), { recursive: true })
    writeFileSync(join(cache, 'stamps', name), value)
  },
}

/** `--name value` or `--name=value` from the command line. */
export function option(name) {
  const args = process.argv.slice(2)
  const at = args.findIndex((a) => a === `--${name}` || a.startsWith(`--${name}=`))
  if (at < 0) return undefined
  return args[at].includes('=') ? args[at].slice(name.length + 3) : args[at + 1]
}

/** `--name` is there. */
export const flag = (name) => process.argv.includes(`--${name}`)

/** Runs a script's main function; a `Sorry` is printed as a sentence. */
export function main(url, work) {
  if (process.argv[1] !== fileURLToPath(url)) return
  work().catch((error) => {
    console.error(error instanceof Sorry ? `\n${error.message}` : error)
    process.exit(1)
  })
}

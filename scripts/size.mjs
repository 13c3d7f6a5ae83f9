/** Sizes of what a reader downloads, compressed with brotli, against their budgets. */
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, constants } from 'node:zlib'
import { cache, main, root, Sorry } from './base.mjs'

const budgets = [
  { name: 'the core (wasm)', match: /\.wasm$/, limit: 900_000 },
  { name: 'rarely used packages', match: /library.*\.txt$/, limit: 200_000 },
  { name: 'the page’s own script', match: /\.js$/, limit: 250_000 },
  { name: 'styles and page', match: /\.(css|html)$/, limit: 20_000 },
]

/** Prints a line for each budget; returns the names of those that are over. */
export function size() {
  const dist = join(root, 'dist')
  if (!existsSync(dist)) throw new Sorry('Nothing is built yet: `npm run build`.')
  const all = readdirSync(dist, { recursive: true }).map(String)
  const over = []
  for (const { name, match, limit } of budgets) {
    const bytes = all.filter((f) => match.test(f)).reduce((sum, f) => sum + brotli(join(dist, f)), 0)
    if (bytes > limit) over.push(name)
    console.log(
      `  ${name.padEnd(24)} ${kb(bytes).padStart(8)} of ${kb(limit).padStart(6)} brotli${bytes > limit ? '  OVER' : ''}`,
    )
  }
  return over
}

/** Compressing the core takes seconds, so what came out is kept for files that are the same. */
function brotli(file) {
  const data = readFileSync(file)
  const kept = join(cache, 'brotli', createHash('sha256').update(data).digest('hex'))
  if (existsSync(kept)) return Number(readFileSync(kept, 'utf8'))
  const size = brotliCompressSync(data, {
    params: { [constants.BROTLI_PARAM_SIZE_HINT]: data.length },
  }).length
  mkdirSync(join(cache, 'brotli'), { recursive: true })
  writeFileSync(kept, String(size))
  return size
}

const kb = (bytes) => `${(bytes / 1000).toFixed(0)} kB`

main(import.meta.url, async () => {
  const over = size()
  if (over.length > 0) throw new Sorry(`Over the budget: ${over.join(', ')}.`)
})

/**
 * `npm start`: sets up, builds, serves, prints the address. `-- --port 4000` asks for a port (the next free
 * one is taken when it is not), `-- --dev` serves the sources and reloads them when they change.
 */
import { flag, main, option, Sorry } from './base.mjs'
import { build } from './build.mjs'
import { setup } from './setup.mjs'
import { wasm } from './wasm.mjs'

async function start() {
  const port = Number(option('port') ?? 5173)
  if (!Number.isInteger(port) || port < 1 || port > 65535)
    throw new Sorry(`--port ${option('port')} is no port.`)
  await setup()
  const host = option('host')
  const dev = flag('dev')
  if (dev) await wasm()
  else await build()
  const vite = await import('vite')
  const server = dev
    ? await (await vite.createServer({ server: { port, host }, clearScreen: false })).listen()
    : await vite.preview({ preview: { port, host }, clearScreen: false })
  const address = server.resolvedUrls?.local[0] ?? `http://localhost:${port}/`
  console.log(`\nInterleave is at ${address}  (Ctrl+C ends it)`)
}

main(import.meta.url, start)

import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type CoreSession, runToEnd } from '../../www/engine/core'
import type { RunRequest, RunResult } from '../../www/engine/types'

const pkg = join(import.meta.dirname, '../../www/engine/pkg')

/** The wasm file that the page loads, in Node and without a worker. */
export async function loadCore(): Promise<() => CoreSession> {
  const file = join(pkg, 'interleave_bg.wasm')
  if (!existsSync(file)) throw new Error('The core is not built: `npm run wasm`.')
  const { initSync, Session } = await import('../../www/engine/pkg/interleave.js')
  initSync({ module: readFileSync(file) })
  return () => new Session() as unknown as CoreSession
}

export const requestOf = (name: string, text: string, more: Partial<RunRequest> = {}): RunRequest => ({
  files: [{ name, text }],
  seed: 0,
  policy: 'fifo',
  faults: [],
  ...more,
})

/** Runs to the end in a fresh session, with the trace's hash when it ran. */
export function runWith(make: () => CoreSession, request: RunRequest): { result: RunResult; hash: string } {
  const session = make()
  const result = runToEnd(session, request)
  const hash = result.kind === 'run' ? session.trace_hash() : '-'
  session.free()
  return { result, hash }
}

import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type CoreSession, runToEnd } from '../../www/engine/core'
import type { RunRequest, RunResult } from '../../www/engine/types'

const pkg = join(import.meta.dirname, '../../www/engine/pkg')

/** The wasm file that the page loads, with the whole library, in Node and without a worker. */
export async function loadCore(): Promise<() => CoreSession> {
  const file = join(pkg, 'interleave_bg.wasm')
  if (!existsSync(file)) throw new Error('The core is not built: `npm run wasm`.')
  const { hand_over, initSync, Session } = await import('../../www/engine/pkg/interleave.js')
  initSync({ module: readFileSync(file) })
  if (!hand_over(libraryText())) throw new Error('The file of packages is not of this core.')
  return () => new Session() as unknown as CoreSession
}

/** The file of packages that the page fetches when a program imports one of them. */
export const libraryText = () => readFileSync(join(pkg, 'library.txt'), 'utf8')

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

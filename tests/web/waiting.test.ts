import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Run } from '../../www/engine/types'
import { RunModel } from '../../www/state'
import { endWords } from '../../www/timeline/marks/ending'
import { runSentence } from '../../www/timeline/words'
import { loadCore, requestOf, runWith } from './core_node'

const file = join(import.meta.dirname, '../programs/why/waits_for_signal.go')

/** A program that waits for a signal, which a fault may send. */
async function run(faults: string[]): Promise<Run> {
  const { result } = runWith(await loadCore(), requestOf('a.go', readFileSync(file, 'utf8'), { faults }))
  if (result.kind !== 'run') throw new Error(result.kind)
  return result.run
}

test('waiting for a signal is no deadlock, and nothing bad', async () => {
  const waiting = await run([])
  expect(endWords(waiting.report)).toEqual({ tone: 'limit', word: 'waits', detail: 'for the outside' })
  expect(runSentence(new RunModel(waiting))).toContain('all wait, somebody for what only comes from outside.')
  expect(waiting.report.stderr).toBe('')
  expect(waiting.report.stuck).toEqual([])
  expect(waiting.report.why?.title).toBe('A signal is waited for')
})

test('a fault that sends the signal lets the program go on', async () => {
  expect((await run(['process@1s=signal(SIGTERM)'])).report.outcome).toBe('done')
})

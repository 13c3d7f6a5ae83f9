import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { FIRST, LESSONS, lessonProgram } from '../../www/lessons'

const folder = join(import.meta.dirname, '../../www/lessons')
const files = readdirSync(folder).filter((f) => f.endsWith('.go'))
const env = { ...process.env, GOTOOLCHAIN: 'local', GOPROXY: 'off', GOFLAGS: '-mod=mod' }
const hasGo = spawnSync('go', ['version'], { env }).status === 0

test('every file is in the menu, and the menu has no other', () => {
  expect(LESSONS.map((l) => `${l.id}.go`).sort()).toEqual([...files].sort())
  expect(lessonProgram(FIRST)?.text).toContain('package main')
  expect(lessonProgram('../state/link')).toBeNull()
})

test.each(files)('%s fits on a screen and has no long line', (file) => {
  const lines = readFileSync(join(folder, file), 'utf8').split('\n')
  expect(lines.length).toBeLessThanOrEqual(70)
  expect(Math.max(...lines.map((l) => l.length))).toBeLessThanOrEqual(100)
})

/** Outside the standard library, so that Go needs a module for it that may not be here. */
const needsModule = (file: string) => readFileSync(join(folder, file), 'utf8').includes('golang.org/x/')

describe.skipIf(!hasGo)('go vet has nothing to say', () => {
  test.each(files.filter((f) => !needsModule(f)))(
    '%s',
    (file) => {
      const { stderr, status } = spawnSync('go', ['vet', file], { cwd: folder, env, encoding: 'utf8' })
      expect(stderr).toBe('')
      expect(status).toBe(0)
    },
    120_000,
  )
})

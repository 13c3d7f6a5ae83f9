import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { expect, test } from 'vitest'

/** The order of the rooms of `www/`; see ARCHITECTURE.md. */
const ROOMS = ['base', 'engine', 'state', 'timeline', 'lessons', 'views', 'elements']
const www = join(import.meta.dirname, '../../www')

test('a room imports only rooms before it', () => {
  const wrong: string[] = []
  let seen = 0
  for (const file of sources()) {
    const room = ROOMS.indexOf(file.split('/')[0] as string)
    if (room < 0) continue
    for (const used of imports(file)) {
      seen++
      const other = ROOMS.indexOf(used)
      if (other < 0) wrong.push(`${file} imports the unknown room ${used}`)
      else if (other > room) wrong.push(`${file} imports ${used}`)
    }
  }
  expect(wrong).toEqual([])
  expect(seen).toBeGreaterThan(50)
})

test('only views and elements touch the document', () => {
  const touching = sources().filter(
    (file) => /^(base|state|lessons)\//.test(file) && /\bdocument\.|\bwindow\./.test(code(file)),
  )
  expect(touching).toEqual([])
})

const sources = () =>
  readdirSync(www, { recursive: true })
    .map(String)
    .filter((f) => f.endsWith('.ts') && !f.startsWith('engine/pkg'))

const code = (file: string) =>
  readFileSync(join(www, file), 'utf8').replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '')

/** Rooms that a file imports from. */
function imports(file: string): string[] {
  const found = [...code(file).matchAll(/from '(\.[^']+)'|import '(\.[^']+)'/g)]
  return found
    .map(([, a, b]) => normalize(join(dirname(file), a ?? b ?? '')))
    .filter((path) => path.includes('/') || ROOMS.includes(path))
    .map((path) => path.split('/')[0] as string)
}

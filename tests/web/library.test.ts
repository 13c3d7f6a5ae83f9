import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { Library } from '../../www/engine/library'
import { libraryText, requestOf, runWith } from './core_node'

const pkg = join(import.meta.dirname, '../../www/engine/pkg')

type Core = typeof import('../../www/engine/pkg/interleave.js')
let core: Core

/** The core as the page loads it: without the rarely used packages. */
beforeAll(async () => {
  core = await import('../../www/engine/pkg/interleave.js')
  core.initSync({ module: readFileSync(join(pkg, 'interleave_bg.wasm')) })
})

const program = `package main

import (
	"fmt"
	"html"
)

func main() {
	fmt.Println(html.UnescapeString("a&amp;b"))
}
`
const files = [{ name: 'main.go', text: program }]
const runOf = (text: string) => runWith(() => new core.Session() as never, requestOf('main.go', text)).result
const run = () => runOf(program)

const inTokyo = `package main

import (
	"fmt"
	"time"
)

func main() {
	zone, err := time.LoadLocation("Asia/Tokyo")
	fmt.Println(time.Unix(0, 0).In(zone).Hour(), err)
}
`

test('a rarely used package comes when a program imports it, and not before', async () => {
  let asked = 0
  let text: string | null = null
  const library = new Library(
    core,
    () => {},
    async () => {
      asked++
      if (text === null) throw new Error('offline')
      return text
    },
  )
  await library.bring([
    { name: 'main.go', text: 'package main\n\nimport "fmt"\n\nfunc main() { fmt.Println() }\n' },
  ])
  expect(asked).toBe(0)
  expect(core.awaited(files)).toEqual(['html'])
  expect(core.awaited([{ name: 'main.go', text: inTokyo }])).toEqual(['time/tzdata'])

  await library.bring(files)
  const without = run()
  expect(asked).toBe(1)
  expect(without).toMatchObject({ kind: 'errors', diagnostics: [{ line: 5, col: 2 }] })
  expect(JSON.stringify(without)).toContain('could not load the library package html')

  text = '<!doctype html><title>Not found</title>'
  await library.bring(files)
  expect(run()).toMatchObject({ kind: 'errors' })

  text = libraryText()
  await library.bring(files)
  expect(run()).toMatchObject({ kind: 'run', run: { report: { stdout: 'a&b\n' } } })
  expect(runOf(inTokyo)).toMatchObject({ kind: 'run', run: { report: { stdout: '9 <nil>\n' } } })
  await library.bring(files)
  expect(asked).toBe(3)
})

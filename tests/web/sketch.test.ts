import { beforeAll, expect, test } from 'vitest'
import { State } from '../../www/base'
import { Assembly } from '../../www/engine/assembly'
import { type CoreSession, finished } from '../../www/engine/core'
import { Sketches } from '../../www/engine/sketch'
import { RunModel } from '../../www/state'
import { loadCore, requestOf, runWith } from './core_node'

let make: () => CoreSession

beforeAll(async () => {
  make = await loadCore()
})

const PROGRAM = `package main

import (
	"sync"
	"time"
)

func main() {
	var wg sync.WaitGroup
	for id := range 20 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for n := range 100 {
				time.Sleep(time.Duration(1+(id+n)%9) * time.Millisecond)
			}
		}()
	}
	wg.Wait()
}
`

test('a run is looked at while it goes on, and nothing of that shows in it', () => {
  const request = requestOf('main.go', PROGRAM)
  const session = make()
  session.start(request)
  const assembly = new Assembly()
  const sketches = new Sketches()
  const models: RunModel[] = []
  let wallMs = 0
  for (let slice = session.slice(5_000); !slice.done; slice = session.slice(5_000)) {
    session.drain(assembly)
    wallMs += 1_000
    const run = sketches.of(session, request, assembly, slice, wallMs)
    if (!run) continue
    const model = new RunModel(run)
    models.push(model)
    expect(model.goroutines).toBeLessThanOrEqual(21)
    expect(Math.max(...run.spans.endNs)).toBeLessThanOrEqual(slice.virtual_ns)
    expect(run.spans.state).not.toContain(State.Stuck)
    expect(run.report.virtual_ns).toBeGreaterThanOrEqual(slice.virtual_ns)
  }
  expect(models.length).toBeGreaterThan(3)
  const spans = models.map((model) => model.spanCount)
  expect(spans).toEqual(spans.toSorted((a, b) => a - b))
  expect(models.at(-1)?.label(2)).toContain('func1')
  const result = finished(session, request, assembly)
  session.free()
  const whole = runWith(make, request).result
  if (result.kind !== 'run' || whole.kind !== 'run') throw new Error('it does not run')
  expect(result.run.spans).toEqual(whole.run.spans)
  expect(result.run.events).toEqual(whole.run.events)
})

test('a run that ends soon is drawn at its end only', () => {
  const session = make()
  const request = requestOf('main.go', PROGRAM)
  session.start(request)
  const slice = session.slice(5_000)
  const assembly = new Assembly()
  session.drain(assembly)
  expect(new Sketches().of(session, request, assembly, slice, 100)).toBeNull()
  session.free()
})

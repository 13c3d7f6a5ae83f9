import { lowerBound, State } from '../../base'
import type { AxisKind, RunModel } from '../../state'

/** A finished goroutine's place stays empty from `from` to `to`, behind a straggler of its batch. */
export interface Idle {
  goroutine: number
  from: number
  to: number
}

interface Batch {
  members: number[]
  /** First start and last end of its goroutines. */
  start: number
  end: number
}

/** Idle places behind stragglers, by goroutine. */
export function idleBehindStragglers(model: RunModel, axis: AxisKind): Idle[] {
  const found: Idle[] = []
  forEachPlace(model, axis, (goroutine, [, from], to) => {
    if (from < to) found.push({ goroutine, from, to })
  })
  return found.sort((a, b) => a.goroutine - b.goroutine)
}

/** How much of the places that batches kept was idle, 0 to 1. */
export function idleShare(model: RunModel, axis: AxisKind): number {
  let idle = 0
  let kept = 0
  forEachPlace(model, axis, (_, [start, end], to) => {
    idle += Math.max(0, to - end)
    kept += Math.max(end, to) - start
  })
  return kept > 0 ? idle / kept : 0
}

/**
 * Calls back with each goroutine of a batch, its life, and the moment that lets the next batch begin. A batch
 * is what one goroutine starts at one line between two waits of its own; only where a batch begins after the
 * whole one before it has ended does anybody wait for a straggler.
 */
function forEachPlace(
  model: RunModel,
  axis: AxisKind,
  visit: (g: number, life: [number, number], release: number) => void,
): void {
  const table = model.run.goroutines
  const bySite = new Map<string, number[]>()
  for (let g = 2; g <= model.goroutines; g++) {
    const key = `${table.parent[g - 1]} ${table.line[g - 1]} ${table.func[g - 1]}`
    const list = bySite.get(key)
    if (list) list.push(g)
    else bySite.set(key, [g])
  }
  for (const members of bySite.values()) {
    const batches = splitBatches(model, axis, members)
    if (batches.length < 2 || !areSequential(batches)) continue
    batches.forEach((batch, index) => {
      const release = batches[index + 1]?.start ?? batch.end
      for (const g of batch.members) visit(g, model.lifetime(g, axis), release)
    })
  }
}

function splitBatches(model: RunModel, axis: AxisKind, members: readonly number[]): Batch[] {
  const batches: Batch[] = []
  let before = -1
  for (const g of members) {
    const [start, end] = model.lifetime(g, axis)
    const last = batches[batches.length - 1]
    if (last && !waitedBetween(model, model.run.goroutines.parent[g - 1] ?? 0, before, startStep(model, g))) {
      last.members.push(g)
      last.end = Math.max(last.end, end)
    } else batches.push({ members: [g], start, end })
    before = startStep(model, g)
  }
  return batches
}

function startStep(model: RunModel, g: number): number {
  return model.run.goroutines.startStep[g - 1] ?? 0
}

/** Whether goroutine `g` waited for others between two steps. */
function waitedBetween(model: RunModel, g: number, from: number, to: number): boolean {
  if (g === 0) return false
  const { start } = model.columns('steps')
  const first = lowerBound(start, from, model.spansFrom(g), model.spansEnd(g))
  const last = lowerBound(start, to, first, model.spansEnd(g))
  for (let i = first; i < last; i++) if (model.run.spans.state[i] === State.Waiting) return true
  return false
}

function areSequential(batches: readonly Batch[]): boolean {
  return (
    batches.every((batch, i) => i === 0 || batch.start >= (batches[i - 1] as Batch).end) &&
    batches.some((batch) => batch.members.length > 1)
  )
}

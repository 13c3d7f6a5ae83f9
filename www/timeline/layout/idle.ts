import { lowerBound, State, upperBound } from '../../base'
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

/**
 * Idle places behind stragglers, by goroutine. A batch is what one goroutine starts at one line between two
 * waits of its own; only where a batch begins after the whole one before it has ended does anybody wait for a
 * straggler.
 */
export function idleBehindStragglers(model: RunModel, axis: AxisKind): Idle[] {
  const table = model.run.goroutines
  const bySite = new Map<string, number[]>()
  for (let g = 2; g <= model.goroutines; g++) {
    const key = `${table.parent[g - 1]} ${table.line[g - 1]} ${table.func[g - 1]}`
    const list = bySite.get(key)
    if (list) list.push(g)
    else bySite.set(key, [g])
  }
  const found: Idle[] = []
  for (const members of bySite.values()) {
    const batches = splitBatches(model, axis, members)
    if (batches.length < 2 || !areSequential(batches)) continue
    batches.forEach((batch, index) => {
      const release = batches[index + 1]?.start ?? batch.end
      for (const g of batch.members) {
        const end = model.lifetime(g, axis)[1]
        if (end < release) found.push({ goroutine: g, from: end, to: release })
      }
    })
  }
  return found.sort((a, b) => a.goroutine - b.goroutine)
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
  const first = upperBound(start, from, model.spansFrom(g), model.spansEnd(g))
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

/** Sum of idle over the sum of places kept, for the number "idle behind stragglers"; 0 to 1. */
export function idleShare(model: RunModel, axis: AxisKind, idle: readonly Idle[]): number {
  const members = new Set(idle.map((place) => place.goroutine))
  const empty = idle.reduce((sum, place) => sum + place.to - place.from, 0)
  let used = 0
  for (let g = 2; g <= model.goroutines; g++) {
    const site = idle.length > 0
    if (site || members.has(g)) used += model.lifetime(g, axis)[1] - model.lifetime(g, axis)[0]
  }
  return empty + used > 0 ? empty / (empty + used) : 0
}

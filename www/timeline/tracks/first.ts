import { Kind, ObjectKind, State } from '../../base'
import type { RunModel } from '../../state'
import { changes, type Track, tracksIn } from './kinds'
import { linesOfMemory } from './memory'
import { once } from './series'

/** Tracks that are shown before the reader chooses, at most. */
const MOST = 4
/** From so many goroutines on their number over time says more than their lanes. */
const MANY = 12
/** A process that holds so much is worth looking at, in KiB. */
const MUCH_KIB = 1024
/** What nobody ever waits for is worth this part of a run. */
const SILENT = 1e-6

/**
 * What matters to a run, the most telling first: the things for which its goroutines wait longest, how many there are
 * where they are many, contexts that are cancelled, memory where there is much of it. Output is in its own panel.
 */
export function firstTracks(model: RunModel): readonly Track[] {
  return once(model, 'first tracks', () => {
    const waited = waitedFor(model)
    const scored = tracksIn(model).map((track) => ({ track, score: scoreOf(model, track, waited) }))
    return scored
      .filter(({ score }) => score > 0)
      .sort((a, b) => b.score - a.score)
      .slice(0, MOST)
      .map(({ track }) => track)
  })
}

/** 1 is as much as a goroutine that waits all the time. */
function scoreOf(model: RunModel, track: Track, waited: Float64Array): number {
  switch (track.kind) {
    case 'states':
      return model.goroutines >= MANY ? 1 : 0
    case 'memory': {
      const limited = model.run.request.limits?.['memory'] !== undefined
      return limited ? 2 : linesOfMemory(model, 'time').total.most >= MUCH_KIB ? 0.5 : 0
    }
    case 'contexts':
      return model.run.events.kind.includes(Kind.Cancel) ? 0.75 : 0
    case 'output':
    case 'marks':
      return 0
    default: {
      const share = track.objects.reduce((sum, object) => sum + (waited[object] as number), 0)
      const told = track.objects.some((object) => (changes(model)[object] as number) > 1)
      return share > 0 ? share : told && isCounter(model, track) ? SILENT : 0
    }
  }
}

/** Counters tell something even where nobody waits for them. */
function isCounter(model: RunModel, track: Track): boolean {
  const kind = model.run.objects.kind[(track.objects[0] ?? 0) - 1]
  return kind === ObjectKind.WaitGroup || kind === ObjectKind.Semaphore
}

/** For how much of the run somebody waits for each object, summed over goroutines; on steps where time stands still. */
function waitedFor(model: RunModel): Float64Array {
  const axis = model.run.report.virtual_ns > 0 ? 'time' : 'steps'
  const { start, end } = model.columns(axis)
  const [lo, hi] = model.domain(axis)
  const { obj, state } = model.run.spans
  const waited = new Float64Array(model.run.objects.kind.length + 1)
  for (let span = 0; span < obj.length; span++) {
    const object = obj[span] as number
    if (object === 0 || (state[span] !== State.Waiting && state[span] !== State.Stuck)) continue
    if (object < waited.length)
      waited[object] =
        (waited[object] as number) + ((end[span] as number) - (start[span] as number)) / (hi - lo)
  }
  return waited
}

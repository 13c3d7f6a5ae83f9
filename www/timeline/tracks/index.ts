import { ObjectKind } from '../../base'
import type { RunModel } from '../../state'
import { type Mark, num } from '../marks'
import type { Scene } from '../scene'
import { bufferMarks } from './buffer'
import { counterMarks } from './counter'
import { countMarks } from './counts'
import { holderMarks } from './holders'
import { stepsOfBuffer, stepsOfCounter, turnsOfLock } from './series'

/** Further tracks below the lanes, in the order in which they stand. */
export type TrackKind = 'states' | 'channels' | 'locks' | 'waitgroup'

export interface Track {
  kind: TrackKind
  /** Object of the run, 0 for a track of all goroutines. */
  object: number
  height: number
}

/** More objects of a kind than this would push the lanes away. */
const MOST = 2
const HEIGHTS: Record<TrackKind, number> = { states: 68, channels: 66, locks: 76, waitgroup: 50 }
/** The lanes keep at least this share of the height. */
const LANES_SHARE = 0.5

/** The tracks that a run has something to show in, as far as they fit. */
export function tracksOf(model: RunModel, kinds: readonly TrackKind[], height: number): Track[] {
  const found: Track[] = []
  if (kinds.includes('states') && model.goroutines > 1)
    found.push({ kind: 'states', object: 0, height: HEIGHTS.states })
  for (const kind of ['channels', 'locks', 'waitgroup'] as const) {
    if (!kinds.includes(kind)) continue
    const objects = objectsWorth(model, kind)
    for (const object of objects.slice(0, MOST)) found.push({ kind, object, height: HEIGHTS[kind] })
  }
  let left = height * (1 - LANES_SHARE)
  return found.filter((track) => {
    if (track.height > left) return false
    left -= track.height
    return true
  })
}

function objectsWorth(model: RunModel, kind: TrackKind): number[] {
  const { objects } = model.run
  const out: number[] = []
  for (let o = 1; o <= objects.kind.length && out.length < MOST; o++) {
    const is = objects.kind[o - 1]
    const capacity = objects.capacity[o - 1] as number
    if (kind === 'waitgroup' && is === ObjectKind.WaitGroup && stepsOfCounter(model, o).length > 1)
      out.push(o)
    if (kind === 'channels' && is === ObjectKind.Chan && capacity > 0 && stepsOfBuffer(model, o).length > 1)
      out.push(o)
    if (
      kind === 'locks' &&
      (is === ObjectKind.Mutex || is === ObjectKind.RWMutex) &&
      turnsOfLock(model, o).length > 1
    )
      out.push(o)
  }
  return out
}

export function tracksHeight(tracks: readonly Track[]): number {
  return tracks.reduce((sum, track) => sum + track.height, 0)
}

const MARKS: Record<TrackKind, (scene: Scene, track: Track, top: number) => Mark[]> = {
  states: countMarks,
  channels: bufferMarks,
  locks: holderMarks,
  waitgroup: counterMarks,
}

/** Marks of all tracks, each under a hairline. */
export function trackMarks(scene: Scene, tracks: readonly Track[]): Mark[] {
  const marks: Mark[] = []
  let top = scene.bottom
  for (const track of tracks) {
    marks.push({ type: 'path', d: `M0,${num(top)} H${scene.width}`, stroke: { paint: '--border', width: 1 } })
    marks.push(...MARKS[track.kind](scene, track, top))
    top += track.height
  }
  return marks
}

import { ObjectKind } from '../../base'
import type { RunModel } from '../../state'
import { type Mark, num } from '../marks'
import type { Scene } from '../scene'
import { bufferMarks } from './buffer'
import { counterMarks } from './counter'
import { countMarks } from './counts'
import { holderMarks } from './holders'
import { stepsOfBuffer, stepsOfCounter, turnsOfLock, waitsFor } from './series'

/** Further tracks below the lanes, in the order in which they stand. */
export type TrackKind = 'states' | 'channels' | 'locks' | 'waitgroup'

export interface Track {
  kind: TrackKind
  /** Objects of one name and line, none for a track of all goroutines. */
  objects: readonly number[]
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
    found.push({ kind: 'states', objects: [], height: HEIGHTS.states })
  for (const kind of ['channels', 'locks', 'waitgroup'] as const) {
    if (!kinds.includes(kind)) continue
    for (const objects of objectsWorth(model, kind)) found.push({ kind, objects, height: HEIGHTS[kind] })
  }
  let left = height * (1 - LANES_SHARE)
  return found.filter((track) => {
    if (track.height > left) return false
    left -= track.height
    return true
  })
}

/** What a kind of track can show. WaitGroups that were made again and again at one line stand in one track. */
function objectsWorth(model: RunModel, kind: Exclude<TrackKind, 'states'>): number[][] {
  const { objects } = model.run
  const places = new Map<string, number[]>()
  for (let o = 1; o <= objects.kind.length; o++) {
    if (!KINDS[kind].includes(objects.kind[o - 1] as number) || !worth(model, kind, o)) continue
    const key = kind === 'waitgroup' ? `${objects.name[o - 1]} ${objects.line[o - 1]}` : `${o}`
    const same = places.get(key)
    if (same) same.push(o)
    else if (places.size < MOST) places.set(key, [o])
  }
  return [...places.values()]
}

const KINDS: Record<Exclude<TrackKind, 'states'>, readonly number[]> = {
  channels: [ObjectKind.Chan],
  locks: [ObjectKind.Mutex, ObjectKind.RWMutex],
  waitgroup: [ObjectKind.WaitGroup],
}

function worth(model: RunModel, kind: Exclude<TrackKind, 'states'>, object: number): boolean {
  if (kind === 'waitgroup') return stepsOfCounter(model, [object]).length > 1
  if (kind === 'locks')
    return turnsOfLock(model, [object]).length > 1 || waitsFor(model, [object], []).length > 0
  return (model.run.objects.capacity[object - 1] as number) > 0 && stepsOfBuffer(model, [object]).length > 1
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

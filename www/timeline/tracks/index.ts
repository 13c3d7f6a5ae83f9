import type { RunModel } from '../../state'
import { type Mark, num } from '../marks'
import type { Scene } from '../scene'
import { bufferMarks } from './buffer'
import { contextMarks } from './contexts'
import { counterMarks } from './counter'
import { countMarks } from './counts'
import { holderMarks } from './holders'
import { type Track, type TrackKind, tracksIn } from './kinds'
import { outputMarks } from './output'
import { ownMarks } from './own_marks'

export { type Track, tracksIn } from './kinds'

/** Tracks of one kind that are shown when the reader has named none of them. */
const MOST = 2
/** Kinds that are shown before the reader chooses, as long as there is at most this many tracks. */
const FIRST: readonly TrackKind[] = ['waitgroup', 'locks', 'channels', 'permits']
const FIRST_MOST = 1
/** The lanes keep at least this share of the height; less when the reader chose the tracks. */
const LANES_SHARE = 0.5
const LANES_SHARE_CHOSEN = 0.3

/** What a run shows before the reader chooses: the one thing that its goroutines meet at most. */
function firstTracks(model: RunModel): readonly Track[] {
  const found = tracksIn(model)
  for (const kind of FIRST) {
    const some = found.filter((track) => track.kind === kind)
    if (some.length > 0) return some.slice(0, FIRST_MOST)
  }
  return []
}

/** The chosen tracks that fit, in the fixed order. A choice names a track by its key, or all of a kind. */
export function tracksOf(model: RunModel, chosen: readonly string[] | null, height: number): Track[] {
  const wanted = chosenTracks(model, chosen)
  let left = height * (1 - (chosen === null ? LANES_SHARE : LANES_SHARE_CHOSEN))
  return wanted.filter((track) => {
    if (track.height > left) return false
    left -= track.height
    return true
  })
}

/** All chosen tracks of a run, whether they fit or not. */
export function chosenTracks(model: RunModel, chosen: readonly string[] | null): readonly Track[] {
  if (chosen === null) return firstTracks(model)
  const count = new Map<TrackKind, number>()
  return tracksIn(model).filter((track) => {
    if (chosen.includes(track.key)) return true
    const before = count.get(track.kind) ?? 0
    count.set(track.kind, before + 1)
    return chosen.includes(track.kind) && before < MOST
  })
}

export function tracksHeight(tracks: readonly Track[]): number {
  return tracks.reduce((sum, track) => sum + track.height, 0)
}

const MARKS: Record<TrackKind, (scene: Scene, track: Track, top: number) => Mark[]> = {
  states: countMarks,
  channels: bufferMarks,
  locks: holderMarks,
  permits: counterMarks,
  waitgroup: counterMarks,
  contexts: contextMarks,
  output: outputMarks,
  marks: ownMarks,
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

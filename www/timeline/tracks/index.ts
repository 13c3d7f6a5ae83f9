import type { RunModel } from '../../state'
import { type Mark, num } from '../marks'
import type { Scene } from '../scene'
import { bufferMarks } from './buffer'
import { contextMarks } from './contexts'
import { counterMarks } from './counter'
import { countMarks } from './counts'
import { firstTracks } from './first'
import { holderMarks } from './holders'
import { type Track, type TrackKind, tracksIn } from './kinds'
import { memoryMarks } from './memory'
import { outputMarks } from './output'
import { ownMarks } from './own_marks'

export { TRACK_KINDS, type Track, tracksIn } from './kinds'

/** Tracks of one kind that are shown when the reader has named none of them. */
const MOST = 2
/** The share of the height that the lanes keep when the reader chose the tracks. */
const LANES_SHARE_CHOSEN = 0.3
/** What tracks may take before the reader chooses, though lanes could use it. */
const FIRST_SHARE = 0.35

/**
 * The tracks that fit, in the fixed order. A choice names a track by its key, or all of a kind; without one the most
 * telling come first, beside lanes that need `lanes` pixels to be read in full, and `least` to be told apart.
 */
export function tracksOf(
  model: RunModel,
  chosen: readonly string[] | null,
  height: number,
  lanes = height,
  least = 0,
): Track[] {
  let left =
    chosen === null
      ? Math.max(height - lanes, Math.min(height * FIRST_SHARE, height - least))
      : height * (1 - LANES_SHARE_CHOSEN)
  const fit = new Set<Track>()
  for (const track of chosenTracks(model, chosen)) {
    if (track.height > left) continue
    left -= track.height
    fit.add(track)
  }
  return tracksIn(model).filter((track) => fit.has(track))
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
  memory: memoryMarks,
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

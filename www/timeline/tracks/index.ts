import { ObjectKind } from '../../base'
import type { RunModel } from '../../state'
import { type Mark, num } from '../marks'
import type { Scene } from '../scene'
import { counterMarks } from './counter'
import { stepsOfCounter } from './series'

/** Further tracks below the lanes, in the order in which they stand. */
export type TrackKind = 'states' | 'channels' | 'locks' | 'waitgroup'

export interface Track {
  kind: TrackKind
  /** Object of the run, 0 for a track of all goroutines. */
  object: number
  height: number
}

/** More tracks of a kind than this are left to the reader's choice. */
const MOST = 2

/** The tracks that a run has something to show in. */
export function tracksOf(model: RunModel, kinds: readonly TrackKind[], height: number): Track[] {
  if (height < 200) return []
  const tracks: Track[] = []
  const objects = model.run.objects.kind
  if (kinds.includes('waitgroup')) {
    for (let o = 1; o <= objects.length && tracks.length < MOST; o++) {
      if (objects[o - 1] === ObjectKind.WaitGroup && stepsOfCounter(model, o).length > 1) {
        tracks.push({ kind: 'waitgroup', object: o, height: 50 })
      }
    }
  }
  return tracks
}

export function tracksHeight(tracks: readonly Track[]): number {
  return tracks.reduce((sum, track) => sum + track.height, 0)
}

/** Marks of all tracks, each under a hairline. */
export function trackMarks(scene: Scene, tracks: readonly Track[]): Mark[] {
  const marks: Mark[] = []
  let top = scene.bottom
  for (const track of tracks) {
    marks.push({ type: 'path', d: `M0,${num(top)} H${scene.width}`, stroke: { paint: '--border', width: 1 } })
    if (track.kind === 'waitgroup') marks.push(...counterMarks(scene, track, top))
    top += track.height
  }
  return marks
}

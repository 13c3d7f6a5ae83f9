/**
 * The timeline: layout, then marks, then a renderer, one way. Layout and marks are pure functions of a run and
 * of what the reader has chosen; only `view.ts` and `runs_strip.ts` touch the DOM.
 *
 * **Invariant:** nothing here decides what happened; it is all in the run. The cost of a picture grows with its
 * pixels, not with the trace.
 */
export { type Group, groupGoroutines } from './layout/groups'
export { type Profile, profileOf } from './layout/profile'
export { type Spread, spreadOf } from './layout/spread'
export type { RunLine } from './marks/strip'
export { RunsStrip } from './runs_strip'
export { chosenTracks, type Track, tracksIn } from './tracks'
export { type PinnedPicture, TimelineView } from './view'
export * from './words'

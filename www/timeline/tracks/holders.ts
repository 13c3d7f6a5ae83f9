import { formatCount } from '../../base'
import { perPixel, toX } from '../layout/axis'
import type { Mark } from '../marks'
import { endOf } from '../marks/ending'
import type { Scene } from '../scene'
import type { Track } from './kinds'
import { dottedLine, piecesOf, trackTitle } from './parts'
import { OPEN, shownTurns, turnsOfLock } from './turns'
import { lineOfWaits } from './waits'

/** Boxes with the holder's number, and below them one row for each who waits. */
export function holderMarks(scene: Scene, track: Track, top: number): Mark[] {
  const { model, view } = scene
  const right = Math.min(scene.width, toX(view, endOf(scene).value))
  const floor = top + 59.5
  const marks: Mark[] = [
    ...trackTitle(scene, track, top, 'held by', 'mu'),
    { type: 'text', x: scene.numberRight + 10, y: top + 53.5, text: 'waiting', size: 11, paint: '--text-2' },
    { type: 'clip', x: view.left - 1, y: top, width: scene.width - view.left + 1, height: track.height },
  ]
  const turns = turnsOfLock(model, track.objects)
  const px = perPixel(view)
  const { long, short } = shownTurns(model, scene.axis, turns, [view.lo, view.hi], px, 3 * px)
  for (const { turn, from, to } of long) {
    const left = Math.max(view.left - 2, toX(view, from))
    const until = Math.min(turns.to[turn] === OPEN ? right : toX(view, to), scene.width + 2)
    marks.push(...box(left, until, top + 8, turns.goroutine[turn] as number, turns.shared[turn] === 1))
  }
  for (const from of short)
    marks.push({ type: 'rect', x: toX(view, from), y: top + 8, width: 1.5, height: 18, fill: '--text-2' })
  marks.push(...waiters(scene, track, floor, right), dottedLine(scene, floor, right), { type: 'unclip' })
  return marks
}

function box(left: number, right: number, y: number, goroutine: number, shared: boolean): Mark[] {
  const marks: Mark[] = [
    {
      type: 'rect',
      x: left,
      y,
      width: right - left,
      height: 18,
      radius: 2,
      fill: '--surface',
      stroke: { paint: '--text-2', width: 1, ...(shared ? { dash: [3, 2] } : {}) },
    },
  ]
  const text = formatCount(goroutine)
  if (right - left > 8 + text.length * 7) {
    marks.push({
      type: 'text',
      x: (left + right) / 2,
      y: y + 13,
      text,
      size: 11,
      weight: 600,
      anchor: 'middle',
      paint: '--text',
    })
  }
  return marks
}

/** Rows of waiters, as many as wait at once; more than three are as high as three. */
function waiters(scene: Scene, track: Track, floor: number, right: number): Mark[] {
  const line = lineOfWaits(scene.model, scene.axis, track.objects, [])
  const row = Math.min(11, 24 / line.most)
  return piecesOf(scene, line, right).flatMap(({ left, right: until, value }): Mark[] => {
    const [x, height] = [Math.round(left), value * row]
    const width = Math.round(until) - x
    if (value === 0 || width === 0) return []
    return [{ type: 'rect', x, y: floor - height, width, height, fill: 'tex:waiting' }]
  })
}

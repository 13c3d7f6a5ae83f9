import { formatCount } from '../../base'
import { perPixel, toX } from '../layout/axis'
import { StateSums } from '../layout/state_sums'
import type { Mark } from '../marks'
import { endOf } from '../marks/ending'
import type { Scene } from '../scene'
import type { Track } from './kinds'
import { dottedLine, trackTitle } from './parts'
import { eventValue, type Turn, turnsOfLock, waitsFor } from './series'

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
  let merged: { left: number; right: number } | null = null
  for (const turn of turnsOfLock(model, track.objects)) {
    const left = Math.max(view.left - 2, toX(view, eventValue(model, scene.axis, turn.from)))
    const until = turn.to < 0 ? right : toX(view, eventValue(model, scene.axis, turn.to))
    if (until < view.left || left > scene.width) continue
    if (until - left >= 3) marks.push(...box(left, until, top + 8, turn))
    else if (!merged || left > merged.right + 1) {
      merged = { left, right: Math.max(until, left + 1.5) }
      marks.push({ type: 'rect', x: left, y: top + 8, width: 1.5, height: 18, fill: '--text-2' })
    }
  }
  marks.push(...waiters(scene, track, floor, right), dottedLine(scene, floor, right), { type: 'unclip' })
  return marks
}

function box(left: number, right: number, y: number, turn: Turn): Mark[] {
  const marks: Mark[] = [
    {
      type: 'rect',
      x: left,
      y,
      width: right - left,
      height: 18,
      radius: 2,
      fill: '--surface',
      stroke: { paint: '--text-2', width: 1, ...(turn.shared ? { dash: [3, 2] } : {}) },
    },
  ]
  const text = formatCount(turn.goroutine)
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
  const { model, view } = scene
  const { start, end } = model.columns(scene.axis)
  const columns = Math.max(1, Math.ceil(right - view.left))
  const px = perPixel(view)
  const sums = new StateSums(model, scene.axis, view.lo, px, columns)
  for (const span of waitsFor(model, track.objects, [])) {
    if ((end[span] as number) > view.lo && (start[span] as number) < view.hi) sums.addSpans(span, span + 1)
  }
  const count = Array.from({ length: columns }, (_, c) => {
    let total = 0
    for (let state = 0; state < 7; state++) total += sums.take(c, state)
    return Math.round(total / px)
  })
  const most = Math.max(1, ...count)
  const row = Math.min(11, 24 / most)
  const marks: Mark[] = []
  for (let from = 0; from < columns; ) {
    let to = from + 1
    while (to < columns && count[to] === count[from]) to++
    const height = (count[from] as number) * row
    if (height > 0)
      marks.push({
        type: 'rect',
        x: view.left + from,
        y: floor - height,
        width: to - from,
        height,
        fill: 'tex:waiting',
      })
    from = to
  }
  return marks
}

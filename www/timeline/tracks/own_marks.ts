import { toX } from '../layout/axis'
import { type Mark, num } from '../marks'
import { endOf } from '../marks/ending'
import type { Scene } from '../scene'
import type { Track } from './kinds'
import { trackTitle } from './parts'
import { eventValue } from './series'
import { marksIn } from './written'

const ROWS = 3
const ROW_PX = 16

/** Tasks and regions of the program's own as boxes with their names, logs as ticks; boxes that overlap stand below. */
export function ownMarks(scene: Scene, track: Track, top: number): Mark[] {
  const { model, view, axis } = scene
  const marks = trackTitle(scene, track, top, 'and regions', 'tasks')
  const end = toX(view, endOf(scene).value)
  const free = new Array<number>(ROWS).fill(Number.NEGATIVE_INFINITY)
  marks.push({
    type: 'clip',
    x: view.left - 2,
    y: top,
    width: scene.width - view.left + 2,
    height: track.height,
  })
  for (const { text, from, to } of marksIn(model)) {
    const left = toX(view, eventValue(model, axis, from))
    const right = to < 0 ? end : toX(view, eventValue(model, axis, to))
    if (right < view.left || left > scene.width) continue
    const row = Math.max(
      0,
      free.findIndex((until) => until <= left),
    )
    free[row] = Math.max(left + 2, right)
    const y = top + 6 + row * ROW_PX
    if (right - left < 3) {
      marks.push({
        type: 'path',
        d: `M${num(left)},${num(y)} v${ROW_PX - 4}`,
        stroke: { paint: '--text-2', width: 1.5 },
      })
      continue
    }
    marks.push({
      type: 'rect',
      x: left,
      y,
      width: right - left,
      height: ROW_PX - 3,
      radius: 2,
      fill: '--surface',
      stroke: { paint: '--text-2', width: 1 },
    })
    if (scene.measure(text, { size: 11 }) < right - left - 8)
      marks.push({ type: 'text', x: left + 4, y: y + 10.5, text, size: 11, paint: '--text' })
  }
  marks.push({ type: 'unclip' })
  return marks
}

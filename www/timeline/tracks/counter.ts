import { formatCount } from '../../base'
import { toX } from '../layout/axis'
import type { Mark } from '../marks'
import { dot } from '../marks/arrows'
import { endOf } from '../marks/ending'
import type { Scene } from '../scene'
import type { Track } from './kinds'
import { dottedLine, lastShown, piecesOf, stepPath, trackTitle } from './parts'
import { lineOfCounter } from './series'

/** Room for a value below its line. */
const VALUE_PX = 26

/** A counter as a step line with its values; the line of zero is dotted. */
export function counterMarks(scene: Scene, track: Track, top: number): Mark[] {
  const { model, view } = scene
  const end = endOf(scene)
  const right = Math.min(scene.width, toX(view, end.value))
  const line = lineOfCounter(model, scene.axis, track.objects)
  const zero = top + 38.5
  const y = (value: number) => zero - (value / line.most) * 30
  const pieces = piecesOf(scene, line, right)
  const marks = [
    ...trackTitle(
      scene,
      track,
      top,
      track.kind === 'permits' ? 'permits' : 'WaitGroup counter',
      track.kind === 'permits' ? 'sem' : 'wg',
    ),
    dottedLine(scene, zero, right),
  ]
  marks.push({
    type: 'clip',
    x: view.left - 2,
    y: top,
    width: scene.width - view.left + 2,
    height: track.height,
  })
  marks.push({
    type: 'path',
    d: stepPath(pieces, y, lastShown(scene, line)),
    stroke: { paint: '--text-2', width: 1.5 },
  })
  for (const { left, right: until, value } of pieces) {
    if (value <= 0 || until - left < VALUE_PX) continue
    const text = {
      type: 'text' as const,
      text: formatCount(value),
      size: 11,
      weight: 600 as const,
      paint: '--text' as const,
    }
    marks.push({ ...text, x: (left + until) / 2, y: y(value) + 11, anchor: 'middle' })
  }
  const last = line.value(line.length - 1)
  if (last > 0 && end.tone === 'bad') marks.push(...neverZero(scene, right, y(last), last))
  marks.push({ type: 'unclip' })
  return marks
}

function neverZero(scene: Scene, x: number, y: number, value: number): Mark[] {
  const words = `${formatCount(value)}, never 0`
  const point: Mark = {
    type: 'path',
    d: dot(x, y, 3.5),
    fill: '--stuck-fill',
    stroke: { paint: '--surface', width: 1 },
  }
  if (x + 8 + scene.measure(words, { size: 11, weight: 600 }) > scene.width - 4) return [point]
  return [point, { type: 'text', x: x + 8, y: y + 4, text: words, size: 11, weight: 600, paint: '--bad' }]
}

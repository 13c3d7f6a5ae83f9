import { formatCount } from '../../base'
import { toX } from '../layout/axis'
import { type Mark, num, type Paint } from '../marks'
import { endOf } from '../marks/ending'
import type { Scene } from '../scene'
import { channelWords, type Track } from './kinds'
import { dottedLine, lastShown, piecesOf, stepPath, trackTitle } from './parts'
import { RECEIVE_REASONS, SEND_REASONS, stepsOfBuffer, waitsFor } from './series'

/** A channel's buffer as a grey step; who waits to send is a bar above it, who waits to receive below. */
export function bufferMarks(scene: Scene, track: Track, top: number): Mark[] {
  const { model, view } = scene
  const capacity = Math.max(1, model.run.objects.capacity[(track.objects[0] ?? 0) - 1] ?? 1)
  const buffered = (model.run.objects.capacity[(track.objects[0] ?? 0) - 1] ?? 0) > 0
  const right = Math.min(scene.width, toX(view, endOf(scene).value))
  const floor = top + 54
  const y = (value: number) => floor - (value / capacity) * 30
  const steps = stepsOfBuffer(model, track.objects)
  const pieces = piecesOf(scene, steps, right)
  const line = stepPath(pieces, y, lastShown(scene, steps))
  const first = pieces[0]
  const marks: Mark[] = [
    ...trackTitle(scene, track, top, channelWords(model, track.objects[0] ?? 0), 'ch'),
    ...(buffered
      ? [scaleLabel(view.left - 6, y(capacity) + 8, capacity), scaleLabel(view.left - 6, floor, 0)]
      : []),
    ...(buffered ? [dottedLine(scene, y(capacity), right)] : []),
    { type: 'clip', x: view.left - 2, y: top, width: scene.width - view.left + 2, height: track.height },
  ]
  if (first && line !== '') {
    marks.push({ type: 'path', d: `${line} V${num(floor)} H${num(first.left)}z`, fill: '--hover' })
    marks.push({ type: 'path', d: line, stroke: { paint: '--text-2', width: 1.5 } })
  }
  marks.push(
    ...waitBars(
      scene,
      waitsFor(model, track.objects, SEND_REASONS),
      y(buffered ? capacity : 0) - 5,
      'to send',
    ),
  )
  marks.push(...waitBars(scene, waitsFor(model, track.objects, RECEIVE_REASONS), floor + 5, ''))
  marks.push({ type: 'unclip' })
  return marks
}

function scaleLabel(x: number, y: number, value: number): Mark {
  return { type: 'text', x, y, text: formatCount(value), size: 11, anchor: 'end', paint: '--text-3' }
}

const BAR: { paint: Paint; width: number } = { paint: '--waiting-fill', width: 3 }

/** One bar for all who wait at once; the first says who. */
function waitBars(scene: Scene, spans: readonly number[], y: number, verb: string): Mark[] {
  const { model, view } = scene
  const { start, end } = model.columns(scene.axis)
  const bars = spans
    .map((span) => ({ span, left: toX(view, start[span] as number), right: toX(view, end[span] as number) }))
    .filter((bar) => bar.right >= view.left && bar.left <= scene.width && bar.right > bar.left)
    .sort((a, b) => a.left - b.left)
  const marks: Mark[] = []
  let covered = Number.NEGATIVE_INFINITY
  for (const bar of bars) {
    const left = Math.max(bar.left, covered, view.left)
    if (bar.right - left < 0.5) continue
    marks.push({ type: 'path', d: `M${num(left)},${num(y)} H${num(bar.right)}`, stroke: BAR })
    covered = bar.right
  }
  const first = bars[0]
  if (!first || verb === '') return marks
  const text = `${model.spoken(model.ownerOf(first.span))} waits ${verb}`
  const x = Math.max(first.left, view.left) - 4
  if (x - scene.measure(text, { size: 11 }) > view.left + 4) {
    marks.push({
      type: 'text',
      x,
      y: y + 3,
      text,
      size: 11,
      anchor: 'end',
      paint: '--waiting-text',
      halo: true,
    })
  }
  return marks
}

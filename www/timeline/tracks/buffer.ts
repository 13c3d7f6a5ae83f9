import { formatCount } from '../../base'
import { toX } from '../layout/axis'
import { type Mark, num, type Paint } from '../marks'
import { endOf } from '../marks/ending'
import type { Scene } from '../scene'
import { channelWords, type Track } from './kinds'
import { dottedLine, lastShown, piecesOf, stepPath, trackTitle } from './parts'
import { lineOfBuffer } from './series'
import { firstWait, lineOfWaits, RECEIVE_REASONS, SEND_REASONS } from './waits'

/** A channel's buffer as a grey step; who waits to send is a bar above it, who waits to receive below. */
export function bufferMarks(scene: Scene, track: Track, top: number): Mark[] {
  const { model, view } = scene
  const capacity = Math.max(1, model.run.objects.capacity[(track.objects[0] ?? 0) - 1] ?? 1)
  const buffered = (model.run.objects.capacity[(track.objects[0] ?? 0) - 1] ?? 0) > 0
  const right = Math.min(scene.width, toX(view, endOf(scene).value))
  const floor = top + 54
  const y = (value: number) => floor - (value / capacity) * 30
  const fill = lineOfBuffer(model, scene.axis, track.objects)
  const pieces = piecesOf(scene, fill, right)
  const line = stepPath(pieces, y, lastShown(scene, fill))
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
  marks.push(...waitBars(scene, track, SEND_REASONS, right, y(buffered ? capacity : 0) - 5))
  marks.push(...firstSender(scene, track, y(buffered ? capacity : 0) - 2))
  marks.push(...waitBars(scene, track, RECEIVE_REASONS, right, floor + 5))
  marks.push({ type: 'unclip' })
  return marks
}

function scaleLabel(x: number, y: number, value: number): Mark {
  return { type: 'text', x, y, text: formatCount(value), size: 11, anchor: 'end', paint: '--text-3' }
}

const BAR: { paint: Paint; width: number } = { paint: '--waiting-fill', width: 3 }

/** One bar for all who wait at once. */
function waitBars(scene: Scene, track: Track, reasons: readonly number[], right: number, y: number): Mark[] {
  const pieces = piecesOf(scene, lineOfWaits(scene.model, scene.axis, track.objects, reasons), right)
  let d = ''
  pieces.forEach((piece, i) => {
    if (piece.value === 0) return
    const before = pieces[i - 1]
    const starts = !before || before.value === 0
    d += starts ? `M${num(piece.left)},${num(y)} H${num(piece.right)} ` : `H${num(piece.right)} `
  })
  return d === '' ? [] : [{ type: 'path', d: d.trimEnd(), stroke: BAR }]
}

/** The first who waits to send is named before its bar, where there is room. */
function firstSender(scene: Scene, track: Track, y: number): Mark[] {
  const { model, view, axis } = scene
  const span = firstWait(model, axis, track.objects, SEND_REASONS, view.lo)
  if (span < 0) return []
  const text = `${model.spoken(model.ownerOf(span))} waits to send`
  const x = Math.max(toX(view, model.columns(axis).start[span] as number), view.left) - 4
  if (x > scene.width || x - scene.measure(text, { size: 11 }) <= view.left + 4) return []
  return [{ type: 'text', x, y, text, size: 11, anchor: 'end', paint: '--waiting-text', halo: true }]
}

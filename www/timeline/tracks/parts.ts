import { perPixel, toX } from '../layout/axis'
import { type Mark, num } from '../marks'
import type { Scene } from '../scene'
import type { Track } from './kinds'
import type { StepLine } from './step_line'

/** Name in mono, kind and creating line below it. */
export function trackTitle(scene: Scene, track: Track, top: number, kind: string, fallback: string): Mark[] {
  const { model } = scene
  const object = track.objects[0] ?? 0
  const name = model.objectName(object) || fallback
  const line = model.run.objects.line[object - 1] ?? 0
  const right = scene.numberRight
  const fits = scene.measure(name, { size: 12, mono: true }) <= right - 6
  const x = right + 10
  const marks: Mark[] = fits
    ? [
        {
          type: 'text',
          x: right,
          y: top + 21.5,
          text: name,
          size: 12,
          mono: true,
          anchor: 'end',
          paint: '--text',
        },
      ]
    : []
  const words = fits ? kind : `${name}, ${kind}`
  marks.push({ type: 'text', x, y: top + 21.5, text: words, size: 11, paint: '--text-2' })
  if (line > 0)
    marks.push({ type: 'text', x, y: top + 36.5, text: `line ${line}`, size: 11, paint: '--text-3' })
  return marks
}

export function dottedLine(scene: Scene, y: number, right: number): Mark {
  return {
    type: 'path',
    d: `M${num(scene.view.left)},${num(y)} H${num(Math.max(scene.view.left, right))}`,
    stroke: { paint: '--border-strong', width: 1, dash: [1, 3] },
  }
}

/** A piece of a step line: one value from one pixel to another. */
export interface Piece {
  left: number
  right: number
  value: number
  /** The lowest value on the way to this one, where it was passed at once. */
  low: number
}

/** The visible pieces of a line that begins with 0; changes within half a pixel are one. */
export function piecesOf({ view }: Scene, line: StepLine, right: number): Piece[] {
  const half = perPixel(view) / 2
  const pieces: Piece[] = []
  let change = line.after(view.lo)
  let value = line.value(change - 1)
  let low = value
  let from = view.left
  while (change < line.length) {
    const x = toX(view, line.at(change))
    if (x > view.right) break
    if (x - from >= 0.5) {
      pieces.push({ left: from, right: x, value, low })
      from = x
      low = line.value(change)
    }
    const next = Math.max(change + 1, line.notBefore(line.at(change) + half - (x - from) * 2 * half, change))
    low = Math.min(low, line.low(change, next))
    value = line.value(next - 1)
    change = next
  }
  if (right > from) pieces.push({ left: from, right, value, low })
  return pieces
}

/** Path of a step line, `y` of each value; it ends at the last value, though that may take no time. */
export function stepPath(pieces: readonly Piece[], y: (value: number) => number, last: number): string {
  let d = ''
  for (const piece of pieces) {
    if (d === '') d = `M${num(piece.left)},${num(y(piece.value))}`
    else d += `${piece.low < piece.value ? ` V${num(y(piece.low))}` : ''} V${num(y(piece.value))}`
    d += ` H${num(piece.right)}`
  }
  return d === '' ? d : `${d} V${num(y(last))}`
}

/** Value after the last change that is on the page. */
export function lastShown({ view }: Scene, line: StepLine): number {
  return line.value(line.after(view.hi) - 1)
}

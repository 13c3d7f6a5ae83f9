import { upperBound } from '../../base'
import type { AxisKind } from '../../state'
import { toX } from '../layout/axis'
import { type Mark, num } from '../marks'
import type { Scene } from '../scene'
import type { Track } from './kinds'
import { eventValue, type Step } from './series'

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

/** A series as columns: where on the axis, and what from there on. */
interface Flat {
  at: Float64Array
  value: Float64Array
}

const flats = new WeakMap<readonly Step[], Partial<Record<AxisKind, Flat>>>()

/** Made once, so that a picture of many thousand changes reads plain numbers. */
function flat({ model, axis }: Scene, steps: readonly Step[]): Flat {
  const kept = flats.get(steps) ?? {}
  flats.set(steps, kept)
  kept[axis] ??= {
    at: Float64Array.from(steps, (step) => eventValue(model, axis, step.event)),
    value: Float64Array.from(steps, (step) => step.value),
  }
  return kept[axis]
}

/** The visible pieces of a series that begins with 0; changes within half a pixel are one. */
export function piecesOf(scene: Scene, steps: readonly Step[], right: number): Piece[] {
  const { view } = scene
  const { at, value: values } = flat(scene, steps)
  const first = upperBound(at, view.lo)
  const pieces: Piece[] = []
  let value = first > 0 ? (values[first - 1] as number) : 0
  let low = value
  let from = view.left
  for (let i = first; i < at.length; i++) {
    const x = toX(view, at[i] as number)
    const next = values[i] as number
    if (x > view.right) break
    if (x - from >= 0.5) {
      pieces.push({ left: from, right: x, value, low })
      from = x
      low = next
    } else low = Math.min(low, next)
    value = next
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
export function lastShown(scene: Scene, steps: readonly Step[]): number {
  const { at, value } = flat(scene, steps)
  return value[upperBound(at, scene.view.hi) - 1] ?? 0
}

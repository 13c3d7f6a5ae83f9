import { perPixel, toX } from '../layout/axis'
import { cutTo } from '../layout/cut'
import { type Mark, num } from '../marks'
import type { Scene } from '../scene'
import type { Track } from './kinds'
import type { StepLine } from './step_line'

type TextMark = Extract<Mark, { type: 'text' }>

/** Room for the values of a track's own scale, left of its plot: for the highest, and for 0 below it. */
const SCALE_PX = [36, 18] as const

/**
 * Name in mono, kind and creating line below it. A name that is too long for the place of the numbers stands where the
 * kind does, which then goes down.
 */
export function trackTitle(scene: Scene, track: Track, top: number, kind: string, fallback: string): Mark[] {
  const { model } = scene
  const object = track.objects[0] ?? 0
  const name = model.objectName(object) || fallback
  const line = model.run.objects.line[object - 1] ?? 0
  const right = scene.numberRight
  const x = right + 10
  const text = (y: number, words: string, size: number, rest: Partial<TextMark>): Mark => {
    const room = rest.anchor ? right : scene.view.left - x - SCALE_PX[y > top + 30 ? 1 : 0]
    const cut = cutTo(words, room, (part) => scene.measure(part, { size, ...rest }))
    return { type: 'text', x, y, text: cut, size, paint: '--text-2', ...rest }
  }
  const place = line > 0 ? `line ${line}` : ''
  const mono = { mono: true, paint: '--text' } as const
  if (scene.measure(name, { size: 12, mono: true }) > right - 6) {
    const words = [kind, place].filter((part) => part !== '')
    const quiet = { paint: '--text-3' } as const
    // one line for both where it is wide enough, else the place gets its own
    const room = scene.view.left - x - SCALE_PX[1]
    const one = scene.measure(words.join(', '), { size: 11 }) <= room || track.height < 58
    const below = one ? [words.join(', ')] : words
    return [
      text(top + 21.5, name, 12, mono),
      ...below.map((line, i) => text(top + 36.5 + i * 14, line, 11, quiet)),
    ]
  }
  const marks = [
    text(top + 21.5, name, 12, { ...mono, x: right, anchor: 'end' }),
    text(top + 21.5, kind, 11, {}),
  ]
  return place === '' ? marks : [...marks, text(top + 36.5, place, 11, { paint: '--text-3' })]
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

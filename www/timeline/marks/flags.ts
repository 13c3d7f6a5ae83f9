import { axisValue, type Cursor } from '../../state'
import { toX } from '../layout/axis'
import { type Mark, num } from '../marks'
import type { Scene } from '../scene'

/** A moment that the reader marked. */
export interface Flag extends Cursor {
  words: string
}

/** Outlined flags above the axis with their words; words that would touch the next flag are left out. */
export function flagMarks(scene: Scene): Mark[] {
  const { metrics: m } = scene
  const places = flagPlaces(scene)
  return places.flatMap(({ x, flag }, i) => {
    const marks: Mark[] = [
      { type: 'path', d: `M${num(x)},${3} V${m.axis}`, stroke: { paint: '--accent', width: 1.25 } },
      {
        type: 'path',
        d: `M${num(x)},3.5 h9 l-2,3.5 l2,3.5 h-9`,
        fill: '--surface',
        stroke: { paint: '--accent', width: 1.25 },
      },
    ]
    const end = x + 13 + scene.measure(flag.words, { size: m.text })
    const next = places[i + 1]?.x ?? scene.width
    if (flag.words !== '' && end < next - 4)
      marks.push({
        type: 'text',
        x: x + 13,
        y: 11.5,
        text: flag.words,
        size: m.text,
        paint: '--accent',
        halo: true,
      })
    return marks
  })
}

function flagPlaces(scene: Scene): { x: number; flag: Flag }[] {
  const places = scene.flags.map((flag) => ({ flag, x: toX(scene.view, axisValue(flag, scene.axis)) }))
  return places.filter(({ x }) => x >= scene.view.left - 1 && x <= scene.width).sort((a, b) => a.x - b.x)
}

/** The flag whose pole is so near that a hand means it. */
export function flagAt(scene: Scene, x: number, near: number): Flag | null {
  const found = flagPlaces(scene).filter((p) => Math.abs(p.x - x) <= near)
  return found.sort((a, b) => Math.abs(a.x - x) - Math.abs(b.x - x))[0]?.flag ?? null
}

import type { RunPath } from '../../engine/types'
import { toX } from '../layout/axis'
import { placeOf } from '../layout/rows'
import { type Mark, num } from '../marks'
import { pageY, type Scene } from '../scene'

/** The critical path as one line through the lanes: along what the end waited for, across to whoever it waited for. */
export function criticalMarks(scene: Scene, path: RunPath): Mark[] {
  const { view, axis } = scene
  let d = ''
  let last = { x: Number.NaN, y: Number.NaN }
  for (const segment of path.segments) {
    const from = toX(view, axis === 'time' ? segment.from_ns : segment.from_step)
    const to = toX(view, axis === 'time' ? segment.to_ns : segment.to_step)
    if (to < view.left || from > scene.width || to - from < 0.05) continue
    const place = placeOf(scene.rows, scene.groups, segment.g)
    if (!place) continue
    const y = pageY(scene, place.y) + place.height / 2 + (place.block?.span ?? place.height) / 2 + 2
    const joined = Math.abs(last.x - from) < 1
    d += joined ? ` L${num(from)},${num(y)}` : `M${num(from)},${num(y)}`
    d += ` H${num(to)}`
    last = { x: to, y }
  }
  if (d === '') return []
  return [{ type: 'path', d, stroke: { paint: '--accent', width: 2.5 } }]
}

import { lowerBound } from '../../base'
import type { Race, RaceAccess } from '../../engine/types'
import { toX } from '../layout/axis'
import { placeOf } from '../layout/rows'
import { type Mark, num } from '../marks'
import { pageY, type Scene } from '../scene'

/** Races that are drawn; the explanation counts the rest. */
const MOST = 8
/** Half the size of an access's mark. */
const HALF = 4.5

/** Both accesses of each race as a triangle on their lanes, and an arrow from the earlier to the later one. */
export function raceMarks(scene: Scene): Mark[] {
  return scene.model.run.report.races.slice(0, MOST).flatMap((race) => one(scene, race))
}

function one(scene: Scene, race: Race): Mark[] {
  const from = pointOf(scene, race.earlier)
  const to = pointOf(scene, race.later)
  const marks: Mark[] = []
  if (from && to && (from.x !== to.x || from.y !== to.y)) marks.push(...between(from, to))
  for (const point of [from, to]) if (point) marks.push(triangle(point))
  return marks
}

interface Point {
  x: number
  y: number
}

/** Where an access stands; null outside the picture. */
function pointOf(scene: Scene, access: RaceAccess): Point | null {
  const place = placeOf(scene.rows, scene.groups, access.goroutine)
  if (!place || place.height < 4) return null
  const x = toX(scene.view, axisValue(scene, access.step))
  if (x < scene.view.left - 6 || x > scene.width + 6) return null
  // at the foot of the span, where it covers no word
  const half = place.block ? place.block.span / 2 : 0
  return { x, y: pageY(scene, place.y) + place.height / 2 + half }
}

/** A step on the shown axis: its middle, or the time at which it came. */
function axisValue({ axis, model }: Scene, step: number): number {
  if (axis === 'steps') return step + 0.5
  const { step: steps, timeNs } = model.run.events
  const at = Math.min(lowerBound(steps, step), timeNs.length - 1)
  return timeNs[at] ?? 0
}

function triangle({ x, y }: Point): Mark {
  const d = `M${num(x)},${num(y - HALF)} l${HALF},${2 * HALF} h${-2 * HALF}z`
  return { type: 'path', d, fill: '--bad', stroke: { paint: '--surface', width: 1 } }
}

/** Dashed: nothing orders the two. */
function between(from: Point, to: Point): Mark[] {
  const length = Math.hypot(to.x - from.x, to.y - from.y)
  const [dx, dy] = [(to.x - from.x) / length, (to.y - from.y) / length]
  const end = { x: to.x - dx * (HALF + 3), y: to.y - dy * (HALF + 3) }
  const [bx, by] = [end.x - dx * 6, end.y - dy * 6]
  return [
    {
      type: 'path',
      d: `M${num(from.x)},${num(from.y)} L${num(bx)},${num(by)}`,
      stroke: { paint: '--bad', width: 1.25, dash: [4, 3] },
    },
    {
      type: 'path',
      d: `M${num(end.x)},${num(end.y)} L${num(bx - dy * 3.2)},${num(by + dx * 3.2)} L${num(bx + dy * 3.2)},${num(by - dx * 3.2)}z`,
      fill: '--bad',
    },
  ]
}

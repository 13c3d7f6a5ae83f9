import type { Arrow } from '../layout/arrows'
import { toX } from '../layout/axis'
import { placeOf } from '../layout/rows'
import { type Mark, num, type Paint } from '../marks'
import { pageY, type Scene } from '../scene'

/** Arrows from a waker's instant to the woken span; several that meet leave with right angles. */
export function arrowMarks(scene: Scene, arrows: readonly Arrow[]): Mark[] {
  const turns = turnsOf(scene, arrows)
  return arrows.flatMap((arrow, i) => one(scene, arrow, turns[i] as number))
}

/** 0 for a straight arrow, else its place among those that meet. */
function turnsOf(scene: Scene, arrows: readonly Arrow[]): number[] {
  const meeting = new Map<string, number>()
  for (const arrow of arrows) {
    const key = meetingKey(scene, arrow)
    meeting.set(key, (meeting.get(key) ?? 0) + 1)
  }
  const seen = new Map<string, number>()
  return arrows.map((arrow) => {
    const key = meetingKey(scene, arrow)
    const index = seen.get(key) ?? 0
    seen.set(key, index + 1)
    return (meeting.get(key) ?? 1) > 1 ? index + 1 : 0
  })
}

function meetingKey(scene: Scene, arrow: Arrow): string {
  return `${arrow.to} ${Math.round(toX(scene.view, arrow.at) / 4)} ${arrow.start}`
}

/** How far beside its line an arrow is still meant. */
const NEAR_PX = 3

/** The event of the arrow under a point, -1 for none. On the spans that it joins a point means those. */
export function arrowAt(scene: Scene, arrows: readonly Arrow[], x: number, y: number): number {
  const turns = turnsOf(scene, arrows)
  const found = arrows.find((arrow, i) => {
    const ends = endsOf(scene, arrow)
    return (
      ends && Math.abs(x - shaftX(scene, arrow, turns[i] as number)) <= NEAR_PX && y > ends[0] && y < ends[1]
    )
  })
  return found?.event ?? -1
}

/** Between the spans of the two lanes, from top to bottom. */
function endsOf(scene: Scene, arrow: Arrow): [top: number, bottom: number] | null {
  const places = [arrow.from, arrow.to].map((g) => placeOf(scene.rows, scene.groups, g))
  const [upper, lower] = places.sort((a, b) => (a?.y ?? 0) - (b?.y ?? 0))
  if (!upper || !lower || upper.y === lower.y) return null
  const half = (place: typeof upper) => (place.block?.span ?? place.height) / 2
  return [
    pageY(scene, upper.y) + upper.height / 2 + half(upper),
    pageY(scene, lower.y) + lower.height / 2 - half(lower),
  ]
}

function shaftX(scene: Scene, arrow: Arrow, turn: number): number {
  const at = toX(scene.view, arrow.at)
  if (arrow.start) return at
  return turn === 0 ? straightX(scene, at) : at + 2 + turn * 8
}

/** `turn` is 0 for a straight arrow, else its place among those that meet. */
function one(scene: Scene, arrow: Arrow, turn: number): Mark[] {
  const from = placeOf(scene.rows, scene.groups, arrow.from)
  const to = placeOf(scene.rows, scene.groups, arrow.to)
  if (!from || !to || from.y === to.y) return []
  const at = toX(scene.view, arrow.at)
  const down = to.y > from.y
  const source = pageY(scene, from.y) + from.height / 2
  const half = (to.block?.span ?? to.height) / 2
  const middle = pageY(scene, to.y) + to.height / 2
  const target = middle + (down ? -half - 2 : half + 2)
  if ((down && target <= source) || (!down && target >= source)) return []
  if (arrow.start) return startMarks(at, source, middle + (down ? -half : half))
  const selected = isChosen(scene, arrow)
  const paint: Paint = selected ? '--accent' : '--text-2'
  const width = selected ? 2 : 1.25
  const x = shaftX(scene, arrow, turn)
  const sign = down ? 1 : -1
  const shaft = target - sign * 5
  const d =
    turn === 0
      ? `M${num(x)},${num(source)} V${num(shaft)}`
      : `M${num(at + 2)},${num(source)} H${num(x - 3)} q3,0 3,${sign * 3} V${num(shaft)}`
  return [
    { type: 'path', d, stroke: { paint, width } },
    { type: 'path', d: head(x, target, sign, selected ? 4 : 3.2), fill: paint },
  ]
}

/** Whether an arrow began or ended the selected span. */
function isChosen(scene: Scene, arrow: Arrow): boolean {
  const span = scene.selection?.span
  if (span === undefined) return false
  const begins = scene.model.run.spans.event
  return (
    begins[span] === arrow.event ||
    (begins[span + 1] === arrow.event && scene.selection?.goroutine === arrow.to)
  )
}

/** On the axis of time an arrow stands beside the instants that it joins. */
function straightX(scene: Scene, at: number): number {
  return scene.axis === 'time' && at - 4.5 > scene.view.left ? at - 4.5 : at
}

function head(x: number, y: number, sign: number, half: number): string {
  return `M${num(x - half)},${num(y - sign * half * 2.2)} L${num(x)},${num(y)} L${num(x + half)},${num(y - sign * half * 2.2)}z`
}

function startMarks(x: number, source: number, target: number): Mark[] {
  return [
    {
      type: 'path',
      d: `M${num(x)},${num(source)} V${num(target)}`,
      stroke: { paint: '--text-3', width: 1.25, dash: [2, 3] },
    },
    { type: 'path', d: dot(x, target, 2.5), fill: '--text-3' },
  ]
}

export function dot(x: number, y: number, r: number): string {
  return `M${num(x - r)},${num(y)} a${r},${r} 0 1 0 ${2 * r},0 a${r},${r} 0 1 0 ${-2 * r},0z`
}

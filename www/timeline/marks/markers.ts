import { Kind } from '../../base'
import { perPixel, toX } from '../layout/axis'
import { BOX_PX, isBox } from '../layout/detail'
import { placeOf } from '../layout/rows'
import { type Mark, num } from '../marks'
import { pageY, type Scene } from '../scene'
import { dot } from './arrows'
import { endOf } from './ending'
import { panicBeside } from './lanes'

/** Events that have a marker of their own, found once a run. */
export interface Marked {
  faults: number[]
  cancels: number[]
}

export function markedEvents(kind: Uint8Array): Marked {
  const faults: number[] = []
  const cancels: number[] = []
  for (let e = 0; e < kind.length; e++) {
    if (kind[e] === Kind.Fault) faults.push(e)
    else if (kind[e] === Kind.Cancel) cancels.push(e)
  }
  return { faults, cancels }
}

/** More markers of a kind than this are noise. */
const MOST = 40

/** Rings where contexts were cancelled, and dotted lines from the axis to where a fault took effect. */
export function eventMarkers(scene: Scene, marked: Marked): Mark[] {
  const marks: Mark[] = []
  const { events } = scene.model.run
  for (const event of marked.cancels.slice(0, MOST)) {
    const x = eventX(scene, event)
    const place = placeOf(scene.rows, scene.groups, events.g[event] as number)
    if (x < scene.view.left || !place) continue
    if (place.block?.level !== 'near') continue
    const y = pageY(scene, place.y) + place.height / 2
    marks.push({
      type: 'path',
      d: dot(x, y, 4),
      fill: '--surface',
      stroke: { paint: '--cancelled-edge', width: 1.75 },
    })
  }
  for (const event of marked.faults.slice(0, MOST)) {
    const x = eventX(scene, event)
    const place = placeOf(scene.rows, scene.groups, events.g[event] as number)
    if (x < scene.view.left - 1) continue
    const bottom = place
      ? pageY(scene, place.y) + place.height / 2 - (place.block?.span ?? 0) / 2
      : scene.bottom
    const d = `M${num(x)},${scene.metrics.axis} V${num(Math.max(scene.metrics.axis, bottom))}`
    marks.push({ type: 'path', d, stroke: { paint: '--accent', width: 1, dash: [2, 3] } })
  }
  return marks
}

/** Violet diamonds with a bolt on the axis. */
export function faultDiamonds(scene: Scene): Mark[] {
  const marks: Mark[] = []
  for (const x of scene.faultsAt) marks.push(...diamond(x, scene.metrics.axis - 7, 8))
  return marks
}

export function diamond(x: number, y: number, r: number): Mark[] {
  const k = r / 8
  const bolt = `M${num(x + k)},${num(y - 4.2 * k)} l${num(-3.4 * k)},${num(5 * k)} h${num(2.4 * k)} l${num(-0.8 * k)},${num(3.5 * k)} l${num(3.4 * k)},${num(-5 * k)} h${num(-2.4 * k)}z`
  return [
    {
      type: 'path',
      d: `M${num(x)},${num(y - r)} l${r},${r} l${-r},${r} l${-r},${-r}z`,
      fill: '--accent',
      stroke: { paint: '--surface', width: 1.5 },
    },
    { type: 'path', d: bolt, fill: '--text-on-accent' },
  ]
}

/** Places of the faults on the axis. */
export function faultPlaces(
  scene: Pick<Scene, 'model' | 'axis' | 'view' | 'width'>,
  marked: Marked,
): number[] {
  return marked.faults
    .slice(0, MOST)
    .map((event) => eventX(scene, event))
    .filter((x) => x >= scene.view.left - 1 && x <= scene.width)
}

function eventX(scene: Pick<Scene, 'model' | 'axis' | 'view'>, event: number): number {
  const { events } = scene.model.run
  const value = scene.axis === 'time' ? (events.timeNs[event] as number) : (events.step[event] as number) + 1
  return toX(scene.view, value)
}

/** Whether a goroutine's last span is a box that stands after the end. */
function endsInBox({ model, axis, view }: Scene, g: number): boolean {
  const last = model.spansEnd(g) - 1
  const { start, end } = model.columns(axis)
  const length = (end[last] as number) - (start[last] as number)
  return last >= model.spansFrom(g) && isBox(model.run.spans.state[last] as number, length, perPixel(view))
}

/** The word at the end of the run, beside the first lane. */
export function endMarks(scene: Scene): Mark[] {
  const end = endOf(scene)
  const x = toX(scene.view, end.value)
  const first = scene.rows.find((row) => row.kind === 'lanes')
  if (end.tone === 'none' || !first || first.kind !== 'lanes' || scene.metrics.mode !== 'page') return []
  const size = scene.metrics.text
  const g = first.members[first.from] as number
  const boxed = endsInBox(scene, g)
  const start = x + (boxed ? BOX_PX + 6 : 6)
  // what it panicked with stands there in full
  const last = scene.model.spansEnd(g) - 1
  if (boxed && end.word === 'panic' && panicBeside(scene, first, last, x - 1 + BOX_PX)) return []
  if (start + scene.measure(end.word, { size, weight: 600 }) > scene.width || x < scene.view.left) return []
  const y = pageY(scene, first.y) + Math.min(first.lane, first.height) / 2 + 4.5
  const paint = end.tone === 'bad' ? '--bad' : '--text'
  const marks: Mark[] = [
    { type: 'text', x: start, y, text: end.word, size, weight: 600, paint, halo: end.tone !== 'bad' },
  ]
  if (end.detail !== '')
    marks.push({ type: 'text', x: start, y: y + 14, text: end.detail, size, paint: '--text-3', halo: true })
  return marks
}

import { Kind, plural, shortTime } from '../../base'
import type { RunModel } from '../../state'
import { toX } from '../layout/axis'
import { type Mark, num } from '../marks'
import { endOf } from '../marks/ending'
import type { Scene } from '../scene'
import { CONTEXT_ROW_PX, CONTEXT_ROWS, type Track } from './kinds'
import { trackTitle } from './parts'
import { eventValue, once } from './series'

/** One context of a tree. */
interface ContextLife {
  object: number
  /** Row of its parent in this track, -1 for the root. */
  parent: number
  /** Who made it. */
  goroutine: number
  made: number
  /** Event of its cancel, -1 when it never came. */
  ended: number
  /** Virtual time of its deadline, -1 for none. */
  deadlineNs: number
}

/** Contexts in the order in which they were made, parents first. */
function contextLives(model: RunModel, objects: readonly number[]): readonly ContextLife[] {
  return once(model, `contexts ${objects[0]}`, () => {
    const { kind, g } = model.run.events
    const rows = new Map(objects.map((object, row) => [object, row]))
    return objects.map((object) => {
      const events = [...model.objects.of(object)]
      const made = events.find((event) => kind[event] === Kind.Context) ?? events[0] ?? 0
      return {
        object,
        parent: rows.get(model.run.objects.parent[object - 1] ?? 0) ?? -1,
        goroutine: g[made] as number,
        made,
        ended: events.find((event) => kind[event] === Kind.Cancel) ?? -1,
        deadlineNs: model.run.objects.deadlineNs[object - 1] ?? -1,
      }
    })
  })
}

/** A tree: a child's line leaves its parent's, a ring is the cancel, a deadline is a line on the axis of time. */
export function contextMarks(scene: Scene, track: Track, top: number): Mark[] {
  const { view } = scene
  const shown = contextLives(scene.model, track.objects.slice(0, CONTEXT_ROWS))
  const all = track.objects.length
  const root = shown[0]
  if (!root) return []
  const deadline = root.deadlineNs < 0 ? '' : `deadline ${shortTime(root.deadlineNs)}`
  const marks = trackTitle(scene, track, top, deadline || plural(all, 'context'), 'ctx')
  const y = (row: number) => top + 17.5 + row * CONTEXT_ROW_PX
  shown.forEach((life, row) => {
    if (row === 0 || top + 40 > y(row)) return
    const label = scene.model.label(life.goroutine)
    const text = { type: 'text' as const, text: label, size: 11, mono: true, paint: '--text-3' as const }
    marks.push({ ...text, x: view.left - 8, y: y(row) + 4, anchor: 'end' })
  })
  marks.push({
    type: 'clip',
    x: view.left - 6,
    y: top,
    width: scene.width - view.left + 6,
    height: track.height,
  })
  shown.forEach((life, row) => {
    marks.push(...lifeMarks(scene, life, row, y))
  })
  if (all > shown.length) {
    const more = `and ${plural(all - shown.length, 'more context', 'more contexts')}`
    marks.push({
      type: 'text',
      x: view.left + 4,
      y: y(CONTEXT_ROWS) + 4,
      text: more,
      size: 11,
      paint: '--text-3',
    })
  }
  marks.push({ type: 'unclip' })
  return marks
}

function lifeMarks(scene: Scene, life: ContextLife, row: number, y: (row: number) => number): Mark[] {
  const { model, axis, view } = scene
  const end = endOf(scene).value
  const from = toX(view, eventValue(model, axis, life.made))
  const ended = life.ended >= 0
  const to = toX(view, ended ? eventValue(model, axis, life.ended) : end)
  const paint = row === 0 ? '--text' : '--text-2'
  const width = row === 0 ? 1.75 : 1.25
  const fork =
    life.parent >= 0 ? `M${num(from)},${num(y(Math.min(life.parent, CONTEXT_ROWS - 1)))} V${num(y(row))}` : ''
  const line = `${fork || `M${num(from)},${num(y(row))}`} H${num(Math.max(from, to))}`
  const marks: Mark[] = [{ type: 'path', d: line, stroke: { paint, width } }]
  if (ended) marks.push(ring(to, y(row), paint))
  if (axis === 'time' && life.deadlineNs >= 0 && life.deadlineNs <= end) {
    const x = toX(view, life.deadlineNs)
    marks.push({
      type: 'path',
      d: `M${num(x)},${num(y(row) - 6)} V${num(y(row) + 6)}`,
      stroke: { paint: '--cancelled-edge', width: 2 },
    })
  }
  return marks
}

function ring(x: number, y: number, paint: '--text' | '--text-2'): Mark {
  const r = 3.25
  return {
    type: 'path',
    d: `M${num(x - r)},${num(y)} a${r},${r} 0 1 0 ${2 * r},0 a${r},${r} 0 1 0 ${-2 * r},0z`,
    fill: '--surface',
    stroke: { paint, width: 1.5 },
  }
}

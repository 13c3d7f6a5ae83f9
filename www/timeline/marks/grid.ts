import { clamp } from '../../base'
import { axisValue } from '../../state'
import { ticks, toX } from '../layout/axis'
import { type Mark, num } from '../marks'
import type { Scene } from '../scene'
import { cursorWords, endOf } from './ending'

/** Grid lines, the ground after the end, and the line of the end. */
export function gridMarks(scene: Scene): Mark[] {
  const { view, metrics: m, height } = scene
  const marks: Mark[] = []
  const top = m.axis - 2
  for (const { x } of ticks(view, scene.axis, spacing(scene))) {
    marks.push(line(`M${num(x)},${top} V${height}`, '--grid', m.mode === 'slide' ? 1.5 : 1))
  }
  const end = endOf(scene)
  const x = toX(view, end.value)
  if (end.tone === 'none' || x > scene.width || x < view.left) return marks
  if (end.tone === 'bad' && m.mode === 'page') {
    marks.push({
      type: 'rect',
      x,
      y: m.axis,
      width: scene.width - x,
      height: height - m.axis,
      fill: '--sunken',
    })
  }
  return marks
}

/** The line of the end, over the grounds of rows, between two heights. */
export function endLine(scene: Scene, top: number, bottom: number): Mark[] {
  const { view } = scene
  const end = endOf(scene)
  const x = toX(view, end.value)
  if (end.tone === 'none' || x > scene.width || x < view.left) return []
  const stroke =
    end.tone === 'bad'
      ? { paint: '--stuck-edge' as const, width: 1.5 }
      : { paint: '--text-2' as const, width: 1.5, dash: [4, 3] }
  return [{ type: 'path', d: `M${num(x)},${num(top)} V${num(bottom)}`, stroke }]
}

function spacing(scene: Scene): number {
  return scene.metrics.mode === 'narrow' ? 56 : 80
}

function line(d: string, paint: `--${string}`, width: number): Mark {
  return { type: 'path', d, stroke: { paint, width } }
}

/** Labels of the axis; those under the cursor's time give way to it. */
export function axisMarks(scene: Scene): Mark[] {
  const { view, metrics: m } = scene
  const marks: Mark[] = []
  const pill = pillOf(scene)
  const baseline = m.axis - 10
  for (const { x, label } of ticks(view, scene.axis, spacing(scene))) {
    const half = scene.measure(label, { size: m.text }) / 2
    if (pill && x + half > pill.x - 6 && x - half < pill.x + pill.width + 6) continue
    if (scene.faultsAt.some((fault) => Math.abs(fault - x) < half + DIAMOND)) continue
    if (x + half > scene.width) continue
    marks.push({
      type: 'text',
      x,
      y: baseline,
      text: label,
      size: m.text,
      paint: '--text-3',
      anchor: 'middle',
    })
  }
  return marks
}

/** Half a diamond and a little air. */
const DIAMOND = 11

interface Pill {
  x: number
  width: number
  text: string
  /** Where the cursor stands. */
  at: number
}

/** The cursor's time, beside the cursor where the middle would leave the plot. */
export function pillOf(scene: Scene): Pill | null {
  if (!scene.cursor) return null
  const at = toX(scene.view, axisValue(scene.cursor, scene.axis))
  if (at < scene.view.left - 1 || at > scene.width + 1) return null
  const text = cursorWords(scene)
  const width = Math.ceil(scene.measure(text, { size: scene.metrics.text, weight: 600 })) + 16
  const middle = clamp(at - width / 2, 2, scene.width - width - 2)
  const near = scene.faultsAt.find((fault) => fault + DIAMOND > middle && fault - DIAMOND < middle + width)
  if (near === undefined) return { x: middle, width, text, at }
  const beside = near <= at ? Math.max(at - 1, near + DIAMOND) : Math.min(at + 1, near - DIAMOND) - width
  return { x: clamp(beside, 2, scene.width - width - 2), width, text, at }
}

/** The cursor through everything, its time in a pill. */
export function cursorMarks(scene: Scene): Mark[] {
  const pill = pillOf(scene)
  if (!pill) return []
  const { metrics: m, height } = scene
  const slide = m.mode === 'slide'
  const marks: Mark[] = [line(`M${num(pill.at)},${m.axis - 5} V${height}`, '--accent', slide ? 2.5 : 1.5)]
  const tall = m.text + 8
  marks.push({
    type: 'rect',
    x: pill.x,
    y: 2 + m.flags,
    width: pill.width,
    height: tall,
    radius: 4,
    fill: '--accent',
  })
  marks.push({
    type: 'text',
    x: pill.x + pill.width / 2,
    y: 2 + m.flags + tall / 2 + m.text * 0.36,
    text: pill.text,
    size: m.text,
    weight: 600,
    anchor: 'middle',
    paint: '--text-on-accent',
  })
  return marks
}

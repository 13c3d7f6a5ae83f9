import { Kind, NO_REASON, reasonText } from '../../base'
import { axisValue, type RunModel } from '../../state'
import { toX } from '../layout/axis'
import { placeOf } from '../layout/rows'
import { type Mark, num } from '../marks'
import { pageY, type Scene } from '../scene'

/** More lanes than this are not outlined: it would be noise. */
const MOST = 200

/** How lanes would go on with a fault that is not dropped yet: dashed outlines with words. */
export function previewMarks(scene: Scene, preview: RunModel): Mark[] {
  const marks: Mark[] = []
  const shared = Math.min(scene.model.goroutines, preview.goroutines, MOST)
  for (let g = 1; g <= shared; g++) {
    const place = placeOf(scene.rows, scene.groups, g)
    const block = place?.block
    if (!place || block?.level !== 'near') continue
    const was = laneEnd(scene.model, g, scene.axis)
    const now = laneEnd(preview, g, scene.axis)
    if (was === now) continue
    const left = toX(scene.view, Math.min(was, now))
    const right = Math.min(scene.width - 2, toX(scene.view, Math.max(was, now)))
    const height = block.span
    const y = Math.round(pageY(scene, place.y) + place.height / 2 - height / 2)
    marks.push({
      type: 'rect',
      x: left,
      y,
      width: Math.max(3, right - left),
      height,
      radius: 2,
      fill: '--surface',
      opacity: 0.85,
    })
    marks.push({
      type: 'rect',
      x: left,
      y,
      width: Math.max(3, right - left),
      height,
      radius: 2,
      stroke: { paint: '--accent', width: 1.25, dash: [4, 3] },
    })
    marks.push(...words(scene, now > was ? lastWords(preview, g) : 'ends here', left, right, y + height / 2))
  }
  return [...marks, ...strikes(scene, preview)]
}

function words(scene: Scene, text: string, left: number, right: number, middle: number): Mark[] {
  const size = scene.metrics.text
  if (scene.measure(text, { size }) + 12 > right - left) return []
  return [{ type: 'text', x: left + 6, y: middle + 4, text, size, paint: '--accent', halo: true }]
}

/** The end of a goroutine's last span on the axis. */
function laneEnd(model: RunModel, g: number, axis: Scene['axis']): number {
  const last = model.spansEnd(g) - 1
  return last < model.spansFrom(g) ? 0 : (model.columns(axis).end[last] as number)
}

/** What a goroutine would do last. */
function lastWords(model: RunModel, g: number): string {
  const { reason } = model.run.spans
  for (let span = model.spansEnd(g) - 1; span >= model.spansFrom(g); span--)
    if (reason[span] !== NO_REASON) return reasonText(reason[span] as number)
  return ''
}

/** Diamonds in outline where the fault would take effect for the first time. */
function strikes(scene: Scene, preview: RunModel): Mark[] {
  const { events } = preview.run
  const known = scene.model.run.request.faults.length
  for (let e = 0; e < events.kind.length; e++) {
    if (events.kind[e] !== Kind.Fault || (events.a[e] as number) < known) continue
    const cursor = { timeNs: events.timeNs[e] as number, step: events.step[e] as number }
    const x = toX(scene.view, axisValue(cursor, scene.axis))
    const place = placeOf(scene.rows, scene.groups, events.g[e] as number)
    if (!place || x < scene.view.left - 1) return []
    const y = pageY(scene, place.y) + place.height / 2
    const d = `M${num(x)},${num(y - 8)} l8,8 l-8,8 l-8,-8z`
    return [{ type: 'path', d, fill: '--surface', stroke: { paint: '--accent', width: 1.5 } }]
  }
  return []
}

/** While a fault is dragged: a veil over the spans that cannot take it. */
export function veilMarks(scene: Scene, takes: (g: number, span: number) => boolean): Mark[] {
  const marks: Mark[] = []
  const { start, end } = scene.model.columns(scene.axis)
  for (let g = 1; g <= Math.min(scene.model.goroutines, MOST); g++) {
    const place = placeOf(scene.rows, scene.groups, g)
    const block = place?.block
    if (!place || block?.level !== 'near') continue
    const y = Math.round(pageY(scene, place.y) + place.height / 2 - block.span / 2) - 1
    for (let span = scene.model.spansFrom(g); span < scene.model.spansEnd(g); span++) {
      if (takes(g, span)) continue
      const x = toX(scene.view, start[span] as number) - 1
      const width = Math.max(4, toX(scene.view, end[span] as number) - x + 1)
      marks.push({
        type: 'rect',
        x,
        y,
        width,
        height: block.span + 2,
        fill: '--surface',
        opacity: 0.7,
      })
    }
  }
  return marks
}

import { formatCount, upperBound } from '../../base'
import { perPixel, toX } from '../layout/axis'
import { type Mark, num } from '../marks'
import { dot } from '../marks/arrows'
import { endOf } from '../marks/ending'
import type { Scene } from '../scene'
import type { Track } from './index'
import { type Step, stepsOfCounter } from './series'

/** A counter as a step line with its values; the line of zero is dotted. */
export function counterMarks(scene: Scene, track: Track, top: number): Mark[] {
  const { model, view } = scene
  const name = model.objectName(track.object) || 'wg'
  const line = model.run.objects.line[track.object - 1] ?? 0
  const marks: Mark[] = [
    {
      type: 'text',
      x: scene.numberRight,
      y: top + 21.5,
      text: name.length > 5 ? `${name.slice(0, 4)}…` : name,
      size: 12,
      mono: true,
      anchor: 'end',
      paint: '--text',
    },
    {
      type: 'text',
      x: scene.numberRight + 10,
      y: top + 21.5,
      text: 'WaitGroup counter',
      size: 11,
      paint: '--text-2',
    },
  ]
  if (line > 0)
    marks.push({
      type: 'text',
      x: scene.numberRight + 10,
      y: top + 36.5,
      text: `line ${line}`,
      size: 11,
      paint: '--text-3',
    })
  const end = endOf(scene)
  const right = Math.min(scene.width, toX(view, end.value))
  const zero = top + 38.5
  const steps = stepsOfCounter(model, track.object)
  const most = steps.reduce((max, step) => Math.max(max, step.value), 1)
  const y = (value: number) => zero - (value / most) * 30
  marks.push({
    type: 'path',
    d: `M${num(view.left)},${num(zero)} H${num(right)}`,
    stroke: { paint: '--border-strong', width: 1, dash: [1, 3] },
  })
  marks.push({
    type: 'clip',
    x: view.left - 2,
    y: top,
    width: scene.width - view.left + 2,
    height: track.height,
  })
  marks.push(...stepLine(scene, steps, y, right))
  const last = steps[steps.length - 1]
  if (last && last.value > 0 && end.tone === 'bad' && right >= view.left) {
    marks.push({
      type: 'path',
      d: dot(right, y(last.value), 3.5),
      fill: '--stuck-fill',
      stroke: { paint: '--surface', width: 1 },
    })
    const words = `${formatCount(last.value)}, never 0`
    if (right + 8 + scene.measure(words, { size: 11, weight: 600 }) < scene.width) {
      marks.push({
        type: 'text',
        x: right + 8,
        y: y(last.value) + 4,
        text: words,
        size: 11,
        weight: 600,
        paint: '--bad',
      })
    }
  }
  marks.push({ type: 'unclip' })
  return marks
}

function stepLine(scene: Scene, steps: readonly Step[], y: (value: number) => number, right: number): Mark[] {
  const { view } = scene
  const px = perPixel(view)
  const at = (step: Step) => valueAt(scene, step)
  const first = Math.max(0, upperBound(steps.map(at), view.lo - px) - 1)
  let d = ''
  let level = 0
  let from = view.left
  const texts: Mark[] = []
  const hold = (until: number, value: number) => {
    const width = until - from
    if (value > 0 && width > 26) texts.push(valueText(from + width / 2, y(value), value))
    from = until
  }
  for (let i = first; i < steps.length; i++) {
    const step = steps[i] as Step
    const x = Math.max(view.left, toX(view, at(step)))
    if (x > scene.width) break
    d += d === '' ? `M${num(x)},${num(y(level))}` : ` H${num(x)}`
    hold(x, level)
    level = step.value
    d += ` V${num(y(level))}`
  }
  if (d === '') return []
  hold(Math.max(from, right), level)
  return [
    {
      type: 'path',
      d: `${d} H${num(Math.max(view.left, right))}`,
      stroke: { paint: '--text-2', width: 1.5 },
    },
    ...texts,
  ]
}

function valueText(x: number, y: number, value: number): Mark {
  return {
    type: 'text',
    x,
    y: y + 11,
    text: formatCount(value),
    size: 11,
    weight: 600,
    anchor: 'middle',
    paint: '--text',
  }
}

/** Where a change stands on the axis: on steps at the end of its step. */
function valueAt(scene: Scene, step: Step): number {
  const { events } = scene.model.run
  return scene.axis === 'time'
    ? (events.timeNs[step.event] as number)
    : (events.step[step.event] as number) + 1
}

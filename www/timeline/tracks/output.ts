import { plural } from '../../base'
import { outputPieces } from '../../state/output'
import { toX } from '../layout/axis'
import { type Mark, num } from '../marks'
import type { Scene } from '../scene'
import type { Track } from './kinds'
import { trackTitle } from './parts'
import { eventValue, once } from './series'
import { outputsIn } from './written'

const FONT = { size: 11, mono: true }

/** Each write as a tick, and what it wrote where there is room for all of it. */
export function outputMarks(scene: Scene, track: Track, top: number): Mark[] {
  const { model, view, axis } = scene
  const events = outputsIn(model)
  const texts = once(model, 'output texts', () => new Map(outputPieces(model.run).map((p) => [p.event, p])))
  const marks = trackTitle(scene, track, top, plural(events.length, 'write'), 'Output')
  marks.push({
    type: 'clip',
    x: view.left - 2,
    y: top,
    width: scene.width - view.left + 2,
    height: track.height,
  })
  let written = view.left - 4
  let ticked = Number.NEGATIVE_INFINITY
  for (const event of events) {
    const x = toX(view, eventValue(model, axis, event))
    if (x < view.left - 1 || x > scene.width) continue
    const piece = texts.get(event)
    const paint = piece?.stream === 2 ? '--bad' : '--text-2'
    if (x - ticked >= 1) {
      marks.push({
        type: 'path',
        d: `M${num(x)},${num(top + 26)} V${num(top + 38)}`,
        stroke: { paint, width: 1.5 },
      })
      ticked = x
    }
    const text = piece?.text.trim().split('\n')[0] ?? ''
    const width = scene.measure(text, FONT)
    const left = x + width > scene.width - 4 ? x - width : x
    if (text === '' || left < written + 10) continue
    marks.push({ type: 'text', x: left, y: top + 20, text, ...FONT, paint })
    written = left + width
  }
  marks.push({ type: 'unclip' })
  return marks
}

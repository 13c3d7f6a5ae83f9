import { formatCount } from '../../base'
import type { RunModel } from '../../state'
import { perPixel, toX } from '../layout/axis'
import { type Profile, profileOf } from '../layout/profile'
import type { Mark } from '../marks'
import { endOf } from '../marks/ending'
import { stackMarks } from '../marks/stack'
import type { Scene } from '../scene'
import type { Track } from './kinds'
import { dottedLine } from './parts'

/** The profile of a view. */
interface Counts extends Profile {
  key: string
  /** Pixels of a part. */
  px: number
}

const kept = new WeakMap<RunModel, Counts>()

/** Goroutines by state, stacked, in each state's fill and texture. */
export function countMarks(scene: Scene, track: Track, top: number): Mark[] {
  const { view } = scene
  const x = scene.numberRight + 10
  const counts = countsOf(scene)
  const floor = top + track.height - 10
  const height = track.height - 26
  const right = Math.min(scene.width, toX(view, endOf(scene).value))
  const marks: Mark[] = [
    { type: 'text', x, y: top + 21.5, text: 'Goroutines', size: 11, paint: '--text' },
    { type: 'text', x, y: top + 36.5, text: 'by state', size: 11, paint: '--text-3' },
    dottedLine(scene, floor - height, right),
    label(view.left - 6, floor - height + 8, counts.most),
    label(view.left - 6, floor, 0),
  ]
  marks.push({
    type: 'clip',
    x: view.left,
    y: top,
    width: Math.max(0, right - view.left),
    height: track.height,
  })
  marks.push(
    ...stackMarks(
      counts,
      (part) => view.left + part * counts.px,
      (value) => floor - (value / counts.most) * height,
    ),
  )
  marks.push({ type: 'unclip' })
  return marks
}

function label(x: number, y: number, value: number): Mark {
  return { type: 'text', x, y, text: formatCount(value), size: 11, anchor: 'end', paint: '--text-3' }
}

/** A part is a pixel; of a crowd as wide as the cells of its bands, which have summed most of it. */
function countsOf({ model, axis, view, bands, cell }: Scene): Counts {
  const crowd = model.bins(axis) !== null
  const px = crowd ? cell : 1
  const key = `${axis} ${view.lo} ${view.hi} ${view.left} ${view.right} ${px}`
  const known = kept.get(model)
  if (known?.key === key) return known
  const parts = Math.max(1, Math.ceil((view.right - view.left) / px))
  const profile = profileOf(model, axis, view.lo, perPixel(view) * px, parts, crowd ? bands : undefined)
  const [from, to] = model.domain(axis)
  // parts are means: of the whole run the true peak is known
  const { peak } = model.run.report.goroutines
  const whole = view.lo <= from && view.hi >= to && peak < profile.most * 1.1
  const made = { ...profile, most: whole ? Math.max(peak, profile.most) : Math.round(profile.most), key, px }
  kept.set(model, made)
  return made
}

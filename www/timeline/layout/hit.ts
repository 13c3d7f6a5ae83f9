import { lowerBound, State } from '../../base'
import type { Scene } from '../scene'
import { perPixel, toValue, toX } from './axis'
import { BOX_PX, isBox, showsInstant } from './detail'
import { goroutineInBlock, type LaneBlock, rowAt } from './rows'

/** What lies under a point. */
export type Hit =
  | { kind: 'axis'; value: number }
  | { kind: 'group'; group: number }
  | { kind: 'lane'; goroutine: number; span: number | null; value: number; label: boolean }
  | { kind: 'empty'; value: number }

/** How far beside an instant a point still means it. */
const NEAR_PX = 4

export function hitTest(scene: Scene, x: number, y: number): Hit {
  const value = toValue(scene.view, x)
  if (y < scene.metrics.axis) return { kind: 'axis', value }
  if (y >= scene.bottom) return { kind: 'empty', value }
  const inRows = y - scene.metrics.top + scene.scroll
  const row = rowAt(scene.rows, inRows)
  if (!row) return { kind: 'empty', value }
  if (row.kind === 'group') return { kind: 'group', group: row.group }
  const goroutine = goroutineInBlock(row, inRows)
  const label = x < scene.view.left - 6
  return { kind: 'lane', goroutine, span: label ? null : spanUnder(scene, row, goroutine, x), value, label }
}

/** The span drawn at `x`: instants and panics stand over the spans beside them. */
export function spanUnder(scene: Scene, block: LaneBlock, g: number, x: number): number | null {
  const { model, axis, view } = scene
  const { start, end } = model.columns(axis)
  const state = model.run.spans.state
  const px = perPixel(view)
  const value = toValue(view, x)
  const from = model.spansFrom(g)
  const to = model.spansEnd(g)
  let inside: number | null = null
  let instant: number | null = null
  let nearest = NEAR_PX
  let budget = 512
  for (
    let i = lowerBound(end, value - 24 * px, from, to);
    i < to && (start[i] as number) <= value + NEAR_PX * px && budget-- > 0;
    i++
  ) {
    const s = state[i] as number
    if (s === State.Dead) continue
    const width = ((end[i] as number) - (start[i] as number)) / px
    if (isBox(s, (end[i] as number) - (start[i] as number), px) && block.level === 'near') {
      const left = toX(view, start[i] as number) - 1
      if (x >= left && x <= Math.max(left + BOX_PX, toX(view, end[i] as number))) return i
    }
    if (width < 1.5 && showsInstant(s)) {
      const distance = Math.abs(toX(view, start[i] as number) - x)
      if (distance < Math.min(nearest, 2)) {
        nearest = distance
        instant = i
      }
    }
    if ((start[i] as number) <= value && value < (end[i] as number)) inside = i
  }
  return instant ?? inside
}

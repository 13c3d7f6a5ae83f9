import { formatCount, State, stateLook } from '../../base'
import type { RunModel } from '../../state'
import { perPixel, toX, type Viewport } from '../layout/axis'
import { StateSums } from '../layout/state_sums'
import { type Mark, num } from '../marks'
import { endOf } from '../marks/ending'
import type { Scene } from '../scene'
import type { Track } from './kinds'
import { dottedLine } from './parts'

/** From below: who runs, who could, who waits, and what went wrong. */
const STACK: readonly number[] = [
  State.Running,
  State.Runnable,
  State.Waiting,
  State.Sleeping,
  State.Cancelled,
  State.Panicked,
  State.Stuck,
]

/** Mean numbers of goroutines by state, a value for each pixel. */
interface Counts {
  key: string
  /** State by state, pixel by pixel, each state stacked on those before it. */
  stacked: Float64Array[]
  most: number
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
  for (let i = STACK.length - 1; i >= 0; i--) {
    const d = area(
      counts.stacked[i] as Float64Array,
      i === 0 ? null : (counts.stacked[i - 1] as Float64Array),
      view.left,
      (value) => floor - (value / counts.most) * height,
    )
    if (d !== '') marks.push({ type: 'path', d, fill: `tex:${stateLook(STACK[i] as number).key}` })
  }
  marks.push({ type: 'unclip' })
  return marks
}

function label(x: number, y: number, value: number): Mark {
  return { type: 'text', x, y, text: formatCount(value), size: 11, anchor: 'end', paint: '--text-3' }
}

function countsOf({ model, axis, view }: Scene): Counts {
  const key = `${axis} ${view.lo} ${view.hi} ${view.left} ${view.right}`
  const known = kept.get(model)
  if (known?.key === key) return known
  const made = measureCounts(model, axis, view, key)
  kept.set(model, made)
  return made
}

function measureCounts(model: RunModel, axis: Scene['axis'], view: Viewport, key: string): Counts {
  const columns = Math.max(1, Math.ceil(view.right - view.left))
  const px = perPixel(view)
  const sums = new StateSums(model, axis, view.lo, px, columns)
  const all = Uint32Array.from({ length: model.goroutines }, (_, i) => i + 1)
  sums.addLanes(all, 0, all.length)
  const stacked = STACK.map(() => new Float64Array(columns))
  let most = 1
  for (let column = 0; column < columns; column++) {
    let total = 0
    STACK.forEach((state, i) => {
      total += sums.take(column, state) / px
      ;(stacked[i] as Float64Array)[column] = total
    })
    most = Math.max(most, total)
  }
  return { key, stacked, most: Math.round(most) }
}

/** The area between a line and the one below it, as steps; empty where there is none. */
function area(
  line: Float64Array,
  below: Float64Array | null,
  left: number,
  y: (value: number) => number,
): string {
  let d = ''
  for (let from = 0; from < line.length; ) {
    if (Math.abs((line[from] as number) - (below?.[from] ?? 0)) < 0.01) {
      from++
      continue
    }
    let to = from
    const edge: string[] = []
    const back: string[] = []
    while (to < line.length && (line[to] as number) - (below?.[to] ?? 0) >= 0.01) {
      let next = to + 1
      while (next < line.length && line[next] === line[to] && below?.[next] === below?.[to]) next++
      edge.push(
        `${edge.length === 0 ? `M${num(left + to)},` : 'V'}${num(y(line[to] as number))} H${num(left + next)}`,
      )
      back.unshift(`V${num(y(below?.[to] ?? 0))} H${num(left + to)}`)
      to = next
    }
    d += `${edge.join(' ')} ${back.join(' ')}z`
    from = to
  }
  return d
}

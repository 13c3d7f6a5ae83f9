import { formatCount, formatTime } from '../../base'
import type { Run } from '../../engine/types'
import type { AxisKind } from '../../state'
import type { Profile } from '../layout/profile'
import type { Range } from '../layout/viewport'
import { type Mark, type Measure, num, type Paint } from '../marks'
import { dot } from './arrows'
import { endWords } from './ending'
import { diamond } from './markers'
import { stackMarks } from './stack'

/** One run of the strip. */
export interface RunLine {
  /** `Run 1`. */
  label: string
  /** What was done to it: `no fault`, `panic at 2.4 s`. */
  detail: string
  report: Run['report']
  /** Where it ends on the axis. */
  end: number
  /** Where it leaves the run above it (its first fault that takes effect); null for none. */
  fork: number | null
  /** The run that is shown below. */
  current: boolean
  /** Of a crowd that is shown alone: its goroutines by state, in equal parts of the run. */
  profile?: Profile
  /** It has not happened yet: a fault that is not dropped would give it. */
  preview?: boolean
}

export interface StripScene {
  runs: readonly RunLine[]
  axis: AxisKind
  /** Visible part, or null where there is none. */
  range: Range | null
  width: number
  height: number
  /** Where the label column ends. */
  left: number
  narrow: boolean
  measure: Measure
}

/** Space at the right for the words of the longest run. */
const AFTER = 40

type Axis = Pick<StripScene, 'runs' | 'axis' | 'width' | 'left'>

/** Steps are counted from 1. */
const origin = ({ axis }: Axis) => (axis === 'time' ? 0 : 1)

function longest(scene: Axis): number {
  return scene.runs.reduce((max, run) => Math.max(max, run.end - origin(scene)), 1)
}

/** Pixel of a value on the strip. */
export function stripX(scene: Axis, value: number): number {
  return scene.left + ((value - origin(scene)) / longest(scene)) * (scene.width - scene.left - AFTER)
}

export function stripValue(scene: Axis, x: number): number {
  return ((x - scene.left) / Math.max(1, scene.width - scene.left - AFTER)) * longest(scene) + origin(scene)
}

/** A line for each run; a fault forks it from the one above. What the frame lies under. */
export function stripMarks(scene: StripScene): Mark[] {
  const marks: Mark[] = []
  const { runs, height } = scene
  const y = (index: number) =>
    runs.length === 1 ? height / 2 : 13 + (index * (height - 26)) / (runs.length - 1)
  runs.forEach((run, index) => {
    marks.push(...labels(scene, run, y(index)))
    marks.push(...(run.profile ? crowd(scene, run.profile, run) : line(scene, run, index, y)))
  })
  return runs.some((run) => run.profile) ? marks : [...marks, ...words(scene, y)]
}

/** The visible part: its ground, and its handles. */
export function frameMarks(scene: StripScene): { ground: Mark[]; handles: Mark[] } {
  const { range, width, height } = scene
  if (!range) return { ground: [], handles: [] }
  const x = Math.max(scene.left - 6, stripX(scene, range.lo) - 6)
  const right = Math.min(width - 4, Math.max(x + 12, stripX(scene, range.hi)))
  const ground: Mark = {
    type: 'rect',
    x,
    y: 2.5,
    width: right - x,
    height: height - 5,
    radius: 4,
    fill: '--surface',
    stroke: { paint: '--accent', width: 1 },
  }
  return { ground: [ground], handles: handles(x, right, height) }
}

/** What the frame is made narrower and wider by. */
function handles(left: number, right: number, height: number): Mark[] {
  return [left, right].map((x) => ({
    type: 'rect',
    x: x - 2.5,
    y: height / 2 - 7,
    width: 5,
    height: 14,
    radius: 2,
    fill: '--accent',
  }))
}

/** The whole run as a picture of its goroutines by state. */
function crowd(scene: StripScene, profile: Profile, run: RunLine): Mark[] {
  const parts = profile.stacked[0]?.length ?? 1
  const end = stripX(scene, run.end)
  const floor = scene.height - 6
  const high = floor - 8
  return [
    ...stackMarks(
      profile,
      (part) => scene.left + ((end - scene.left) * part) / parts,
      (value) => floor - (value / profile.most) * high,
    ),
    ...ending(run, end, scene.height / 2),
  ]
}

function labels(scene: StripScene, run: RunLine, y: number): Mark[] {
  if (scene.narrow) return []
  const accent: Paint = '--accent'
  const strong = run.current
    ? { weight: 600 as const, paint: '--text' as const }
    : { paint: run.preview ? accent : ('--text-2' as const) }
  return [
    { type: 'text', x: 48, y: y + 4, text: run.label, size: 11, ...strong },
    {
      type: 'text',
      x: scene.left - 16,
      y: y + 4,
      text: run.detail,
      size: 11,
      anchor: 'end',
      paint: run.preview ? accent : run.current ? '--text' : '--text-3',
    },
  ]
}

function line(scene: StripScene, run: RunLine, index: number, y: (index: number) => number): Mark[] {
  const at = y(index)
  const from = scene.left
  const end = stripX(scene, run.end)
  const forks = index > 0 && run.fork !== null
  const fork = stripX(scene, run.fork ?? origin(scene))
  const marks: Mark[] = []
  const above = y(index - 1)
  if (run.preview) marks.push(...previewLine(fork, end, forks ? above : at, at))
  else if (!run.current)
    marks.push({
      type: 'path',
      d: `M${num(from)},${num(at)} H${num(end)}`,
      stroke: { paint: '--border-strong', width: 6 },
    })
  else if (forks) {
    const turn = Math.min(12, Math.max(0, end - fork - 4))
    const curve = `M${num(fork)},${num(above)} c${num(turn)},0 0,${num(at - above)} ${num(turn + 4)},${num(at - above)} H${num(Math.max(fork + turn + 4, end))}`
    marks.push({ type: 'path', d: curve, stroke: { paint: '--text', width: 3 } })
    marks.push({
      type: 'path',
      d: `M${num(from)},${num(above)} H${num(fork)}`,
      stroke: { paint: '--text', width: 3 },
    })
    marks.push(...diamond(fork, above, 6))
  } else
    marks.push({
      type: 'path',
      d: `M${num(from)},${num(at)} H${num(end)}`,
      stroke: { paint: '--text', width: 3 },
    })
  marks.push(...ending(run, end, at))
  return marks
}

/** Dashed, from where it would leave the run above. */
function previewLine(fork: number, end: number, above: number, at: number): Mark[] {
  const d = `M${num(fork)},${num(above)} V${num(at)} H${num(Math.max(fork, end))}`
  return [{ type: 'path', d, stroke: { paint: '--accent', width: 1.5, dash: [4, 3] } }]
}

function ending(run: RunLine, x: number, y: number): Mark[] {
  if (endWords(run.report).tone !== 'bad') {
    return [{ type: 'path', d: dot(x, y, 4), fill: '--surface', stroke: { paint: '--text-2', width: 1.5 } }]
  }
  const cross = `M${num(x - 3)},${num(y - 3)} l6,6 M${num(x + 3)},${num(y - 3)} l-6,6`
  return [
    { type: 'rect', x: x - 6, y: y - 6, width: 12, height: 12, radius: 2, fill: '--stuck-fill' },
    { type: 'path', d: cross, stroke: { paint: '--stuck-ink', width: 1.6 } },
  ]
}

/** How each run ended, the current one first; words that would meet others are left out. */
function words(scene: StripScene, y: (index: number) => number): Mark[] {
  const { runs } = scene
  const order = runs.map((_, i) => i).sort((a, b) => Number(runs[b]?.current) - Number(runs[a]?.current))
  const taken: { left: number; right: number; y: number }[] = []
  const marks: Mark[] = []
  for (const index of order) {
    const run = runs[index] as RunLine
    const { tone, word } = endWords(run.report)
    const { steps, virtual_ns } = run.report
    const at = scene.axis === 'time' ? formatTime(virtual_ns, virtual_ns) : `step ${formatCount(steps)}`
    const text = `${word} at ${at}`
    const length = scene.measure(text, { size: 11 })
    const x = stripX(scene, run.end)
    const beside = { left: x + 12, right: x + 12 + length, y: y(index) + 4 }
    const below = {
      left: x - 8 - length,
      right: x - 8,
      y: y(index) + (runs.length > 1 && index === 0 ? 18 : -6),
    }
    const place = [beside, below].find(
      (box) =>
        box.right < scene.width - 4 &&
        !taken.some(
          (other) =>
            Math.abs(other.y - box.y) < 14 && box.left < other.right + 8 && other.left < box.right + 8,
        ),
    )
    if (!place) continue
    taken.push(place)
    marks.push({
      type: 'text',
      x: place.left,
      y: place.y,
      text,
      size: 11,
      paint: tone === 'bad' ? '--bad' : '--text-3',
      halo: true,
    })
  }
  return marks
}

import { State, stateLook } from '../../base'
import { axisValue } from '../../state'
import { perPixel, toX } from '../layout/axis'
import { BOX_PX, isBox, laneSegments, type Segment, showsInstant } from '../layout/detail'
import { instantWidths } from '../layout/instants'
import { chooseLabel, labelTexts, panicText } from '../layout/labels'
import type { LaneBlock } from '../layout/rows'
import type { Mark } from '../marks'
import { pageY, type Scene } from '../scene'

/** Spans narrower than this have no edge: it would be most of them. */
const EDGED_PX = 6

/** First and last visible lane of a block, `[from, to)` into its members. */
export function visibleLanes(scene: Scene, block: LaneBlock): [from: number, to: number] {
  const lo = scene.scroll - block.y
  const hi = scene.scroll + scene.bottom - scene.metrics.top - block.y
  const from = Math.max(block.from, block.from + Math.floor(lo / block.lane))
  return [from, Math.min(block.to, block.from + Math.ceil(hi / block.lane))]
}

/** Spans of a block whose lanes can be told apart. */
export function laneMarks(scene: Scene, block: LaneBlock): Mark[] {
  const marks: Mark[] = []
  const [from, to] = visibleLanes(scene, block)
  for (let i = from; i < to; i++) {
    const g = block.members[i] as number
    const middle = pageY(scene, block.y) + (i - block.from + 0.5) * block.lane
    goroutineMarks(scene, g, middle, block, marks)
  }
  return marks
}

function goroutineMarks(scene: Scene, g: number, middle: number, block: LaneBlock, marks: Mark[]): void {
  const { model, axis, view } = scene
  const px = perPixel(view)
  const pieces = laneSegments(model, axis, g, view.lo - 20 * px, view.hi + 20 * px, px)
  const y = Math.round(middle - block.span / 2)
  const instants: Segment[] = []
  const texts: Mark[] = []
  for (const piece of joined(pieces, px)) {
    if (piece.state === State.Dead) continue
    const wide = piece.end - piece.start >= 1.5 * px
    if (isBox(piece.state, piece.end - piece.start, px)) boxMarks(scene, piece, y, block, texts)
    else if (wide) spanMarks(scene, piece, y, block, marks)
    else if (showsInstant(piece.state) || piece.end > piece.start) instants.push(piece)
  }
  instantMarks(scene, instants, y, block, marks)
  for (const mark of texts) marks.push(mark)
}

/** Neighbouring merged pieces in one state are one band. */
function joined(pieces: readonly Segment[], px: number): Segment[] {
  const out: Segment[] = []
  for (const piece of pieces) {
    const last = out[out.length - 1]
    const merged = piece.last > piece.first + 1
    if (
      last &&
      merged &&
      last.last > last.first + 1 &&
      last.state === piece.state &&
      piece.start - last.end < px
    ) {
      last.end = piece.end
      last.last = piece.last
    } else out.push({ ...piece })
  }
  return out
}

function spanMarks(scene: Scene, piece: Segment, y: number, block: LaneBlock, marks: Mark[]): void {
  const { view, metrics: m } = scene
  const look = stateLook(piece.state)
  const x = toX(view, piece.start)
  const width = toX(view, piece.end) - x
  const near = block.level === 'near'
  marks.push({
    type: 'rect',
    x,
    y,
    width,
    height: block.span,
    radius: near ? 2 : 0,
    fill: `tex:${look.key}`,
    ...(near && width >= EDGED_PX
      ? { stroke: { paint: `--${look.key}-edge`, width: 1, ...dashOf(piece.state) } }
      : {}),
  })
  if (near && block.span >= 14) labelMarks(scene, piece, y, block.span, m.inner, marks)
}

function dashOf(state: number): { dash?: readonly number[] } {
  return state === State.Dead ? { dash: [3, 2] } : {}
}

function labelMarks(
  scene: Scene,
  piece: Segment,
  y: number,
  height: number,
  size: number,
  marks: Mark[],
): void {
  const { view, model } = scene
  const left = Math.max(toX(view, piece.start), view.left)
  const right = Math.min(toX(view, piece.end), scene.width)
  const label = chooseLabel(
    labelTexts(model, spanOfState(model.run.spans.state, piece), scene.metrics.mode === 'slide'),
    { left, right, cursor: scene.cursor && toX(view, axisValue(scene.cursor, scene.axis)), size },
    scene.measure,
  )
  if (!label) return
  const { key, letter } = stateLook(piece.state)
  const baseline = y + height / 2 + size * 0.36
  marks.push(plain(left + 2, y, label.plain, height, key))
  const ink = `--${key}-ink` as const
  marks.push({
    type: 'text',
    x: label.letterX,
    y: baseline,
    text: letter,
    size,
    weight: 700,
    anchor: 'middle',
    paint: ink,
  })
  if (label.text === '') return
  if (label.apart) marks.push(plain(label.apart.x, y, label.apart.width, height, key))
  marks.push({ type: 'text', x: label.textX, y: baseline, text: label.text, size, paint: ink })
}

/** The first span of a piece that is in the piece's state. */
function spanOfState(states: Uint8Array, piece: Segment): number {
  const at = states.subarray(piece.first, piece.last).indexOf(piece.state)
  return at < 0 ? piece.first : piece.first + at
}

function plain(x: number, y: number, width: number, height: number, key: string): Mark {
  return {
    type: 'rect',
    x,
    y: y + 2,
    width,
    height: height - 4,
    radius: 1.5,
    fill: `--${key}-fill` as `--${string}`,
  }
}

function instantMarks(
  scene: Scene,
  pieces: readonly Segment[],
  y: number,
  block: LaneBlock,
  marks: Mark[],
): void {
  const { view, metrics: m } = scene
  const near = block.level === 'near'
  const full = near ? m.instant : Math.min(2, m.instant)
  const places = pieces.map((piece) => (toX(view, piece.start) + toX(view, piece.end)) / 2)
  for (const [i, width] of instantWidths(places, full).entries()) {
    const { key } = stateLook((pieces[i] as Segment).state)
    const whole = near && width === full
    marks.push({
      type: 'rect',
      x: (places[i] as number) - width / 2,
      y,
      width,
      height: block.span,
      radius: whole ? 1 : 0,
      fill: `--${key}-fill`,
      ...(whole ? { stroke: { paint: `--${key}-edge`, width: 0.75 } } : {}),
    })
  }
}

/** A panic, and a goroutine that is stuck only when the run is over, are at least a box with their letter. */
function boxMarks(scene: Scene, piece: Segment, y: number, block: LaneBlock, marks: Mark[]): void {
  const { view, metrics: m } = scene
  const { key, letter } = stateLook(piece.state)
  const near = block.level === 'near'
  const x = toX(view, piece.start) - 1
  const width = Math.max(near ? BOX_PX : 4, toX(view, piece.end) - x)
  marks.push({
    type: 'rect',
    x,
    y,
    width,
    height: block.span,
    radius: near ? 2 : 0,
    fill: `tex:${key}`,
    stroke: { paint: `--${key}-edge`, width: 1 },
  })
  if (!near || block.span < 14) return
  const baseline = y + block.span / 2 + m.inner * 0.36
  const inner = Math.min(10 * (m.inner / 11), width - 4)
  const letterX = x + Math.min(8, width / 2)
  const font = { type: 'text' as const, y: baseline }
  marks.push(plain(letterX - inner / 2, y, inner, block.span, key))
  marks.push({
    ...font,
    x: letterX,
    text: letter,
    size: m.inner,
    weight: 700,
    anchor: 'middle',
    paint: `--${key}-ink`,
  })
  if (piece.state !== State.Panicked) return
  const told = panicBeside(scene, block, spanOfState(scene.model.run.spans.state, piece), x + width)
  if (told) marks.push({ ...font, ...told, size: m.text, weight: 600, paint: '--text', halo: true })
}

/** What a goroutine panicked with, beside a box that ends at `right`; null where there is no room for it. */
export function panicBeside(
  scene: Scene,
  block: LaneBlock,
  span: number,
  right: number,
): { x: number; text: string } | null {
  const said = panicText(scene.model, span)
  if (said === '' || block.level !== 'near' || block.span < 14) return null
  const [x, text] = [right + 7, `panic: ${said}`]
  const fits = x + scene.measure(text, { size: scene.metrics.text, weight: 600 }) < scene.width - 4
  return fits ? { x, text } : null
}

import { lowerBound, State, stateLook } from '../../base'
import type { Column } from '../../engine/types'
import type { AxisKind, RunModel } from '../../state'

/** A piece of a lane: one span, or several that are too thin to be told apart. */
export interface Segment {
  /** Values of the axis. */
  start: number
  end: number
  /** State of the span, or the one that holds most of the piece. */
  state: number
  /** Spans `[first, last)`. */
  first: number
  last: number
}

/** Spans below this many pixels are merged with their neighbours. */
export const THIN_PX = 1.5
/** A merged piece takes spans until it is this wide. */
const PIECE_PX = 2
/** Spans looked at one by one before jumping ahead. */
const PATIENCE = 32

/**
 * The pieces of goroutine `g` between two values, in order. Each span of the range is in exactly one piece.
 * The cost is bounded by the pixels between `lo` and `hi`, whatever the number of spans.
 */
export function laneSegments(
  model: RunModel,
  axis: AxisKind,
  g: number,
  lo: number,
  hi: number,
  perPixel: number,
): Segment[] {
  const { start, end } = model.columns(axis)
  const state = model.run.spans.state
  const to = model.spansEnd(g)
  const found: Segment[] = []
  let i = lowerBound(end, lo, model.spansFrom(g), to)
  while (i < to && (start[i] as number) <= hi) {
    const begin = start[i] as number
    if ((end[i] as number) - begin >= THIN_PX * perPixel) {
      found.push({ start: begin, end: end[i] as number, state: state[i] as number, first: i, last: i + 1 })
      i++
      continue
    }
    const last = endOfPiece(start, end, i, to, perPixel)
    found.push({ start: begin, end: end[last - 1] as number, state: 0, first: i, last })
    i = last
  }
  for (const piece of found) {
    if (piece.end - piece.start < THIN_PX * perPixel || piece.last > piece.first + 1) {
      piece.state = pieceState(model, axis, piece.first, piece.last)
    }
  }
  return found
}

/** First span after `from` that is wide, or begins a piece's width later. */
function endOfPiece(start: Column, end: Column, from: number, to: number, perPixel: number): number {
  const limit = (start[from] as number) + PIECE_PX * perPixel
  let j = from + 1
  for (; j < to && j < from + PATIENCE; j++) {
    if ((start[j] as number) >= limit || (end[j] as number) - (start[j] as number) >= THIN_PX * perPixel)
      return j
  }
  if (j >= to) return to
  j = lowerBound(start, limit, j, to)
  const before = j - 1
  const wide = (end[before] as number) - (start[before] as number) >= THIN_PX * perPixel
  return wide && before > from ? before : j
}

const totals = new Float64Array(8)

/** The gravest of what must not be hidden; else the state that holds most; if nothing takes time, the gravest. */
function pieceState(model: RunModel, axis: AxisKind, first: number, last: number): number {
  const state = model.run.spans.state
  if (last === first + 1) return state[first] as number
  const notable = lowerBound(model.notable, first)
  if ((model.notable[notable] ?? last) < last) return gravest(state, model.notable, notable, last)
  totals.fill(0)
  model.sums(axis).add(first, last, totals)
  let best = 0
  for (let s = 1; s < 8; s++) if ((totals[s] as number) > (totals[best] as number)) best = s
  if ((totals[best] as number) > 0) return best
  let worst = state[first] as number
  for (let i = first; i < Math.min(last, first + PATIENCE); i++) worst = graver(worst, state[i] as number)
  return worst
}

function gravest(state: Uint8Array, notable: Uint32Array, from: number, last: number): number {
  let worst: number = State.Dead
  for (let n = from; n < from + PATIENCE && (notable[n] ?? last) < last; n++) {
    worst = graver(worst, state[notable[n] as number] as number)
  }
  return worst
}

function graver(a: number, b: number): number {
  return stateLook(b).severity > stateLook(a).severity ? b : a
}

/** Least width of a box. */
export const BOX_PX = 16

/** Spans that are drawn as a box with their letter: panics, and what is stuck when nothing follows any more. */
export function isBox(state: number, length: number, perPixel: number): boolean {
  return state === State.Panicked || (state === State.Stuck && length < THIN_PX * perPixel)
}

/** Spans that are drawn although they take no time on this axis. */
export function showsInstant(state: number): boolean {
  return (
    state === State.Running || state === State.Stuck || state === State.Cancelled || state === State.Panicked
  )
}

/** Durations by state over pieces: for the law that no span is lost between levels. */
export function segmentTotals(model: RunModel, axis: AxisKind, segments: readonly Segment[]): Float64Array {
  const sums = new Float64Array(8)
  for (const { first, last } of segments) model.sums(axis).add(first, last, sums)
  return sums
}

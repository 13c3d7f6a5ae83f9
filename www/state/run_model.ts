import { gallop, goroutineName, laneLabel, lowerBound, State, shortFunction, upperBound } from '../base'
import { type Bins, makeBins, spansOf, timeDomain } from '../engine/bins'
import type { Column, Run } from '../engine/types'
import { ObjectIndex } from './object_index'
import { BINS_FROM, SpanBins } from './span_bins'
import { SpanSums } from './span_sums'

/** The axis a timeline is drawn on: virtual time, or scheduling decisions. */
export type AxisKind = 'time' | 'steps'

/** Where every span begins and ends on one axis, in span order. */
export interface SpanColumns {
  start: Column
  end: Column
}

/** Nobody could go on at the end of the run, main included. */
export const allWait = ({ outcome }: Run['report']) => outcome === 'deadlock' || outcome === 'waiting'

/**
 * A run with its lookups.
 *
 * On the axis of steps, step `k` is the interval from `k` to `k + 1`: who runs in it owns all of it, and every
 * other change that happens during the step shows at its end. So running has width there, and a goroutine is
 * in one state in each step.
 */
export class RunModel {
  readonly run: Run
  /** Number of goroutines; they are numbered from 1. */
  readonly goroutines: number
  readonly spanCount: number
  /** Spans that must stay visible at any scale (stuck, panicked, cancelled), ascending, and their goroutines. */
  readonly notable: Uint32Array
  readonly notableG: Uint32Array

  private readonly stepColumns: SpanColumns
  private readonly sumsOf: Partial<Record<AxisKind, SpanSums>> = {}
  private readonly binsOf: Partial<Record<AxisKind, SpanBins>> = {}
  private readonly shownOf: Partial<Record<AxisKind, Uint32Array>> = {}
  private objectIndex: ObjectIndex | null = null
  private readonly timeColumns: SpanColumns

  constructor(run: Run) {
    this.run = run
    this.goroutines = run.goroutines.func.length
    this.spanCount = run.spans.state.length
    this.timeColumns = { start: run.spans.startNs, end: run.spans.endNs }
    this.stepColumns = { start: run.spans.startStep, end: run.spans.endStep }
    const found: number[] = []
    const state = run.spans.state
    for (let i = 0; i < this.spanCount; i++) {
      const s = state[i] as number
      if (s >= State.Stuck && s <= State.Panicked) found.push(i)
    }
    this.notable = Uint32Array.from(found)
    this.notableG = this.notable.map((span) => this.ownerOf(span))
  }

  /** First span of goroutine `g`; with `spansEnd` the range of its spans. */
  spansFrom(g: number): number {
    return (this.run.spans.first[g - 1] as number) ?? this.spanCount
  }

  spansEnd(g: number): number {
    return (this.run.spans.first[g] as number) ?? this.spanCount
  }

  /** The goroutine that a span belongs to. */
  ownerOf(span: number): number {
    return upperBound(this.run.spans.first, span)
  }

  columns(axis: AxisKind): SpanColumns {
    return axis === 'time' ? this.timeColumns : this.stepColumns
  }

  /**
   * The first span of goroutine `g` that ends at a value of an axis or beyond it. Pictures ask for all lanes at nearly
   * the same value again and again, so the answer is sought from the last one on.
   */
  firstShown(axis: AxisKind, g: number, value: number): number {
    const { end } = this.columns(axis)
    const from = this.spansFrom(g)
    const to = this.spansEnd(g)
    const shown = this.shownOf[axis] ?? new Uint32Array(this.goroutines + 1)
    this.shownOf[axis] = shown
    const last = Math.max(from, Math.min(shown[g] as number, to))
    const found = gallop(end, value, from, last, to)
    shown[g] = found
    return found
  }

  /** Sums of durations by state on an axis, built on first use. */
  sums(axis: AxisKind): SpanSums {
    const sums = this.sumsOf[axis] ?? new SpanSums(this, axis)
    this.sumsOf[axis] = sums
    return sums
  }

  /** The run in bins, for pictures of large ones; null where reading the spans is as fast. */
  bins(axis: AxisKind): SpanBins | null {
    if (this.spanCount < BINS_FROM) return null
    const bins = this.binsOf[axis] ?? new SpanBins(this.madeBins(axis), this.goroutines)
    this.binsOf[axis] = bins
    return bins
  }

  private madeBins(axis: AxisKind): Bins {
    const made = this.run.bins
    if (axis === 'time' && made) return made
    return makeBins(spansOf(this.run.spans, axis), this.domain(axis))
  }

  /** The events of each object, found on first use. */
  get objects(): ObjectIndex {
    this.objectIndex ??= new ObjectIndex(this.run)
    return this.objectIndex
  }

  /** First and last value of an axis; never empty. */
  domain(axis: AxisKind): [lo: number, hi: number] {
    return axis === 'time' ? timeDomain(this.run.report) : [1, Math.max(2, this.run.report.steps + 1)]
  }

  /** Value at which goroutine `g` begins and ends on an axis. */
  lifetime(g: number, axis: AxisKind): [start: number, end: number] {
    const table = this.run.goroutines
    if (axis === 'time') return [table.startNs[g - 1] ?? 0, table.endNs[g - 1] ?? 0]
    return [table.startStep[g - 1] ?? 0, table.endStep[g - 1] ?? 0]
  }

  text(index: number): string {
    return this.run.strings[index] ?? ''
  }

  /** Function as in a dump, `main.worker`. */
  functionName(g: number): string {
    return this.text(this.run.goroutines.func[g - 1] ?? 0)
  }

  argsText(g: number): string {
    return this.text(this.run.goroutines.args[g - 1] ?? 0)
  }

  /** `worker(3)`. */
  label(g: number): string {
    return laneLabel(this.functionName(g), this.argsText(g))
  }

  /** In a sentence: `main`, `worker 3` for one plain argument, else the label with its number. */
  spoken(g: number): string {
    if (g === 0) return 'the world outside'
    const name = this.functionName(g)
    if (g === 1 && name === 'main.main') return 'main'
    const short = shortFunction(name)
    const args = this.argsText(g)
    if (/^func\d/.test(short)) return goroutineName(g)
    if (/^[\w"'.-]+$/.test(args)) return `${short} ${args}`
    return args === '' ? `${goroutineName(g)}, ${short}` : `${short}(${args})`
  }

  /** Name of an object as the reader wrote it, else its kind is left to the caller. */
  objectName(object: number): string {
    return object === 0 ? '' : this.text(this.run.objects.name[object - 1] ?? 0)
  }

  /** Index of the first event at or after a step. */
  eventOfStep(step: number): number {
    return lowerBound(this.run.events.step, step)
  }

  /** Virtual time at which a step begins. */
  timeOfStep(step: number): number {
    const events = this.run.events
    const event = this.eventOfStep(step)
    if (event >= events.kind.length) return this.run.report.virtual_ns
    return events.timeNs[event] as number
  }

  /** The last step that has begun at a time. */
  stepOfTime(timeNs: number): number {
    const event = upperBound(this.run.events.timeNs, timeNs) - 1
    return event < 0 ? 0 : (this.run.events.step[event] as number)
  }
}

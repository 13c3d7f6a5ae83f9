import { clamp, State } from '../base'
import type { AxisKind, RunModel } from '../state'
import type { Viewport } from './layout/axis'
import { BOX_PX } from './layout/detail'
import { panicText } from './layout/labels'
import type { Metrics } from './layout/metrics'
import { clampRange, fitRange, type Range, viewportOf } from './layout/viewport'
import type { Measure } from './marks'
import { endWords } from './marks/ending'

/** What a plot's axis asks of the picture around it. */
export interface PlotFrame {
  readonly model: RunModel | null
  readonly options: { readonly axis: AxisKind }
  readonly width: number
  metrics(): Metrics
  /** Where the numbers of the goroutines end. */
  numberRight(): number
}

/** Labels of so many goroutines say how wide their column is. */
const MEASURED = 40

/** Where the plot lies beside the labels, and which part of the axis it shows. */
export class PlotAxis {
  /** A run that is outlined over the shown one. */
  preview: RunModel | null = null
  /** A run beside this one on the same axis. */
  beside: RunModel | null = null
  /** Both of their plots begin there or further right. */
  leastLeft = 0
  private readonly frame: PlotFrame
  private readonly measure: Measure
  /** Null is all of the run. */
  private range: Range | null = null
  private labels = 0

  constructor(frame: PlotFrame, measure: Measure) {
    this.frame = frame
    this.measure = measure
  }

  /** Shows all of the run. */
  reset(): void {
    this.range = null
  }

  /** Sizes or fonts have changed. */
  changed(): void {
    this.labels = 0
  }

  /** The shown range of the axis. */
  getRange(): Range {
    return this.range ?? this.wholeRange()
  }

  setRange(range: Range): void {
    const whole = this.wholeRange()
    const clamped = clampRange(range, whole)
    this.range = clamped.hi - clamped.lo >= (whole.hi - whole.lo) * 0.999 ? null : clamped
  }

  isZoomed(): boolean {
    return this.range !== null
  }

  /** All of the run, with room for the words after its end. */
  wholeRange(): Range {
    const { model } = this.frame
    if (!model) return { lo: 0, hi: 1 }
    const room = Math.max(this.roomAfter(model), this.beside ? this.roomAfter(this.beside) : 0)
    return fitRange(this.domain(model), this.width(), Math.min(room, this.width() * 0.4))
  }

  viewport(): Viewport {
    return viewportOf(this.getRange(), this.left(), this.frame.width)
  }

  width(): number {
    return Math.max(40, this.frame.width - this.left())
  }

  /** Where the plot begins: the label column is as wide as its labels need. */
  left(): number {
    return Math.max(this.leastLeft, this.ownLeft())
  }

  /** From the start to the end, of the outlined run too unless it is very much longer. */
  private domain(model: RunModel): [number, number] {
    const { axis } = this.frame.options
    const [from, to] = model.domain(axis)
    const other = this.preview?.domain(axis)[1] ?? 0
    const beside = this.beside?.domain(axis)[1] ?? 0
    return [from, Math.max(to, beside, Math.min(other, to * 4))]
  }

  /** Room for the words after the end. */
  private roomAfter(model: RunModel): number {
    const { tone, word, detail } = endWords(model.run.report)
    const m = this.frame.metrics()
    const says = tone !== 'none' && m.mode === 'page'
    const width = Math.max(
      this.measure(word, { size: m.text, weight: 600 }),
      this.measure(detail, { size: m.text }),
    )
    const words = says ? width + 34 : 0
    return Math.max(24, words + (word === 'deadlock' ? BOX_PX : 0), says ? this.panicWidth(model) : 0)
  }

  /** Room for what the program panicked with, if that ended it. */
  private panicWidth(model: RunModel): number {
    const last = model.notable.findLast((span) => model.run.spans.state[span] === State.Panicked)
    if (model.run.report.outcome !== 'panic' || last === undefined) return 0
    const font = { size: this.frame.metrics().text, weight: 600 } as const
    return this.measure(`panic: ${panicText(model, last)}`, font) + BOX_PX + 14
  }

  private ownLeft(): number {
    if (this.labels > 0) return this.labels
    const m = this.frame.metrics()
    const { model, width } = this.frame
    if (!model || m.mode === 'narrow') return m.labels
    let widest = 0
    for (let g = 1; g <= Math.min(model.goroutines, MEASURED); g++) {
      widest = Math.max(widest, this.measure(model.label(g), { size: m.label, mono: true }))
    }
    const around = m.mode === 'slide' ? 28 : this.frame.numberRight() + 46
    const most = Math.max(m.labels, Math.min(300, width * 0.3))
    this.labels = clamp(Math.ceil(widest + around), m.labels, most)
    return this.labels
  }
}

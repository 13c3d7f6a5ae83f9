import type { AxisKind } from '../state'
import { cancelFrame, requestFrame } from './frame_loop'
import type { Range } from './layout/viewport'
import { frameMarks, type RunLine, type StripScene, stripMarks, stripValue, stripX } from './marks/strip'
import { OnPaper } from './on_paper'
import { CanvasRenderer } from './render/canvas'
import { svgFile } from './render/svg_file'
import { onSystemLook } from './system_look'

/** How near to an edge of the frame a press means the edge. */
const EDGE_PX = 7

export interface RunsStripEvents {
  /** The reader dragged the frame: the same length about another middle. */
  range?(range: Range): void
  /** A run's line was chosen. */
  choose?(index: number): void
}

/** The runs so far, one line each, and the part of them that the timeline shows. The minimap of a small run. */
export class RunsStrip {
  readonly host: HTMLElement
  private readonly events: RunsStripEvents
  private readonly canvas: HTMLCanvasElement
  private readonly renderer: CanvasRenderer
  private readonly paper: OnPaper
  /** The runs, drawn once: while the reader zooms only the frame changes. */
  private readonly content: CanvasRenderer
  /** For which size they are drawn; empty when they are not. */
  private drawn = ''
  private runs: readonly RunLine[] = []
  private axis: AxisKind = 'time'
  private range: Range | null = null
  private left = 204
  /** The edge of the frame that is being dragged; else all of it is. */
  private edge: 'lo' | 'hi' | null = null
  private stop: AbortController | null = null

  constructor(host: HTMLElement, events: RunsStripEvents = {}) {
    this.host = host
    this.events = events
    this.canvas = host.ownerDocument.createElement('canvas')
    this.canvas.style.cssText = 'display:block;width:100%;height:100%;touch-action:pan-y'
    this.canvas.setAttribute('role', 'img')
    host.append(this.canvas)
    this.renderer = new CanvasRenderer(this.canvas, host)
    this.paper = new OnPaper(this.canvas)
    this.content = new CanvasRenderer(host.ownerDocument.createElement('canvas'), host)
    this.connect()
  }

  connect(): void {
    if (this.stop) return
    this.stop = new AbortController()
    const { signal } = this.stop
    const resized = new ResizeObserver(() => this.invalidate())
    resized.observe(this.host)
    signal.addEventListener('abort', () => resized.disconnect())
    this.canvas.addEventListener('pointerdown', (event) => this.press(event), { signal })
    this.canvas.addEventListener('pointermove', (event) => event.buttons === 1 && this.drag(event), {
      signal,
    })
    onSystemLook(() => this.refreshTheme(), signal)
    this.invalidate()
  }

  disconnect(): void {
    this.stop?.abort()
    this.stop = null
    cancelFrame(this.draw)
  }

  /** Runs from the first to the current one. */
  setRuns(runs: readonly RunLine[], axis: AxisKind = this.axis): void {
    this.runs = runs
    this.axis = axis
    this.drawn = ''
    this.canvas.setAttribute(
      'aria-label',
      runs.map((run) => `${run.label}: ${run.detail}, ${run.report.outcome}`).join('; '),
    )
    this.invalidate()
  }

  /** Visible part of the axis, and where the plot below begins; null hides the frame. */
  setRange(range: Range | null, left = this.left): void {
    this.range = range
    this.left = left
    this.invalidate()
  }

  refreshTheme(): void {
    this.renderer.refresh()
    this.content.refresh()
    this.drawn = ''
    this.invalidate()
  }

  /** While the page is printed the runs are lines and letters instead of pixels. */
  print(printing: boolean): void {
    if (printing) this.refreshTheme()
    const scene = this.scene()
    const { width, height } = scene
    if (!printing || width <= 0 || height <= 0) return this.paper.show(null)
    const { ground, handles } = frameMarks(scene)
    const part = { marks: [...ground, ...stripMarks(scene), ...handles], width, height, textureScale: 1 }
    this.paper.show(svgFile([part], getComputedStyle(this.host), this.canvas.ariaLabel ?? ''))
  }

  private scene(): StripScene {
    const width = this.host.clientWidth
    const narrow = width < 560
    return {
      runs: this.runs,
      axis: this.axis,
      range: this.range,
      width,
      height: this.host.clientHeight,
      left: narrow ? 24 : this.left,
      narrow,
      measure: this.renderer.measure,
    }
  }

  private press(event: PointerEvent): void {
    if (event.button !== 0) return
    this.canvas.setPointerCapture(event.pointerId)
    const { height } = this.scene()
    if (this.runs.length > 1) {
      const index = Math.round(((event.offsetY - 13) / Math.max(1, height - 26)) * (this.runs.length - 1))
      if (index >= 0 && index < this.runs.length && event.offsetX < this.scene().left)
        this.events.choose?.(index)
    }
    this.edge = this.edgeAt(event.offsetX)
    this.drag(event)
  }

  /** Which edge of the frame a press is on. */
  private edgeAt(x: number): 'lo' | 'hi' | null {
    if (!this.range) return null
    const scene = this.scene()
    const near = (value: number) => Math.abs(x - stripX(scene, value)) <= EDGE_PX
    if (near(this.range.hi) || x > stripX(scene, this.range.hi)) return 'hi'
    return near(this.range.lo) ? 'lo' : null
  }

  private drag(event: PointerEvent): void {
    if (!this.range || !this.events.range) return
    const scene = this.scene()
    if (event.offsetX < scene.left - 8) return
    if (this.edge) {
      const { lo, hi } = this.range
      const value = Math.max(0, stripValue(scene, event.offsetX))
      const least = (hi - lo) / 1000
      return this.events.range(
        this.edge === 'lo'
          ? { lo: Math.min(value, hi - least), hi }
          : { lo, hi: Math.max(value, lo + least) },
      )
    }
    const half = (this.range.hi - this.range.lo) / 2
    const middle = stripValue(scene, event.offsetX)
    this.events.range({ lo: middle - half, hi: middle + half })
  }

  private invalidate(): void {
    if (this.stop) requestFrame(this.draw)
  }

  private readonly draw = (): void => {
    const scene = this.scene()
    const { width, height } = scene
    if (width <= 0 || height <= 0) return
    const ratio = this.canvas.ownerDocument.defaultView?.devicePixelRatio ?? 1
    const drawn = `${width} ${height} ${scene.left} ${ratio}`
    if (drawn !== this.drawn) this.content.render(stripMarks(scene), width, height)
    this.drawn = drawn
    const { ground, handles } = frameMarks(scene)
    this.renderer.render(ground, width, height)
    this.renderer.over(this.content, width, height)
    this.renderer.over(handles, width, height)
  }
}

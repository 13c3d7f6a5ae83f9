import { STATES, type StateKey } from '../../base'
import type { Density } from '../layout/density'
import type {
  CellsMark,
  Font,
  Mark,
  Measure,
  Paint,
  PathMark,
  RectMark,
  Renderer,
  Stroke,
  TextMark,
} from '../marks'
import { BandImage } from './band_image'
import { IDLE_SHAPE, TEXTURES, type TextureShape } from './textures'

/** Tokens where the reader's system sets the colours; textures then are lines only. */
function forcedColor(token: string): string {
  if (token === '--accent' || token === '--accent-strong' || token === '--focus') return 'Highlight'
  if (token === '--text-on-accent') return 'HighlightText'
  if (token === '--grid') return 'Canvas'
  if (/-fill$|^--(surface|sunken|bg|raised|hover|accent-soft)$/.test(token)) return 'Canvas'
  return 'CanvasText'
}

/**
 * Draws marks on a canvas, crisp at any pixel ratio. Colours come from the element's computed custom
 * properties and are kept until `refresh`; textures are patterns anchored to the canvas.
 */
export class CanvasRenderer implements Renderer {
  private readonly canvas: HTMLCanvasElement
  private readonly styled: Element
  private readonly context: CanvasRenderingContext2D
  private readonly paints = new Map<string, string | CanvasPattern>()
  /** Pictures of density bands, by their place among the bands of a frame. */
  private bands: BandImage[] = []
  /** Those that are painted before they are shown. */
  private coming = new WeakMap<Density, BandImage>()
  private readonly widths = new Map<string, number>()
  private fonts: { ui: string; mono: string } | null = null
  private forcedColors: MediaQueryList | null = null
  private forced = false
  private ratio = 1
  /** Scale of textures; slides draw them half as large again. */
  textureScale = 1

  /** What the marks are drawn on; empty where something shines through. */
  private readonly ground: Paint | ''

  constructor(canvas: HTMLCanvasElement, styled: Element, ground: Paint | '' = '') {
    this.canvas = canvas
    this.styled = styled
    this.ground = ground
    // a canvas that covers what is behind it needs no blending, which is half of what a software display does
    const context = canvas.getContext('2d', { alpha: ground === '' })
    if (!context) throw new Error('this browser has no 2D canvas')
    this.context = context
  }

  /** Forgets colours and fonts, after a change of theme or of the pixel ratio. */
  refresh(): void {
    this.paints.clear()
    this.widths.clear()
    this.bands = []
    this.coming = new WeakMap()
    this.fonts = null
  }

  readonly measure: Measure = (text, font) => {
    const key = `${font.size}${font.mono ? 'm' : ''}${font.weight ?? ''} ${text}`
    const known = this.widths.get(key)
    if (known !== undefined) return known
    this.context.font = this.fontOf(font)
    const width = this.context.measureText(text).width
    if (this.widths.size > 5000) this.widths.clear()
    this.widths.set(key, width)
    return width
  }

  render(marks: readonly Mark[], width: number, height: number): void {
    const view = this.canvas.ownerDocument.defaultView
    const ratio = (view?.devicePixelRatio ?? 1) * zoomOf(this.styled)
    if (ratio !== this.ratio) this.paints.clear()
    this.ratio = ratio
    this.forcedColors ??= view?.matchMedia('(forced-colors: active)') ?? null
    const forced = this.forcedColors?.matches ?? false
    if (forced !== this.forced) this.paints.clear()
    this.forced = forced
    const pixels = [Math.round(width * ratio), Math.round(height * ratio)] as const
    if (this.canvas.width !== pixels[0] || this.canvas.height !== pixels[1]) {
      this.canvas.width = pixels[0]
      this.canvas.height = pixels[1]
    }
    this.context.setTransform(ratio, 0, 0, ratio, 0, 0)
    if (this.ground === '') this.context.clearRect(0, 0, width, height)
    else {
      this.context.fillStyle = this.paint(this.ground)
      this.context.fillRect(0, 0, width, height)
    }
    this.draw(marks)
  }

  /** Draws marks, or what another has drawn at the same size, over what is there. */
  over(what: readonly Mark[] | CanvasRenderer, width: number, height: number): void {
    if (what instanceof CanvasRenderer) this.context.drawImage(what.canvas, 0, 0, width, height)
    else this.draw(what)
  }

  private draw(marks: readonly Mark[]): void {
    const c = this.context
    let clips = 0
    let bands = 0
    for (const mark of marks) {
      if (mark.type === 'rect') this.rect(mark)
      else if (mark.type === 'text') this.text(mark)
      else if (mark.type === 'path') this.path(mark)
      else if (mark.type === 'cells') this.cells(mark, bands++)
      else if (mark.type === 'clip') {
        clips++
        c.save()
        c.beginPath()
        c.rect(mark.x, mark.y, mark.width, mark.height)
        c.clip()
      } else if (clips > 0) {
        clips--
        c.restore()
      }
    }
    while (clips-- > 0) c.restore()
  }

  private rect(mark: RectMark): void {
    const c = this.context
    c.globalAlpha = mark.opacity ?? 1
    if (!mark.stroke && !mark.radius && mark.fill) {
      c.fillStyle = this.paint(mark.fill)
      c.fillRect(mark.x, mark.y, mark.width, mark.height)
      c.globalAlpha = 1
      return
    }
    c.beginPath()
    if (mark.radius) c.roundRect(mark.x, mark.y, mark.width, mark.height, mark.radius)
    else c.rect(mark.x, mark.y, mark.width, mark.height)
    if (mark.fill) {
      c.fillStyle = this.paint(mark.fill)
      c.fill()
    }
    if (mark.stroke) this.stroke(mark.stroke)
    c.globalAlpha = 1
  }

  private path(mark: PathMark): void {
    const c = this.context
    const path = new Path2D(mark.d)
    c.globalAlpha = mark.opacity ?? 1
    if (mark.fill) {
      c.fillStyle = this.paint(mark.fill)
      c.fill(path)
    }
    if (mark.stroke) this.stroke(mark.stroke, path)
    c.globalAlpha = 1
  }

  private stroke(stroke: Stroke, path?: Path2D): void {
    const c = this.context
    // lines are seen on the ground that fills leave
    const line = this.forced && stroke.paint.endsWith('-fill') ? '--text' : stroke.paint
    c.strokeStyle = this.paint(line)
    c.lineWidth = stroke.width
    if (stroke.dash) c.setLineDash([...stroke.dash])
    if (path) c.stroke(path)
    else c.stroke()
    if (stroke.dash) c.setLineDash([])
  }

  private text(mark: TextMark): void {
    const c = this.context
    c.font = this.fontOf(mark)
    c.textAlign = mark.anchor === 'middle' ? 'center' : mark.anchor === 'end' ? 'right' : 'left'
    if (mark.halo) {
      c.strokeStyle = this.paint('--surface')
      c.lineWidth = 4
      c.lineJoin = 'round'
      c.strokeText(mark.text, mark.x, mark.y)
    }
    c.fillStyle = this.paint(mark.paint)
    c.fillText(mark.text, mark.x, mark.y)
  }

  private fontOf(font: Font): string {
    if (!this.fonts) {
      const style = getComputedStyle(this.styled)
      const family = (name: string, fallback: string) => style.getPropertyValue(name).trim() || fallback
      this.fonts = { ui: family('--font-ui', 'sans-serif'), mono: family('--font-mono', 'monospace') }
    }
    return `${font.weight ?? 400} ${font.size}px ${font.mono ? this.fonts.mono : this.fonts.ui}`
  }

  private paint(paint: Paint): string | CanvasPattern {
    const known = this.paints.get(paint)
    if (known !== undefined) return known
    const made = paint.startsWith('tex:')
      ? this.pattern(paint.slice(4) as StateKey | 'idle')
      : this.color(paint)
    this.paints.set(paint, made)
    return made
  }

  private color(token: string): string {
    if (this.forced) return forcedColor(token)
    return getComputedStyle(this.styled).getPropertyValue(token).trim() || '#888'
  }

  private pattern(key: StateKey | 'idle'): string | CanvasPattern {
    const tile = this.tile(key, Math.max(1, Math.ceil(this.ratio * this.textureScale)))
    const pattern = this.context.createPattern(tile.canvas, 'repeat')
    if (!pattern) return this.color(key === 'idle' ? '--border-strong' : `--${key}-fill`)
    const k = this.textureScale / tile.scale
    pattern.setTransform(new DOMMatrix([k, 0, 0, k, 0, 0]))
    return pattern
  }

  /** One repeat of a texture, `scale` canvas pixels to a unit. */
  private tile(key: StateKey | 'idle', scale: number): { canvas: HTMLCanvasElement; scale: number } {
    const shape: TextureShape =
      key === 'idle' ? IDLE_SHAPE : TEXTURES[STATES.find((look) => look.key === key)?.texture ?? 'solid']
    const canvas = this.canvas.ownerDocument.createElement('canvas')
    canvas.width = shape.tile * scale
    canvas.height = shape.tile * scale
    const c = canvas.getContext('2d')
    if (!c) return { canvas, scale }
    c.scale(scale, scale)
    if (key !== 'idle') {
      c.fillStyle = this.color(`--${key}-fill`)
      c.fillRect(0, 0, shape.tile, shape.tile)
    }
    const ink = this.color(key === 'idle' ? '--border-strong' : `--${key}-ink`)
    c.globalAlpha = this.forced ? 1 : shape.opacity
    if (shape.d !== '') {
      c.strokeStyle = ink
      c.lineWidth = shape.width
      c.stroke(new Path2D(shape.d))
    }
    if (shape.dot) {
      c.fillStyle = ink
      c.beginPath()
      c.arc(shape.tile / 2, shape.tile / 2, 0.9, 0, Math.PI * 2)
      c.fill()
    }
    return { canvas, scale }
  }

  /** Paints rows `[from, to)` of a band that will stand at `y`, out of sight: showing it then costs little. */
  readonly prepare = (density: Density, y: number, from: number, to: number): void => {
    const image = this.coming.get(density) ?? new BandImage(this.canvas.ownerDocument)
    this.coming.set(density, image)
    image.paint(density, Math.round(y), this.plainTile, [from, to])
  }

  private readonly plainTile = (key: StateKey): HTMLCanvasElement => this.tile(key, 1).canvas

  private cells(mark: CellsMark, index: number): void {
    const { density } = mark
    const band = this.coming.get(density) ?? this.bands[index] ?? new BandImage(this.canvas.ownerDocument)
    this.coming.delete(density)
    this.bands[index] = band
    const y = Math.round(mark.y)
    band.paint(density, y, this.plainTile)
    this.context.imageSmoothingEnabled = false
    this.context.drawImage(
      band.canvas,
      density.x,
      y,
      density.columns * density.cell,
      density.rows * density.cell,
    )
  }
}

/** How much larger the page draws an element than it lays it out; 1 where a browser cannot tell. */
function zoomOf(element: Element & { currentCSSZoom?: number }): number {
  return element.currentCSSZoom ?? 1
}

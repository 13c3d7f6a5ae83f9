import { STATES, stateLook } from '../../base'
import { SHARE_OPACITY } from '../layout/density'
import {
  type CellsMark,
  type Mark,
  num,
  type Paint,
  type Renderer,
  type Stroke,
  type TextMark,
} from '../marks'
import { IDLE_SHAPE, TEXTURES, type TextureShape } from './textures'

export interface SvgOptions {
  /** Values of the tokens, for a file that stands alone; without them the page's tokens are referred to. */
  tokens?: Readonly<Record<string, string>>
  /** Said to readers of the picture. */
  title?: string
  textureScale?: number
  /** Before all ids, where several pictures are in one file. */
  prefix?: string
  /** Where it stands in the picture around it. */
  top?: number
}

/** The same marks as SVG text: for tests, export and print. */
export function svgText(
  marks: readonly Mark[],
  width: number,
  height: number,
  options: SvgOptions = {},
): string {
  const { prefix = '', textureScale = 1 } = options
  const paint = painter(options)
  const body: string[] = []
  const clips: string[] = []
  let open = 0
  for (const mark of marks) {
    if (mark.type === 'clip') {
      const id = `${prefix}clip${clips.length}`
      clips.push(`<clipPath id="${id}">${box(mark.x, mark.y, mark.width, mark.height)}/></clipPath>`)
      body.push(`<g clip-path="url(#${id})">`)
      open++
    } else if (mark.type === 'unclip') {
      if (open-- > 0) body.push('</g>')
    } else if (mark.type === 'cells') body.push(cells(mark, `${prefix}${textureScale === 1 ? 't' : 'c'}`))
    else body.push(element(mark, paint))
  }
  while (open-- > 0) body.push('</g>')
  const used = body.join('\n')
  // cells keep the textures' own size
  const plain = textureScale === 1 ? [] : patterns(used, paint, `${prefix}c`, 1)
  const defs = [...clips, ...patterns(used, paint, `${prefix}t`, textureScale), ...plain].join('\n')
  const title = options.title ? `<title>${escapeText(options.title)}</title>` : ''
  // a file stands on its own ground; inside a page there is one already
  const ground = options.tokens
    ? `<rect width="100%" height="100%" style="fill:${paint('--surface')}"/>\n`
    : ''
  const top = options.top === undefined ? '' : ` y="${num(options.top)}"`
  const size = `width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"`
  return `<svg xmlns="http://www.w3.org/2000/svg"${top} ${size} role="img">${title}\n<defs>${defs}</defs>\n${ground}${used}\n</svg>\n`
}

/** Draws into an element, or whatever else takes its text. */
export class SvgRenderer implements Renderer {
  private readonly into: { innerHTML: string }
  private readonly options: SvgOptions

  constructor(into: { innerHTML: string }, options: SvgOptions = {}) {
    this.into = into
    this.options = options
  }

  render(marks: readonly Mark[], width: number, height: number): void {
    this.into.innerHTML = svgText(marks, width, height, this.options)
  }
}

type Painter = (paint: Paint) => string

function painter(options: SvgOptions): Painter {
  return (paint) => {
    if (paint.startsWith('tex:')) return `url(#${options.prefix ?? ''}t-${paint.slice(4)})`
    return options.tokens?.[paint.slice(2)] ?? `var(${paint})`
  }
}

function element(mark: Exclude<Mark, { type: 'clip' | 'unclip' | 'cells' }>, paint: Painter): string {
  if (mark.type === 'text') return text(mark, paint)
  const style = [`fill:${mark.fill ? paint(mark.fill) : 'none'}`, ...strokeStyle(mark.stroke, paint)]
  if (mark.opacity !== undefined) style.push(`opacity:${mark.opacity}`)
  const css = ` style="${style.join(';')}"/>`
  if (mark.type === 'path') return `<path d="${mark.d}"${css}`
  const radius = mark.radius ? ` rx="${num(mark.radius)}"` : ''
  return box(mark.x, mark.y, mark.width, mark.height) + radius + css
}

function strokeStyle(stroke: Stroke | undefined, paint: Painter): string[] {
  if (!stroke) return []
  const style = [`stroke:${paint(stroke.paint)}`, `stroke-width:${stroke.width}`]
  if (stroke.dash) style.push(`stroke-dasharray:${stroke.dash.join(' ')}`)
  return style
}

function text(mark: TextMark, paint: Painter): string {
  const style = [
    `fill:${paint(mark.paint)}`,
    `font-size:${mark.size}px`,
    `font-family:${paint(mark.mono ? '--font-mono' : '--font-ui').replace(/"/g, "'")}`,
  ]
  if (mark.weight) style.push(`font-weight:${mark.weight}`)
  if (mark.halo)
    style.push(`paint-order:stroke;stroke:${paint('--surface')};stroke-width:4px;stroke-linejoin:round`)
  const anchor = mark.anchor ? ` text-anchor="${mark.anchor}"` : ''
  return `<text x="${num(mark.x)}" y="${num(mark.y)}"${anchor} xml:space="preserve" style="${style.join(';')}">${escapeText(mark.text)}</text>`
}

/** Cells of one state and share that stand side by side are one rectangle. */
function cells({ density, y: exact }: CellsMark, ids: string): string {
  // on whole pixels, as the canvas has them
  const y = Math.round(exact)
  const { cell, columns, rows, state, share } = density
  const out: string[] = []
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; ) {
      const at = row * columns + column
      let next = column + 1
      while (
        next < columns &&
        share[row * columns + next] === share[at] &&
        state[row * columns + next] === state[at]
      )
        next++
      if ((share[at] as number) > 0) {
        const { key } = stateLook(state[at] as number)
        const opacity = SHARE_OPACITY[share[at] as number] as number
        const fade = opacity < 1 ? ` opacity="${opacity}"` : ''
        out.push(
          `${box(density.x + column * cell, y + row * cell, (next - column) * cell, cell)} fill="url(#${ids}-${key})"${fade}/>`,
        )
      }
      column = next
    }
  }
  return `<g>${out.join('')}</g>`
}

function patterns(body: string, paint: Painter, ids: string, scale: number): string[] {
  const out = STATES.filter(({ key }) => body.includes(`#${ids}-${key})`)).map(({ key, texture }) =>
    pattern(`${ids}-${key}`, TEXTURES[texture], paint(`--${key}-ink`), paint(`--${key}-fill`), scale),
  )
  if (body.includes(`#${ids}-idle)`))
    out.push(pattern(`${ids}-idle`, IDLE_SHAPE, paint('--border-strong'), null, scale))
  return out
}

function pattern(id: string, shape: TextureShape, ink: string, fill: string | null, scale: number): string {
  const ground = fill ? `<rect width="${shape.tile}" height="${shape.tile}" style="fill:${fill}"/>` : ''
  const lines =
    shape.d === ''
      ? ''
      : `<path d="${shape.d}" style="stroke:${ink};fill:none;stroke-opacity:${shape.opacity};stroke-width:${shape.width}"/>`
  const half = shape.tile / 2
  const dot = shape.dot
    ? `<circle cx="${half}" cy="${half}" r="0.9" style="fill:${ink};fill-opacity:${shape.opacity}"/>`
    : ''
  const transform = scale === 1 ? '' : ` patternTransform="scale(${scale})"`
  return `<pattern id="${id}" width="${shape.tile}" height="${shape.tile}" patternUnits="userSpaceOnUse"${transform}>${ground}${lines}${dot}</pattern>`
}

function box(x: number, y: number, width: number, height: number): string {
  return `<rect x="${num(x)}" y="${num(y)}" width="${num(Math.max(0, width))}" height="${num(Math.max(0, height))}"`
}

export function escapeText(value: string): string {
  return value.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;')
}

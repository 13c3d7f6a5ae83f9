import type { Mark } from '../marks'
import { escapeText, svgText } from './svg'

/** One timeline of a file. */
export interface SvgPart {
  marks: readonly Mark[]
  width: number
  height: number
  /** Scale of its textures. */
  textureScale: number
  /** Above it: its letter, its name, and more about it. */
  heading?: readonly [letter: string, name: string, about: string]
}

type Style = Pick<CSSStyleDeclaration, 'getPropertyValue'>

const HEADING_PX = 32
const HEADING_PAINTS = ['--sunken', '--text', '--text-3']

/** An SVG file that needs no page around it: the values of the tokens it uses are written into it. */
export function svgFile(parts: readonly SvgPart[], style: Style, title: string): string {
  const tokens = tokensOf(parts, style)
  const [first, ...others] = parts
  if (!first) return ''
  if (others.length === 0 && !first.heading)
    return svgText(first.marks, first.width, first.height, { ...first, tokens, title })
  let y = 0
  const body = parts.flatMap((part, i) => {
    const top = y + (part.heading ? HEADING_PX : 0)
    const heading = part.heading ? headingText(part.heading, y, part.width, tokens) : ''
    y = top + part.height
    const { textureScale } = part
    return [
      heading,
      svgText(part.marks, part.width, part.height, { tokens, top, textureScale, prefix: `p${i}` }),
    ]
  })
  const width = Math.max(...parts.map((part) => part.width))
  const size = `width="${width}" height="${y}" viewBox="0 0 ${width} ${y}"`
  return `<svg xmlns="http://www.w3.org/2000/svg" ${size} role="img"><title>${escapeText(title)}</title>\n${body.join('\n')}</svg>\n`
}

function headingText(
  [letter, name, about]: NonNullable<SvgPart['heading']>,
  top: number,
  width: number,
  tokens: Readonly<Record<string, string>>,
): string {
  const font = `font-family:${(tokens['font-ui'] ?? '').replace(/"/g, "'")}`
  const span = (text: string, dx: number, style: string) =>
    `<tspan dx="${dx}" style="${style}">${escapeText(text)}</tspan>`
  const ground = `<rect y="${top}" width="${width}" height="${HEADING_PX}" style="fill:${tokens['sunken']}"/>`
  const words = [
    span(letter, 0, `font-weight:600;fill:${tokens['text']}`),
    span(name, 14, `fill:${tokens['text']}`),
    span(about, 14, `font-size:11px;fill:${tokens['text-3']}`),
  ]
  return `${ground}<text x="16" y="${top + 21}" xml:space="preserve" style="font-size:13px;${font}">${words.join('')}</text>`
}

/** Values of all tokens that the parts use. */
function tokensOf(parts: readonly SvgPart[], style: Style): Record<string, string> {
  const names = new Set<string>(['surface', 'font-ui', 'font-mono'])
  for (const { marks, heading } of parts) {
    if (heading) for (const paint of HEADING_PAINTS) addPaint(names, paint)
    for (const mark of marks) {
      if (mark.type === 'cells') for (const key of CELL_STATES) addPaint(names, `tex:${key}`)
      if (mark.type === 'text') addPaint(names, mark.paint)
      if (mark.type === 'rect' || mark.type === 'path') {
        addPaint(names, mark.fill)
        addPaint(names, mark.stroke?.paint)
      }
    }
  }
  const tokens: Record<string, string> = {}
  for (const name of names) tokens[name] = style.getPropertyValue(`--${name}`).trim()
  return tokens
}

const CELL_STATES = ['running', 'runnable', 'waiting', 'sleeping', 'stuck', 'cancelled', 'panicked']

function addPaint(names: Set<string>, paint: string | undefined): void {
  if (!paint) return
  if (!paint.startsWith('tex:')) names.add(paint.slice(2))
  else if (paint === 'tex:idle') names.add('border-strong')
  else {
    names.add(`${paint.slice(4)}-fill`)
    names.add(`${paint.slice(4)}-ink`)
  }
}

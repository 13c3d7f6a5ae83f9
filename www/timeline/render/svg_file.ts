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

/** What is said above two runs: from what to what, how much that is, and more about it. */
export interface Headline {
  from: string
  to: string
  ratio: string
  better: boolean
  sentence: string
}

type Style = Pick<CSSStyleDeclaration, 'getPropertyValue'>

const HEADING_PX = 32
const HEADING_PAINTS = ['--sunken', '--text', '--text-3']
const HEADLINE_PX = 68
const HEADLINE_PAINTS = ['--surface', '--text', '--text-2', '--text-3', '--good']

/** What stands above and between so many pictures of runs. */
export const pairedHeadPx = (runs: number) => HEADLINE_PX + runs * HEADING_PX

/** An SVG file that needs no page around it: the values of the tokens it uses are written into it. */
export function svgFile(
  parts: readonly SvgPart[],
  style: Style,
  title: string,
  headline: Headline | null = null,
): string {
  const tokens = tokensOf(parts, style, headline ? HEADLINE_PAINTS : [])
  const [first, ...others] = parts
  if (!first) return ''
  if (others.length === 0 && !first.heading)
    return svgText(first.marks, first.width, first.height, { ...first, tokens, title })
  const width = Math.max(...parts.map((part) => part.width))
  let y = headline ? HEADLINE_PX : 0
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
  if (headline) body.unshift(headlineText(headline, width, tokens))
  const size = `width="${width}" height="${y}" viewBox="0 0 ${width} ${y}"`
  return `<svg xmlns="http://www.w3.org/2000/svg" ${size} role="img"><title>${escapeText(title)}</title>\n${body.join('\n')}</svg>\n`
}

function headingText(
  [letter, name, about]: NonNullable<SvgPart['heading']>,
  top: number,
  width: number,
  tokens: Readonly<Record<string, string>>,
): string {
  const ground = `<rect y="${top}" width="${width}" height="${HEADING_PX}" style="fill:${tokens['sunken']}"/>`
  const words = [
    span(letter, 0, `font-weight:600;fill:${tokens['text']}`),
    span(name, 14, `fill:${tokens['text']}`),
    span(about, 14, `font-size:11px;fill:${tokens['text-3']}`),
  ]
  return ground + textLine(words, top + 21, 13, tokens)
}

/** `6.0 s → 2.0 s  3.0× faster`, and below it the sentence. */
function headlineText(
  { from, to, ratio, better, sentence }: Headline,
  width: number,
  tokens: Readonly<Record<string, string>>,
): string {
  const strong = `font-weight:600;fill:${tokens['text']}`
  const words = [
    span(from, 0, strong),
    span('→', 10, `fill:${tokens['text-3']}`),
    span(to, 10, strong),
    span(ratio, 14, `font-size:15px;fill:${tokens[better ? 'good' : 'text-2']}`),
  ]
  const ground = `<rect width="${width}" height="${HEADLINE_PX}" style="fill:${tokens['surface']}"/>`
  const below = [span(sentence, 0, `fill:${tokens['text-2']}`)]
  return ground + textLine(words, 32, 20, tokens) + textLine(below, 54, 13, tokens)
}

const span = (text: string, dx: number, style: string) =>
  `<tspan dx="${dx}" style="${style}">${escapeText(text)}</tspan>`

function textLine(
  words: readonly string[],
  y: number,
  size: number,
  tokens: Readonly<Record<string, string>>,
): string {
  const font = `font-size:${size}px;font-family:${(tokens['font-ui'] ?? '').replace(/"/g, "'")}`
  return `<text x="16" y="${y}" xml:space="preserve" style="${font}">${words.join('')}</text>`
}

/** Values of all tokens that the parts use. */
function tokensOf(
  parts: readonly SvgPart[],
  style: Style,
  others: readonly string[],
): Record<string, string> {
  const names = new Set<string>(['surface', 'font-ui', 'font-mono'])
  for (const paint of others) addPaint(names, paint)
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

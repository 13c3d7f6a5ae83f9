import type { Mark } from '../marks'
import { svgText } from './svg'

/** An SVG file that needs no page around it: the values of the tokens it uses are written into it. */
export function svgFile(
  marks: readonly Mark[],
  width: number,
  height: number,
  style: Pick<CSSStyleDeclaration, 'getPropertyValue'>,
  title: string,
): string {
  const names = new Set<string>(['surface', 'font-ui', 'font-mono'])
  for (const mark of marks) {
    if (mark.type === 'cells') for (const key of CELL_STATES) addPaint(names, `tex:${key}`)
    if (mark.type === 'text') addPaint(names, mark.paint)
    if (mark.type === 'rect' || mark.type === 'path') {
      addPaint(names, mark.fill)
      addPaint(names, mark.stroke?.paint)
    }
  }
  const tokens: Record<string, string> = {}
  for (const name of names) tokens[name] = style.getPropertyValue(`--${name}`).trim()
  return svgText(marks, width, height, { tokens, title })
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

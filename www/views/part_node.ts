import type { Part } from '../state/explain'
import { button, h } from './dom'

/** Where links in words lead. */
export interface Places {
  line(line: number): void
  goroutine(g: number): void
  step(step: number): void
}

/** Text, code, or a link to a place. */
export function partNode(part: Part, places: Places): Node {
  if (typeof part === 'string') return document.createTextNode(part)
  if ('code' in part) return h('code', {}, part.code)
  return button({ class: 'link', text: part.text, title: '' }, () => {
    if ('line' in part) places.line(part.line)
    else if ('goroutine' in part) places.goroutine(part.goroutine)
    else places.step(part.step)
  })
}

/** A sentence as a paragraph. */
export function paragraph(sentence: readonly Part[], places: Places): HTMLElement {
  return h('p', {}, ...sentence.map((p) => partNode(p, places)))
}

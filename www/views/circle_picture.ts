import { whoWords } from '../base'
import type { WaitEdge } from '../engine/types'
import { h, svg } from './dom'
import type { Places } from './part_node'

/** Least size of a goroutine's box, and least room between two. */
const BOX = { w: 80, h: 30 }
const GAP = 40
/** Room for a letter of a name, and of what is waited for. */
const BOLD = 6.7
const MONO = 6.7
/** More are not drawn: the sentence names them all. */
const MOST = 6

/**
 * The circle in which goroutines wait, as a row of boxes: an arrow from each to the one that it waits for, named by
 * the object, and one back from the last to the first.
 */
export function circlePicture(edges: readonly WaitEdge[], places: Places): Element {
  const shown = edges.slice(0, MOST)
  const longest = Math.max(...shown.map((edge) => edge.object.length))
  const gap = Math.max(GAP, Math.ceil(longest * MONO) + 10)
  const wide = Math.max(BOX.w, ...shown.map((edge) => Math.ceil(nameOf(edge).length * BOLD) + 8))
  const step = wide + gap
  const width = shown.length * wide + (shown.length - 1) * gap + 2
  const y = BOX.h / 2 + 1
  const picture = svg('svg', {
    class: 'circle',
    viewBox: `0 0 ${width} 68`,
    width,
    height: 68,
    role: 'img',
    'aria-label': circleWords(edges),
  })
  shown.forEach((edge, i) => {
    const x = 1 + i * step
    picture.append(box(edge, x, wide, places))
    const last = i + 1 === shown.length
    if (!last) picture.append(...arrow(edge, x + wide, y, x + step, y))
    else picture.append(...back(edge, x, wide, edges.length > MOST))
  })
  return h('div', { class: 'circle-box' }, picture)
}

const nameOf = ({ goroutine }: WaitEdge) => whoWords(goroutine)

function box(edge: WaitEdge, x: number, wide: number, places: Places): SVGElement {
  const g = svg(
    'g',
    { class: 'node', transform: `translate(${x},1)` },
    svg('rect', { width: wide, height: BOX.h, rx: 6 }),
    svg('text', { x: wide / 2, y: 13 }, nameOf(edge)),
    svg('text', { class: 'quiet', x: wide / 2, y: 25 }, edge.line > 0 ? `line ${edge.line}` : ''),
  )
  g.addEventListener('click', () => places.goroutine(edge.goroutine))
  return g
}

function arrow(edge: WaitEdge, x: number, y: number, x2: number, y2: number): SVGElement[] {
  return [
    svg('path', { d: `M${x + 3},${y} L${x2 - 8},${y2}` }),
    head(x2 - 3, y2, 'right'),
    svg('text', { class: 'mono', x: (x + x2) / 2, y: y - 5 }, edge.object),
  ]
}

/** From the last box below all of them to the first. */
function back(edge: WaitEdge, x: number, wide: number, more: boolean): SVGElement[] {
  const from = x + wide / 2
  const to = 1 + wide / 2
  return [
    svg('path', {
      d: `M${from},${BOX.h + 3} V56 H${to} V${BOX.h + 9}`,
      'stroke-dasharray': more ? '4 3' : null,
    }),
    head(to, BOX.h + 4, 'up'),
    svg('text', { class: 'mono', x: (from + to) / 2, y: 52 }, edge.object),
  ]
}

function head(x: number, y: number, to: 'right' | 'up'): SVGElement {
  const d = to === 'right' ? `M${x},${y} l-6,-3.5 v7z` : `M${x},${y} l-3.5,6 h7z`
  return svg('path', { class: 'head', d })
}

function circleWords(edges: readonly WaitEdge[]): string {
  return edges.map((e) => `${whoWords(e.goroutine)} waits for ${whoWords(e.next)}`).join(', ')
}

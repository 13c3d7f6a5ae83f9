import { whoWords } from '../base'
import type { WaitEdge } from '../engine/types'
import { h, svg } from './dom'
import type { Places } from './part_node'

/** Least size of a goroutine's box, and least room between two beside each other and above each other. */
const BOX = { w: 80, h: 30 }
const GAP = 40
const RISE = 34
/** Room for a letter of a name, and of what is waited for. */
const BOLD = 6.7
const MONO = 6.7
/** Boxes that stand in one row; more go round in two. */
const IN_A_ROW = 3
/** More are not drawn: the sentence names them all. */
const MOST = 6

/** Where the boxes of the circle stand: to the right in the upper row, and back in the lower one. */
class Ring {
  readonly wide: number
  private readonly gap: number
  private readonly upper: number

  constructor(edges: readonly WaitEdge[]) {
    const longest = Math.max(...edges.map((edge) => edge.object.length))
    this.gap = Math.max(GAP, Math.ceil(longest * MONO) + 10)
    this.wide = Math.max(BOX.w, ...edges.map((edge) => Math.ceil(nameOf(edge).length * BOLD) + 8))
    this.upper = edges.length <= IN_A_ROW ? edges.length : Math.ceil(edges.length / 2)
  }

  width(): number {
    return this.upper * this.wide + (this.upper - 1) * this.gap + 2
  }

  isUpper(i: number): boolean {
    return i < this.upper
  }

  /** Left edge of the box. */
  x(i: number): number {
    const column = this.isUpper(i) ? i : 2 * this.upper - 1 - i
    return 1 + column * (this.wide + this.gap)
  }

  y(i: number): number {
    return this.isUpper(i) ? 1 : 1 + BOX.h + RISE
  }

  middle(i: number): number {
    return this.x(i) + this.wide / 2
  }
}

/**
 * The circle in which goroutines wait: an arrow from each box to the one that it waits for, named by the object, and
 * one back from the last to the first.
 */
export function circlePicture(edges: readonly WaitEdge[], places: Places): Element {
  const shown = edges.slice(0, MOST)
  const ring = new Ring(shown)
  const last = shown.length - 1
  const height = ring.isUpper(last) ? 68 : 2 * BOX.h + RISE + 2
  const width = ring.width()
  const picture = svg('svg', {
    class: 'circle',
    viewBox: `0 0 ${width} ${height}`,
    width,
    // a little smaller where that makes it fit
    style: `min-width:${Math.round(0.9 * width)}px`,
    role: 'img',
    'aria-label': circleWords(edges),
  })
  shown.forEach((edge, i) => {
    picture.append(box(edge, ring, i, places))
    if (i < last) picture.append(...arrow(edge, ring, i))
    else picture.append(...back(edge, ring, i, edges.length > MOST))
  })
  return h('div', { class: 'circle-box' }, picture)
}

const nameOf = ({ goroutine }: WaitEdge) => whoWords(goroutine)

function box(edge: WaitEdge, ring: Ring, i: number, places: Places): SVGElement {
  const g = svg(
    'g',
    { class: 'node', transform: `translate(${ring.x(i)},${ring.y(i)})` },
    svg('rect', { width: ring.wide, height: BOX.h, rx: 6 }),
    svg('text', { x: ring.wide / 2, y: 13 }, nameOf(edge)),
    svg('text', { class: 'quiet', x: ring.wide / 2, y: 25 }, edge.line > 0 ? `line ${edge.line}` : ''),
  )
  g.addEventListener('click', () => places.goroutine(edge.goroutine))
  return g
}

/** To the next box: to the right above, down at the end of the row, to the left below. */
function arrow(edge: WaitEdge, ring: Ring, i: number): SVGElement[] {
  const y = ring.y(i) + BOX.h / 2
  if (ring.isUpper(i) && !ring.isUpper(i + 1)) {
    const x = ring.middle(i)
    const [from, to] = [ring.y(i) + BOX.h, ring.y(i + 1)]
    return [
      svg('path', { d: `M${x},${from + 3} V${to - 8}` }),
      head(x, to - 3, 'down'),
      svg('text', { class: 'mono end', x: x - 6, y: (from + to) / 2 + 3 }, edge.object),
    ]
  }
  const [x, x2] = ring.isUpper(i)
    ? [ring.x(i) + ring.wide + 3, ring.x(i + 1) - 3]
    : [ring.x(i) - 3, ring.x(i + 1) + ring.wide + 3]
  const short = x < x2 ? x2 - 5 : x2 + 5
  return [
    svg('path', { d: `M${x},${y} H${short}` }),
    head(x2, y, x < x2 ? 'right' : 'left'),
    svg('text', { class: 'mono', x: (x + x2) / 2, y: y - 5 }, edge.object),
  ]
}

/** From the last box to the first: from the end of one row below it, from the lower row up. */
function back(edge: WaitEdge, ring: Ring, i: number, more: boolean): SVGElement[] {
  const [from, to] = [ring.middle(i), ring.middle(0)]
  const line = { 'stroke-dasharray': more ? '4 3' : null }
  const up = BOX.h + 9
  if (ring.isUpper(i))
    return [
      svg('path', { d: `M${from},${BOX.h + 3} V56 H${to} V${up}`, ...line }),
      head(to, BOX.h + 4, 'up'),
      svg('text', { class: 'mono', x: (from + to) / 2, y: 52 }, edge.object),
    ]
  const y = ring.y(i)
  const d = from === to ? `M${to},${y - 3} V${up}` : `M${ring.x(i) - 3},${y + BOX.h / 2} H${to} V${up}`
  return [
    svg('path', { d, ...line }),
    head(to, BOX.h + 4, 'up'),
    svg('text', { class: 'mono start', x: to + 6, y: (BOX.h + y) / 2 + 3 }, edge.object),
  ]
}

const HEADS = { right: 'l-6,-3.5 v7z', left: 'l6,-3.5 v7z', up: 'l-3.5,6 h7z', down: 'l-3.5,-6 h7z' } as const

function head(x: number, y: number, to: keyof typeof HEADS): SVGElement {
  return svg('path', { class: 'head', d: `M${x},${y} ${HEADS[to]}` })
}

function circleWords(edges: readonly WaitEdge[]): string {
  return edges.map((e) => `${whoWords(e.goroutine)} waits for ${whoWords(e.next)}`).join(', ')
}

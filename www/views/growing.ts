import { formatCount, formatTime, roundUp } from '../base'
import type { Progress } from '../engine/types'
import { h, setText, svg } from './dom'

/** More points than this are more than pixels: every other one goes. */
const MOST = 512
const WIDTH = 1000
const HEIGHT = 100

/** What a run has told of itself so far, as a line over its axis. */
export interface Growth {
  /** Filled area in a box of 1000 by 100. */
  d: string
  /** Where the axis ends: it is longer than what is known, and longer still when that is passed. */
  end: number
  /** Whether the axis is one of time; while time stands still it is one of steps. */
  timed: boolean
  most: number
}

export function growthOf(points: readonly Progress[]): Growth {
  const last = points.at(-1)
  const timed = (last?.virtualNs ?? 0) > 0
  const place = (p: Progress) => (timed ? p.virtualNs : p.steps)
  const end = roundUp(last ? place(last) : 1)
  const most = points.reduce((max, p) => Math.max(max, p.goroutines), 1)
  const high = roundUp(most)
  const at = (p: Progress) =>
    `${((WIDTH * place(p)) / end).toFixed(1)},${(HEIGHT * (1 - p.goroutines / high)).toFixed(1)}`
  const line = points.map((p) => `L${at(p)}`).join(' ')
  const right = last ? ((WIDTH * place(last)) / end).toFixed(1) : '0'
  return { d: `M0,${HEIGHT} ${line} L${right},${HEIGHT} z`, end, timed, most }
}

/** Grows from the left while a long run goes on: how many goroutines are alive, over its axis. */
export class Growing {
  readonly element: HTMLElement
  private points: Progress[] = []
  private readonly area = svg('path', { class: 'alive' })
  private readonly most = h('span')
  private readonly end = h('span')

  constructor() {
    const picture = svg('svg', { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: 'none' }, this.area)
    this.element = h(
      'div',
      { class: 'growing', 'aria-hidden': 'true' },
      h('div', { class: 'label' }, 'Goroutines alive, at most ', this.most),
      picture,
      h('div', { class: 'label ends' }, h('span', {}, '0'), this.end),
    )
  }

  /** The next word is another run's. */
  clear(): void {
    this.points = []
  }

  /** Another word of the run. */
  add(progress: Progress): void {
    this.points.push(progress)
    if (this.points.length > MOST) this.points = this.points.filter((_, i) => i % 2 === 1)
    const { d, end, timed, most } = growthOf(this.points)
    this.area.setAttribute('d', d)
    setText(this.most, formatCount(most))
    setText(this.end, timed ? formatTime(end, end, 0) : `step ${formatCount(end)}`)
  }
}

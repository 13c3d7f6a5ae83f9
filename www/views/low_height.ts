import type { PlayerState } from '../state/player_state'
import type { Stage } from './stage'

type View = Readonly<PlayerState>

/** What the panels below the timeline keep, and what the timeline keeps. */
const LEAST = 132
const TIMELINE = 220
/** What they keep where that lets all lanes be seen: a title and a sentence. */
const FOLDED = 84
/** More than this is scrolled; of what the program wrote, which may be long, more than that. */
const MOST = 420
const MOST_OUTPUT = 240
/** Below the last line of a panel. */
const PADDING = 14
/** One track below the lanes. */
const TRACK = 76

/**
 * How the height is shared between the timeline and what explains it: the explanation gets what it needs as long as
 * all lanes can be read. It is settled once a run, so that nothing jumps while the reader steps through it; only a
 * longer explanation of a goroutine may take more.
 */
export class LowHeight {
  private readonly host: HTMLElement
  private readonly low: HTMLElement
  private readonly stage: Stage
  private height = 0

  constructor(host: HTMLElement, low: HTMLElement, stage: Stage) {
    this.host = host
    this.low = low
    this.stage = stage
  }

  update(now: View, before: View | null): void {
    const run = now.model !== before?.model || now.mend !== before?.mend
    const other = now.selection !== before?.selection || now.inspection !== before?.inspection
    if (run || now.breaking !== before?.breaking) this.settle(0)
    else if (other) this.settle(this.height)
  }

  /** The room has changed. */
  resized(): void {
    this.settle(0)
  }

  private settle(least: number): void {
    if (this.host.dataset['layout'] !== 'wide' || this.low.offsetParent === null) return
    const room = this.stage.element.clientHeight + this.low.offsetHeight
    if (room <= 0) return
    const all = this.stage.timeline.readableHeight()
    const keep = all <= room - FOLDED ? Math.min(LEAST, room - all) : LEAST
    const lanes = Math.max(TIMELINE, Math.min(all + TRACK, room - keep))
    const wanted = Math.min(this.wanted(), MOST)
    const height = Math.round(Math.max(least, keep, Math.min(wanted, room - lanes)))
    if (height === this.height) return
    this.height = height
    this.host.style.setProperty('--low-height', `${height}px`)
  }

  /** What the panels need: how far down their last line stands. */
  private wanted(): number {
    const heights = [...this.low.children].map((panel) => {
      const last = panel.lastElementChild
      if (!last || (panel as HTMLElement).hidden) return 0
      const above = last.getBoundingClientRect().bottom - panel.getBoundingClientRect().top
      const height = above / this.zoom() + panel.scrollTop + PADDING
      const output = panel.querySelector('.output')
      return output ? Math.min(height + output.scrollHeight - output.clientHeight, MOST_OUTPUT) : height
    })
    return Math.max(0, ...heights) + 1
  }

  /** The reader may have chosen larger text: rectangles are of the screen, heights of the page. */
  private zoom(): number {
    return this.low.offsetWidth > 0 ? this.low.getBoundingClientRect().width / this.low.offsetWidth : 1
  }
}

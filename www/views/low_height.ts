import type { PlayerState } from '../state/player_state'
import type { Stage } from './stage'

type View = Readonly<PlayerState>

/** What the panels below the timeline keep, and what the timeline keeps. */
const LEAST = 132
const TIMELINE = 220
/** More than this is scrolled. */
const MOST = 420

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
    const lanes = Math.max(TIMELINE, Math.min(this.stage.timeline.readableHeight(), room - LEAST))
    const wanted = Math.min(this.wanted(), MOST)
    const height = Math.round(Math.max(least, LEAST, Math.min(wanted, room - lanes)))
    if (height === this.height) return
    this.height = height
    this.host.style.setProperty('--low-height', `${height}px`)
  }

  /** What the panels need; what the program wrote may be long, and is scrolled. */
  private wanted(): number {
    this.low.toggleAttribute('data-measured', true)
    const panels = [...this.low.children].filter((panel) => !panel.matches('.out'))
    const heights = panels.map((panel) => (panel as HTMLElement).offsetHeight)
    this.low.toggleAttribute('data-measured', false)
    return Math.max(0, ...heights) + 1
  }
}

import type { Cursor } from './cursor'
import type { Selection } from './player_state'

/** Where the reader was. */
export interface Stand {
  cursor: Cursor
  selection: Selection
}

/** Places kept. */
const MOST = 100
/** Moves that follow one another so closely are one: scrubbing, holding a key. */
const TOGETHER_MS = 700

/** The places that a reader came by, for going back and forth among them. */
export class History {
  private readonly list: Stand[] = []
  /** The place at which the reader is. */
  private at = -1
  private last = Number.NEGATIVE_INFINITY
  private jumped = true

  /**
   * The reader is at a place now. `now` in milliseconds, for telling one move from the next; a jump is a move of
   * its own.
   */
  visit(stand: Stand, now: number, jump = false): void {
    const here = this.list[this.at]
    if (here && here.cursor === stand.cursor && here.selection === stand.selection) return
    const together = !jump && !this.jumped && now - this.last < TOGETHER_MS && this.at > 0
    this.last = now
    this.jumped = jump
    this.list.length = this.at + 1
    if (together) this.list[this.at] = stand
    else {
      this.list.push(stand)
      if (this.list.length > MOST) this.list.shift()
      this.at = this.list.length - 1
    }
  }

  /** The place before, or the one after; null past the ends. */
  go(by: 1 | -1): Stand | null {
    const stand = this.list[this.at + by]
    if (!stand) return null
    this.at += by
    this.last = Number.NEGATIVE_INFINITY
    return stand
  }

  /** Another run: its moments are not those of the one before. */
  clear(): void {
    this.list.length = 0
    this.at = -1
    this.last = Number.NEGATIVE_INFINITY
  }
}

/** No engine is given more: beyond it a growing table has no room to move to. */
const HARD = 3.75 * 2 ** 30
/** What earlier runs left free is taken before memory grows, which takes about so much more. */
const SLACK = 64 * 2 ** 20

/** Watches what the engine of a page takes while a run goes on, so that the run ends before there is no more. */
export class PageMemory {
  private most: number
  private readonly bytes: () => number
  private readonly giveBack: () => boolean

  /** `giveBack` frees what is kept of other runs; false when there is nothing. */
  constructor(bytes: () => number, limit: number, giveBack: () => boolean) {
    this.bytes = bytes
    this.giveBack = giveBack
    this.most = this.atLeast(limit)
  }

  /** False when the run has to end. */
  holds(): boolean {
    if (this.bytes() <= this.most) return true
    if (!this.giveBack()) return false
    this.most = this.atLeast(this.most)
    return true
  }

  /** Memory never shrinks, so what it is already does not count against a run. */
  private atLeast(limit: number): number {
    return Math.max(limit, Math.min(this.bytes() + SLACK, HARD))
  }
}

import type { SourceFile } from './types'

/** A line that says nothing for so long will say no more. */
const PATIENCE_MS = 30_000
/** Signs of life while the file is on its way. */
const BEAT_MS = 3_000

/** What the core says about packages: the functions of its module. */
export interface LibraryCore {
  /** Packages that the files import and whose text the core lacks. */
  awaited(files: SourceFile[]): string[]
  /** False when the text is not the file of packages. */
  hand_over(text: string): boolean
}

/**
 * The rarely used packages of Go's library: a file beside the core, fetched when a program first imports one of
 * them. When it does not come, the program is checked without, and the core says so at the import; the next job
 * tries again.
 */
export class Library {
  private readonly core: LibraryCore
  private readonly get: (signal: AbortSignal) => Promise<string>
  private readonly alive: () => void
  private here = false

  constructor(core: LibraryCore, alive: () => void, get = fetched) {
    this.core = core
    this.alive = alive
    this.get = get
  }

  /** Brings what the files need, if it is not here. Never throws. */
  async bring(files: SourceFile[]): Promise<void> {
    if (this.here || this.core.awaited(files).length === 0) return
    const beat = setInterval(this.alive, BEAT_MS)
    try {
      this.here = this.core.hand_over(await this.get(AbortSignal.timeout(PATIENCE_MS)))
    } catch {
      // the core's own problem at the import says it
    } finally {
      clearInterval(beat)
    }
  }
}

async function fetched(signal: AbortSignal): Promise<string> {
  const answer = await fetch(new URL('./pkg/library.txt', import.meta.url), { signal })
  if (!answer.ok) throw new Error(answer.statusText)
  return answer.text()
}

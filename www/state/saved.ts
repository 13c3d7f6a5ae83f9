/** The reader's changes, kept in this browser: they survive a reload and a crash. Without storage, nothing breaks. */
const PREFIX = 'interleave:text:'
const MARKS = 'interleave:marks:'
/** Programs kept at most; the oldest go first. */
const MOST = 60

interface Kept {
  text: string
  /** When, in milliseconds; only for throwing out the oldest. */
  at: number
}

export type Storage = Pick<globalThis.Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>

export class SavedTexts {
  private readonly storage: Storage | null

  constructor(storage: Storage | null = browserStorage()) {
    this.storage = storage
  }

  /** The reader's text of a program, if they changed it. */
  get(key: string): string | null {
    return this.read(PREFIX + key)?.text ?? null
  }

  /** Keeps a text; one that equals the original is forgotten. */
  keep(key: string, text: string, original: string): void {
    try {
      if (text === original) this.storage?.removeItem(PREFIX + key)
      else this.storage?.setItem(PREFIX + key, JSON.stringify({ text, at: Date.now() } satisfies Kept))
      this.tidy()
    } catch {
      // A full or forbidden storage costs the reader nothing but the text's return after a reload.
    }
  }

  /** Bookmarks of a program as they were kept; the caller checks them. */
  marks(key: string): unknown {
    try {
      return JSON.parse(this.storage?.getItem(MARKS + key) ?? '[]')
    } catch {
      return []
    }
  }

  keepMarks(key: string, marks: readonly unknown[]): void {
    try {
      if (marks.length === 0) this.storage?.removeItem(MARKS + key)
      else this.storage?.setItem(MARKS + key, JSON.stringify(marks))
    } catch {
      // As with texts: only their return after a reload is lost.
    }
  }

  private read(name: string): Kept | null {
    try {
      const kept = JSON.parse(this.storage?.getItem(name) ?? 'null') as Kept | null
      return typeof kept?.text === 'string' ? kept : null
    } catch {
      return null
    }
  }

  private tidy(): void {
    if (!this.storage) return
    const names: string[] = []
    for (let i = 0; i < this.storage.length; i++) {
      const name = this.storage.key(i)
      if (name?.startsWith(PREFIX)) names.push(name)
    }
    if (names.length <= MOST) return
    const age = (name: string) => this.read(name)?.at ?? 0
    names.sort((a, b) => age(a) - age(b))
    for (const name of names.slice(0, names.length - MOST)) this.storage.removeItem(name)
  }
}

function browserStorage(): Storage | null {
  try {
    return globalThis.localStorage ?? null
  } catch {
    return null
  }
}

/** One thing that the reader can do, by name or by key. */
export interface Command {
  name: string
  /** As shown: `Shift Enter`. */
  keys: string
  /** `KeyboardEvent.key`s that do it, without Ctrl, Alt and Meta. */
  on?: readonly string[]
  /** A text that it gives says why it could not be done. */
  act(): unknown
}

/** What each key does. */
export function byKey(commands: readonly Command[]): ReadonlyMap<string, Command> {
  return new Map(commands.flatMap((c) => (c.on ?? []).map((key) => [key, c] as const)))
}

/**
 * Commands whose names hold all words of a query, those that begin with it first; all of them for an empty one.
 */
export function matching(commands: readonly Command[], query: string): Command[] {
  const words = query
    .toLowerCase()
    .split(/\s+/)
    .filter((w) => w !== '')
  const name = (c: Command) => c.name.toLowerCase()
  const found = commands.filter((c) => words.every((w) => name(c).includes(w)))
  const first = words[0] ?? ''
  return found.sort((a, b) => Number(name(b).startsWith(first)) - Number(name(a).startsWith(first)))
}

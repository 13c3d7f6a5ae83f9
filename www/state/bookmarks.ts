import type { Cursor } from './cursor'

/** A moment that the reader marked, with words. */
export interface Bookmark extends Cursor {
  words: string
}

/** What a program may have, and how long their words may be. */
const MOST = 50
const LONGEST = 80

export function sameMoment(a: Cursor, b: Cursor): boolean {
  return a.step === b.step && a.timeNs === b.timeNs
}

/** With one more, in order of time; a second one at the same moment takes the first one's place. */
export function withBookmark(list: readonly Bookmark[], mark: Bookmark): readonly Bookmark[] {
  const words = mark.words.trim().slice(0, LONGEST)
  const others = list.filter((b) => !sameMoment(b, mark))
  if (others.length >= MOST) return list
  return [...others, { ...mark, words }].sort((a, b) => a.step - b.step || a.timeNs - b.timeNs)
}

/** The next one after a cursor, or the one before it; null past the ends. */
export function nextBookmark(list: readonly Bookmark[], cursor: Cursor, by: 1 | -1): Bookmark | null {
  const order = (b: Cursor) => Math.sign(b.step - cursor.step || b.timeNs - cursor.timeNs)
  const found = list.filter((b) => order(b) === by)
  return (by > 0 ? found[0] : found.at(-1)) ?? null
}

/** As they stand in a link or in the browser's storage: somebody else's until checked. */
export type WireBookmark = [timeNs: number, step: number, words: string]

export const bookmarksToWire = (list: readonly Bookmark[]): WireBookmark[] =>
  list.map(({ timeNs, step, words }) => [timeNs, step, words])

export function bookmarksFromWire(wire: unknown): Bookmark[] {
  if (!Array.isArray(wire)) return []
  const whole = (x: unknown): x is number => Number.isSafeInteger(x) && (x as number) >= 0
  let list: readonly Bookmark[] = []
  for (const entry of wire.slice(0, MOST)) {
    if (!Array.isArray(entry)) continue
    const [timeNs, step, words] = entry as unknown[]
    if (whole(timeNs) && whole(step) && typeof words === 'string')
      list = withBookmark(list, { timeNs, step, words })
  }
  return [...list]
}

/** The reader's choice of theme, kept in this browser and shared by all elements of a page. */
type Choice = 'system' | 'light' | 'dark'

const KEY = 'interleave:theme'
const ORDER: readonly Choice[] = ['system', 'light', 'dark']
const listeners = new Set<() => void>()

export class ThemeChoice {
  private readonly dark = matchMedia('(prefers-color-scheme: dark)')

  /** The theme to show, given the element's attribute, and the words of the button. */
  shown(attribute: string | null): { theme: 'light' | 'dark'; words: string } {
    const kept = this.kept
    const fixed = attribute === 'light' || attribute === 'dark' ? attribute : null
    const choice: Choice = kept ?? fixed ?? 'system'
    const theme = choice === 'system' ? (this.dark.matches ? 'dark' : 'light') : choice
    return { theme, words: `Theme: ${choice === 'system' ? 'as the system' : choice}` }
  }

  /** As the system, light, dark, and around again. */
  next(): void {
    const choice = ORDER[(ORDER.indexOf(this.kept ?? 'system') + 1) % ORDER.length] as Choice
    try {
      if (choice === 'system') localStorage.removeItem(KEY)
      else localStorage.setItem(KEY, choice)
    } catch {
      // Without storage the choice cannot be kept; nothing else depends on it.
    }
    for (const listener of listeners) listener()
  }

  listen(listener: () => void): () => void {
    this.dark.addEventListener('change', listener)
    listeners.add(listener)
    return () => {
      this.dark.removeEventListener('change', listener)
      listeners.delete(listener)
    }
  }

  private get kept(): Choice | null {
    try {
      const kept = localStorage.getItem(KEY)
      return kept === 'light' || kept === 'dark' ? kept : null
    } catch {
      return null
    }
  }
}

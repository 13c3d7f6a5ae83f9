import { formatCount, plural } from '../base'
import { spanAtCursor } from '../state'
import type { Picture } from './picture'
import { fillOptions, type ViewParts } from './view_dom'
import { goroutineSentence, momentSentence, runSentence, spanPeriod, spanSentence } from './words'

/** Waits for the reader to pause before it speaks. */
const PAUSE_MS = 350
/** Goroutines each side of the selected one that stand in the list. */
const NEIGHBOURS = 10

/** What a reader without eyes gets: the goroutines as a list of sentences, and a line that tells what changed. */
export class Voice {
  private readonly parts: ViewParts
  private readonly picture: Picture
  private timer = 0
  private about: 'selection' | 'cursor' = 'cursor'
  /** Groups were folded or opened since the last words: told whatever else changes in the same moment. */
  private folds = false

  constructor(parts: ViewParts, picture: Picture) {
    this.parts = parts
    this.picture = picture
  }

  /** Names the whole run. */
  describe(): void {
    const { model } = this.picture
    const text = model ? runSentence(model) : 'This program has not run yet.'
    this.parts.list.setAttribute('aria-label', `Goroutines. ${text}`)
    this.fillList()
  }

  fillList(): void {
    const { model, selection, cursor } = this.picture
    const order = model ? this.picture.lanes.order() : []
    const active = selection?.goroutine ?? 0
    const from = Math.max(0, order.indexOf(active) - NEIGHBOURS)
    const near = order.slice(from, from + 2 * NEIGHBOURS + 1)
    const items = model ? near.map((g) => ({ g, text: goroutineSentence(model, g, cursor) })) : []
    fillOptions(this.parts, items, active, order.length, from + 1)
  }

  /** Says what has changed last, if the timeline has the focus. */
  speakSoon(about: 'selection' | 'cursor' | 'folds'): void {
    if (about === 'folds') this.folds = true
    else this.about = about
    clearTimeout(this.timer)
    this.timer = window.setTimeout(() => {
      this.fillList()
      if (this.hasFocus()) this.parts.live.textContent = this.sentence()
      this.folds = false
    }, PAUSE_MS)
  }

  stop(): void {
    clearTimeout(this.timer)
  }

  hasFocus(): boolean {
    const root = this.parts.list.getRootNode() as Document | ShadowRoot
    return root.activeElement === this.parts.list
  }

  /** How many goroutines have a line of their own. */
  private foldsSentence(all: number): string {
    const shown = this.picture.lanes.order().length
    if (shown === all) return 'All groups are open.'
    return `${plural(all - shown, 'goroutine is', 'goroutines are')} folded into groups, ${formatCount(shown)} shown.`
  }

  private sentence(): string {
    const { model, selection, cursor, options } = this.picture
    if (!model) return ''
    if (this.folds) return this.foldsSentence(model.goroutines)
    if (this.about === 'cursor') return cursor ? momentSentence(model, cursor, options.axis) : ''
    if (!selection) return ''
    const span = selection.span ?? (cursor ? spanAtCursor(model, selection.goroutine, cursor) : -1)
    if (span < 0) return `${goroutineSentence(model, selection.goroutine, cursor)}.`
    return `${spanSentence(model, span)}; ${spanPeriod(model, span)}.`
  }
}

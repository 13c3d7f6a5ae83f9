import { goroutineName } from '../base'
import { bookmarksToWire, nextBookmark, sameMoment, withBookmark } from './bookmarks'
import type { Cursor } from './cursor'
import { History } from './history'
import { cursorOfEvent, goroutineMoment, objectMoment, parseMoment, wakerEvent, wokenEvent } from './moments'
import { NOTHING, type PlayerState } from './player_state'
import type { SavedTexts } from './saved'
import type { Store } from './store'

/**
 * Ways through a run beyond step by step: events of what is selected, wakers and woken, moments that are typed,
 * bookmarks, and back to where one was. Each answers with a sentence when it cannot go, empty when it went.
 */
export class Navigator {
  private readonly store: Store<PlayerState>
  private readonly saved: SavedTexts
  private readonly clock: () => number
  private readonly history = new History()
  private jumping = false

  constructor(store: Store<PlayerState>, saved: SavedTexts, clock: () => number) {
    this.store = store
    this.saved = saved
    this.clock = clock
    store.listen((now, before) => this.follow(now, before))
  }

  /** The next or previous event of the selected goroutine; of main when none is selected. */
  event(by: 1 | -1): string {
    const { model, cursor, selection } = this.store.state
    if (!model) return ''
    const g = selection.g || 1
    const to = goroutineMoment(model, g, cursor, by)
    if (!to) return `${by > 0 ? 'No later' : 'No earlier'} event of ${goroutineName(g)}.`
    return this.go(to, g)
  }

  /** The next or previous event of the selected object. */
  objectEvent(by: 1 | -1): string {
    const { model, cursor, selection } = this.store.state
    if (!model) return ''
    if (selection.object === 0) return 'Choose a channel, a lock or another object first.'
    const to = objectMoment(model, selection.object, cursor, by)
    if (!to) return `${by > 0 ? 'No later' : 'No earlier'} event of this object.`
    return this.go(to, selection.g)
  }

  /** To whoever wakes, or woke, the selected goroutine. */
  waker(): string {
    const { model, cursor, selection } = this.store.state
    if (!model) return ''
    const event = wakerEvent(model, selection.g || 1, cursor)
    if (event < 0) return 'Nothing in this run wakes it.'
    const by = model.run.events.by[event] as number
    const to = this.go(cursorOfEvent(model, event), by || selection.g || 1)
    return by === 0 ? 'The clock wakes it here.' : to
  }

  /** To whom the selected goroutine wakes or starts next. */
  woken(): string {
    const { model, cursor, selection } = this.store.state
    if (!model) return ''
    const event = wokenEvent(model, selection.g || 1, cursor)
    if (event < 0) return 'It wakes nobody any more.'
    return this.go(cursorOfEvent(model, event), model.run.events.g[event] as number)
  }

  /** To the other end of an arrow: from the waker to the woken, from anywhere else to the waker. */
  alongArrow(event: number): void {
    const { model, selection } = this.store.state
    if (!model) return
    const { by, g } = model.run.events
    const to = selection.g === by[event] ? g[event] : by[event]
    this.go(cursorOfEvent(model, event), to || selection.g)
  }

  /** To a moment as the reader types it. */
  typed(text: string): string {
    const { model } = this.store.state
    if (!model) return 'Run the program first.'
    const to = parseMoment(model, text)
    return typeof to === 'string' ? to : this.go(to)
  }

  /** Where the reader was before, or after that. */
  back(by: 1 | -1): string {
    const stand = this.history.go(by)
    if (!stand) return by < 0 ? 'There is no place before this one.' : 'There is no place after this one.'
    this.store.set({ ...stand, playing: false })
    return ''
  }

  /** Puts a bookmark at the cursor, or changes the words of the one that is there. */
  mark(words: string): void {
    const { bookmarks, cursor, model } = this.store.state
    if (model) this.keep(withBookmark(bookmarks, { ...cursor, words }))
  }

  unmark(at: Cursor): void {
    this.keep(this.store.state.bookmarks.filter((b) => !sameMoment(b, at)))
  }

  bookmark(by: 1 | -1): string {
    const { bookmarks, cursor } = this.store.state
    const to = nextBookmark(bookmarks, cursor, by)
    if (to) return this.go({ timeNs: to.timeNs, step: to.step })
    return bookmarks.length === 0
      ? 'There are no bookmarks.'
      : `There is no ${by > 0 ? 'later' : 'earlier'} bookmark.`
  }

  /** A moment, and whom it is about; 0 leaves the selection. */
  go(cursor: Cursor, g = 0, object = 0): string {
    const { selection, model } = this.store.state
    if (!model) return ''
    const { steps, virtual_ns } = model.run.report
    const inside = { step: Math.min(cursor.step, steps), timeNs: Math.min(cursor.timeNs, virtual_ns) }
    const patch: Partial<PlayerState> = { cursor: inside, playing: false }
    if (g > 0 && g !== selection.g) patch.selection = { ...NOTHING, g, object: object || selection.object }
    else if (selection.span >= 0 || object > 0)
      patch.selection = { ...selection, span: -1, line: 0, object: object || selection.object }
    this.jumping = true
    this.store.set(patch)
    this.jumping = false
    return ''
  }

  private keep(bookmarks: PlayerState['bookmarks']): void {
    this.store.set({ bookmarks })
    this.saved.keepMarks(this.store.state.program.key, bookmarksToWire(bookmarks))
  }

  private follow(now: Readonly<PlayerState>, before: Readonly<PlayerState>): void {
    if (now.model !== before.model) this.history.clear()
    if (!now.model || now.playing) return
    const fresh = now.model !== before.model
    if (!fresh && now.cursor === before.cursor && now.selection === before.selection) return
    this.history.visit({ cursor: now.cursor, selection: now.selection }, this.clock(), this.jumping)
  }
}

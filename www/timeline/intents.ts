import { clamp } from '../base'
import { type AxisKind, type Cursor, cursorAt, cursorOfSpan, type RunModel } from '../state'
import { toValue } from './layout/axis'
import type { Range } from './layout/viewport'
import type { Picture } from './picture'
import type { Selection } from './scene'
import { goroutineSentence, spanSentence } from './words'

/** Where a menu was asked for, and about what. */
export interface MenuRequest {
  goroutine: number
  /** Span under the pointer, null where there is none. */
  span: number | null
  /** Source line of the span, 0 unknown. */
  line: number
  /** Object that the span waits for, 0 none. */
  object: number
  cursor: Cursor
  clientX: number
  clientY: number
}

/** What the timeline tells the page. */
export interface TimelineEvents {
  cursor?(cursor: Cursor): void
  select?(selection: Selection | null): void
  /** A sentence about what is under the pointer, null when it leaves. */
  hover?(sentence: string | null, selection: Selection | null): void
  menu?(request: MenuRequest): void
  /** A double click on a span: go to the code of this moment. */
  activate?(selection: Selection): void
  /** Enter on a lane: the state at this moment. */
  enter?(selection: Selection): void
  /** A click on an arrow: to its other end. */
  arrow?(event: number): void
  /** The reader folded or opened a group: keys of all that are folded. */
  collapse?(keys: readonly string[]): void
  /** The visible part changed. */
  range?(range: Range, axis: AxisKind): void
}

/** What the view does for hands and keys. */
export interface Mover {
  setRange(range: Range): void
  setCursor(cursor: Cursor): void
  setSelection(selection: Selection | null): void
  invalidate(): void
  /** Groups were folded or opened. */
  folded(): void
  zoomToFit(): void
  zoomBy(factor: number): void
  panBy(px: number): void
}

/** What the reader means, whether by hand or by key: it is done at once and told to the page. */
export class Intents {
  readonly picture: Picture
  readonly events: TimelineEvents
  readonly view: Mover

  constructor(view: Mover, picture: Picture, events: TimelineEvents) {
    this.view = view
    this.picture = picture
    this.events = events
  }

  openMenu(
    model: RunModel,
    goroutine: number,
    span: number | null,
    cursor: Cursor,
    clientX: number,
    clientY: number,
  ): void {
    const { line, obj } = model.run.spans
    this.events.menu?.({
      goroutine,
      span,
      line: span === null ? 0 : (line[span] as number),
      object: span === null ? 0 : (obj[span] as number),
      cursor,
      clientX,
      clientY,
    })
  }

  /** The moment of a click: an instant is its own step, else the place on the axis. */
  cursorOn(model: RunModel, span: number | null, value: number): Cursor {
    if (span === null) return cursorAt(model, this.axis(), value)
    const { start, end } = model.columns(this.axis())
    const from = start[span] as number
    const instant = this.axis() === 'time' && (end[span] as number) === from
    if (instant) return cursorOfSpan(model, span)
    return cursorAt(model, this.axis(), Math.max(value, from))
  }

  sentenceOf(model: RunModel, { goroutine, span }: Selection): string {
    return span === undefined
      ? goroutineSentence(model, goroutine, this.picture.cursor)
      : spanSentence(model, span)
  }

  moveCursor(cursor: Cursor): void {
    this.view.setCursor(cursor)
    this.events.cursor?.(cursor)
  }

  choose(selection: Selection | null): void {
    this.view.setSelection(selection)
    this.events.select?.(selection)
  }

  /** Folds a group to its row, or opens it. */
  toggleGroup(group: number): void {
    if (group < 0) return
    this.picture.lanes.toggle(group)
    this.tellCollapsed()
  }

  /** Folds all groups, or opens all when one is folded. */
  toggleAllGroups(): void {
    const { options } = this.picture
    this.picture.lanes.fold(options.collapsed.length > 0 ? [] : this.picture.lanes.groupKeys())
    this.tellCollapsed()
  }

  private tellCollapsed(): void {
    this.events.collapse?.(this.picture.options.collapsed)
    this.view.folded()
  }

  axis(): AxisKind {
    return this.picture.options.axis
  }

  /** Value under a pixel, inside the plot. */
  valueAt(x: number): number {
    const view = this.picture.plot.viewport()
    return toValue(view, clamp(x, view.left, view.right))
  }
}

export function selectionOf(model: RunModel, goroutine: number, span: number | null): Selection {
  return span === null ? { goroutine } : { goroutine, span, object: model.run.spans.obj[span] as number }
}

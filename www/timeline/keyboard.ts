import { clamp } from '../base'
import { axisValue, type Cursor, cursorAtStep, type RunModel, spanAtCursor, stepBy } from '../state'
import { type Intents, type Mover, selectionOf } from './intents'
import { toX } from './layout/axis'
import { showsInstant } from './layout/detail'
import type { Picture } from './picture'
import { type KeyAction, keyAction } from './view_keys'

const START: Cursor = { timeNs: 0, step: 0 }

/** What keys mean on the timeline. */
export class Keyboard {
  private readonly means: Intents
  private readonly picture: Picture
  private readonly view: Mover
  /** Where the timeline stands in the window, for a menu opened by key. */
  private readonly root: HTMLElement

  constructor(means: Intents, root: HTMLElement) {
    this.means = means
    this.picture = means.picture
    this.view = means.view
    this.root = root
  }

  /** Does what a key means; keys that mean nothing here are left to the page. */
  press(event: KeyboardEvent): void {
    const action = keyAction(event)
    const { model } = this.picture
    if (!action || !model) return
    event.preventDefault()
    event.stopPropagation()
    this.act(model, action)
  }

  private act(model: RunModel, action: KeyAction): void {
    switch (action.kind) {
      case 'zoom':
        this.view.zoomBy(action.factor)
        break
      case 'pan':
        this.view.panBy(action.share * this.picture.plot.width())
        break
      case 'thicken':
        this.picture.lanes.thicken(action.factor)
        this.view.invalidate()
        break
      case 'fit':
        this.view.zoomToFit()
        break
      case 'step':
        this.means.moveCursor(stepBy(model, this.picture.cursor ?? START, action.by))
        break
      case 'edge':
        this.means.moveCursor(
          action.end
            ? { timeNs: model.run.report.virtual_ns, step: model.run.report.steps }
            : cursorAtStep(model, 0),
        )
        break
      case 'lane':
        this.chooseLane(model, action.by)
        break
      case 'span':
        this.chooseSpan(model, action.by)
        break
      case 'activate':
        if (this.picture.selection) this.means.events.enter?.(this.picture.selection)
        break
      case 'clear':
        this.means.choose(null)
        break
      case 'group':
        if (action.all) this.means.toggleAllGroups()
        else this.means.toggleGroup(this.picture.lanes.groupOf(this.picture.selection?.goroutine ?? 0))
        break
      case 'menu':
        this.menuByKey(model)
        break
    }
  }

  private chooseLane(model: RunModel, by: number): void {
    const order = this.picture.lanes.order()
    const { selection, cursor } = this.picture
    const at = selection ? order.indexOf(selection.goroutine) : by > 0 ? -1 : order.length
    const g = order[clamp(at + by, 0, order.length - 1)]
    if (g === undefined) return
    const span = cursor ? spanAtCursor(model, g, cursor) : -1
    this.means.choose(selectionOf(model, g, span >= 0 ? span : null))
  }

  private chooseSpan(model: RunModel, by: number): void {
    const { selection, cursor } = this.picture
    const g = selection?.goroutine ?? 1
    const from = model.spansFrom(g)
    const to = model.spansEnd(g)
    if (to <= from) return
    const current = selection?.span ?? (cursor ? spanAtCursor(model, g, cursor) : -1)
    const next = this.shownSpan(model, current < 0 ? (by > 0 ? from : to - 1) : current + by, by, from, to)
    if (next < 0) return
    this.means.moveCursor(
      this.means.cursorOn(model, next, model.columns(this.means.axis()).start[next] as number),
    )
    this.means.choose(selectionOf(model, g, next))
  }

  /** The first span from `at` on that is drawn on this axis, -1 if there is none. */
  private shownSpan(model: RunModel, at: number, by: number, from: number, to: number): number {
    const { start, end } = model.columns(this.means.axis())
    for (let span = at; span >= from && span < to; span += by) {
      if ((end[span] as number) > (start[span] as number)) return span
      if (showsInstant(model.run.spans.state[span] as number)) return span
    }
    return -1
  }

  private menuByKey(model: RunModel): void {
    const g = this.picture.selection?.goroutine ?? 1
    const cursor = this.picture.cursor ?? START
    const span = this.picture.selection?.span ?? spanAtCursor(model, g, cursor)
    const box = this.root.getBoundingClientRect()
    const lane = this.picture.lanes.box(g)
    const view = this.picture.plot.viewport()
    const x = clamp(toX(view, axisValue(cursor, this.means.axis())), view.left, view.right - 8)
    const y = clamp(lane ? lane.y + lane.height : 40, 0, this.picture.height)
    this.means.openMenu(model, g, span >= 0 ? span : null, cursor, box.left + x, box.top + y)
  }
}

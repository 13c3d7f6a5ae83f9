import { type Cursor, spanAtCursor } from '../state'
import { choicesAt, momentOf } from '../state/break_places'
import type { Player } from '../state/player'
import type { Editor } from './editor'
import { type BreakPlace, type FaultMenu, fitsOn, type Wanted } from './fault_menu'
import { breakPlace, type Stage } from './stage'

/** Where faults go: onto the selected span or line by the menu, or wherever the reader drags one. */
export class FaultDrop {
  private readonly player: Player
  private readonly stage: Stage
  private readonly editor: Editor
  private readonly menu: FaultMenu
  private readonly say: (words: string) => void
  /** The fault that is dragged. */
  private dragged: Wanted | null = null

  constructor(player: Player, stage: Stage, editor: Editor, menu: FaultMenu, say: (words: string) => void) {
    this.player = player
    this.stage = stage
    this.editor = editor
    this.menu = menu
    this.say = say
  }

  /** The menu for what is selected: a span, else the line of the text cursor, else the whole program. */
  atSelection(anchor: HTMLElement, wanted: Wanted | null = null): void {
    const { model, selection, cursor } = this.player.state
    if (!model) return
    const box = anchor.getBoundingClientRect()
    const [x, y] = [box.left, box.bottom + 4]
    if (selection.g > 0) {
      const span = selection.span >= 0 ? selection.span : spanAtCursor(model, selection.g, cursor)
      const line = span >= 0 ? (model.run.spans.line[span] ?? 0) : 0
      if (this.menu.open(breakPlace(model, selection.g, span, line), x, y, wanted)) return
    }
    if (this.menu.open({ line: this.editor.line, goroutine: 0, nth: 0 }, x, y, wanted)) return
    if (!this.menu.open({ line: 0, goroutine: 0, nth: 0 }, x, y, wanted))
      this.say(wanted ? 'This program has no place for that.' : 'Nothing here can break: no call was made.')
  }

  /** A fault is dragged there: what can take it stays at full strength. Null: it is dragged no longer. */
  over(wanted: Wanted | null, x: number, y: number): boolean {
    const { timeline } = this.stage
    const { model } = this.player.state
    if (!wanted || !model) {
      timeline.setTakes(null)
      timeline.hover(null)
      this.editor.setTakes(null)
      this.dragged = null
      return false
    }
    if (this.dragged !== wanted) {
      this.dragged = wanted
      const lines = new Map<number, boolean>()
      const fits = (line: number) => {
        const place = { line, goroutine: 0, nth: 0 }
        const { cursor } = this.player.state
        const when = momentOf(model, place, cursor.timeNs) ?? cursor
        const known = lines.get(line) ?? this.takes(wanted, place, when)
        lines.set(line, known)
        return known
      }
      timeline.setTakes((_, span) => fits(model.run.spans.line[span] ?? 0))
      this.editor.setTakes(fits)
    }
    timeline.hover(timeline.placeAt(x, y))
    const under = this.placeUnder(x, y)
    return under !== null && this.takes(wanted, under.place, under.cursor)
  }

  /** A fault is let go there: the run goes back to that moment, and the menu says what would become of it. */
  drop(wanted: Wanted, x: number, y: number): void {
    const under = this.placeUnder(x, y)
    if (!under) return
    const now = this.player.state.cursor
    this.player.moves.play(false)
    this.player.moves.to(under.cursor)
    if (this.menu.open(under.place, x + 12, y + 12, wanted)) return
    this.player.moves.to(now)
    this.say('This cannot happen there.')
  }

  /** What a fault that is let go there would fall on, a span, a lane or a line, and when; null for none of them. */
  private placeUnder(x: number, y: number): { place: BreakPlace; cursor: Cursor } | null {
    const { model, cursor } = this.player.state
    if (!model) return null
    const at = this.stage.timeline.placeAt(x, y)
    const line = at ? (model.run.spans.line[at.span] ?? 0) : this.editor.lineUnder(x, y)
    if (!at && line <= 0) return null
    const place = at ? breakPlace(model, at.goroutine, at.span, line) : { line, goroutine: 0, nth: 0 }
    return { place, cursor: at?.cursor ?? momentOf(model, place, cursor.timeNs) ?? cursor }
  }

  private takes(wanted: Wanted, place: BreakPlace, cursor: Cursor): boolean {
    const { model } = this.player.state
    if (!model) return false
    const choices = choicesAt(model.run, place, cursor.timeNs)
    const here = choices.filter((c) => c.line === place.line || c.line === 0)
    return here.some((c) => fitsOn(wanted, c))
  }
}

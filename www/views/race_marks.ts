import { type EditorState, type Extension, StateEffect, StateField } from '@codemirror/state'
import { Decoration, type DecorationSet, EditorView, WidgetType } from '@codemirror/view'
import type { Race } from '../engine/types'
import { button } from './dom'

/** Tells an editor which races the shown run has. */
export const setRaces = StateEffect.define<readonly Race[]>()

/** At the end of each line of a race: with which line it races, and a way there. */
export function raceMarks(onLine: (line: number) => void): Extension {
  return StateField.define<DecorationSet>({
    create: () => Decoration.none,
    update(set, transaction) {
      for (const e of transaction.effects)
        if (e.is(setRaces)) return raceSet(transaction.state, e.value, onLine)
      return transaction.docChanged ? set.map(transaction.changes) : set
    },
    provide: (field) => EditorView.decorations.from(field),
  })
}

function raceSet(state: EditorState, races: readonly Race[], onLine: (line: number) => void): DecorationSet {
  const others = new Map<number, Set<number>>()
  const add = (line: number, other: number) => {
    if (line < 1 || line > state.doc.lines) return
    others.set(line, (others.get(line) ?? new Set()).add(other))
  }
  for (const { earlier, later } of races) {
    add(earlier.line, later.line)
    add(later.line, earlier.line)
  }
  const widgets = [...others].flatMap(([line, set]) =>
    [...set].map((other) =>
      Decoration.widget({ widget: new RaceWidget(line, other, onLine), side: 1 }).range(
        state.doc.line(line).to,
      ),
    ),
  )
  return Decoration.set(widgets, true)
}

class RaceWidget extends WidgetType {
  private readonly line: number
  private readonly other: number
  private readonly onLine: (line: number) => void

  constructor(line: number, other: number, onLine: (line: number) => void) {
    super()
    this.line = line
    this.other = other
    this.onLine = onLine
  }

  override eq(widget: RaceWidget): boolean {
    return widget.line === this.line && widget.other === this.other
  }

  toDOM(): HTMLElement {
    const { line, other } = this
    const words =
      other === line ? 'races with itself' : `${other < line ? '↑' : '↓'} races with line ${other}`
    return button({ class: 'pill race', text: words, title: 'A data race' }, () => this.onLine(other))
  }

  override ignoreEvent(): boolean {
    return true
  }
}

import { closeBrackets, closeBracketsKeymap } from '@codemirror/autocomplete'
import {
  defaultKeymap,
  history,
  historyKeymap,
  indentWithTab,
  toggleTabFocusMode,
} from '@codemirror/commands'
import { go } from '@codemirror/lang-go'
import {
  bracketMatching,
  codeFolding,
  ensureSyntaxTree,
  foldable,
  foldEffect,
  foldedRanges,
  foldKeymap,
  HighlightStyle,
  indentOnInput,
  indentUnit,
  syntaxHighlighting,
  unfoldAll,
} from '@codemirror/language'
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search'
import { Compartment, EditorState, Prec } from '@codemirror/state'
import { drawSelection, EditorView, keymap, lineNumbers } from '@codemirror/view'
import { tags } from '@lezer/highlight'
import { type Marks, marks, showFresh, showMarks, showTakes } from './editor_marks'
import { type ForgetView, forgettings, showForgettings } from './forget_marks'

/** Three inks only: keyword, string, comment. */
const inks = HighlightStyle.define([
  { tag: [tags.keyword, tags.bool, tags.null], class: 'ink-keyword' },
  { tag: [tags.string, tags.character], class: 'ink-string' },
  { tag: tags.comment, class: 'ink-comment' },
  // A pointer's star is a kind of keyword to the grammar; to a reader it is plain.
  { tag: tags.modifier, class: 'ink-plain' },
])

export interface EditorIntents {
  edit(text: string): void
  run(): void
  mend(fault: string): void
  /** Shows a run of the atlas alone, or takes it back. */
  tried(fault: string): void
  /** The reader asks what can break on a line; the place is in pixels of the window. True when there is something. */
  breakLine(line: number, x: number, y: number): boolean
  /** The reader points at a line. */
  lineChosen(line: number): void
  /** A press on the other line of a race. */
  otherLine(line: number): void
  /** The reader points at the goroutines that stand on a line in a state. */
  standingChosen(line: number, state: number): void
}

/** The code: CodeMirror with Go's grammar, in a shadow root. */
export class Editor {
  readonly view: EditorView
  private shown: Marks | null = null
  private readonly attributes = new Compartment()
  private readonly tabSize = new Compartment()
  private readonly intents: EditorIntents
  /** Our own changes are not the reader's. */
  private setting = false

  constructor(root: ShadowRoot, text: string, intents: EditorIntents) {
    this.intents = intents
    this.view = new EditorView({
      root,
      state: EditorState.create({ doc: text, extensions: this.extensions() }),
    })
    this.foldImports()
  }

  get text(): string {
    return this.view.state.doc.toString()
  }

  /** Shows another text: a program that was opened, or restored. The reader's own typing is left alone. */
  setText(text: string): void {
    if (text === this.text) return
    this.setting = true
    this.view.dispatch({ changes: { from: 0, to: this.view.state.doc.length, insert: text } })
    this.setting = false
    this.shown = null
    this.foldImports()
  }

  /** A program opens with its list of imports folded to one line: it says little and takes much room. */
  private foldImports(): void {
    const { state } = this.view
    ensureSyntaxTree(state, Math.min(state.doc.length, 4_000), 50)
    for (let n = 1; n <= Math.min(state.doc.lines, 40); n++) {
      const line = state.doc.line(n)
      if (!/^import \($/.test(line.text)) continue
      const range = foldable(state, line.from, line.to)
      if (range) this.view.dispatch({ effects: foldEffect.of(range) })
      return
    }
  }

  /** Nothing that the reader must see stays folded. */
  private unfoldFor(lines: readonly number[]): void {
    const { state } = this.view
    let hidden = false
    foldedRanges(state).between(0, state.doc.length, (from, to) => {
      const [first, last] = [state.doc.lineAt(from).number, state.doc.lineAt(to).number]
      if (lines.some((line) => line > first && line <= last)) hidden = true
    })
    if (hidden) unfoldAll(this.view)
  }

  setLabel(file: string): void {
    const label = `Go program ${file}. Escape, then Tab, leaves it.`
    this.view.dispatch({
      effects: this.attributes.reconfigure(
        EditorView.contentAttributes.of({ 'aria-label': label, tabindex: '0' }),
      ),
    })
  }

  /** Columns of a tab: fewer on a slide, where lines are short. */
  setTabSize(columns: number): void {
    if (columns === this.view.state.tabSize) return
    this.view.dispatch({ effects: this.tabSize.reconfigure(EditorState.tabSize.of(columns)) })
  }

  setMarks(next: Marks): void {
    if (next.diagnostics.length > 0 && next.diagnostics !== this.shown?.diagnostics)
      this.unfoldFor(next.diagnostics.map((d) => d.line))
    const scrolls = next.current > 0 && next.current !== this.shown?.current
    showMarks(this.view, next, this.shown)
    this.shown = next
    if (scrolls && !this.view.hasFocus) this.reveal(next.current)
  }

  /** What can be forgotten, and what faults do by line; none outside the Break it mode. */
  setForgettings(next: ForgetView): void {
    showForgettings(this.view, next)
  }

  /** Scrolls as little as needed. */
  reveal(line: number): void {
    const { doc } = this.view.state
    if (line < 1 || line > doc.lines) return
    this.view.dispatch({
      effects: EditorView.scrollIntoView(doc.line(line).from, { y: 'nearest', yMargin: 17 }),
    })
  }

  /** Puts the text cursor on a line and the focus into the code. */
  goTo(line: number): void {
    const { doc } = this.view.state
    if (line < 1 || line > doc.lines) return
    this.view.dispatch({ selection: { anchor: doc.line(line).from }, scrollIntoView: true })
    this.view.focus()
  }

  /** The line of the text cursor. */
  get line(): number {
    const { doc, selection } = this.view.state
    return doc.lineAt(selection.main.head).number
  }

  /** The line under a place of the window, 0 none. */
  lineUnder(x: number, y: number): number {
    const box = this.view.scrollDOM.getBoundingClientRect()
    if (x < box.left || x > box.right || y < box.top || y > box.bottom) return 0
    const { doc } = this.view.state
    return doc.lineAt(this.view.posAtCoords({ x, y }, false)).number
  }

  /** While a fault is dragged: lines that cannot take it are pale. */
  setTakes(takes: ((line: number) => boolean) | null): void {
    showTakes(this.view, takes)
  }

  /** Two texts are compared: lines that only this one has. */
  setFresh(lines: readonly number[]): void {
    showFresh(this.view, lines)
  }

  destroy(): void {
    this.view.destroy()
  }

  private extensions() {
    const run = () => {
      this.intents.run()
      return true
    }
    const breakHere = (view: EditorView) => {
      const at = view.coordsAtPos(view.state.selection.main.head)
      return this.intents.breakLine(this.line, at?.left ?? 0, at?.bottom ?? 0)
    }
    return [
      Prec.high(
        keymap.of([
          { key: 'Shift-Enter', run },
          { key: 'Mod-Enter', run },
          { key: 'Shift-F10', run: breakHere },
          { key: 'ContextMenu', run: breakHere },
          { key: 'Ctrl-m', run: toggleTabFocusMode },
        ]),
      ),
      marks(
        (fault) => this.intents.mend(fault),
        (line, state) => this.intents.standingChosen(line, state),
        (line) => this.intents.otherLine(line),
      ),
      forgettings({ toggle: (fault) => this.intents.tried(fault) }),
      lineNumbers(),
      history(),
      codeFolding(),
      drawSelection(),
      indentOnInput(),
      bracketMatching(),
      closeBrackets(),
      highlightSelectionMatches(),
      search({ top: true }),
      go(),
      syntaxHighlighting(inks),
      indentUnit.of('\t'),
      this.tabSize.of(EditorState.tabSize.of(4)),
      this.attributes.of([]),
      keymap.of([
        ...closeBracketsKeymap,
        ...defaultKeymap,
        ...searchKeymap,
        ...historyKeymap,
        ...foldKeymap,
        indentWithTab,
      ]),
      EditorView.updateListener.of((update) => {
        if (update.docChanged && !this.setting) this.intents.edit(this.text)
      }),
      EditorView.domEventHandlers({
        contextmenu: (event, view) => {
          const line = lineAt(view, event)
          if (event.shiftKey || line === 0 || !this.intents.breakLine(line, event.clientX, event.clientY))
            return false
          event.preventDefault()
          return true
        },
        mousedown: (event, view) => {
          const line = lineAt(view, event)
          if (event.button === 0 && line > 0) this.intents.lineChosen(line)
          return false
        },
      }),
    ]
  }
}

function lineAt(view: EditorView, event: MouseEvent): number {
  const at = view.posAtCoords({ x: event.clientX, y: event.clientY }, false)
  return view.state.doc.lineAt(at).number
}

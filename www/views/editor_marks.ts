import {
  type EditorState,
  type Extension,
  RangeSet,
  RangeSetBuilder,
  StateEffect,
  StateField,
  type Text,
} from '@codemirror/state'
import {
  Decoration,
  type DecorationSet,
  EditorView,
  GutterMarker,
  gutter,
  gutterLineClass,
  WidgetType,
} from '@codemirror/view'
import type { Diagnostic, Race } from '../engine/types'
import { faultWords } from '../state/faults'
import type { LineStand } from '../timeline'
import { chip } from './chip'
import { button, h } from './dom'
import { icon } from './icons'
import { raceMarks, setRaces } from './race_marks'

/** Everything that stands in the code without being code. All of it moves with the text until it is set anew. */
export interface Marks {
  diagnostics: readonly Diagnostic[]
  /** Who stands where at the cursor, by line. */
  standing: ReadonlyMap<number, readonly LineStand[]>
  faults: readonly { text: string; line: number }[]
  /** Of the shown run. */
  races: readonly Race[]
  /** Line of the selected moment, 0 none. */
  current: number
}

const setDiagnostics = StateEffect.define<readonly Diagnostic[]>()
const setStanding = StateEffect.define<Marks['standing']>()
const setFaults = StateEffect.define<Marks['faults']>()
const setCurrent = StateEffect.define<number>()

/** Tells an editor its marks; parts that are the same array as before cost nothing. */
export function showMarks(view: EditorView, now: Marks, before: Marks | null): void {
  const effects: StateEffect<unknown>[] = []
  if (now.diagnostics !== before?.diagnostics) effects.push(setDiagnostics.of(now.diagnostics))
  if (now.standing !== before?.standing) effects.push(setStanding.of(now.standing))
  if (now.faults !== before?.faults) effects.push(setFaults.of(now.faults))
  if (now.races !== before?.races) effects.push(setRaces.of(now.races))
  if (now.current !== before?.current) effects.push(setCurrent.of(now.current))
  if (effects.length > 0) view.dispatch({ effects })
}

/**
 * The extension; `onMend` takes a fault back, `onStanding` is told of a press on a chip in the gutter, `onLine` of
 * one on the other line of a race.
 */
export function marks(
  onMend: (fault: string) => void,
  onStanding: (line: number, state: number) => void,
  onLine: (line: number) => void,
): Extension {
  return [
    diagnosticField,
    standingGutter(onStanding),
    faultField(onMend),
    raceMarks(onLine),
    currentField,
    paleField,
    freshField,
  ]
}

const lineStart = (doc: Text, line: number) => doc.line(Math.min(Math.max(line, 1), doc.lines)).from

/** A field of decorations that one effect sets and edits move. */
function decorations<T>(
  effect: ReturnType<typeof StateEffect.define<T>>,
  make: (state: EditorState, value: T) => DecorationSet,
) {
  return StateField.define<DecorationSet>({
    create: () => Decoration.none,
    update(set, transaction) {
      for (const e of transaction.effects) if (e.is(effect)) return make(transaction.state, e.value)
      return transaction.docChanged ? set.map(transaction.changes) : set
    },
    provide: (field) => EditorView.decorations.from(field),
  })
}

class MessageWidget extends WidgetType {
  private readonly messages: readonly string[]

  constructor(messages: readonly string[]) {
    super()
    this.messages = messages
  }

  override eq(other: MessageWidget): boolean {
    return other.messages.join('\n') === this.messages.join('\n')
  }

  toDOM(): HTMLElement {
    return h('div', { class: 'cm-problem' }, ...this.messages.map((m) => h('div', {}, m)))
  }
}

const squiggle = Decoration.mark({ class: 'cm-squiggle' })
const problemLine = Decoration.line({ class: 'cm-problem-line' })

const diagnosticField = decorations<readonly Diagnostic[]>(setDiagnostics, (state, list) => {
  const { doc } = state
  const byLine = new Map<number, Diagnostic[]>()
  for (const d of list) {
    const line = Math.min(Math.max(d.line, 1), doc.lines)
    byLine.set(line, [...(byLine.get(line) ?? []), d])
  }
  const found = []
  for (const [number, problems] of byLine) {
    const line = doc.line(number)
    found.push(problemLine.range(line.from))
    for (const { from, to } of problems) {
      const start = Math.min(Math.max(from, line.from), line.to)
      const end = Math.min(Math.max(to, start + 1), line.to)
      if (end > start) found.push(squiggle.range(start, end))
    }
    const widget = new MessageWidget(problems.map((p) => p.message))
    found.push(Decoration.widget({ widget, block: true, side: 1 }).range(line.to))
  }
  return Decoration.set(found, true)
})

class StandingMarker extends GutterMarker {
  private readonly states: readonly LineStand[]

  constructor(states: readonly LineStand[]) {
    super()
    this.states = states
  }

  override eq(other: StandingMarker): boolean {
    return JSON.stringify(other.states) === JSON.stringify(this.states)
  }

  /** At most two chips, the most severe first, then how many more states there are. */
  override toDOM(): HTMLElement {
    const chips = this.states.slice(0, 2).map(({ state, count }) => {
      const element = chip(state, count)
      element.dataset['state'] = String(state)
      return element
    })
    const more = this.states.length - 2
    return h('span', { class: 'chips' }, ...chips, more > 0 ? `+${more}` : null)
  }
}

const standingField = StateField.define<RangeSet<GutterMarker>>({
  create: () => RangeSet.empty,
  update(set, transaction) {
    for (const e of transaction.effects)
      if (e.is(setStanding)) return standingSet(transaction.state.doc, e.value)
    return transaction.docChanged ? set.map(transaction.changes) : set
  },
})

function standingSet(doc: Text, byLine: Marks['standing']): RangeSet<GutterMarker> {
  const builder = new RangeSetBuilder<GutterMarker>()
  for (const [line, states] of [...byLine].sort(([a], [b]) => a - b)) {
    if (line > doc.lines) continue
    const at = lineStart(doc, line)
    builder.add(at, at, new StandingMarker(states))
  }
  return builder.finish()
}

const standingGutter = (onStanding: (line: number, state: number) => void): Extension => [
  standingField,
  gutter({
    class: 'cm-standing',
    markers: (view) => view.state.field(standingField),
    renderEmptyElements: false,
    domEventHandlers: {
      mousedown(view, block, event) {
        const pressed = (event.target as Element).closest<HTMLElement>('[data-state]')
        if (!pressed) return false
        onStanding(view.state.doc.lineAt(block.from).number, Number(pressed.dataset['state']))
        return true
      },
    },
  }),
]

class FaultWidget extends WidgetType {
  private readonly fault: string
  private readonly onMend: (fault: string) => void

  constructor(fault: string, onMend: (fault: string) => void) {
    super()
    this.fault = fault
    this.onMend = onMend
  }

  override eq(other: FaultWidget): boolean {
    return other.fault === this.fault
  }

  toDOM(): HTMLElement {
    const words = faultWords(this.fault)
    return button(
      { class: 'pill', icon: icon('bolt', 10), text: words, label: `Remove this fault: ${words}` },
      () => this.onMend(this.fault),
    )
  }

  override ignoreEvent(): boolean {
    return true
  }
}

const faultField = (onMend: (fault: string) => void) =>
  decorations<Marks['faults']>(setFaults, (state, list) =>
    Decoration.set(
      list
        .filter(({ line }) => line >= 1 && line <= state.doc.lines)
        .map(({ text, line }) =>
          Decoration.widget({ widget: new FaultWidget(text, onMend), side: 1 }).range(
            state.doc.line(line).to,
          ),
        ),
      true,
    ),
  )

const currentLine = Decoration.line({ class: 'cm-current', attributes: { 'aria-current': 'step' } })
const currentGutter = new (class extends GutterMarker {
  override elementClass = 'cm-current-gutter'
})()

const currentField: Extension = (() => {
  const field = decorations<number>(setCurrent, ({ doc }, line) =>
    line < 1 || line > doc.lines
      ? Decoration.none
      : Decoration.set([currentLine.range(lineStart(doc, line))]),
  )
  const lineClass = gutterLineClass.compute([field], (state) => {
    const at = state.field(field).iter()
    return at.value ? RangeSet.of([currentGutter.range(at.from)]) : RangeSet.empty
  })
  return [field, lineClass]
})()

const setPale = StateEffect.define<readonly number[]>()
const pale = Decoration.line({ class: 'cm-pale' })

/** Pales the lines that a dragged fault cannot fall on; null ends it. */
export function showTakes(view: EditorView, takes: ((line: number) => boolean) | null): void {
  const lines = takes
    ? Array.from({ length: view.state.doc.lines }, (_, i) => i + 1).filter((line) => !takes(line))
    : []
  view.dispatch({ effects: setPale.of(lines) })
}

const paleField = decorations<readonly number[]>(setPale, ({ doc }, lines) =>
  Decoration.set(lines.map((line) => pale.range(lineStart(doc, line)))),
)

const setFresh = StateEffect.define<readonly number[]>()
const fresh = Decoration.line({ class: 'cm-fresh' })

/** Lines that the run beside this one does not have. */
export function showFresh(view: EditorView, lines: readonly number[]): void {
  view.dispatch({ effects: setFresh.of(lines) })
}

const freshField = decorations<readonly number[]>(setFresh, ({ doc }, lines) =>
  Decoration.set(lines.map((line) => fresh.range(lineStart(doc, line)))),
)

import {
  type EditorState,
  type Extension,
  type Range,
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
  WidgetType,
} from '@codemirror/view'
import type { AtlasReport, Effect, Forgetting } from '../engine/atlas'
import { type Cell, EFFECT_WORDS, effectsByLine, forgetShort } from '../state/atlas_view'
import { button, h, setAttributes } from './dom'
import { effectMark } from './effect_mark'

/** What the code shows of an atlas. */
export interface ForgetView {
  atlas: AtlasReport | null
  /** The faults of the shown run. */
  faults: readonly string[]
}

interface ForgetIntents {
  /** Applies a fault alone, or takes it back. */
  toggle(fault: string): void
}

/** Most cells of a line in the gutter. */
const MOST_CELLS = 9
/** From so many columns on a line's pills show their marks only. */
const TIGHT = 44

interface Shown {
  atlas: AtlasReport | null
  faults: readonly string[]
  /** The forgetting under the pointer or with the focus. */
  open: string
}

const NOTHING: Shown = { atlas: null, faults: [], open: '' }
const setView = StateEffect.define<ForgetView>()
const setOpen = StateEffect.define<string>()

/** Tells the editor what can be forgotten; equal parts cost nothing. */
export function showForgettings(view: EditorView, next: ForgetView): void {
  const { atlas, faults } = view.state.field(shownField)
  if (next.atlas !== atlas || next.faults !== faults) view.dispatch({ effects: setView.of(next) })
}

const shownField = StateField.define<Shown>({
  create: () => NOTHING,
  update(shown, transaction) {
    let next = transaction.docChanged ? { ...NOTHING, faults: shown.faults } : shown
    for (const e of transaction.effects) {
      if (e.is(setView)) next = { ...next, ...e.value }
      if (e.is(setOpen)) next = { ...next, open: e.value }
    }
    return next
  },
})

class PillsWidget extends WidgetType {
  private readonly list: readonly Forgetting[]
  private readonly effects: ReadonlyMap<string, Effect>
  private readonly pressed: readonly string[]
  private readonly tight: boolean
  private readonly intents: ForgetIntents

  constructor(
    list: readonly Forgetting[],
    effects: ReadonlyMap<string, Effect>,
    pressed: readonly string[],
    tight: boolean,
    intents: ForgetIntents,
  ) {
    super()
    this.list = list
    this.effects = effects
    this.pressed = pressed
    this.tight = tight
    this.intents = intents
  }

  private get key(): string {
    const pill = (f: Forgetting) =>
      `${f.fault} ${this.effects.get(f.fault)} ${this.pressed.includes(f.fault)}`
    return this.list.map(pill).join('\n') + this.tight
  }

  override eq(other: PillsWidget): boolean {
    return other.key === this.key
  }

  override toDOM(view: EditorView): HTMLElement {
    const pills = this.list.map((f) => this.pill(f, view))
    return this.dressed(h('span', {}, ...pills))
  }

  /** The same pills in another state stay, and with them the focus. */
  override updateDOM(dom: HTMLElement): boolean {
    const shown = [...dom.children].map((pill) => (pill as HTMLElement).dataset['fault'])
    if (shown.join('\n') !== this.list.map((f) => f.fault).join('\n')) return false
    this.dressed(dom)
    return true
  }

  private dressed(dom: HTMLElement): HTMLElement {
    dom.className = `forgets${this.tight ? ' tight' : ''}`
    this.list.forEach((f, i) => {
      const pill = dom.children[i]
      if (pill instanceof HTMLElement) this.dress(pill, f)
    })
    return dom
  }

  private dress(pill: HTMLElement, f: Forgetting): void {
    const effect = this.effects.get(f.fault)
    const on = this.pressed.includes(f.fault)
    const words = effect ? `: ${EFFECT_WORDS[effect]}` : ''
    // what is written on it is part of its name
    const short = forgetShort(f.kind)
    const name = f.name.includes(short) ? f.name : short
    const label = on ? `Take back: forgotten ${name}${words}` : `Forget ${name}${words}`
    setAttributes(pill, { 'aria-label': label, title: label, 'aria-pressed': String(on) })
    pill.querySelector('.mark')?.remove()
    if (effect) pill.append(effectMark(effect))
  }

  private pill(f: Forgetting, view: EditorView): HTMLElement {
    const pill = button({ class: 'forget', text: forgetShort(f.kind) }, () => this.intents.toggle(f.fault))
    pill.dataset['fault'] = f.fault
    // Not at once: the pointer may leave because the pill is being replaced, which is in the midst of an update.
    const open = (fault: string) => () =>
      setTimeout(() => {
        if (view.dom.isConnected && view.state.field(shownField).open !== fault)
          view.dispatch({ effects: setOpen.of(fault) })
      })
    pill.addEventListener('pointerenter', open(f.fault))
    pill.addEventListener('pointerleave', open(''))
    pill.addEventListener('focus', open(f.fault))
    pill.addEventListener('blur', open(''))
    return pill
  }

  override ignoreEvent(): boolean {
    return true
  }
}

class DiffWidget extends WidgetType {
  private readonly added: readonly string[]
  private readonly words: string
  private readonly severe: boolean

  constructor(added: readonly string[], words: string, severe: boolean) {
    super()
    this.added = added
    this.words = words
    this.severe = severe
  }

  override eq(other: DiffWidget): boolean {
    return other.words === this.words && other.added.join('\n') === this.added.join('\n')
  }

  override toDOM(): HTMLElement {
    return h(
      'div',
      { class: 'cm-forgotten-below' },
      ...this.added.map((text) => h('div', { class: 'cm-added' }, text)),
      this.words
        ? h('div', { class: `cm-forgotten-words${this.severe ? ' severe' : ''}` }, this.words)
        : null,
    )
  }
}

const minus = Decoration.line({ class: 'cm-forgotten' })

/** The diffs of what is open, else of what is applied. */
function diffs(state: EditorState): DecorationSet {
  const { atlas, faults, open } = state.field(shownField)
  if (!atlas) return Decoration.none
  const shown = atlas.forgettings.filter((f) => (open === '' ? faults.includes(f.fault) : f.fault === open))
  return Decoration.set(
    shown.flatMap((f) => diff(state.doc, f, atlas)),
    true,
  )
}

/** Lines that go on red ground, below them what stands there instead, and at the last what follows. */
function diff(doc: Text, f: Forgetting, atlas: AtlasReport): Range<Decoration>[] {
  const run = atlas.runs.find((r) => r.fault === f.fault)
  const words = run ? `${capital(EFFECT_WORDS[run.effect])}. ${run.message}` : ''
  const severe = run !== undefined && ['leak', 'deadlock', 'crash'].includes(run.effect)
  const home = f.diff.some((d) => d.line === f.line) ? f.line : f.diff.at(-1)?.line
  const found: Range<Decoration>[] = []
  for (const { line, old, new: now } of f.diff.filter((d) => d.line >= 1 && d.line <= doc.lines)) {
    const at = doc.line(line)
    if (old.trim() !== '') found.push(minus.range(at.from))
    const added = now.trim() === '' ? [] : [now]
    if (added.length === 0 && line !== home) continue
    const widget = new DiffWidget(added, line === home ? words : '', severe)
    found.push(Decoration.widget({ widget, block: true, side: 2 }).range(at.to))
  }
  return found
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

function pills(state: EditorState, intents: ForgetIntents): DecorationSet {
  const { atlas, faults } = state.field(shownField)
  const effects = new Map((atlas?.runs ?? []).map((r) => [r.fault, r.effect]))
  const byLine = new Map<number, Forgetting[]>()
  for (const f of atlas?.forgettings ?? []) byLine.set(f.line, [...(byLine.get(f.line) ?? []), f])
  const found = []
  for (const [line, list] of byLine) {
    if (line < 1 || line > state.doc.lines) continue
    const at = state.doc.line(line)
    const tight = at.text.replaceAll('\t', '    ').length > TIGHT
    const widget = new PillsWidget(list, effects, faults, tight, intents)
    found.push(Decoration.widget({ widget, side: -1 }).range(at.from))
  }
  return Decoration.set(found, true)
}

class CellsMarker extends GutterMarker {
  readonly cells: readonly Cell[]

  constructor(cells: readonly Cell[]) {
    super()
    this.cells = cells
  }

  override eq(other: CellsMarker): boolean {
    return other.cells.map((c) => c.effect).join() === this.cells.map((c) => c.effect).join()
  }

  override toDOM(): HTMLElement {
    const more = this.cells.length > MOST_CELLS
    const words = [...new Set(this.cells.map((c) => EFFECT_WORDS[c.effect]))].join(', ')
    return h(
      'span',
      { class: 'cells', title: `Faults here: ${words}` },
      ...this.cells
        .slice(0, MOST_CELLS)
        .map(({ effect }) => h('i', { class: 'cell', 'data-effect': effect })),
      more ? '+' : null,
    )
  }
}

function cells(state: EditorState): RangeSet<GutterMarker> {
  const { atlas } = state.field(shownField)
  const builder = new RangeSetBuilder<GutterMarker>()
  if (!atlas) return builder.finish()
  for (const [line, list] of effectsByLine(atlas)) {
    if (line < 1 || line > state.doc.lines || list.length === 0) continue
    const at = state.doc.line(line).from
    builder.add(at, at, new CellsMarker(list))
  }
  return builder.finish()
}

/** The extension. */
export function forgettings(intents: ForgetIntents): Extension {
  const cellsField = StateField.define<RangeSet<GutterMarker>>({
    create: () => RangeSet.empty,
    update: (set, t) =>
      t.state.field(shownField).atlas !== t.startState.field(shownField).atlas ? cells(t.state) : set,
  })
  const worst = (view: EditorView, at: number): string => {
    const { atlas } = view.state.field(shownField)
    const line = view.state.doc.lineAt(at).number
    if (!atlas) return ''
    const first = effectsByLine(atlas).get(line)?.[0]?.runs[0] ?? -1
    return atlas.runs[first]?.fault ?? ''
  }
  return [
    shownField,
    cellsField,
    EditorView.decorations.compute([shownField], (state) => pills(state, intents)),
    EditorView.decorations.compute([shownField], diffs),
    gutter({
      class: 'cm-atlas',
      markers: (view) => view.state.field(cellsField),
      domEventHandlers: {
        click: (view, block) => {
          const fault = worst(view, block.from)
          if (fault) intents.toggle(fault)
          return fault !== ''
        },
      },
    }),
  ]
}

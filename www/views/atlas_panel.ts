import { formatCount } from '../base'
import { EFFECTS } from '../engine/atlas'
import {
  type Cell,
  columnLabel,
  EFFECT_WORDS,
  type Matrix,
  type MatrixRow,
  matrix,
  runWords,
} from '../state/atlas_view'
import { linked } from '../state/explain'
import type { Player } from '../state/player'
import type { PlayerState } from '../state/player_state'
import { button, h, setAttributes, setText } from './dom'
import { effectMark } from './effect_mark'
import { type Places, partNode } from './part_node'

type State = Readonly<PlayerState>

/** Below the timeline in the Break it mode: a button that tries everything, then lines against faults. */
export class AtlasPanel {
  readonly element: HTMLElement
  private readonly player: Player
  private readonly places: Places
  private readonly words = h('span', { class: 'label grow' })
  private readonly bar = h('div', { class: 'atlas-bar', hidden: true })
  private readonly body = h('div', { class: 'atlas-body' })
  private readonly tryButton: HTMLButtonElement
  private readonly foldButton: HTMLButtonElement
  private readonly said = h('p', { class: 'atlas-said', role: 'status' })
  private open = false
  private marks: HTMLButtonElement[] = []

  constructor(player: Player, places: Places) {
    this.player = player
    this.places = places
    this.tryButton = button({ class: 'btn small primary', text: 'Try everything' }, () => this.tryOrStop())
    this.foldButton = button({ class: 'btn small', text: 'Fold' }, () => this.setOpen(!this.open))
    this.element = h(
      'section',
      { class: 'atlas', 'aria-label': 'Atlas' },
      h('div', { class: 'atlas-head' }, h('h2', {}, 'Atlas'), this.words, this.tryButton, this.foldButton),
      this.bar,
      this.body,
    )
    this.body.addEventListener('keydown', (event) => this.key(event))
  }

  update(now: State, before: State | null): void {
    this.element.hidden = !now.breaking
    const whole = now.atlasWhole && now.atlas !== null
    if (now.atlas !== before?.atlas || now.atlasWhole !== before?.atlasWhole) {
      this.show(now)
      this.setOpen(whole)
    }
    if (now.trying !== before?.trying) this.showProgress(now)
    if (now.faults !== before?.faults || now.atlas !== before?.atlas) this.showChosen(now)
    this.tryButton.disabled = now.phase !== 'ready' && !now.trying
  }

  private tryOrStop(): void {
    if (this.player.state.trying) this.player.trials.stop()
    else void this.player.trials.tryAll()
  }

  private setOpen(open: boolean): void {
    this.open = open
    setAttributes(this.element, { 'data-open': open })
    this.foldButton.hidden = !this.player.state.atlasWhole
    setText(this.foldButton, open ? 'Why' : 'Show')
    setAttributes(this.foldButton, { title: open ? 'Fold the atlas: why, output' : 'Show the atlas' })
  }

  private showProgress({ trying, atlasWhole }: State): void {
    this.bar.hidden = !trying || trying.total === 0
    if (trying && trying.total > 0)
      this.bar.style.setProperty('--done', `${(100 * trying.runs) / trying.total}%`)
    setText(this.tryButton, trying ? 'Stop' : 'Try everything')
    this.tryButton.hidden = atlasWhole && !trying
    setText(
      this.words,
      trying && trying.total > 0
        ? `${formatCount(trying.runs)} of ${formatCount(trying.total)} runs`
        : 'each single fault at each place; the worst of its calls',
    )
  }

  private show({ atlas, atlasWhole, program, trying }: State): void {
    this.tryButton.hidden = atlasWhole && !trying
    this.marks = []
    if (!atlas || !atlasWhole) return this.body.replaceChildren()
    const lines = program.text.split('\n')
    const m = matrix(atlas)
    const table = h(
      'table',
      {},
      h(
        'thead',
        {},
        h(
          'tr',
          {},
          h('th', { scope: 'col' }, h('span', { class: 'hidden-words' }, 'Line')),
          ...m.columns.map((what) => h('th', { scope: 'col', title: what }, columnLabel(what))),
          h('th', { scope: 'col', class: 'forgotten' }, 'forget'),
        ),
      ),
      h('tbody', {}, ...m.rows.map((row) => this.row(m, row, (lines[row.line - 1] ?? '').trim()))),
    )
    const most = Math.max(1, ...EFFECTS.map((e) => atlas.counts[e]))
    const counts = EFFECTS.map((effect) => {
      const n = atlas.counts[effect]
      const bar = h('i', { style: `width: ${(60 * n) / most}px` })
      return h(
        'div',
        { class: 'count' },
        effectMark(effect),
        EFFECT_WORDS[effect],
        bar,
        h('b', {}, String(n)),
      )
    })
    const left = atlas.left_out > 0 ? `; ${atlas.left_out} more were left out` : ''
    const side = h(
      'div',
      { class: 'atlas-side' },
      h('p', { class: 'label' }, `${formatCount(atlas.runs.length)} runs${left}, each mark opens one`),
      ...counts,
      this.said,
    )
    this.body.replaceChildren(h('div', { class: 'atlas-table', tabindex: -1 }, table), side)
    if (this.marks[0]) this.marks[0].tabIndex = 0
  }

  private row(m: Matrix, row: MatrixRow, text: string): HTMLElement {
    const line = button({ class: 'link', text: String(row.line), title: '', label: `Line ${row.line}` }, () =>
      this.places.line(row.line),
    )
    return h(
      'tr',
      { 'data-line': row.line },
      h('th', { scope: 'row' }, line, h('code', { title: text }, text)),
      ...row.cells.map((cell, i) =>
        h(
          'td',
          {},
          cell
            ? this.mark(cell)
            : h('span', { class: 'never', title: `${m.columns[i]} cannot happen here` }, '-'),
        ),
      ),
      h('td', { class: 'forgotten' }, ...row.forgotten.map((cell) => this.mark(cell))),
    )
  }

  /** Opens the worst of its runs. */
  private mark(cell: Cell): HTMLElement {
    const { runs } = this.player.state.atlas ?? { runs: [] }
    const run = runs[cell.runs[0] ?? -1]
    if (!run) return h('span')
    const mark = button({ class: 'atlas-mark', icon: effectMark(cell.effect), label: runWords(run) }, () => {
      void this.player.breakIt.showTried(run.fault)
    })
    mark.dataset['fault'] = run.fault
    mark.tabIndex = -1
    this.marks.push(mark)
    return mark
  }

  /** The run that is shown, in words; else the least expected. */
  private showChosen({ atlas, faults }: State): void {
    const fault = faults.length === 1 ? faults[0] : undefined
    for (const mark of this.marks)
      setAttributes(mark, { 'aria-pressed': String(mark.dataset['fault'] === fault) })
    const run = atlas?.runs.find((r) => r.fault === fault)
    if (run) return this.said.replaceChildren(runWords(run))
    const surprise = atlas?.surprise
    const least = surprise && atlas.runs[surprise.run]
    if (!surprise || !least) return this.said.replaceChildren()
    const open = button(
      { class: 'link', text: 'Show it', title: '' },
      () => void this.player.breakIt.showTried(least.fault),
    )
    const said = linked(surprise.sentence).map((part) => partNode(part, this.places))
    this.said.replaceChildren(...said, ' ', open)
  }

  /** Arrow keys go from mark to mark, as they stand. */
  private key(event: KeyboardEvent): void {
    const target = event.target
    if (!(target instanceof HTMLButtonElement) || !this.marks.includes(target)) return
    const next = this.neighbour(target, event.key)
    if (!next) return
    event.preventDefault()
    event.stopPropagation()
    target.tabIndex = -1
    next.tabIndex = 0
    next.focus()
  }

  private neighbour(from: HTMLButtonElement, key: string): HTMLButtonElement | undefined {
    const at = this.marks.indexOf(from)
    if (key === 'ArrowRight') return this.marks[at + 1]
    if (key === 'ArrowLeft') return this.marks[at - 1]
    if (key !== 'ArrowDown' && key !== 'ArrowUp') return undefined
    const column = (mark: HTMLElement) => mark.closest('td')?.cellIndex ?? 0
    const line = (mark: HTMLElement) => Number(mark.closest('tr')?.dataset['line'])
    const others = this.marks.filter((m) => column(m) === column(from))
    return key === 'ArrowDown'
      ? others.find((m) => line(m) > line(from))
      : others.reverse().find((m) => line(m) < line(from))
  }
}

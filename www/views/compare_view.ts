import { cursorAt } from '../state'
import type { Player } from '../state/player'
import type { PlayerState } from '../state/player_state'
import { aboutRun, type Comparison, compareRuns } from '../state/side_by_side'
import { eventSentence, type PinnedPicture, TimelineView } from '../timeline'
import { button, h, setAttributes, setText } from './dom'

type State = Readonly<PlayerState>

/** Least height of the pinned run's timeline. */
const LEAST = 120

/** Two runs on one axis: the pinned one above the timeline, and below it what differs. */
export class CompareView {
  /** Above the shown run: the difference in words, and the pinned run. */
  readonly element: HTMLElement
  /** Below it: all numbers side by side, and what differs first. */
  readonly table = h('section', { class: 'comparison', tabindex: 0, 'aria-label': 'Numbers of both runs' })
  private readonly player: Player
  private readonly host = h('div', { class: 'compare-timeline' })
  private readonly headline = h('div', { class: 'headline', role: 'status' })
  private readonly about = { a: h('span', { class: 'label' }), b: h('span', { class: 'label' }) }
  private readonly title = { a: h('span', {}), b: h('span', {}) }
  private readonly other: TimelineView
  private timeline: TimelineView | null = null
  private syncing = false
  /** Zoom and cursor of both go together. */
  private together = true
  private readonly moves: Record<'together' | 'apart', HTMLButtonElement>

  constructor(player: Player) {
    this.player = player
    this.moves = { together: this.moveButton('together'), apart: this.moveButton('apart') }
    this.element = h(
      'section',
      { class: 'compare', 'aria-label': 'Pinned run' },
      this.headline,
      h(
        'div',
        { class: 'run-head' },
        h('b', {}, 'A'),
        this.title.a,
        this.about.a,
        this.moveChoice(),
        this.unpinButton(),
      ),
      this.host,
      h('div', { class: 'run-head' }, h('b', {}, 'B'), this.title.b, this.about.b),
    )
    this.element.hidden = true
    this.table.hidden = true
    this.other = new TimelineView(
      this.host,
      {
        cursor: (cursor) => this.moveBoth(cursor.timeNs, cursor.step),
        range: (range) => this.sync(() => this.timeline?.setRange(range)),
      },
      { tracks: [] },
    )
  }

  /** The timeline of the shown run, whose zoom the other follows. */
  follow(timeline: TimelineView): void {
    this.timeline = timeline
  }

  /** The shown run was zoomed or moved. */
  rangeChanged(range: { lo: number; hi: number }): void {
    this.sync(() => this.other.setRange(range))
  }

  update(now: State, before: State | null): void {
    const { model, axis, view } = now
    const pinned = now.pinned?.model ?? null
    const on = pinned !== null && model !== null
    this.element.hidden = !on
    this.table.hidden = !on
    const changed =
      now.pinned !== before?.pinned ||
      model !== before?.model ||
      axis !== before?.axis ||
      view !== before?.view
    if (changed && !on) this.timeline?.setBeside(null, 0)
    if (!on) return
    if (changed) {
      const { grouping, order, collapsed, path } = view
      this.other.setOptions({ axis, grouping, order, collapsed, path })
      if (now.pinned !== before?.pinned) this.other.setRun(pinned)
      this.host.style.setProperty('--compare-height', `${this.heightOfBoth()}px`)
      this.align(now)
      this.show(compareRuns(pinned.run, model.run, axis), now)
    }
    if (this.together && (changed || now.cursor !== before?.cursor))
      this.other.setCursor(
        cursorAt(pinned, axis, axis === 'time' ? now.cursor.timeNs : now.cursor.step),
        false,
      )
  }

  /** For a picture of both runs. */
  pictured(): PinnedPicture | null {
    if (this.element.hidden) return null
    const { a, b } = this.title
    return { view: this.other, titles: [a.textContent ?? '', b.textContent ?? ''] }
  }

  refreshTheme(): void {
    this.other.refreshTheme()
  }

  print(printing: boolean): void {
    this.other.print(printing)
  }

  connect(): void {
    this.other.connect()
  }

  disconnect(): void {
    this.other.disconnect()
  }

  /** As high as its lanes need; where both have too little room they share it by what each needs. */
  private heightOfBoth(): number {
    const room = (this.timeline?.host.clientHeight ?? 0) + this.host.clientHeight
    const own = this.other.readableHeight()
    const both = Math.max(1, own + (this.timeline?.readableHeight() ?? 0))
    const share = both <= room ? own : Math.max((room * own) / both, Math.min(own, room / 4))
    return Math.round(Math.max(share, LEAST))
  }

  private unpinButton(): HTMLElement {
    return button({ class: 'btn small', text: 'Unpin', title: 'Back to one run (C)' }, () =>
      this.player.pin(false),
    )
  }

  private moveChoice(): HTMLElement {
    return h(
      'div',
      { class: 'seg small', role: 'group', 'aria-label': 'Zoom and cursor of both runs' },
      this.moves.together,
      this.moves.apart,
    )
  }

  private moveButton(name: 'together' | 'apart'): HTMLButtonElement {
    const title = name === 'together' ? 'Both runs on one axis' : 'Each run on its own axis'
    const element = h('button', { type: 'button', title, 'aria-pressed': String(name === 'together') }, name)
    element.addEventListener('click', () => this.move(name === 'together'))
    return element
  }

  private move(together: boolean): void {
    this.together = together
    setAttributes(this.moves.together, { 'aria-pressed': String(together) })
    setAttributes(this.moves.apart, { 'aria-pressed': String(!together) })
    this.align(this.player.state)
    this.other.zoomToFit()
    this.timeline?.zoomToFit()
  }

  /** On one axis, or each on its own; the plots begin at one place in any case. */
  private align({ pinned, model }: State): void {
    const [a, b] = this.together ? [pinned?.model ?? null, model] : [null, null]
    this.other.setBeside(b, 0)
    this.timeline?.setBeside(a, 0)
    const left = Math.max(this.other.plotLeft(), this.timeline?.plotLeft() ?? 0)
    this.other.setBeside(b, left)
    this.timeline?.setBeside(a, left)
    if (this.timeline) this.rangeChanged(this.timeline.getRange())
  }

  private sync(act: () => void): void {
    if (!this.together || this.syncing || this.element.hidden) return
    this.syncing = true
    act()
    this.syncing = false
  }

  /** A moment of the pinned run is the moment at the same place of the axis of the shown one. */
  private moveBoth(timeNs: number, step: number): void {
    const { model, axis, pinned } = this.player.state
    if (!this.together) {
      if (pinned?.model) this.other.setCursor(cursorAt(pinned.model, axis, axis === 'time' ? timeNs : step))
      return
    }
    this.player.moves.play(false)
    if (model) this.player.moves.to(cursorAt(model, axis, axis === 'time' ? timeNs : step))
  }

  private show(c: Comparison, { pinned, model, program }: State): void {
    if (!pinned?.model || !model) return
    const ratio = c.ratio === '' ? [] : [h('em', { class: c.better ? 'good' : '' }, c.ratio)]
    this.headline.replaceChildren(
      h('b', {}, c.a),
      h('span', { 'aria-label': 'becomes' }, '→'),
      h('b', {}, c.b),
      ...ratio,
      h('p', {}, c.sentence),
    )
    // of two without a name of their own the files tell which is which
    const file = pinned.request.files[0]?.name ?? ''
    const byFile = pinned.title === program.title && file !== program.file
    setText(this.title.a, byFile ? file : pinned.title)
    setText(this.title.b, byFile ? program.file : program.title)
    setText(this.about.a, aboutRun(pinned.model))
    setText(this.about.b, aboutRun(model))
    this.table.replaceChildren(numbersTable(c), this.first(c))
  }

  private first(c: Comparison): HTMLElement {
    const { model, pinned } = this.player.state
    const says = (run: State['model'], event: number, name: string) =>
      run === null
        ? null
        : h('p', {}, h('b', {}, `${name} `), event < 0 ? 'has ended.' : `${eventSentence(run, event)}.`)
    const event = c.first?.b ?? -1
    return h(
      'div',
      { class: 'first' },
      h('h2', { class: 'label' }, 'What differs first'),
      c.first === null ? h('p', {}, 'Nothing: both runs are the same.') : null,
      c.first && says(pinned?.model ?? null, c.first.a, 'A'),
      c.first && says(model, c.first.b, 'B'),
      event >= 0 ? button({ class: 'btn small', text: 'Go there' }, () => this.goTo(event)) : null,
      h('h2', { class: 'label' }, 'Output'),
      h('p', {}, c.output),
    )
  }

  private goTo(event: number): void {
    const { model } = this.player.state
    if (!model) return
    const { timeNs, step } = model.run.events
    this.player.moves.to({ timeNs: timeNs[event] as number, step: step[event] as number })
  }
}

function numbersTable(c: Comparison): HTMLElement {
  const cell = (text: string) => h('td', {}, text)
  const head = (text: string) => h('th', { scope: 'col' }, text)
  const rows = c.rows.map((row) => {
    const last = cell(row.difference)
    setAttributes(last, { class: row.better ? 'good' : null })
    return h(
      'tr',
      {},
      h('th', { scope: 'row', title: row.meaning }, row.label),
      cell(row.a),
      cell(row.b),
      last,
    )
  })
  return h(
    'table',
    {},
    h('thead', {}, h('tr', {}, head('Number'), head('A'), head('B'), head('Difference'))),
    h('tbody', {}, ...rows),
  )
}

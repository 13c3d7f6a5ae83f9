import type { RunPlace } from '../engine/types'
import { type Measure, mainMeasures, measures } from '../state/measure'
import type { Player } from '../state/player'
import type { PlayerState } from '../state/player_state'
import { button, h, setAttributes } from './dom'
import { Popover } from './popover'

type State = Readonly<PlayerState>

/** Five numbers, each with the value of the run before and its definition; a click goes to the place it speaks of. */
export class NumbersPanel {
  readonly element = h('section', { class: 'numbers', 'aria-label': 'Numbers' })
  private readonly player: Player
  private readonly popover: Popover
  private readonly go: (place: RunPlace) => void
  private readonly all: HTMLButtonElement

  constructor(player: Player, host: HTMLElement, go: (place: RunPlace) => void) {
    this.player = player
    this.go = go
    this.popover = new Popover(host, 'All numbers of this run', 'all-numbers')
    this.all = button({ class: 'btn small all', text: 'All', title: 'All numbers of this run' }, () =>
      this.open(),
    )
    this.all.setAttribute('aria-haspopup', 'dialog')
  }

  update(now: State, before: State | null): void {
    const same = now.model === before?.model && now.before === before?.before && now.axis === before?.axis
    if (same && now.pinned === before?.pinned && now.measured === before?.measured && before) return
    const other = now.pinned?.model ?? now.before
    const shown = now.model ? mainMeasures(now.model.run, now.axis) : []
    const was = new Map(other ? measures(other.run, now.axis).map((m) => [m.name, m]) : [])
    const words = now.pinned ? 'in A' : 'without the fault'
    this.all.hidden = shown.length === 0
    if (now.model && !now.model.run.report.numbers) {
      const words = 'The numbers of this long run are being taken.'
      return this.element.replaceChildren(h('p', { class: 'label taking' }, words))
    }
    this.element.replaceChildren(
      h('dl', {}, ...shown.map((m) => this.number(m, was.get(m.name) ?? null, words))),
      this.all,
    )
  }

  private number(m: Measure, was: Measure | null, words: string): HTMLElement {
    const { place } = m
    const value = [m.value, m.unit === '' ? null : h('small', {}, ` ${m.unit}`)]
    const act = place
      ? button({ class: 'plain go', title: '' }, () => this.go(place))
      : h('span', { tabindex: 0, class: 'go' })
    const id = `number-${m.name}`
    setAttributes(act, { 'aria-describedby': id })
    act.append(...value.filter((part) => part !== null))
    const about = was ? `${was.value}${was.unit === '' ? '' : ` ${was.unit}`} ${words}` : m.detail
    return h(
      'div',
      { class: 'number' },
      h('dt', { class: 'label' }, m.label),
      h('dd', { class: m.bad ? 'value bad' : 'value' }, act),
      about === '' ? null : h('dd', { class: 'was' }, about),
      h('dd', { class: 'meaning', id }, m.meaning, was && m.detail !== '' ? ` Here: ${m.detail}.` : ''),
    )
  }

  private open(): void {
    const { model, axis, view } = this.player.state
    if (this.popover.isOpen || !model) return this.popover.close()
    const { note } = model.run.report.numbers ?? {}
    const path = h('input', { type: 'checkbox' })
    path.checked = view.path
    path.disabled = !model.run.report.numbers?.path
    path.addEventListener('change', () => this.player.choose({ path: path.checked }))
    this.popover.element.replaceChildren(
      h('h2', {}, 'Numbers of this run'),
      h('label', { class: 'track-row' }, path, h('span', {}, 'Draw the critical path on the timeline')),
      ...(note ? [h('p', { class: 'label' }, note)] : []),
      ...measures(model.run, axis).map((m) => this.section(m)),
      button({ class: 'btn', text: 'Close' }, () => this.popover.close()),
    )
    this.popover.openBelow(this.all)
  }

  private section(m: Measure): HTMLElement {
    const link = (text: string, place: RunPlace | null): Node =>
      place
        ? button({ class: 'link', text, title: '' }, () => {
            this.popover.close()
            this.go(place)
          })
        : document.createTextNode(text)
    return h(
      'section',
      { 'aria-label': m.label },
      h(
        'h3',
        {},
        m.label,
        ' ',
        h('b', { class: m.bad ? 'bad' : '' }, link(`${m.value} ${m.unit}`.trim(), m.place)),
      ),
      h('p', { class: 'label' }, m.meaning),
      m.detail === '' ? null : h('p', {}, m.detail),
      m.parts.length === 0
        ? null
        : h(
            'ul',
            {},
            ...m.parts.map((part) =>
              h('li', {}, h('span', {}, link(part.label, part.place)), h('b', {}, part.value)),
            ),
          ),
    )
  }
}

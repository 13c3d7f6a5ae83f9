import type { RunModel } from '../state'
import type { Player } from '../state/player'
import type { PlayerState } from '../state/player_state'
import {
  GROUPING_WORDS,
  type Grouping,
  ORDER_WORDS,
  type Order,
  SHOWING_WORDS,
  type Showing,
  TEXT_WORDS,
  type TextSize,
} from '../state/view_choice'
import { chosenTracks, type Track, tracksIn } from '../timeline'
import { button, h, setAttributes, setText } from './dom'
import { icon } from './icons'
import { picker, select } from './picker'
import { arrowKeys, Popover } from './popover'

type State = Readonly<PlayerState>

/** In the head of the timeline: as what the run is shown, how lanes are grouped and ordered, which further tracks stand below. */
export class ViewMenus {
  readonly element: HTMLElement
  private readonly player: Player
  private readonly showing: HTMLSelectElement
  private readonly grouping: HTMLSelectElement
  private readonly order: HTMLSelectElement
  private readonly tracks: HTMLButtonElement
  private readonly words = h('span', { class: 'btn-text' })
  private readonly popover: Popover

  constructor(player: Player, host: HTMLElement) {
    this.player = player
    this.showing = select('Show the run as', Object.entries(SHOWING_WORDS))
    this.grouping = select('Group lanes', Object.entries(GROUPING_WORDS))
    this.order = select('Order lanes', Object.entries(ORDER_WORDS))
    this.showing.title = 'Drawn, as a table or as sentences (V)'
    this.listen(this.showing, (value) => player.choose({ showing: value as Showing }))
    this.listen(this.grouping, (value) => player.choose({ grouping: value as Grouping, collapsed: [] }))
    this.listen(this.order, (value) => player.choose({ order: value as Order }))
    this.popover = new Popover(host, 'Tracks below the lanes', 'tracks')
    this.popover.element.addEventListener('keydown', (event) => arrowKeys(event, this.boxes()))
    this.tracks = button({ class: 'btn quiet small-menu', title: 'Tracks below the lanes' }, () =>
      this.open(),
    )
    this.tracks.setAttribute('aria-haspopup', 'dialog')
    this.tracks.append(this.words, icon('down', 14))
    this.element = h(
      'div',
      { class: 'viewmenus', role: 'group', 'aria-label': 'How the run is shown' },
      picker(this.showing, 'quiet showing'),
      picker(this.grouping, 'quiet lanes-only'),
      picker(this.order, 'quiet lanes-only order'),
      this.tracks,
    )
  }

  /** `shown`: tracks that have room. */
  update(now: State, before: State | null, shown: number): void {
    if (now.view !== before?.view) {
      this.showing.value = now.view.showing
      this.grouping.value = now.view.grouping
      this.order.value = now.view.order
      setAttributes(this.element, { 'data-showing': now.view.showing })
    }
    const all = now.model ? tracksIn(now.model) : []
    const { tracks } = now.view
    const chosen = now.model && tracks !== null ? chosenTracks(now.model, tracks).length : shown
    const lacking = chosen > shown ? `; ${shown} of them have room` : ''
    setAttributes(this.tracks, { title: `Tracks below the lanes${lacking}` })
    setText(this.words, `${chosen} of ${all.length} track${all.length === 1 ? '' : 's'}`)
    this.tracks.hidden = all.length === 0
  }

  private listen(element: HTMLSelectElement, choose: (value: string) => void): void {
    element.addEventListener('change', () => choose(element.value))
  }

  private open(): void {
    const { model, view } = this.player.state
    if (this.popover.isOpen || !model) return this.popover.close()
    const chosen = new Set(chosenTracks(model, view.tracks).map((track) => track.key))
    const sizes = h('div', { class: 'seg small', role: 'group', 'aria-label': 'Text size' })
    sizes.append(
      ...Object.entries(TEXT_WORDS).map(([size, words]) => this.sizeButton(size as TextSize, words, sizes)),
    )
    this.popover.element.replaceChildren(
      h('h2', {}, 'Tracks below the lanes'),
      ...tracksIn(model).map((track) => this.row(model, track, chosen)),
      h(
        'div',
        { class: 'foot' },
        button({ class: 'btn small', text: 'As at first', title: 'Let the run decide' }, () => {
          this.player.choose({ tracks: null })
          this.popover.close()
        }),
        button({ class: 'btn small', text: 'None' }, () => {
          this.player.choose({ tracks: [] })
          this.popover.close()
        }),
      ),
      h('h2', {}, 'Text'),
      sizes,
    )
    this.popover.openBelow(this.tracks)
  }

  private sizeButton(size: TextSize, words: string, group: HTMLElement): HTMLElement {
    const pressed = (is: boolean) => ({ 'aria-pressed': String(is) })
    const element = button({ class: '', text: size, title: words }, () => {
      this.player.choose({ text: size })
      for (const other of group.children) setAttributes(other, pressed(other === element))
    })
    setAttributes(element, pressed(this.player.state.view.text === size))
    return element
  }

  private row(model: RunModel, track: Track, chosen: Set<string>): HTMLElement {
    const box = h('input', { type: 'checkbox' })
    box.checked = chosen.has(track.key)
    box.addEventListener('change', () => {
      if (box.checked) chosen.add(track.key)
      else chosen.delete(track.key)
      this.player.choose({ tracks: tracksIn(model).flatMap(({ key }) => (chosen.has(key) ? [key] : [])) })
    })
    const name = h('span', { class: 'mono' }, track.name)
    return h('label', { class: 'track-row' }, box, name, h('span', { class: 'label' }, track.detail))
  }

  private boxes(): HTMLElement[] {
    return [...this.popover.element.querySelectorAll<HTMLElement>('input, button')]
  }
}

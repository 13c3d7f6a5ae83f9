import { FAULT_WORDS, type FaultKind } from '../state/faults'
import type { PlayerState } from '../state/player_state'
import { button, h } from './dom'
import { type IconName, icon } from './icons'
import { arrowKeys } from './popover'

/** The faults by what they fall on. */
const GROUPS: readonly { name: string; kinds: readonly FaultKind[] }[] = [
  { name: 'A call', kinds: ['error', 'panic', 'slow', 'hang'] },
  { name: 'A context', kinds: ['cancel'] },
]

/** The faults in a row: a click opens the menu for what is selected. Shown in the Break it mode. */
export class Palette {
  readonly element: HTMLElement
  private readonly chips: HTMLButtonElement[] = []

  constructor(choose: (kind: FaultKind, anchor: HTMLElement) => void) {
    const groups = GROUPS.map(({ name, kinds }) => {
      const chips = kinds.map((kind) => {
        const { icon: sign, short, explain } = FAULT_WORDS[kind]
        const options = { class: 'fault-chip', icon: icon(sign as IconName, 14), text: short, title: explain }
        const chip: HTMLButtonElement = button(options, () => choose(kind, chip))
        chip.tabIndex = -1
        return chip
      })
      this.chips.push(...chips)
      const row = h('div', { class: 'chips' }, ...chips)
      return h('div', { role: 'group', 'aria-label': name }, h('span', { class: 'label' }, name), row)
    })
    this.element = h('section', { class: 'palette', 'aria-label': 'Faults' }, ...groups)
    this.element.addEventListener('keydown', (event) => arrowKeys(event, this.chips))
    if (this.chips[0]) this.chips[0].tabIndex = 0
  }

  update(now: Readonly<PlayerState>): void {
    this.element.hidden = !now.breaking
  }

  focus(): void {
    this.chips[0]?.focus()
  }
}

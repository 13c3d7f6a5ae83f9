import type { Mended } from '../engine/types'
import { explainRun, linked } from '../state/explain'
import type { Player } from '../state/player'
import type { PlayerState } from '../state/player_state'
import { button, h } from './dom'
import { type Places, paragraph } from './part_node'

type State = Readonly<PlayerState>

/** How the shown run is mended: in words, and as a change of the text once one was found that holds. */
export class MendPanel {
  readonly element = h('section', { class: 'mend', 'aria-label': 'How it is mended' })
  private readonly player: Player
  private readonly places: Places

  constructor(player: Player, places: Places) {
    this.player = player
    this.places = places
  }

  update(now: State, before: State | null): void {
    const { model, mend, selection, program } = now
    const same =
      before?.model === model &&
      before?.mend === mend &&
      before?.selection === selection &&
      before?.program.text === program.text
    if (same) return
    const words = model && selection.g === 0 ? explainRun(model).mends : []
    // what was found holds for the text that ran
    const found = mend && now.ranText === program.text ? mend : null
    this.element.hidden = words.length === 0 && !found
    if (this.element.hidden) return
    const title = found ? 'The smallest change that mends it' : 'How it is mended'
    this.element.replaceChildren(
      h('h3', { class: 'label' }, title),
      ...(found ? this.change(found, program.file) : words.map((s) => paragraph(s, this.places))),
    )
  }

  private change(mend: Mended, file: string): HTMLElement[] {
    const apply = button({ class: 'btn', text: 'Apply and run again' }, () => void this.player.applyMend())
    return [diff(mend), paragraph(linked(mend.words), this.places), ...(mend.file === file ? [apply] : [])]
  }
}

/** Lines that are new, gone, and around these. */
function diff({ diff: rows }: Mended): HTMLElement {
  const kind: Record<string, string> = { '+': 'new', '-': 'gone' }
  const line = ({ sign, line: n, text }: Mended['diff'][number]) =>
    h(
      'div',
      { class: kind[sign] ?? '' },
      h('b', {}, sign === '…' ? '' : `${sign}${n}`.trim()),
      h('code', {}, sign === '…' ? '…' : text.replace(/^\t+/, (tabs) => '  '.repeat(tabs.length))),
    )
  return h('div', { class: 'diff', role: 'group', 'aria-label': 'The change' }, ...rows.map(line))
}

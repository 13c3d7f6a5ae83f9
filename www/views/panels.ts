import { plural } from '../base'
import { difference, endSentence, endWords } from '../state/compare'
import { faultWords } from '../state/faults'
import type { Player } from '../state/player'
import type { PlayerState } from '../state/player_state'
import { button, h, setAttributes } from './dom'
import { icon } from './icons'
import type { Places } from './part_node'

type State = Readonly<PlayerState>

/** What the reader's faults changed, each with a way to take it back. */
export class ChangePanel {
  readonly element = h('section', { class: 'change', 'aria-label': 'What the fault changed' })
  private readonly player: Player

  constructor(player: Player) {
    this.player = player
  }

  update(now: State, before: State | null): void {
    if (now.model === before?.model && now.before === before?.before && now.faults === before?.faults) return
    this.element.hidden = now.faults.length === 0
    if (this.element.hidden) return
    this.element.replaceChildren(
      h('h3', { class: 'label' }, now.faults.length === 1 ? 'Your fault' : 'Your faults'),
      ...now.faults.map((fault) => this.faultRow(fault, unmetNote(now, fault))),
      ...changeWords(now),
    )
  }

  private faultRow(fault: string, unmet: string): HTMLElement {
    const words = faultWords(fault)
    return h(
      'div',
      { class: unmet === '' ? 'fault-row' : 'fault-row idle' },
      h(
        'span',
        { class: 'pill', title: unmet || fault },
        icon('bolt', 10),
        h('span', { class: 'btn-text' }, words),
      ),
      unmet === '' ? null : h('span', { class: 'label' }, 'changed nothing'),
      button({ class: 'btn small', text: 'Take it back', label: `Take it back: ${words}` }, () =>
        this.player.breakIt.remove(fault),
      ),
    )
  }
}

/** Why a fault changed nothing in the run, empty where it did. */
function unmetNote({ model }: State, fault: string): string {
  const { unmet = [] } = model?.run.report ?? {}
  return unmet.find((u) => u.fault === fault)?.note.replaceAll('`', '') ?? ''
}

function changeWords({ model, before }: State): HTMLElement[] {
  if (!model || !before) return []
  const { event, ending, output } = difference(before.run, model.run)
  if (event < 0) return [h('p', {}, output)]
  return [h('p', {}, h('b', {}, endSentence(model.run)), ` ${ending}`), h('p', {}, output)]
}

/** Above the timeline when something is in the way of a run: an error in the code, a refusal, a crash. */
export class Banner {
  readonly element = h('div', { class: 'banner', role: 'status' })
  private readonly places: Places

  constructor(places: Places) {
    this.places = places
  }

  update(now: State, before: State | null): void {
    const { phase, diagnostics, message, notice } = now
    if (
      before?.phase === phase &&
      before.diagnostics === diagnostics &&
      before.message === message &&
      before.notice === notice
    )
      return
    const first = now.phase === 'errors' ? now.diagnostics[0] : undefined
    if (first) {
      const more = now.diagnostics.length - 1
      const place = `${first.file}:${first.line}:${first.col}: ${first.message.split('\n')[0]}`
      const words = button({ class: 'plain', text: place, title: '' }, () => this.places.line(first.line))
      this.show('problem', words, more > 0 ? `and ${more} more` : '')
    } else if (now.phase === 'refused') this.show('problem', now.message)
    else if (now.phase === 'crash')
      this.show(
        'problem',
        `The engine failed (${now.message}) and was replaced. Your text is kept; run it again, or change it.`,
      )
    else if (notice !== '') this.show('note', notice)
    else this.element.hidden = true
  }

  private show(kind: string, ...words: (Node | string)[]): void {
    this.element.hidden = false
    setAttributes(this.element, { class: `banner ${kind}` })
    const sign = kind === 'problem' ? h('span', { class: 'sign', 'aria-hidden': 'true' }, '!') : icon('help')
    this.element.replaceChildren(sign, h('span', { class: 'words' }, ...words.flatMap((w) => [w, ' '])))
  }
}

/** In words for those who cannot see the timeline, whenever a run has ended. */
export function runSummary({ model, faults }: State): string {
  if (!model) return ''
  const broken = faults.length > 0 ? ` with ${faults.map(faultWords).join(', ')}` : ''
  const { started } = model.run.report.goroutines
  return `Ran${broken}: ${endWords(model.run)}, ${plural(started, 'goroutine')}.`
}

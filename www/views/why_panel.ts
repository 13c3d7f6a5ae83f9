import { formatCount, whoWords } from '../base'
import type { Came, WaitEdge } from '../engine/types'
import { cameWords, type Explanation, explainGoroutine, explainRun, type Remedy } from '../state/explain'
import type { Player } from '../state/player'
import type { PlayerState } from '../state/player_state'
import type { RunModel } from '../state/run_model'
import { chip } from './chip'
import { circlePicture } from './circle_picture'
import { button, h } from './dom'
import { type Places, paragraph, partNode } from './part_node'

type State = Readonly<PlayerState>

/** Why: what the selected goroutine does, or how the run ended. */
export class WhyPanel {
  readonly element = h('section', { class: 'why', 'aria-label': 'Why' })
  private readonly player: Player
  private readonly places: Places

  constructor(player: Player, places: Places) {
    this.player = player
    this.places = places
  }

  update(now: State, before: State | null): void {
    if (before && sameTold(now, before) && now.program.text === before.program.text) return
    const { model, selection, program } = now
    if (!model) return this.element.replaceChildren()
    this.show(model, explained(now, model), selection.g > 0)
    const untouched = program.look !== '' && program.text === program.original && now.faults.length === 0
    if (selection.g === 0 && untouched) this.element.append(h('p', { class: 'look' }, program.look))
  }

  private show(model: RunModel, why: Explanation, ofGoroutine: boolean): void {
    this.element.replaceChildren(
      h(
        'h2',
        {},
        why.state >= 0 ? chip(why.state) : null,
        h('span', {}, why.title),
        why.since === '' ? null : h('small', {}, why.since),
      ),
      ...this.proof(model, why.proof),
      ...this.circle(why.circle),
      ...why.paragraphs.map((sentence) => paragraph(sentence, this.places)),
      ...why.remedies.map((remedy) => this.remedyButton(remedy)),
      ...(ofGoroutine ? why.mends.map((sentence) => paragraph(sentence, this.places)) : []),
    )
  }

  /** A box for each call that is counted; dashed is one that never comes. */
  private proof(model: RunModel, list: readonly Came[]): HTMLElement[] {
    if (list.length === 0) return []
    const box = (came: Came) => {
      const open = button({ class: 'plain', text: whoWords(came.goroutine), title: '' }, () =>
        this.places.goroutine(came.goroutine),
      )
      const called = h(
        'li',
        { class: came.never ? 'never' : '' },
        open,
        h('small', {}, cameWords(model, came)),
      )
      if (came.more === 0) return [called]
      const more = `${formatCount(came.more)} ${came.never ? 'more' : 'earlier'}`
      const rest = h('li', { class: came.never ? 'rest never' : 'rest' }, h('small', {}, more))
      return came.never ? [called, rest] : [rest, called]
    }
    return [h('ul', { class: 'proof', 'aria-label': 'The calls that are waited for' }, ...list.flatMap(box))]
  }

  private circle(edges: readonly WaitEdge[]): Element[] {
    return edges.length < 2 ? [] : [circlePicture(edges, this.places)]
  }

  private remedyButton({ label, do: act }: Remedy): HTMLElement {
    return button({ text: label }, () => this.player.limit(act.limit, act.value))
  }
}

/** One sentence for a slide: what the selected moment or the end of the run says. */
export class Sentence {
  readonly element = h('p', { class: 'sentence', 'aria-live': 'polite' })
  private readonly places: Places

  constructor(places: Places) {
    this.places = places
  }

  update(now: State, before: State | null): void {
    if (before && sameTold(now, before)) return
    if (!now.model) return this.element.replaceChildren()
    const { state, title, paragraphs } = explained(now, now.model)
    const words = (paragraphs[0] ?? []).map((p) => partNode(p, this.places))
    this.element.replaceChildren(
      ...(state >= 0 ? [chip(state, undefined, true)] : []),
      h('span', {}, h('b', {}, `${title}. `), ...words),
    )
  }
}

/** What is told is still the same: the end of a run does not depend on the cursor. */
function sameTold(now: State, before: State): boolean {
  return (
    now.model === before.model &&
    now.selection === before.selection &&
    (now.selection.g === 0 || (now.cursor === before.cursor && now.inspection === before.inspection))
  )
}

function explained({ selection, cursor, inspection }: State, model: RunModel): Explanation {
  if (selection.g === 0) return explainRun(model, matchMedia('(hover: none)').matches)
  const fits = inspection?.model === model && inspection.g === selection.g && inspection.cursor === cursor
  return explainGoroutine(model, selection.g, cursor, selection.span, fits ? inspection.state : null)
}

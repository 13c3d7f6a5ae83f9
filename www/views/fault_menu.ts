import type { Run } from '../engine/types'
import { type BreakPlace, type Choice, choicesAt } from '../state/break_places'
import { difference, endSentence } from '../state/compare'
import { type FaultKind, KIND_NAMES, KINDS, whyNot } from '../state/fault_kinds'
import { faultText, type Place } from '../state/faults'
import type { Player } from '../state/player'
import { RunModel } from '../state/run_model'
import { button, h } from './dom'
import { type IconName, icon } from './icons'
import { Popover } from './popover'

export type { BreakPlace } from '../state/break_places'

/** The occasions that the menu offers. */
type When = 'once' | 'each' | 'nth' | 'chance' | 'from'

/** A fault as the palette gives it: its kind and which way of it. */
export interface Wanted {
  kind: FaultKind
  variant: number
  /** The group in which it stands there. */
  likes?: Place
  /** It falls on nothing else. */
  only?: Place
}

/** Whether it can fall on what a place has. */
export function fitsOn(wanted: Wanted, { place, site }: Choice): boolean {
  return whyNot(wanted.kind, place, site) === '' && (wanted.only ?? place) === place
}

/** “Break this call”: where, what and when, and what it would do, before anything changes. */
export class FaultMenu {
  private readonly player: Player
  private readonly popover: Popover
  private place: BreakPlace = { line: 0, goroutine: 0, nth: 0 }
  private choices: Choice[] = []
  private at = 0
  private kind: FaultKind = 'panic'
  private variant = 0
  private when: When = 'once'
  private nth = 1
  private oneIn = 4
  private text = ''
  /** What the reader wrote instead of choosing; null where they chose. */
  private own: string | null = null
  /** The core does not take it. */
  private refused = false
  private trial: AbortController | null = null
  private readonly spec = this.specField()
  private readonly outcome = h('p', { class: 'break-outcome', 'aria-live': 'polite' })

  constructor(player: Player, host: HTMLElement) {
    this.player = player
    this.popover = new Popover(host, 'Break it', 'break', () => this.closed())
  }

  /** False when nothing can break there, or nothing that `wanted` can fall on. */
  open(place: BreakPlace, x: number, y: number, wanted: Wanted | null = null): boolean {
    const { model, cursor } = this.player.state
    if (!model) return false
    this.choices = choicesAt(model.run, place, cursor.timeNs)
    this.place = place
    const fits = (c: Choice) => !wanted || fitsOn(wanted, c)
    // who kills where a goroutine is means it, not a call of it
    const own = this.choices.findIndex((c) => c.place === 'go' && wanted?.likes === 'go' && fits(c))
    const at = own >= 0 ? own : this.choices.findIndex(fits)
    if (at < 0) return false
    this.choose_(at)
    if (wanted) [this.kind, this.variant] = [wanted.kind, wanted.variant]
    this.text = ''
    this.own = null
    this.draw()
    this.popover.open(x, y)
    this.popover.element.querySelector('.where [aria-pressed="true"]')?.scrollIntoView({ block: 'nearest' })
    return true
  }

  /** Another place: what is chosen stays if it can happen there. */
  private choose_(at: number): void {
    this.at = at
    const { place, site, line } = this.choice
    const known = this.place.nth > 0 && line === this.place.line && place === 'call'
    this.nth = known ? this.place.nth : 1
    this.when = known || place !== 'call' ? 'once' : 'each'
    if (whyNot(this.kind, place, site) === '') return
    const usual: FaultKind[] = [
      site?.returnsError ? 'error' : 'panic',
      'drop',
      'cancel',
      'leave',
      'kill',
      'crash',
    ]
    this.kind = usual.find((k) => whyNot(k, place, site) === '') ?? 'panic'
    this.variant = 0
  }

  private get choice(): Choice {
    return this.choices[this.at] as Choice
  }

  private get what(): string {
    const { variants } = KINDS[this.kind]
    const what = (variants[this.variant] ?? variants[0])?.what ?? ''
    const hangs = what === 'hang(cancel)' && this.choice.place !== 'call'
    const slow =
      this.kind === 'slow' &&
      what.includes('x3') &&
      this.choice.place !== 'call' &&
      this.choice.place !== 'lock'
    if (hangs) return 'hang'
    if (slow) return 'slow(+500ms)'
    return what.replace('"…"', JSON.stringify(this.text || 'injected'))
  }

  private fault(): string {
    const { place, target, line } = this.choice
    if (this.own !== null) return this.own
    return faultText({ place, target, line, when: this.whenText(), what: this.what })
  }

  private whenText(): string {
    const now = `@${Math.round(this.player.state.cursor.timeNs)}ns`
    const { place } = this.choice
    if (this.kind === 'deadline') return ''
    if (place === 'ctx' || place === 'go' || place === 'process') return now
    switch (this.when) {
      case 'once':
      case 'nth':
        return `#${this.nth}`
      case 'each':
        return ''
      case 'chance':
        return `%${Math.round(10_000 / this.oneIn) / 100}`
      case 'from':
        return `${now}..`
    }
  }

  private draw(): void {
    const { element } = this.popover
    const close = button({ class: 'btn quiet small', text: 'esc', label: 'esc: close' }, () =>
      this.popover.close(),
    )
    const title = { call: 'Break this call', ctx: 'Break this context' }[this.choice.place as string]
    element.replaceChildren(
      h('div', { class: 'break-head' }, icon('bolt', 14), h('h2', {}, title ?? 'Break it'), close),
      row('Where', ...this.where()),
      row('What', ...this.whats()),
      ...(this.hasWhen() ? [row('When', ...this.whens())] : []),
      row('Text', this.spec),
      this.outcome,
      h(
        'div',
        { class: 'break-foot' },
        button({ class: 'btn pri drop', text: 'Drop it' }, () => this.drop()),
        button({ class: 'btn quiet', text: 'Cancel' }, () => this.popover.close()),
      ),
    )
    element.querySelector('.where [aria-pressed="true"]')?.scrollIntoView({ block: 'nearest' })
    void this.tryOut()
  }

  /** The fault as it is written: whatever can be said of one can be said here. */
  private specField(): HTMLInputElement {
    const field = h('input', {
      class: 'fault-text fault-spec',
      type: 'text',
      'aria-label': 'The fault as text',
      spellcheck: 'false',
      autocomplete: 'off',
    })
    field.title = 'WHERE WHEN = WHAT, as on the command line: call:main.fetch@2s..5s%25=slow(+1ms..5ms)'
    field.addEventListener('input', () => {
      this.own = field.value.trim()
      void this.tryOut()
    })
    field.addEventListener('keydown', (event) => this.dropOnEnter(event))
    return field
  }

  private hasWhen(): boolean {
    return !['ctx', 'go', 'process'].includes(this.choice.place) && this.kind !== 'limit'
  }

  private where(): HTMLElement[] {
    return this.choices.map(({ code, words, site }, i) => {
      const times = (site?.calls ?? 0) > 0 ? h('span', { class: 'label' }, `${site?.calls}×`) : null
      return this.option(i === this.at, [h('code', {}, code), words, times], () => this.choose_(i))
    })
  }

  /** What can happen there; what cannot is grey with its reason, unless it belongs elsewhere altogether. */
  private whats(): HTMLElement[] {
    const { place, site } = this.choice
    const found: HTMLElement[] = []
    for (const kind of KIND_NAMES) {
      const not = whyNot(kind, place, site)
      if (not !== '' && !KINDS[kind].on.includes(place)) continue
      const element = this.option(kind === this.kind, [icon(kind as IconName, 14), KINDS[kind].verb], () => {
        this.kind = kind
        this.variant = 0
      })
      element.disabled = not !== ''
      element.title = not || KINDS[kind].explain
      found.push(element)
      if (kind === this.kind && not === '') found.push(...this.variants())
    }
    return found
  }

  /** The ways of the chosen kind, or the words of its error. */
  private variants(): HTMLElement[] {
    const { variants } = KINDS[this.kind]
    if (variants[0]?.what.includes('…')) return [this.textField()]
    if (variants.length < 2) return []
    const buttons = variants.map(({ name }, i) =>
      this.segment(i === this.variant, name, () => (this.variant = i)),
    )
    return [h('div', { class: 'seg small variants', role: 'group', 'aria-label': 'How' }, ...buttons)]
  }

  /** The words of the error or of the panic. */
  private textField(): HTMLElement {
    const label = this.kind === 'error' ? 'Text of the error' : 'Text of the panic'
    const field = h('input', {
      class: 'fault-text',
      type: 'text',
      'aria-label': label,
      value: this.text,
      placeholder: 'injected',
    })
    field.addEventListener('input', () => {
      this.text = field.value.replace(/[^\x20-\x7e\u00a0-\uffff]/g, '')
      void this.tryOut()
    })
    field.addEventListener('keydown', (event) => this.dropOnEnter(event))
    return field
  }

  private whens(): HTMLElement[] {
    const choice = (when: When, text: string) =>
      this.segment(this.when === when, text, () => (this.when = when))
    const known = this.place.nth > 0 && this.choice.place === 'call'
    const choices = h(
      'div',
      { class: 'seg small', role: 'group', 'aria-label': 'When' },
      choice('once', known ? `call ${this.place.nth} only` : 'once'),
      choice('each', 'each'),
      choice('nth', 'n-th'),
      choice('chance', '1 in n'),
      choice('from', 'from now'),
    )
    if (this.when === 'nth') return [choices, this.number('Which time', this.nth, (n) => (this.nth = n))]
    if (this.when === 'chance') return [choices, this.number('One in', this.oneIn, (n) => (this.oneIn = n))]
    return [choices]
  }

  private number(label: string, value: number, set: (n: number) => void): HTMLElement {
    const field = h('input', { class: 'fault-number', type: 'number', min: 1, 'aria-label': label, value })
    field.addEventListener('input', () => {
      const n = Number(field.value)
      if (!Number.isInteger(n) || n < 1) return
      set(n)
      void this.tryOut()
    })
    return field
  }

  private segment(pressed: boolean, text: string, act: () => void): HTMLButtonElement {
    const b = h('button', { type: 'button', 'aria-pressed': String(pressed) }, text)
    b.addEventListener('click', () => this.change(act))
    return b
  }

  private option(chosen: boolean, content: (Node | string | null)[], act: () => void): HTMLButtonElement {
    const b = h('button', { type: 'button', class: 'option', 'aria-pressed': String(chosen) }, ...content)
    b.addEventListener('click', () => this.change(act))
    return b
  }

  /** Changes a choice, draws anew, and keeps the focus where it was. */
  private change(act: () => void): void {
    const root = this.popover.element.getRootNode() as ShadowRoot
    const name = (root.activeElement as HTMLElement | null)?.textContent
    act()
    this.own = null
    this.draw()
    const all = [...this.popover.element.querySelectorAll<HTMLElement>('button')]
    all.find((b) => b.textContent === name)?.focus()
  }

  /** Runs with the fault, out of sight, and says what comes of it. */
  private async tryOut(): Promise<void> {
    this.trial?.abort()
    const controller = new AbortController()
    this.trial = controller
    const base = this.player.state.model
    this.outcome.textContent = '…'
    if (this.own === null) this.spec.value = this.fault()
    try {
      const result = await this.player.breakIt.preview(this.fault(), controller.signal)
      if (this.trial !== controller || !base || !this.popover.isOpen) return
      this.refused = result.kind !== 'run'
      if (result.kind === 'run') {
        this.sayOutcome(base.run, result.run)
        this.player.breakIt.showPreview(new RunModel(result.run))
      } else {
        this.outcome.textContent =
          result.kind === 'errors' ? 'The text does not compile now.' : result.message
        this.player.breakIt.showPreview(null)
      }
    } catch {
      // Another choice was made meanwhile.
    }
  }

  private sayOutcome(base: Run, run: Run): void {
    const { event, ending, output } = difference(base, run)
    const word = event < 0 ? 'No effect.' : endSentence(run)
    const fault = this.fault()
    const unmet = run.report.unmet.find((u) => u.fault === fault)
    const why = unmet ? ` ${unmet.note.replaceAll('`', '')}` : ''
    this.outcome.replaceChildren(h('b', {}, word), ` ${ending} ${output}${why}`)
  }

  private closed(): void {
    this.trial?.abort()
    this.trial = null
    this.player.breakIt.showPreview(null)
  }

  private dropOnEnter(event: KeyboardEvent): void {
    if (event.key !== 'Enter') return
    // else the key also presses what has the focus then
    event.preventDefault()
    this.drop()
  }

  private drop(): void {
    const fault = this.fault()
    if (this.own !== null && this.refused) return this.spec.focus()
    this.popover.close()
    void this.player.breakIt.add(fault)
  }
}

const row = (label: string, ...content: HTMLElement[]) =>
  h(
    'div',
    { class: `break-row ${label.toLowerCase()}`, role: 'group', 'aria-label': label },
    h('span', { class: 'label', 'aria-hidden': 'true' }, label),
    h('div', {}, ...content),
  )

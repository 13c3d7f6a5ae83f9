import { Kind, ObjectKind, shortFunction } from '../base'
import type { CallSite, Run } from '../engine/types'
import { difference, endSentence } from '../state/compare'
import { FAULT_WORDS, type Fault, type FaultKind, faultText, kindsFor } from '../state/faults'
import type { Player } from '../state/player'
import { button, h } from './dom'
import { icon } from './icons'
import { Popover } from './popover'

/** What the menu was opened on. */
export interface BreakPlace {
  /** Line of code, 0 none. */
  line: number
  /** Goroutine, 0 none; with it a call can be told from the other calls of its line. */
  goroutine: number
  /** Which call of the line it is, counted in the run from 1; 0 unknown. */
  nth: number
}

/** A context that was alive at the cursor. */
interface ContextChoice {
  name: string
  line: number
  target: string
}

/** “Break this call”: where, what and when, and what it would do, before anything changes. */
export class FaultMenu {
  private readonly player: Player
  private readonly popover: Popover
  private place: BreakPlace = { line: 0, goroutine: 0, nth: 0 }
  private sites: CallSite[] = []
  private contexts: ContextChoice[] = []
  private site = 0
  private kind: FaultKind = 'panic'
  private context = 0
  private each = false
  private text = ''
  private preview: AbortController | null = null

  constructor(player: Player, host: HTMLElement) {
    this.player = player
    this.popover = new Popover(host, 'Break it', 'break', () => this.preview?.abort())
  }

  /** False when nothing can break there. */
  open(place: BreakPlace, x: number, y: number, wanted: FaultKind | null = null): boolean {
    const { model } = this.player.state
    if (!model) return false
    const here = model.run.sites.filter((s) => s.line === place.line)
    this.place = here.length > 0 ? place : { ...place, nth: 0 }
    this.sites = here.length > 0 ? here : model.run.sites
    this.contexts = contextsAt(model.run, this.player.state.cursor.timeNs)
    if (this.sites.length === 0 && this.contexts.length === 0) return false
    this.site = bestSite(this.sites)
    this.context = 0
    this.each = this.place.nth === 0
    this.text = ''
    const site = this.sites[this.site]
    this.kind = !site ? 'cancel' : site.returnsError ? 'error' : 'panic'
    if (wanted && this.canTake(wanted)) this.kind = wanted
    this.draw()
    this.popover.open(x, y)
    this.popover.element.querySelector('.where [aria-pressed="true"]')?.scrollIntoView({ block: 'nearest' })
    return true
  }

  /** Whether what is chosen under Where can take a fault of this kind. */
  private canTake(kind: FaultKind): boolean {
    if (kind === 'cancel') return this.contexts.length > 0
    const site = this.sites[this.site]
    return site !== undefined && kindsFor(site).some((k) => k.kind === kind && k.not === '')
  }

  private fault(): Fault {
    const none = { line: 0, nth: 0, value: this.text, atNs: 0 }
    if (this.kind === 'cancel') {
      const target = this.contexts[this.context]?.target ?? ''
      return { ...none, kind: 'cancel', target, atNs: this.player.state.cursor.timeNs }
    }
    const site = this.sites[this.site]
    const { kind } = this
    const nth = this.each ? 0 : this.place.nth
    return { ...none, kind, target: site?.function ?? '', line: site?.line ?? 0, nth }
  }

  private draw(): void {
    const { element } = this.popover
    const close = button({ class: 'btn quiet small', text: 'esc', label: 'esc: close' }, () =>
      this.popover.close(),
    )
    element.replaceChildren(
      h(
        'div',
        { class: 'break-head' },
        icon('bolt', 14),
        h('h2', {}, this.sites.length > 0 ? 'Break this call' : 'Break it'),
        close,
      ),
      row('Where', ...this.where()),
      row('What', ...this.what()),
      ...(this.place.nth > 0 && this.kind !== 'cancel' ? [row('When', this.when())] : []),
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

  private readonly outcome = h('p', { class: 'break-outcome', 'aria-live': 'polite' })

  private where(): HTMLElement[] {
    return this.sites.map((site, i) => {
      const times = site.calls > 0 ? h('span', { class: 'label' }, `${site.calls}×`) : null
      return option(
        i === this.site,
        [h('code', {}, shortFunction(site.function)), ` at line ${site.line}`, times],
        () => {
          this.site = i
          const can = kindsFor(site).some(({ kind, not }) => kind === this.kind && not === '')
          if (!can) this.kind = 'panic'
        },
        this,
      )
    })
  }

  private what(): HTMLElement[] {
    const site = this.sites[this.site]
    const calls = site ? kindsFor(site) : []
    const found: HTMLElement[] = calls.map(({ kind, not }) =>
      this.kindOption(kind, FAULT_WORDS[kind].verb, not),
    )
    if (site && (this.kind === 'error' || this.kind === 'panic'))
      found.splice(this.kind === 'error' ? 1 : 2, 0, this.textField())
    this.contexts.forEach((context, i) => {
      const words = `cancel ${context.name} now`
      const chosen = this.kind === 'cancel' && this.context === i
      found.push(
        option(
          chosen,
          [icon('cancel', 14), words],
          () => {
            this.kind = 'cancel'
            this.context = i
          },
          this,
        ),
      )
    })
    return found
  }

  private kindOption(kind: FaultKind, verb: string, not: string): HTMLElement {
    const content = [icon(kind, 14), verb]
    const element = option(
      kind === this.kind,
      content,
      () => {
        this.kind = kind
      },
      this,
    )
    if (not !== '') {
      element.disabled = true
      element.title = not
    } else element.title = FAULT_WORDS[kind].explain
    return element
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
    field.addEventListener('keydown', (event) => event.key === 'Enter' && this.drop())
    return field
  }

  private when(): HTMLElement {
    const choice = (each: boolean, text: string) => {
      const b = h('button', { type: 'button', 'aria-pressed': String(this.each === each) }, text)
      b.addEventListener('click', () => this.choose(() => (this.each = each)))
      return b
    }
    return h(
      'div',
      { class: 'seg small' },
      choice(false, `call ${this.place.nth} only`),
      choice(true, 'each call'),
    )
  }

  /** Changes a choice, draws anew, and keeps the focus where it was. */
  choose(change: () => void): void {
    const root = this.popover.element.getRootNode() as ShadowRoot
    const all = () => [...this.popover.element.querySelectorAll<HTMLElement>('button')]
    const at = all().indexOf(root.activeElement as HTMLElement)
    change()
    this.draw()
    all()[at]?.focus()
  }

  /** Runs with the fault, out of sight, and says what comes of it. */
  private async tryOut(): Promise<void> {
    this.preview?.abort()
    const controller = new AbortController()
    this.preview = controller
    const base = this.player.state.model
    this.outcome.textContent = '…'
    try {
      const result = await this.player.preview(faultText(this.fault()), controller.signal)
      if (this.preview !== controller || !base) return
      if (result.kind === 'run') this.sayOutcome(base.run, result.run)
      else
        this.outcome.textContent =
          result.kind === 'errors' ? 'The text does not compile now.' : result.message
    } catch {
      // Another choice was made meanwhile.
    }
  }

  private sayOutcome(base: Run, run: Run): void {
    const { event, ending, output } = difference(base, run)
    const word = event < 0 ? 'No effect.' : endSentence(run)
    this.outcome.replaceChildren(h('b', {}, word), ` ${ending} ${output}`)
  }

  private drop(): void {
    const fault = faultText(this.fault())
    this.popover.close()
    void this.player.breakIt(fault)
  }
}

const row = (label: string, ...content: HTMLElement[]) =>
  h(
    'div',
    { class: `break-row ${label.toLowerCase()}`, role: 'group', 'aria-label': label },
    h('span', { class: 'label', 'aria-hidden': 'true' }, label),
    h('div', {}, ...content),
  )

function option(
  chosen: boolean,
  content: (Node | string | null)[],
  choose: () => void,
  menu: FaultMenu,
): HTMLButtonElement {
  const element = h('button', { type: 'button', class: 'option', 'aria-pressed': String(chosen) }, ...content)
  element.addEventListener('click', () => menu.choose(choose))
  return element
}

/** The reader's own functions before the library's, those that return an error first. */
function bestSite(sites: readonly CallSite[]): number {
  const rank = (s: CallSite) => (s.function.startsWith('main.') ? 0 : 2) + (s.returnsError ? 0 : 1)
  let best = 0
  sites.forEach((site, i) => {
    if (rank(site) < rank(sites[best] as CallSite)) best = i
  })
  return best
}

/** Contexts that could still be cancelled at a time. */
function contextsAt(run: Run, timeNs: number): ContextChoice[] {
  const { objects, events, strings } = run
  const over = new Set<number>()
  for (let i = 0; i < events.kind.length; i++)
    if (events.kind[i] === Kind.Cancel && (events.timeNs[i] as number) <= timeNs)
      over.add(events.obj[i] as number)
  const found: ContextChoice[] = []
  for (let i = 0; i < objects.kind.length && found.length < 4; i++) {
    if (objects.kind[i] !== ObjectKind.Context || over.has(i + 1)) continue
    const line = objects.line[i] as number
    const name = strings[objects.name[i] as number] || 'the context'
    found.push({ name: line > 0 ? `${name} (line ${line})` : name, line, target: String(i + 1) })
  }
  return found
}

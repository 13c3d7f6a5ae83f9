import { Kind, ObjectKind } from '../base'
import type { Run } from '../engine/types'
import { servesRequests } from '../state/break_places'
import { type FaultKind, GROUPS, KINDS, ONLY_THERE, WAYS } from '../state/fault_kinds'
import type { Place } from '../state/faults'
import type { PlayerState } from '../state/player_state'
import { h, setAttributes } from './dom'
import type { Wanted } from './fault_menu'
import { type IconName, icon } from './icons'
import { arrowKeys } from './popover'

export interface PaletteIntents {
  /** A fault was chosen, by click or key. */
  choose(wanted: Wanted, anchor: HTMLElement): void
  /** A fault is dragged over a place of the window; whether it could fall there. */
  over(wanted: Wanted, x: number, y: number): boolean
  /** It was let go there. */
  drop(wanted: Wanted, x: number, y: number): void
  /** It is no longer dragged. */
  end(): void
}

/** So far a press may move and still be a click. */
const SLACK_PX = 5

/**
 * The faults in a row, by what they fall on. A click opens the menu for what is selected; dragged, a fault falls
 * on the span, lane, line or context under it. Shown in the Break it mode.
 */
export class Palette {
  readonly element: HTMLElement
  private readonly intents: PaletteIntents
  private readonly chips: { kind: FaultKind; place: Place; element: HTMLButtonElement }[] = []
  private readonly ghost = h('div', { class: 'fault-ghost', 'aria-hidden': 'true' })

  constructor(intents: PaletteIntents) {
    this.intents = intents
    const groups = GROUPS.map(({ name, kinds, place }) =>
      h(
        'div',
        { role: 'group', 'aria-label': name },
        h('span', { class: 'label', 'aria-hidden': 'true' }, name),
        h('div', { class: 'chips' }, ...kinds.map((kind) => this.kind(kind, place))),
      ),
    )
    this.ghost.hidden = true
    this.element = h('section', { class: 'palette', 'aria-label': 'Faults' }, ...groups, this.ghost)
    this.element.addEventListener('keydown', (event) =>
      arrowKeys(
        event,
        this.chips.map((c) => c.element),
      ),
    )
    if (this.chips[0]) this.chips[0].element.tabIndex = 0
  }

  update(now: Readonly<PlayerState>, before: Readonly<PlayerState> | null): void {
    this.element.hidden = !now.breaking
    if (now.model !== before?.model && now.model) this.showPlaces(now.model.run)
  }

  focus(): void {
    this.chips[0]?.element.focus()
  }

  /** A kind's button, or one for each of the first ways that it can be. */
  private kind(kind: FaultKind, place: Place): HTMLElement {
    const { short, variants } = KINDS[kind]
    const shown = WAYS[kind]
    // beside calls each way has its button; elsewhere the menu has them
    if (!shown || place !== 'call') return this.chip(kind, 0, short, place)
    const buttons = shown.map((v, i) =>
      this.chip(kind, v, `${i === 0 ? `${short} ` : ''}${variants[v]?.name}`, place),
    )
    return h('span', { class: 'fault-ways' }, ...buttons)
  }

  private chip(kind: FaultKind, variant: number, text: string, place: Place): HTMLButtonElement {
    const there = ONLY_THERE.includes(place) ? { only: place } : {}
    const wanted: Wanted = { kind, variant, likes: place, ...there }
    const sign = variant === 0 ? icon(kind as IconName, 14) : null
    const element = h('button', { type: 'button', class: 'fault-chip', tabindex: -1 }, sign, text)
    element.addEventListener('click', () => {
      if (element.getAttribute('aria-disabled') !== 'true') this.intents.choose(wanted, element)
    })
    element.addEventListener('pointerdown', (event) => this.press(event, wanted, element))
    this.chips.push({ kind, place, element })
    return element
  }

  /** What the program has no place for is dashed, with the reason. */
  private showPlaces(run: Run): void {
    const has = (kind: number) => run.objects.kind.includes(kind)
    const missing: Partial<Record<Place, string>> = {}
    if (run.sites.length === 0) missing.call = 'This program makes no call.'
    if (!has(ObjectKind.Chan) || !run.events.kind.some((k) => k === Kind.Send || k === Kind.Recv))
      missing.send = 'This program uses no channel.'
    if (!has(ObjectKind.Context)) missing.ctx = 'This program makes no context.'
    if (!run.events.kind.includes(Kind.Lock)) missing.lock = 'This program takes no lock.'
    if (!servesRequests(run)) missing.http = 'This program serves no requests.'
    for (const { kind, place, element } of this.chips) {
      const not = missing[place]
      setAttributes(element, { 'aria-disabled': not ? 'true' : null, title: not ?? KINDS[kind].explain })
    }
  }

  private press(event: PointerEvent, wanted: Wanted, chip: HTMLElement): void {
    if (event.button !== 0 || chip.getAttribute('aria-disabled') === 'true') return
    const from = { x: event.clientX, y: event.clientY }
    let dragged = false
    chip.setPointerCapture(event.pointerId)
    const stop = new AbortController()
    const { signal } = stop
    // what was dragged is no click
    const click = (event: Event) => {
      if (dragged) event.stopImmediatePropagation()
    }
    chip.addEventListener('click', click, { capture: true })
    const done = (drop: PointerEvent | null) => {
      stop.abort()
      setTimeout(() => chip.removeEventListener('click', click, { capture: true }))
      this.ghost.hidden = true
      if (!dragged) return
      this.intents.end()
      if (drop) this.intents.drop(wanted, drop.clientX, drop.clientY)
    }
    const move = (now: PointerEvent) => {
      if (!dragged && Math.hypot(now.clientX - from.x, now.clientY - from.y) < SLACK_PX) return
      if (!dragged) {
        dragged = true
        this.ghost.replaceChildren(icon('bolt', 12), chip.textContent ?? '')
        this.ghost.hidden = false
      }
      const fits = this.intents.over(wanted, now.clientX, now.clientY)
      this.ghost.classList.toggle('fits', fits)
      const box = this.element.getBoundingClientRect()
      this.ghost.style.translate = `${now.clientX - box.left + 10}px ${now.clientY - box.top + 10}px`
    }
    chip.addEventListener('pointermove', move, { signal })
    chip.addEventListener('pointerup', (up) => done(up), { signal })
    chip.addEventListener('pointercancel', () => done(null), { signal })
    chip.addEventListener('lostpointercapture', () => done(null), { signal })
    chip.addEventListener('keydown', (key) => key.key === 'Escape' && done(null), { signal })
  }
}

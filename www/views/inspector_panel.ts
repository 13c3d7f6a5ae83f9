import { formatCount, formatTime, goroutineName, plural, State, stateLook, whoTitle, whoWords } from '../base'
import type { GoroutineState, ObjectState, StackFrame, Variable } from '../engine/types'
import { spanAtCursor } from '../state'
import type { Part } from '../state/explain'
import { contextAt, objectState, objectTitle, sinceWords, wakingOf } from '../state/inspect'
import type { Inspection } from '../state/inspector'
import type { Player } from '../state/player'
import type { PlayerState } from '../state/player_state'
import { chip } from './chip'
import { button, h } from './dom'
import { icon } from './icons'
import { type Places, partNode } from './part_node'

type View = Readonly<PlayerState>

/** Boxes of a buffer or queue that are drawn. */
const BOXES = 24

/**
 * The state at the cursor of the selected goroutine: stack, variables, what it waits for, who wakes it. While
 * the engine is asked, what was shown stays.
 */
export class InspectorPanel {
  readonly element: HTMLElement
  private readonly title = h('h2', {}, 'State')
  private readonly moment = h('span', { class: 'label' })
  private readonly body = h('div', {
    class: 'inspector-body',
    tabindex: 0,
    role: 'group',
    'aria-label': 'State',
  })
  private readonly player: Player
  private readonly places: Places & { object(o: number): void; say(words: string): void }
  /** Chosen frame, by its place from the outermost; -1 the innermost of the reader's own. */
  private frame = -1
  private frameOf = ''

  constructor(player: Player, places: InspectorPanel['places']) {
    this.player = player
    this.places = places
    this.element = h(
      'section',
      { class: 'inspector', 'aria-label': 'Inspector' },
      h(
        'div',
        { class: 'head' },
        this.title,
        this.moment,
        h('span', { class: 'grow' }),
        button({ class: 'btn icon quiet', icon: icon('close'), label: 'Close the inspector (I)' }, () =>
          player.inspect(false),
        ),
      ),
      this.body,
    )
  }

  update(now: View, before: View | null): void {
    if (!now.inspecting) return
    const same =
      before?.inspecting &&
      now.inspection === before.inspection &&
      now.axis === before.axis &&
      now.selection.object === before.selection.object &&
      now.model === before.model
    if (!same) this.show(now)
  }

  private show({ inspection, model, axis, selection }: View): void {
    if (!model)
      return this.body.replaceChildren(h('p', { class: 'label' }, 'Run the program to look into it.'))
    if (!inspection || inspection.model !== model) return
    const { g, cursor, state } = inspection
    this.title.textContent = whoTitle(g)
    const time = formatTime(cursor.timeNs, model.run.report.virtual_ns)
    this.moment.textContent =
      axis === 'time' ? `at ${time}, step ${formatCount(cursor.step)}` : `at step ${formatCount(cursor.step)}`
    if (!state)
      return this.body.replaceChildren(h('p', { class: 'label' }, 'The engine could not reach this moment.'))
    const frame = this.chosenFrame(state, g)
    const focused = this.focusedKey()
    this.body.replaceChildren(
      this.heading(inspection),
      ...this.stack(state, frame),
      ...this.variables(`Locals`, frame?.function ?? '', frame?.locals ?? [], frame !== undefined),
      ...this.variables('Package variables', '', state.globals, false),
      ...this.waited(inspection, selection.object),
      ...this.waking(inspection),
      this.buttons(),
    )
    this.refocus(focused)
  }

  private heading({ model, g, cursor, state }: Inspection): HTMLElement {
    const span = spanAtCursor(model, g, cursor)
    const { spans } = model.run
    if (span < 0) {
      const words = state?.status === 'unborn' ? 'has not been started yet' : 'has ended'
      return h('p', { class: 'inspector-state' }, chip(State.Dead), h('b', {}, words))
    }
    const kind = spans.state[span] as number
    const reason = state?.status === 'waiting' && kind !== State.Runnable ? state.reason : ''
    return h(
      'p',
      { class: 'inspector-state' },
      chip(kind),
      h('b', {}, reason || stateLook(kind).name),
      h('span', { class: 'label' }, sinceWords(model, g, cursor, this.player.state.axis)),
    )
  }

  private chosenFrame(state: GoroutineState, g: number): StackFrame | undefined {
    // another goroutine or another depth: the reader's choice meant something else
    const key = `${g} ${state.frames.length}`
    if (key !== this.frameOf) this.frame = -1
    this.frameOf = key
    const chosen = this.frame < 0 ? undefined : state.frames[state.frames.length - 1 - this.frame]
    return chosen ?? state.frames.find((f) => !f.library) ?? state.frames[0]
  }

  private stack(state: GoroutineState, chosen: StackFrame | undefined): HTMLElement[] {
    if (state.frames.length === 0) return []
    const rows = state.frames.map((frame, i) => {
      const choose = button({ class: 'plain', text: frame.function, title: '' }, () => {
        this.frame = state.frames.length - 1 - i
        this.show(this.player.state)
      })
      choose.dataset['key'] = `frame ${state.frames.length - 1 - i}`
      if (frame === chosen) choose.setAttribute('aria-current', 'true')
      return h(
        'li',
        { class: frame === chosen ? 'on' : frame.library ? 'library' : '' },
        choose,
        frame.library || frame.line === 0
          ? h('span', { class: 'label' }, frame.library ? 'library' : '')
          : this.line(frame.line),
      )
    })
    const by = state.createdBy
    if (by)
      rows.push(
        h(
          'li',
          { class: 'library' },
          h('span', {}, 'created by ', h('span', { class: 'mono' }, by.function), ' in ', this.link(by.g)),
          by.line > 0 ? this.line(by.line) : null,
        ),
      )
    return [h('h3', {}, 'Stack'), h('ol', { class: 'stack' }, ...rows)]
  }

  private variables(title: string, of: string, list: readonly Variable[], always: boolean): HTMLElement[] {
    if (list.length === 0 && !always) return []
    const rows = list.flatMap((v) => [
      h('dt', { title: `${v.name} ${v.type}`, class: v.changed ? 'changed' : '' }, v.name),
      h(
        'dd',
        { title: v.type, class: v.changed ? 'changed' : '' },
        v.object > 0 ? this.objectLink(v.object, v.value) : v.value,
        v.changed ? h('span', { class: 'hidden-words' }, ' (changed)') : null,
      ),
    ])
    const name = of === '' ? null : h('small', { class: 'mono' }, of)
    return [
      h('h3', {}, `${title} `, name),
      list.length > 0
        ? h('dl', { class: 'variables' }, ...rows)
        : h('p', { class: 'label' }, 'None in scope here.'),
    ]
  }

  private waited(inspection: Inspection, chosen: number): HTMLElement[] {
    const list = inspection.state?.waitsFor ?? []
    return list.flatMap((o) => [
      h(
        'h3',
        { class: o.id === chosen && chosen > 0 ? 'on' : '' },
        this.objectLink(o.id, objectTitle(inspection.model, o.id)),
        h('small', {}, ' ', ...objectState(inspection.model, o, inspection.cursor).map((p) => this.part(p))),
      ),
      ...this.queues(inspection, o),
    ])
  }

  /** Buffer and queues as boxes in order, the head at the left. */
  private queues({ g, model, cursor }: Inspection, o: ObjectState): HTMLElement[] {
    const rows: HTMLElement[] = []
    const row = (label: string, boxes: HTMLElement[], more = 0) => {
      if (boxes.length === 0) return
      rows.push(
        h(
          'div',
          { class: 'boxes' },
          label === '' ? null : h('span', { class: 'label' }, label),
          ...boxes.slice(0, BOXES),
          boxes.length + more > BOXES
            ? h('span', { class: 'label' }, `and ${formatCount(boxes.length + more - BOXES)} more`)
            : null,
        ),
      )
    }
    const who = (list: readonly number[]) => list.map((x) => this.box(x, g))
    if (o.capacity > 0)
      row(
        'buffer',
        o.values.map((v) => h('span', { class: 'box mono' }, v)),
        o.count - o.values.length,
      )
    for (const s of o.senders.slice(0, BOXES))
      row('', [this.box(s.g, g), h('span', { class: 'label' }, `waits to send ${s.value}`)])
    row('wait to receive', who(o.receivers))
    row('queue', who(o.queue))
    row('waiting', who(o.waiters))
    if (o.woken > 0) row('woken, has not run yet', [this.box(o.woken, g)])
    if (o.heir > 0) row('handed over to', [this.box(o.heir, g)])
    if (o.context > 0) rows.push(this.context(model, o.context, cursor))
    return rows
  }

  private context(model: Inspection['model'], context: number, cursor: Inspection['cursor']): HTMLElement {
    const { done, error, deadlineNs, parent, children } = contextAt(model, context, cursor)
    const words = [
      done ? `done: ${error}` : 'not done',
      deadlineNs >= 0 ? `deadline ${formatTime(deadlineNs, model.run.report.virtual_ns)}` : '',
      children.length > 0 ? plural(children.length, 'child', 'children') : '',
    ].filter((w) => w !== '')
    const up = parent > 0 ? [', below ', this.objectLink(parent, objectTitle(model, parent))] : []
    return h(
      'p',
      { class: 'label' },
      'of context ',
      this.objectLink(context, objectTitle(model, context)),
      `: ${words.join(', ')}`,
      ...up,
    )
  }

  private waking({ model, g, cursor }: Inspection): HTMLElement[] {
    const waking = wakingOf(model, g, cursor)
    if (!waking) return []
    const links = waking.links.map(({ words }) => h('li', {}, ...words.map((p) => this.part(p))))
    return [
      h('h3', {}, 'Could be woken by'),
      h('ol', { class: 'waking' }, ...links),
      h('p', { class: waking.never ? 'never' : 'label' }, ...waking.end.map((p) => this.part(p))),
    ]
  }

  private buttons(): HTMLElement {
    const { navigator } = this.player
    const act = (text: string, title: string, go: () => string) =>
      button({ class: 'btn', text, title }, () => this.places.say(go()))
    return h(
      'div',
      { class: 'inspector-buttons' },
      act('To the waker', 'To the waker (<)', () => navigator.waker()),
      act('To the woken', 'To whom it wakes (>)', () => navigator.woken()),
      act('Previous event', 'Previous event of this goroutine (P)', () => navigator.event(-1)),
      act('Next event', 'Next event of this goroutine (N)', () => navigator.event(1)),
    )
  }

  private box(g: number, own: number): HTMLElement {
    const element = button(
      { class: g === own ? 'box on' : 'box', text: formatCount(g), label: goroutineName(g) },
      () => this.places.goroutine(g),
    )
    return element
  }

  private line(line: number): HTMLElement {
    return button({ class: 'link', text: `line ${line}`, title: '' }, () => this.places.line(line))
  }

  private link(g: number): HTMLElement {
    return button({ class: 'link', text: whoWords(g), title: '' }, () => this.places.goroutine(g))
  }

  private objectLink(o: number, text: string): HTMLElement {
    if (o === 0) return h('span', {}, text)
    return button({ class: 'link mono', text, title: 'Choose this object' }, () => this.places.object(o))
  }

  private part(part: Part): Node {
    return partNode(part, this.places)
  }

  /** The list is made anew on each step: whoever had the focus has it again. */
  private focusedKey(): string {
    const root = this.element.getRootNode() as Document | ShadowRoot
    const focused = root.activeElement
    if (!(focused instanceof HTMLElement) || !this.body.contains(focused) || focused === this.body) return ''
    return focused.dataset['key'] ?? focused.textContent ?? ''
  }

  private refocus(key: string): void {
    if (key === '') return
    const all = [...this.body.querySelectorAll<HTMLElement>('button')]
    const again = all.find((b) => (b.dataset['key'] ?? b.textContent) === key)
    ;(again ?? this.body).focus({ preventScroll: true })
  }
}

/** What the inspector says in one sentence, for those who hear it. */
export function inspectionWords({ inspection }: View): string {
  const state = inspection?.state
  if (!inspection || !state) return ''
  const who = whoTitle(inspection.g)
  const frame = state.frames.find((f) => !f.library)
  const place = frame ? ` in ${frame.function}, line ${frame.line}` : ''
  const changed = state.frames.flatMap((f) => f.locals).filter((v) => v.changed)
  const news = changed.slice(0, 3).map((v) => `${v.name} is ${v.value}`)
  return `${who} is ${state.status}${place}. ${news.length > 0 ? `${news.join(', ')}.` : ''}`
}

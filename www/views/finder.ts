import { formatCount } from '../base'
import { h, on, setText } from './dom'
import { Popover } from './popover'

/** One row that can be chosen. */
export interface FinderRow {
  content: (Node | string)[]
  /** At the right, quiet. */
  detail?: string
  /** Keys that do the same. */
  keys?: string
  act(): void
  /** Delete on this row. */
  remove?: () => void
}

export interface FinderGroup {
  title: string
  /** More than the rows, when not all are shown. */
  count?: number
  rows: FinderRow[]
}

export interface FinderOptions {
  label: string
  placeholder: string
  className: string
  /** Rows for what is typed. */
  find(query: string): FinderGroup[]
  /** Said where nothing is found; empty for nothing. */
  nothing(query: string): string
}

let lists = 0

/** A box to type in, with a list below it: arrows and Enter choose, Escape closes. */
export class Finder {
  private readonly popover: Popover
  private readonly options: FinderOptions
  private readonly input: HTMLInputElement
  private readonly count = h('span', { class: 'label finder-count', role: 'status' })
  private readonly list: HTMLElement
  private readonly id = `finder-${++lists}`
  private rows: { row: FinderRow; element: HTMLElement }[] = []
  private at = -1

  constructor(host: HTMLElement, options: FinderOptions) {
    this.options = options
    this.popover = new Popover(host, options.label, `finder ${options.className}`)
    this.list = h('div', { class: 'finder-list', role: 'listbox', id: this.id, 'aria-label': options.label })
    this.input = on(
      h('input', {
        type: 'text',
        role: 'combobox',
        autofocus: true,
        autocomplete: 'off',
        autocapitalize: 'off',
        spellcheck: 'false',
        placeholder: options.placeholder,
        'aria-label': options.label,
        'aria-controls': this.id,
        'aria-expanded': 'true',
        'aria-autocomplete': 'list',
      }),
      { input: () => this.search(), keydown: (event) => this.key(event) },
    )
    this.popover.element.append(h('div', { class: 'finder-box' }, this.input, this.count), this.list)
  }

  get isOpen(): boolean {
    return this.popover.isOpen
  }

  /** Opens at a place in pixels of the window, with a text to begin with. */
  open(x: number, y: number, text = ''): void {
    this.input.value = text
    this.search()
    this.popover.open(x, y)
    this.input.focus({ preventScroll: true })
    this.input.select()
  }

  close(): void {
    this.popover.close()
  }

  private search(): void {
    const query = this.input.value
    const groups = this.options.find(query)
    this.rows = []
    const sections = groups.map((group, i) => {
      const elements = group.rows.map((row) => this.row(row))
      return h(
        'div',
        { role: 'group', 'aria-labelledby': `${this.id}-${i}` },
        group.title === ''
          ? null
          : h(
              'div',
              { class: 'finder-title label', id: `${this.id}-${i}`, role: 'presentation' },
              (group.count ?? 0) > group.rows.length
                ? `${group.title}, ${formatCount(group.count ?? 0)}`
                : group.title,
            ),
        ...elements,
      )
    })
    const nothing = this.rows.length === 0 ? this.options.nothing(query) : ''
    this.list.replaceChildren(...sections)
    if (nothing !== '') this.list.append(h('p', { class: 'label finder-nothing' }, nothing))
    this.choose(this.rows.length > 0 ? 0 : -1)
  }

  private row(row: FinderRow): HTMLElement {
    const element = h(
      'div',
      {
        class: 'finder-row',
        role: 'option',
        id: `${this.id}-row-${this.rows.length}`,
        'aria-selected': 'false',
      },
      h('span', { class: 'finder-text' }, ...row.content),
      row.detail ? h('span', { class: 'label' }, row.detail) : null,
      row.keys
        ? h('span', { class: 'finder-keys' }, ...row.keys.split(' ').map((k) => h('kbd', {}, k)))
        : null,
    )
    const i = this.rows.length
    on(element, {
      pointermove: () => this.at !== i && this.choose(i),
      pointerdown: (event) => event.preventDefault(),
      click: () => this.act(row),
    })
    this.rows.push({ row, element })
    return element
  }

  private choose(at: number): void {
    this.at = at
    this.rows.forEach(({ element }, i) => {
      element.setAttribute('aria-selected', String(i === at))
    })
    const chosen = this.rows[at]?.element
    if (chosen) {
      this.input.setAttribute('aria-activedescendant', chosen.id)
      chosen.scrollIntoView({ block: 'nearest' })
    } else this.input.removeAttribute('aria-activedescendant')
    setText(
      this.count,
      this.rows.length > 0 ? `${formatCount(at + 1)} of ${formatCount(this.rows.length)}` : '',
    )
  }

  private key(event: KeyboardEvent): void {
    const n = this.rows.length
    const to = { ArrowDown: this.at + 1, ArrowUp: this.at - 1, PageDown: this.at + 5, PageUp: this.at - 5 }[
      event.key
    ]
    if (to !== undefined && n > 0) {
      event.preventDefault()
      const jumps = event.key.startsWith('Page')
      return this.choose(jumps ? Math.min(Math.max(to, 0), n - 1) : (to + n) % n)
    }
    const chosen = this.rows[this.at]?.row
    if (event.key === 'Enter' && chosen) {
      event.preventDefault()
      event.stopPropagation()
      this.act(chosen)
    } else if (event.key === 'Delete' && chosen?.remove && this.input.value === '') {
      event.preventDefault()
      chosen.remove()
      this.search()
    }
  }

  private act(row: FinderRow): void {
    this.close()
    row.act()
  }
}

/** A text with the part that matched in the reader's colour. */
export function matched(text: string, from: number, to: number): (Node | string)[] {
  if (to <= from) return [text]
  return [text.slice(0, from), h('mark', {}, text.slice(from, to)), text.slice(to)]
}

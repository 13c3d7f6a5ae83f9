import { button, h, setAttributes } from './dom'

export type Tab = 'why' | 'code' | 'output' | 'numbers' | 'state'

const WORDS: Record<Tab, string> = {
  why: 'Why',
  code: 'Code',
  output: 'Output',
  numbers: 'Numbers',
  state: 'State',
}

/** Where there is room for one panel only: which one it is. */
export class Tabs {
  readonly element: HTMLElement
  private readonly buttons: Record<Tab, HTMLButtonElement>
  private readonly show: (tab: Tab) => void

  constructor(show: (tab: Tab) => void) {
    this.show = show
    const names = Object.keys(WORDS) as Tab[]
    this.buttons = Object.fromEntries(names.map((name) => [name, this.tab(name)])) as Tabs['buttons']
    this.element = h(
      'div',
      { class: 'tabs', role: 'tablist', 'aria-label': 'Below the timeline' },
      ...Object.values(this.buttons),
    )
  }

  choose(chosen: Tab): void {
    for (const [name, element] of Object.entries(this.buttons))
      setAttributes(element, { 'aria-selected': String(name === chosen), tabindex: name === chosen ? 0 : -1 })
  }

  private tab(name: Tab): HTMLButtonElement {
    const element = button({ class: `tab-${name}`, text: WORDS[name], title: '' }, () => this.show(name))
    element.setAttribute('role', 'tab')
    element.addEventListener('keydown', (event) => {
      const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
      if (by === undefined) return
      const shown = Object.values(this.buttons).filter((b) => b.offsetParent !== null)
      const next = shown[(shown.indexOf(element) + by + shown.length) % shown.length]
      next?.click()
      next?.focus()
      event.preventDefault()
    })
    return element
  }
}

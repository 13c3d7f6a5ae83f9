import { LESSONS } from '../lessons'
import { button, h } from './dom'
import { arrowKeys, Popover } from './popover'

/** The list of programs, by group. */
export class LessonMenu {
  private readonly popover: Popover
  private readonly choose: (id: string) => void

  constructor(host: HTMLElement, choose: (id: string) => void) {
    this.popover = new Popover(host, 'Programs', 'lessons')
    this.choose = choose
    this.popover.element.addEventListener('keydown', (event) => arrowKeys(event, this.items()))
  }

  open(anchor: HTMLElement, current: string): void {
    if (this.popover.isOpen) return this.popover.close()
    const groups = [...new Set(LESSONS.map((l) => l.group))]
    this.popover.element.replaceChildren(
      ...groups.map((group) =>
        h(
          'section',
          { 'aria-label': group },
          h('h3', { class: 'label' }, group),
          ...LESSONS.filter((l) => l.group === group).map((l) =>
            this.item(l.id, l.title, l.look, l.id === current),
          ),
        ),
      ),
    )
    this.popover.openBelow(anchor)
  }

  private item(id: string, title: string, look: string, current: boolean): HTMLElement {
    const element = button({ class: 'item', title: '' }, () => {
      this.popover.close()
      this.choose(id)
    })
    if (current) {
      element.setAttribute('aria-current', 'true')
      element.autofocus = true
    }
    element.append(h('b', {}, title), h('span', {}, look))
    return element
  }

  private items(): HTMLElement[] {
    return [...this.popover.element.querySelectorAll<HTMLElement>('.item')]
  }
}

const KEYS: readonly [keys: string, what: string][] = [
  ['Shift Enter', 'run (also Ctrl or ⌘ with Enter)'],
  ['Space', 'play, pause'],
  [', .', 'one step back, one step on'],
  ['Home End', 'first moment, last moment'],
  ['B', 'Break it: faults to drop, things to forget, or everything tried'],
  ['T', 'axis of time or of steps'],
  ['W S A D', 'zoom in and out, move left and right'],
  ['F', 'the life of the selected goroutine; again, or with none: the whole run'],
  ['I', 'inspect the state at this moment; Enter on a lane does too'],
  ['N P', 'next and previous event of this goroutine; with Shift of the chosen object'],
  ['< >', 'to who wakes it, to whom it wakes'],
  ['[ ]', 'back to where you were, and forward (also Alt ← →)'],
  ['G', 'go to a time or step'],
  ['M', 'bookmark this moment, or choose a bookmark'],
  ['/', 'search'],
  ['Ctrl K', 'all commands'],
  ['↑ ↓ ← →', 'on the timeline: other goroutine, other span'],
  ['Shift W S', 'on the timeline: higher and lower lanes'],
  ['V', 'timeline, table, sentences'],
  ['C', 'pin this run and compare; again: unpin'],
  ['G', 'on the timeline: fold or open a group; with Shift all'],
  ['Shift F10', 'break the selected span, or in the code this line'],
  ['Esc', 'close, or clear the selection'],
  ['?', 'these keys'],
]

/** For those who see the page for the first time. */
const FIRST_WORDS: readonly string[] = [
  'The Go program runs here, on a clock of its own, again whenever you change it. Each line of the timeline is a goroutine; colour, pattern and letter say what it does.',
  'Choose a span to read what happened and why. Drag along the axis, or play, to go forwards and back; the code shows where every goroutine stands.',
  'Break it lets a call fail, hang or panic, or something be forgotten, and shows what follows. Share gives a link to exactly this run. Your changes are kept in this browser.',
]

/** The sheet behind `?`. */
export class HelpSheet {
  private readonly popover: Popover

  constructor(host: HTMLElement) {
    this.popover = new Popover(host, 'How it works, and keys', 'help')
  }

  toggle(): void {
    if (this.popover.isOpen) return this.popover.close()
    this.popover.element.replaceChildren(
      h('h2', {}, 'How it works'),
      ...FIRST_WORDS.map((words) => h('p', {}, words)),
      h('h2', {}, 'Keys'),
      h(
        'dl',
        {},
        ...KEYS.map(([keys, what]) =>
          h('div', {}, h('dt', {}, ...keys.split(' ').map((k) => h('kbd', {}, k))), h('dd', {}, what)),
        ),
      ),
      h(
        'p',
        { class: 'label' },
        'While you type in the code, letters are letters: press Escape, then Tab, to leave it.',
      ),
      button({ class: 'btn', text: 'Close' }, () => this.popover.close()),
    )
    const host = this.popover.element.parentElement as HTMLElement
    const box = host.getBoundingClientRect()
    this.popover.open(box.left + Math.max(0, box.width / 2 - 380), box.top + 64)
  }
}

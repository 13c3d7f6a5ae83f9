import type { Player } from '../state/player'
import type { PlayerState } from '../state/player_state'
import { button, h, setAttributes, setText } from './dom'
import { icon, mark } from './icons'

export interface HeaderIntents {
  lessons(anchor: HTMLElement): void
  breakIt(): void
  share(): void
  theme(): void
  help(): void
  /** What else there is, where the bar has no room. */
  more(): void
}

/** The bar above: which program, and what one can do with it. */
export class Header {
  readonly element: HTMLElement
  private readonly group = h('span', { class: 'group' })
  private readonly title = h('span', { class: 'title' })
  private readonly file = h('span', { class: 'file mono' })
  private readonly run: HTMLButtonElement
  private readonly breakButton: HTMLButtonElement
  private readonly compareButton: HTMLButtonElement
  private readonly themeButton: HTMLButtonElement

  constructor(player: Player, intents: HeaderIntents) {
    const program = button({ class: 'btn quiet program', title: 'Choose a program' }, () =>
      intents.lessons(program),
    )
    program.setAttribute('aria-haspopup', 'dialog')
    program.append(this.group, this.title, icon('down'))
    this.run = button({ class: 'btn pri run' }, () =>
      player.state.phase === 'running' ? player.stop() : void player.run(),
    )
    this.breakButton = button(
      {
        class: 'btn break-it',
        icon: icon('bolt', 14),
        text: 'Break it',
        label: 'Break it',
        title: 'Inject a failure (B)',
      },
      () => intents.breakIt(),
    )
    this.compareButton = button(
      {
        class: 'btn page-only wide-only compare-it',
        icon: icon('compare', 14),
        text: 'Compare',
        title: 'Pin this run and compare later ones with it (C)',
      },
      () => player.pin(),
    )
    this.themeButton = button(
      { class: 'btn icon quiet page-only', icon: icon('theme'), label: 'Theme' },
      () => intents.theme(),
    )
    this.element = h(
      'header',
      { class: 'top' },
      h('span', { class: 'brand' }, mark(), h('span', {}, 'Interleave')),
      h('span', { class: 'sep' }),
      program,
      this.file,
      h('span', { class: 'grow' }),
      this.run,
      this.breakButton,
      this.compareButton,
      button(
        {
          class: 'btn page-only wide-only',
          icon: icon('share'),
          text: 'Share',
          title: 'Copy a link to exactly this run',
        },
        () => intents.share(),
      ),
      this.themeButton,
      button(
        {
          class: 'btn icon quiet page-only wide-only',
          icon: icon('help'),
          label: 'How it works, and keys (?)',
        },
        () => intents.help(),
      ),
      button({ class: 'btn icon quiet more', icon: icon('more'), label: 'More' }, () => intents.more()),
    )
    this.showRun(false)
  }

  update(now: Readonly<PlayerState>, before: Readonly<PlayerState> | null): void {
    const { group, title, file } = now.program
    setText(this.group, group === '' ? '' : `${group} /`)
    setText(this.title, title)
    setText(this.file, file)
    const running = now.phase === 'running'
    if (running !== (before?.phase === 'running')) this.showRun(running)
    if (now.faults !== before?.faults || now.breaking !== before?.breaking) {
      this.breakButton.classList.toggle('on', now.breaking || now.faults.length > 0)
      setAttributes(this.breakButton, { 'aria-pressed': String(now.breaking) })
    }
    this.breakButton.disabled = now.model === null
    this.compareButton.disabled = now.model === null
    if (now.pinned !== before?.pinned) {
      this.compareButton.classList.toggle('on', now.pinned !== null)
      setAttributes(this.compareButton, { 'aria-pressed': String(now.pinned !== null) })
    }
  }

  setTheme(words: string): void {
    setAttributes(this.themeButton, { title: words, 'aria-label': words })
  }

  private showRun(running: boolean): void {
    const words = running ? 'Stop' : 'Run'
    this.run.classList.toggle('pri', !running)
    setAttributes(this.run, {
      'aria-label': words,
      title: running ? 'End the run here' : 'Run the program (Shift+Enter)',
    })
    this.run.replaceChildren(
      icon(running ? 'stop' : 'run', 14),
      h('span', { class: 'btn-text' }, words),
      ...(running ? [] : [h('kbd', { 'aria-hidden': 'true' }, '⇧ ⏎')]),
    )
  }
}

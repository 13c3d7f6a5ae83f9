import { sharedEngine } from '../engine/client'
import type { Outcome, Policy } from '../engine/types'
import { FIRST, lessonProgram } from '../lessons'
import { Player } from '../state/player'
import type { PlayerState } from '../state/player_state'
import { HELLO, ownProgram, type Program } from '../state/program'
import type { TextSize } from '../state/view_choice'
import { type Layout, PlayerView } from '../views/player_view'
import { AddressBar } from './address'
import { playerStyles } from './styles'
import { ThemeChoice } from './theme'

/** What the element tells the page around it; `detail` of its events. */
export interface InterleaveEvents {
  /** A run was shown. */
  'interleave-run': {
    outcome: Outcome
    exit: number
    virtualNs: number
    steps: number
    faults: readonly string[]
  }
  /** The cursor moved. */
  'interleave-cursor': { timeNs: number; step: number }
  /** The text changed. */
  'interleave-edit': { text: string }
}

/** How much larger everything is drawn, as in `runtable.css`. */
const TEXT_ZOOM: Record<TextSize, number> = { normal: 1, large: 1.2, projector: 1.5 }

/** The link below a printed run is made so long after the last change: printing does not wait for it. */
const LINK_AFTER_MS = 600

const POLICIES: readonly string[] = ['fifo', 'go', 'random'] satisfies Policy[]

/**
 * `<interleave-player>`: a Go program, its timeline, and everything to move through it and to break it.
 *
 * The program is the text of its `<pre>` (or its own text), or `code`, `lesson` or `src`. Attributes: `seed`,
 * `policy`, `size="slide"`, `theme`, `embed`, and `linked` on the one element that owns the page's address. What
 * an attribute cannot mean falls back.
 */
export class InterleavePlayer extends HTMLElement {
  static readonly observedAttributes = ['seed', 'policy', 'size', 'theme', 'lesson', 'code', 'src', 'embed']

  private readonly root: ShadowRoot
  private player: Player | null = null
  private view: PlayerView | null = null
  private address: AddressBar | null = null
  private readonly theme = new ThemeChoice()
  private cleanUp: (() => void)[] = []
  private frame = 0
  private linkSoon: ReturnType<typeof setTimeout> | undefined

  constructor() {
    super()
    this.root = this.attachShadow({ mode: 'open', delegatesFocus: false })
    this.root.adoptedStyleSheets = [playerStyles()]
  }

  /** The program's text. */
  get code(): string {
    return this.player?.state.program.text ?? ''
  }

  set code(text: string) {
    this.player?.open(ownProgram(text))
    void this.player?.run()
  }

  /** Runs the program as it stands. */
  run(): Promise<void> {
    return this.player?.run() ?? Promise.resolve()
  }

  connectedCallback(): void {
    if (!this.player) this.build()
    const { view, player } = this
    if (!view || !player) return
    view.connect()
    const resized = new ResizeObserver(() => this.layout())
    resized.observe(this)
    const seen = new IntersectionObserver(
      (entries) => entries.some((e) => e.isIntersecting) && this.firstRun(),
    )
    seen.observe(this)
    const stopKeys = stopKeysOf(this)
    const stopPageKeys = this.hasAttribute('linked') ? this.listenToPage() : () => {}
    const themeChanged = this.theme.listen(() => this.showTheme())
    const onPrint = new AbortController()
    addEventListener('beforeprint', () => view.print(true), onPrint)
    addEventListener('afterprint', () => this.printed(), onPrint)
    this.cleanUp = [
      () => onPrint.abort(),
      () => clearTimeout(this.linkSoon),
      () => resized.disconnect(),
      () => seen.disconnect(),
      stopKeys,
      stopPageKeys,
      themeChanged,
      player.store.listen((now, before) => this.changed(now, before)),
    ]
    if (this.address) this.cleanUp.push(this.address.listen())
    this.layout()
    this.showTheme()
    view.update(player.state)
  }

  disconnectedCallback(): void {
    for (const clean of this.cleanUp) clean()
    this.cleanUp = []
    cancelAnimationFrame(this.frame)
    this.frame = 0
    this.player?.moves.play(false)
    this.view?.disconnect()
  }

  attributeChangedCallback(name: string, before: string | null, now: string | null): void {
    const { player } = this
    if (!player || before === now) return
    if (name === 'seed') player.setSeed(this.seed)
    else if (name === 'policy') player.setPolicy(this.policy)
    else if (name === 'theme') this.showTheme()
    else if (name === 'size' || name === 'embed') this.layout()
    else void this.openFromAttributes()
  }

  private get seed(): number {
    const seed = Number(this.getAttribute('seed') ?? 1)
    return Number.isSafeInteger(seed) && seed >= 0 ? seed : 1
  }

  private get policy(): Policy {
    const policy = this.getAttribute('policy') ?? 'fifo'
    return POLICIES.includes(policy) ? (policy as Policy) : 'fifo'
  }

  private get isSlide(): boolean {
    return this.getAttribute('size') === 'slide'
  }

  private build(): void {
    const program = this.programHere() ?? ownProgram(HELLO)
    const player = new Player(sharedEngine(), program)
    player.store.set({ seed: this.seed, policy: this.policy })
    this.player = player
    this.view = new PlayerView(this.root, player, {
      share: () => void this.share(),
      theme: () => this.theme.next(),
      lesson: (id) => this.openLesson(id),
    })
    this.root.append(this.view.element)
    if (this.hasAttribute('linked')) {
      this.address = new AddressBar(player, this, (words) => this.view?.toast(words))
      void this.address.open().then(() => player.state.phase === 'empty' && this.firstRun())
    }
    if (this.hasAttribute('src') && !this.hasAttribute('code')) void this.openFromAttributes()
  }

  /** The program that stands in the document, if one does. */
  private programHere(): Program | null {
    const lesson = this.getAttribute('lesson')
    if (lesson !== null) return lessonProgram(lesson) ?? lessonProgram(FIRST)
    const code = this.getAttribute('code') ?? (this.querySelector('pre') ?? this).textContent ?? ''
    if (code.trim() !== '') return ownProgram(code.replace(/^\n+|\s+$/g, '').concat('\n'))
    return this.hasAttribute('linked') ? lessonProgram(FIRST) : null
  }

  private async openFromAttributes(): Promise<void> {
    const { player } = this
    const src = this.getAttribute('src')
    let program = this.programHere()
    if (src !== null && !this.hasAttribute('code') && !this.hasAttribute('lesson')) {
      const text = await fetchText(src)
      const file =
        src
          .split('/')
          .pop()
          ?.replace(/[?#].*$/, '') || 'main.go'
      if (text === null) return this.view?.toast(`${src} could not be loaded.`)
      program = ownProgram(text, file, file)
    }
    if (program) player?.open(program)
    void player?.run()
  }

  private openLesson(id: string): void {
    const program = lessonProgram(id)
    if (!program || !this.player) return
    this.player.open(program)
    this.address?.showLesson(id)
    void this.player.run()
  }

  /** Runs once, when the element is first seen and its program is known. */
  private firstRun(): void {
    if (this.player?.state.phase !== 'empty' || this.address?.busy || this.getAttribute('autorun') === 'off')
      return
    void this.player.run()
  }

  private async share(): Promise<void> {
    const { player } = this
    if (!player) return
    const address = this.address ?? new AddressBar(player, this, () => {})
    await address.share(this.address !== null)
  }

  private layout(): void {
    const zoom = TEXT_ZOOM[this.player?.state.view.text ?? 'normal']
    const [width, height] = [this.clientWidth / zoom, this.clientHeight / zoom]
    if (width === 0) return
    const slide = this.isSlide
    const embedded = this.hasAttribute('embed') || !this.hasAttribute('linked')
    this.view?.setLayout(layoutFor(width, height, slide, embedded), height)
    this.view?.setEmbedded(embedded, slide)
  }

  /** Where the page is ours, keys work while nothing has the focus. */
  private listenToPage(): () => void {
    const key = (event: KeyboardEvent) => {
      if (event.target === document.body && !this.hasAttribute('embed')) this.view?.key(event)
    }
    document.addEventListener('keydown', key)
    return () => document.removeEventListener('keydown', key)
  }

  private showTheme(): void {
    const { theme, words } = this.theme.shown(this.getAttribute('theme'))
    this.view?.setTheme(theme, words)
    if (this.hasAttribute('linked')) document.documentElement.style.colorScheme = theme
  }

  private printed(): void {
    this.showTheme()
    this.view?.print(false)
  }

  private keepLink(): void {
    const { address } = this
    if (!address) return
    clearTimeout(this.linkSoon)
    this.linkSoon = setTimeout(
      () =>
        void address.link().then(
          (link) => this.view?.setPrintedLink(link),
          // printed without a link
          () => {},
        ),
      LINK_AFTER_MS,
    )
  }

  /** One frame for all changes until then. */
  private changed(now: Readonly<PlayerState>, before: Readonly<PlayerState>): void {
    if (now.model !== before.model && now.model) {
      const { outcome, exit, virtual_ns, steps } = now.model.run.report
      this.tell('interleave-run', { outcome, exit, virtualNs: virtual_ns, steps, faults: now.faults })
    }
    if (now.view.text !== before.view.text) this.layout()
    if (now.cursor !== before.cursor) this.tell('interleave-cursor', { ...now.cursor })
    if (now.program.text !== before.program.text) this.tell('interleave-edit', { text: now.program.text })
    if (now.model && (now.model !== before.model || now.cursor !== before.cursor)) this.keepLink()
    if (this.frame !== 0) return
    this.frame = requestAnimationFrame(() => {
      this.frame = 0
      if (this.player) this.view?.update(this.player.state)
    })
  }

  private tell<K extends keyof InterleaveEvents>(type: K, detail: InterleaveEvents[K]): void {
    this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }))
  }
}

function layoutFor(width: number, height: number, slide: boolean, embedded: boolean): Layout {
  if (slide) return 'slide'
  if (width < 620) return 'phone'
  if (embedded && (width < 1100 || height < 640)) return 'card'
  // a phone that lies on its side
  if (width >= 560 && width < 1100 && height < 460) return 'card'
  if (width < 700) return 'phone'
  return width < 1100 ? 'medium' : 'wide'
}

/** Decks listen for keys on the document: what is typed here ends here. */
function stopKeysOf(element: HTMLElement): () => void {
  const stop = (event: Event) => event.stopPropagation()
  const types = ['keydown', 'keyup', 'keypress']
  for (const type of types) element.addEventListener(type, stop)
  return () => {
    for (const type of types) element.removeEventListener(type, stop)
  }
}

async function fetchText(address: string): Promise<string | null> {
  try {
    const answer = await fetch(address)
    return answer.ok ? await answer.text() : null
  } catch {
    return null
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'interleave-player': InterleavePlayer
  }
}

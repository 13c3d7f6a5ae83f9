import { formatCount, formatTime, plural, State } from '../base'
import type { Race, RunPlace } from '../engine/types'
import { spanAtCursor } from '../state'
import { currentLine } from '../state/current_line'
import { faultLine } from '../state/faults'
import type { Player } from '../state/player'
import type { PlayerState } from '../state/player_state'
import { goroutinesOn, type LineStand, standingByLine, stateTotals } from '../timeline'
import { AtlasPanel } from './atlas_panel'
import { byKey, type Command } from './commands'
import { CompareView } from './compare_view'
import { DiffPane } from './diff_pane'
import { divider } from './divider'
import { button, h, setAttributes, setText } from './dom'
import { Editor } from './editor'
import { FaultDrop } from './fault_drop'
import { FaultMenu } from './fault_menu'
import { Finders } from './finders'
import { CROWD_FROM, GroupsPanel, hasGroups } from './groups_panel'
import { Header } from './header'
import { icon } from './icons'
import { InspectorPanel, inspectionWords } from './inspector_panel'
import { KnobsPanel } from './knobs_panel'
import { LowHeight } from './low_height'
import { MendPanel } from './mend_panel'
import { HelpSheet, LessonMenu } from './menus'
import { NumbersPanel } from './numbers'
import { OutputPanel } from './output_panel'
import { Palette } from './palette'
import { Banner, ChangePanel, runSummary } from './panels'
import { Playback } from './playback'
import { placedKeys, readerCommands } from './reader_commands'
import { RunTable } from './run_table'
import { Stage } from './stage'
import { type Tab, Tabs } from './tabs'
import { Transport } from './transport'
import { Sentence, WhyPanel } from './why_panel'

type View = Readonly<PlayerState>
/** `card`: embedded and small, code beside the timeline. */
export type Layout = 'wide' | 'medium' | 'phone' | 'card' | 'slide'

/** What only the element or the page around can do. */
export interface Outside {
  share(): void
  theme(): void
  lesson(id: string): void
}

/** Above so many goroutines the gutter's counts wait until playing pauses. */
const MANY = 5_000
/** Beside the inspector there is room for the code only from here on. */
const FOLD_BELOW = 1500
/** Characters of a link that are printed; where it leads is kept whole. */
const LONGEST_PRINTED = 160
const NOT_BREAKING = { atlas: null, faults: [] }
const NO_RACES: readonly Race[] = []
const NO_STANDING: ReadonlyMap<number, readonly LineStand[]> = new Map()

/** Everything inside the element: makes the views, gives each the state, and lays them out. */
export class PlayerView {
  readonly element: HTMLElement
  readonly stage: Stage
  readonly editor: Editor
  private readonly player: Player
  private readonly header: Header
  private readonly transport: Transport
  private readonly menu: FaultMenu
  private readonly faults: FaultDrop
  private readonly lessons: LessonMenu
  private readonly help: HelpSheet
  /** Of the element, in its own pixels. */
  private height = 0
  private readonly playback: Playback
  private readonly palette: Palette
  private readonly compare: CompareView
  private readonly diff: DiffPane
  private readonly finders: Finders
  /** Where the code is while it is folded away. */
  private readonly codeTab: HTMLButtonElement
  private readonly parts: { update(now: View, before: View | null): void }[]
  private readonly living = h('span', { class: 'label' })
  private readonly file = h('span', { class: 'file mono' })
  private readonly restore: HTMLButtonElement
  private readonly breakSlide: HTMLButtonElement
  private readonly printedLink = h('a', { class: 'printed-link' })
  private readonly announcer = h('div', { class: 'hidden-words', role: 'status', 'aria-live': 'polite' })
  private readonly tabs: Tabs
  private readonly low: LowHeight
  private readonly commands: readonly Command[]
  private readonly byKey: ReadonlyMap<string, Command>
  private readonly letters: Record<string, () => void>
  private shown: View | null = null
  private standing = NO_STANDING
  private faultLines: readonly { text: string; line: number }[] = []

  constructor(root: ShadowRoot, player: Player, outside: Outside) {
    this.player = player
    this.element = h('div', {
      class: 'player',
      'data-layout': 'wide',
      'data-theme': 'light',
      'data-tab': 'why',
    })
    this.playback = new Playback(player)
    this.menu = new FaultMenu(player, this.element)
    this.lessons = new LessonMenu(this.element, (id) => outside.lesson(id))
    this.help = new HelpSheet(this.element)
    this.header = new Header(player, {
      lessons: (anchor) => this.lessons.open(anchor, player.state.program.lesson),
      breakIt: () => player.breakIt.setMode(),
      share: () => outside.share(),
      theme: () => outside.theme(),
      help: () => this.help.toggle(),
      more: () => this.element.toggleAttribute('data-more'),
    })
    const places = {
      line: (line: number) => this.showLine(line),
      goroutine: (g: number) => player.select({ g, span: -1 }),
      step: (step: number) => player.moves.toStep(step),
      object: (object: number) => player.store.set({ selection: { ...player.state.selection, object } }),
      say: (words: unknown) => this.say(words),
    }
    this.finders = new Finders(this.element, player, places, () => this.commands)
    this.codeTab = button(
      { class: 'code-tab', icon: icon('code'), text: player.state.program.file, title: 'Show the code' },
      () => this.fold(false),
    )
    this.editor = new Editor(root, player.state.program.text, {
      edit: (text) => player.edit(text),
      run: () => void player.run(),
      mend: (fault) => void player.breakIt.remove(fault),
      tried: (fault) => void player.breakIt.showTried(fault),
      breakLine: (line, x, y) => this.menu.open({ line, goroutine: 0, nth: 0 }, x, y),
      lineChosen: () => {},
      otherLine: (line) => this.showLine(line),
      standingChosen: (line, state) => this.selectStanding(line, state),
    })
    this.stage = new Stage(
      player,
      {
        break: (place, x, y) => this.menu.open(place, x, y),
        code: (line) => this.goToCode(line),
        search: (anchor) => this.finders.openSearch(anchor),
        inspect: () => this.openInspector(),
        groups: () => {
          const covered = player.state.inspecting
          if (covered) player.inspect(false)
          this.showGroups(covered || !this.element.hasAttribute('data-crowd'))
        },
      },
      this.element,
    )
    this.faults = new FaultDrop(player, this.stage, this.editor, this.menu, (words) => this.toast(words))
    this.compare = new CompareView(player)
    const table = new RunTable(player)
    this.stage.element.append(table.element)
    this.compare.follow(this.stage.timeline)
    this.stage.pinned = () => this.compare.pictured()
    this.stage.onRange = (range) => this.compare.rangeChanged(range)
    this.palette = new Palette({
      choose: (wanted, anchor) => this.faults.atSelection(anchor, wanted),
      over: (wanted, x, y) => this.faults.over(wanted, x, y),
      drop: (wanted, x, y) => this.faults.drop(wanted, x, y),
      end: () => this.faults.over(null, 0, 0),
    })
    this.transport = new Transport(player, {
      moment: (anchor) => this.finders.openMoment(anchor),
      marks: (anchor) => this.finders.openMarks(anchor),
    })
    this.breakSlide = button({ class: 'break-slide', icon: icon('bolt', 18), text: 'Break it' }, () =>
      this.faults.atSelection(this.breakSlide),
    )
    this.transport.element.append(this.breakSlide)
    this.restore = button(
      { class: 'btn small restore', icon: icon('undo', 14), text: 'Back to the original' },
      () => player.restore(),
    )
    const atlas = new AtlasPanel(player, places)
    const why = new WhyPanel(player, places)
    const mend = new MendPanel(player, places)
    const change = new ChangePanel(player)
    const output = new OutputPanel()
    const numbers = new NumbersPanel(player, this.element, (place) => this.goToPlace(place))
    const banner = new Banner(places)
    const sentence = new Sentence(places)
    const inspector = new InspectorPanel(player, places)
    const knobs = new KnobsPanel(player)
    this.diff = new DiffPane((lines) => this.editor.setFresh(lines))
    const groups = new GroupsPanel(player, places.line, () => this.showGroups(false))
    this.parts = [
      this.header,
      this.compare,
      table,
      this.palette,
      atlas,
      this.stage,
      this.transport,
      why,
      mend,
      change,
      output,
      numbers,
      banner,
      sentence,
      inspector,
      groups,
      knobs,
    ]
    this.tabs = new Tabs((name) => this.showTab(name))
    const low = h('div', { class: 'low' }, why.element, mend.element, change.element, output.element)
    this.low = new LowHeight(this.element, low, this.stage)
    const pane = h('div', { class: 'editor' })
    pane.append(this.editor.view.dom)
    this.element.prepend(
      this.header.element,
      h(
        'section',
        { class: 'codepane', 'aria-label': 'Code' },
        h('div', { class: 'head' }, this.file, h('span', { class: 'grow' }), this.living),
        this.diff.element,
        pane,
        knobs.element,
        this.restore,
      ),
      divider(this.element),
      this.stage.head,
      this.palette.element,
      this.stage.runs,
      this.compare.element,
      banner.element,
      this.stage.element,
      atlas.element,
      this.tabs.element,
      low,
      numbers.element,
      this.compare.table,
      sentence.element,
      inspector.element,
      groups.element,
      this.codeTab,
      this.transport.element,
      this.printedLink,
      this.announcer,
    )
    this.commands = readerCommands({
      player,
      stage: this.stage,
      finders: this.finders,
      clock: this.transport.clock,
      inspect: () => this.toggleInspector(),
      breaking: () => this.toggleBreaking(),
      code: () => this.showLine(currentLine(player.state) || 1),
      share: () => outside.share(),
      theme: () => outside.theme(),
      help: () => this.help.toggle(),
    })
    this.letters = placedKeys({ player, stage: this.stage })
    this.byKey = byKey(this.commands)
    this.element.addEventListener('keydown', (event) => this.key(event))
    this.showTab('why')
  }

  update(now: View): void {
    const before = this.shown
    this.shown = now
    for (const part of this.parts) part.update(now, before)
    this.low.update(now, before)
    if (now.program !== before?.program) this.showProgram(now, before)
    this.diff.update(now, before)
    this.showMarks(now, before)
    if (now.breaking !== before?.breaking) {
      setAttributes(this.element, { 'data-breaking': now.breaking })
      this.foldLow(now.breaking)
    }
    if (now.atlasWhole !== before?.atlasWhole) setAttributes(this.element, { 'data-tried': now.atlasWhole })
    if (now.view.text !== before?.view.text)
      setAttributes(this.element, { 'data-text': now.view.text === 'normal' ? null : now.view.text })
    if (now.pinned !== before?.pinned || now.model !== before?.model)
      setAttributes(this.element, { 'data-compare': now.pinned?.model != null && now.model !== null })
    if (now.playing !== before?.playing) now.playing ? this.playback.start() : this.playback.stop()
    if (now.model !== before?.model && before) setText(this.announcer, runSummary(now))
    if (now.faults !== before?.faults) this.showSlideFault(now)
    if (now.model !== before?.model) this.showCrowd(now, before)
    if (now.inspecting !== before?.inspecting) this.showInspecting(now.inspecting)
    if (now.inspecting && now.inspection !== before?.inspection && !now.playing)
      setText(this.announcer, inspectionWords(now))
  }

  /** Where height runs short the explanation is one sentence: sooner beside all that can be broken. */
  private foldLow(breaking: boolean): void {
    const shorter = this.element.dataset['layout'] === 'wide' && this.height < (breaking ? 760 : 520)
    setAttributes(this.element, { 'data-shorter': shorter })
  }

  setLayout(layout: Layout, height: number): void {
    const short = layout === 'wide' ? height < 720 : height < 600
    setAttributes(this.element, {
      'data-layout': layout,
      'data-size': layout === 'slide' ? 'slide' : null,
      'data-short': short,
    })
    this.height = height
    this.foldLow(this.player.state.breaking)
    if (layout !== 'phone' && this.element.dataset['tab'] === 'code') this.showTab('why')
    if (layout === 'wide' && this.element.dataset['tab'] === 'state') this.showTab('why')
    this.low.resized()
    this.editor.setTabSize(layout === 'slide' ? 2 : 4)
    this.editor.view.requestMeasure()
  }

  setTheme(theme: 'light' | 'dark', words: string): void {
    setAttributes(this.element, { 'data-theme': theme })
    this.header.setTheme(words)
    this.stage.refreshTheme()
    this.compare.refreshTheme()
  }

  /** Paper is white, and takes lines and letters instead of pixels; the theme is set again afterwards. */
  print(printing: boolean): void {
    if (printing) setAttributes(this.element, { 'data-theme': 'light' })
    this.stage.print(printing)
    this.compare.print(printing)
  }

  /** Where a printed run is found again, below it. */
  setPrintedLink(link: string): void {
    setAttributes(this.printedLink, { href: link })
    const words = link.length > LONGEST_PRINTED ? `${link.slice(0, LONGEST_PRINTED)}…` : link
    setText(this.printedLink, words)
  }

  setEmbedded(embedded: boolean, slide: boolean): void {
    setAttributes(this.element, { 'data-embed': embedded })
    this.stage.setSlide(slide, embedded)
  }

  /** A sentence for a moment. */
  toast(words: string): void {
    const element = h('div', { class: 'toast', role: 'status' }, words)
    this.element.append(element)
    setTimeout(() => element.remove(), 2_500)
  }

  connect(): void {
    this.stage.connect()
    this.compare.connect()
  }

  disconnect(): void {
    this.playback.stop()
    this.stage.disconnect()
    this.compare.disconnect()
  }

  private showProgram({ program }: View, before: View | null): void {
    this.editor.setText(program.text)
    setText(this.file, program.file)
    setText(this.codeTab.querySelector('.btn-text') ?? this.codeTab, program.file)
    if (program.file !== before?.program.file) this.editor.setLabel(program.file)
    this.restore.hidden = program.text === program.original
  }

  /** Chips, pills, problems and the current line in the code. */
  private showMarks(now: View, before: View | null): void {
    const { model, cursor, playing } = now
    const moved = model !== before?.model || cursor !== before?.cursor || playing !== before?.playing
    if (moved && model && !(playing && model.goroutines > MANY)) {
      this.standing = standingByLine(model, cursor)
      const totals = stateTotals(model, cursor)
      const living = totals.reduce((sum, n) => sum + n, 0) - (totals[State.Dead] ?? 0)
      const at =
        now.axis === 'time'
          ? formatTime(cursor.timeNs, model.run.report.virtual_ns)
          : `step ${formatCount(cursor.step)}`
      setText(this.living, `${plural(living, 'goroutine')} live at ${at}`)
    } else if (!model) this.standing = NO_STANDING
    if (now.faults !== before?.faults)
      this.faultLines = now.faults.map((text) => ({ text, line: faultLine(text) }))
    this.editor.setForgettings(now.breaking ? now : NOT_BREAKING)
    this.editor.setMarks({
      diagnostics: now.diagnostics,
      standing: this.standing,
      faults: this.faultLines,
      races: model && now.ranText === now.program.text ? model.run.report.races : NO_RACES,
      current: now.phase === 'errors' ? 0 : currentLine(now),
    })
  }

  private showSlideFault({ faults }: View): void {
    const text = faults.length > 0 ? faultLine(faults[0] ?? '') : 0
    this.breakSlide.classList.toggle('on', text > 0)
  }

  /** What could not be done, or nothing. */
  private say(words: unknown): void {
    if (typeof words === 'string' && words !== '') this.toast(words)
  }

  private toggleInspector(): string {
    if (this.element.dataset['layout'] === 'slide') return 'There is no room for the inspector on a slide.'
    this.player.inspect()
    return ''
  }

  private openInspector(): void {
    if (this.element.dataset['layout'] === 'slide') return
    this.player.inspect(true)
    this.showInspecting(true)
  }

  /** Beside the timeline the code folds to its tab; where there is less room the state is a tab of its own. */
  private showInspecting(inspecting: boolean): void {
    setAttributes(this.element, { 'data-inspect': inspecting })
    const wide = this.element.dataset['layout'] === 'wide'
    const crowd = this.element.hasAttribute('data-crowd')
    this.fold(crowd || (inspecting && wide && this.element.clientWidth < FOLD_BELOW))
    if (!wide && inspecting) this.showTab('state')
    if (!inspecting && this.element.dataset['tab'] === 'state') this.showTab('why')
  }

  /** A run of very many goroutines begins with its groups beside it; a reader's own choice stays. */
  private showCrowd({ model }: View, before: View | null): void {
    setAttributes(this.element, { 'data-many': hasGroups(model) })
    const crowd = (model?.goroutines ?? 0) >= CROWD_FROM
    // who writes keeps the code: the groups are one button away
    if (crowd !== (before?.model?.goroutines ?? 0) >= CROWD_FROM)
      this.showGroups(crowd && !this.editor.view.hasFocus)
  }

  private showGroups(shown: boolean): void {
    setAttributes(this.element, { 'data-crowd': shown })
    this.fold(shown)
  }

  private fold(folded: boolean): void {
    setAttributes(this.element, { 'data-folded': folded })
    this.editor.view.requestMeasure()
  }

  /** The goroutines of a chip in the gutter, one after the other. */
  private selectStanding(line: number, state: number): void {
    const { model, cursor, selection } = this.player.state
    if (!model) return
    const list = goroutinesOn(model, cursor, line, state)
    const next = list.find((g) => g > selection.g) ?? list[0]
    if (next !== undefined) this.player.select({ g: next })
    if (list.length > 1)
      this.say(
        `Goroutine ${formatCount(next ?? 0)}, ${formatCount(list.indexOf(next ?? 0) + 1)} of ${formatCount(list.length)} here.`,
      )
  }

  private showLine(line: number): void {
    if (this.element.dataset['layout'] === 'phone') this.showTab('code')
    this.fold(false)
    this.editor.goTo(line)
  }

  /** Where a number speaks of: the moment, the goroutine, and its line. */
  private goToPlace({ g, line, ns, step }: RunPlace): void {
    const { model } = this.player.state
    if (!model) return
    const cursor = { timeNs: ns, step: Math.min(step, model.run.report.steps) }
    this.player.moves.play(false)
    this.player.moves.to(cursor)
    if (g > 0) this.player.select({ g, span: spanAtCursor(model, g, cursor) })
    if (line > 0) this.editor.goTo(line)
  }

  private goToCode(line: number): void {
    this.showLine(line)
  }

  /** By key: the focus goes to the faults, and back to the timeline. */
  private toggleBreaking(): void {
    const breaking = !this.player.state.breaking
    this.player.breakIt.setMode(breaking)
    this.update(this.player.state)
    if (breaking) this.palette.focus()
    else this.stage.timeline.focus()
  }

  /** Keys of the whole element; whoever has the focus has had its turn already. */
  key(event: KeyboardEvent): void {
    const target = event.composedPath()[0]
    if (event.defaultPrevented || !(target instanceof Element)) return
    if (
      event.key === 'Enter' &&
      (event.shiftKey || event.ctrlKey || event.metaKey) &&
      !target.closest('.popover')
    ) {
      event.preventDefault()
      return void this.player.run()
    }
    if (!target.closest('.popover') && this.chord(event)) return
    if (
      target.closest('.cm-editor, input:not([type="range"]), select, textarea, .popover') ||
      event.ctrlKey ||
      event.metaKey ||
      event.altKey
    )
      return
    const act = this.byKey.get(event.key)?.act ?? (event.shiftKey ? undefined : this.letters[event.code])
    const pressed = target.closest('button, a') && (event.key === ' ' || event.key === 'Enter')
    if (!act || pressed) return
    event.preventDefault()
    this.say(act())
  }

  /** With Ctrl, Alt or Meta: the palette of commands, and back to where one was. */
  private chord(event: KeyboardEvent): boolean {
    const command = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey
    if (command && event.key.toLowerCase() === 'k') this.finders.openPalette()
    else if (event.altKey && event.key === 'ArrowLeft') this.say(this.player.navigator.back(-1))
    else if (event.altKey && event.key === 'ArrowRight') this.say(this.player.navigator.back(1))
    else return false
    event.preventDefault()
    return true
  }

  private showTab(name: Tab): void {
    this.element.dataset['tab'] = name
    if (name === 'state' && !this.player.state.inspecting) this.player.inspect(true)
    this.tabs.choose(name)
    if (name === 'code') this.editor.view.requestMeasure()
  }
}

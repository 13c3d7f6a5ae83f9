import { formatTime, plural, State } from '../base'
import type { Race, RunPlace } from '../engine/types'
import { lineAtCursor, spanAtCursor } from '../state'
import { choicesAt } from '../state/break_places'
import { faultLine } from '../state/faults'
import { atEnd, type Player } from '../state/player'
import { type PlayerState, SPEEDS } from '../state/player_state'
import { SHOWING_WORDS, type Showing } from '../state/view_choice'
import { goroutinesOn, type LineStand, standingByLine, stateTotals } from '../timeline'
import { AtlasPanel } from './atlas_panel'
import { byKey, type Command } from './commands'
import { CompareView } from './compare_view'
import { DiffPane } from './diff_pane'
import { button, h, setAttributes, setText } from './dom'
import { Editor } from './editor'
import { type BreakPlace, FaultMenu, fitsOn, type Wanted } from './fault_menu'
import { Finders } from './finders'
import { CROWD_FROM, GroupsPanel, isCrowd } from './groups_panel'
import { Header } from './header'
import { icon } from './icons'
import { InspectorPanel, inspectionWords } from './inspector_panel'
import { KnobsPanel } from './knobs_panel'
import { MendPanel } from './mend_panel'
import { HelpSheet, LessonMenu } from './menus'
import { NumbersPanel } from './numbers'
import { Palette } from './palette'
import { Banner, ChangePanel, OutputPanel, runSummary } from './panels'
import { Playback } from './playback'
import { RunTable } from './run_table'
import { breakPlace, Stage } from './stage'
import { Transport } from './transport'
import { Sentence, WhyPanel } from './why_panel'

type View = Readonly<PlayerState>
type Tab = 'why' | 'code' | 'output' | 'numbers' | 'state'
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
  private readonly lessons: LessonMenu
  private readonly help: HelpSheet
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
  private readonly divider = h('div', {
    class: 'divider',
    role: 'separator',
    tabindex: 0,
    'aria-orientation': 'vertical',
    'aria-label': 'Width of the code',
  })
  private readonly announcer = h('div', { class: 'hidden-words', role: 'status', 'aria-live': 'polite' })
  private readonly tabs: Record<Tab, HTMLButtonElement>
  private readonly commands: readonly Command[]
  private readonly byKey: ReadonlyMap<string, Command>
  private shown: View | null = null
  private standing = NO_STANDING
  /** The fault that is dragged. */
  private dragged: Wanted | null = null
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
      breakIt: () => player.setBreaking(),
      share: () => outside.share(),
      theme: () => outside.theme(),
      help: () => this.help.toggle(),
      more: () => this.element.toggleAttribute('data-more'),
    })
    const places = {
      line: (line: number) => this.showLine(line),
      goroutine: (g: number) => player.select({ g, span: -1 }),
      step: (step: number) => player.moveToStep(step),
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
      mend: (fault) => void player.mend(fault),
      tried: (fault) => void player.showTried(fault),
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
    this.compare = new CompareView(player)
    const table = new RunTable(player)
    this.stage.element.append(table.element)
    this.compare.follow(this.stage.timeline)
    this.stage.onRange = (range) => this.compare.rangeChanged(range)
    this.palette = new Palette({
      choose: (wanted, anchor) => this.breakSelected(anchor, wanted),
      over: (wanted, x, y) => this.dragOver(wanted, x, y),
      drop: (wanted, x, y) => {
        const place = this.placeUnder(x, y)
        if (place && !this.menu.open(place, x + 12, y + 12, wanted)) this.toast('This cannot happen there.')
      },
      end: () => this.dragOver(null, 0, 0),
    })
    this.transport = new Transport(player, {
      moment: (anchor) => this.finders.openMoment(anchor),
      marks: (anchor) => this.finders.openMarks(anchor),
    })
    this.breakSlide = button({ class: 'break-slide', icon: icon('bolt', 18), text: 'Break it' }, () =>
      this.breakSelected(this.breakSlide),
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
    this.tabs = {
      why: this.tab('why', 'Why'),
      code: this.tab('code', 'Code'),
      output: this.tab('output', 'Output'),
      numbers: this.tab('numbers', 'Numbers'),
      state: this.tab('state', 'State'),
    }
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
      this.divider,
      this.stage.head,
      this.palette.element,
      this.stage.runs,
      this.compare.element,
      banner.element,
      this.stage.element,
      atlas.element,
      h(
        'div',
        { class: 'tabs', role: 'tablist', 'aria-label': 'Below the timeline' },
        ...Object.values(this.tabs),
      ),
      h('div', { class: 'low' }, why.element, mend.element, change.element, output.element),
      numbers.element,
      this.compare.table,
      sentence.element,
      inspector.element,
      groups.element,
      this.codeTab,
      this.transport.element,
      this.announcer,
    )
    this.commands = this.makeCommands(outside)
    this.byKey = byKey(this.commands)
    this.listenToDivider()
    this.element.addEventListener('keydown', (event) => this.key(event))
    this.showTab('why')
  }

  update(now: View): void {
    const before = this.shown
    this.shown = now
    for (const part of this.parts) part.update(now, before)
    if (now.program !== before?.program) this.showProgram(now, before)
    this.diff.update(now, before)
    this.showMarks(now, before)
    if (now.breaking !== before?.breaking) setAttributes(this.element, { 'data-breaking': now.breaking })
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

  setLayout(layout: Layout, height: number): void {
    const short = layout === 'wide' ? height < 720 : height < 600
    setAttributes(this.element, {
      'data-layout': layout,
      'data-size': layout === 'slide' ? 'slide' : null,
      'data-short': short,
      'data-shorter': layout === 'wide' && height < 520,
    })
    if (layout !== 'phone' && this.element.dataset['tab'] === 'code') this.showTab('why')
    if (layout === 'wide' && this.element.dataset['tab'] === 'state') this.showTab('why')
    this.editor.setTabSize(layout === 'slide' ? 2 : 4)
    this.editor.view.requestMeasure()
  }

  setTheme(theme: 'light' | 'dark', words: string): void {
    setAttributes(this.element, { 'data-theme': theme })
    this.header.setTheme(words)
    this.stage.refreshTheme()
    this.compare.refreshTheme()
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
        now.axis === 'time' ? formatTime(cursor.timeNs, model.run.report.virtual_ns) : `step ${cursor.step}`
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
    setAttributes(this.element, { 'data-many': isCrowd(model) })
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
    if (list.length > 1) this.say(`Goroutine ${next}, ${list.indexOf(next ?? 0) + 1} of ${list.length} here.`)
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
    this.player.play(false)
    this.player.moveTo(cursor)
    if (g > 0) this.player.select({ g, span: spanAtCursor(model, g, cursor) })
    if (line > 0) this.editor.goTo(line)
  }

  /** Drawn, as a table, as sentences, and drawn again. */
  private nextShowing(): void {
    const all = Object.keys(SHOWING_WORDS) as Showing[]
    const at = all.indexOf(this.player.state.view.showing)
    this.player.choose({ showing: all[(at + 1) % all.length] ?? 'timeline' })
  }

  private goToCode(line: number): void {
    this.showLine(line)
  }

  /** The menu for what is selected: a span, else the line of the text cursor, else the whole program. */
  private breakSelected(anchor: HTMLElement, wanted: Wanted | null = null): void {
    const { model, selection, cursor } = this.player.state
    if (!model) return
    const box = anchor.getBoundingClientRect()
    const [x, y] = [box.left, box.bottom + 4]
    if (selection.g > 0) {
      const span = selection.span >= 0 ? selection.span : spanAtCursor(model, selection.g, cursor)
      const line = span >= 0 ? (model.run.spans.line[span] ?? 0) : 0
      if (this.menu.open(breakPlace(model, selection.g, span, line), x, y, wanted)) return
    }
    if (this.menu.open({ line: this.editor.line, goroutine: 0, nth: 0 }, x, y, wanted)) return
    if (!this.menu.open({ line: 0, goroutine: 0, nth: 0 }, x, y, wanted))
      this.toast(wanted ? 'This program has no place for that.' : 'Nothing here can break: no call was made.')
  }

  /** What a fault that is let go there would fall on: a span or a line; null for neither. */
  private placeUnder(x: number, y: number): BreakPlace | null {
    const { model } = this.player.state
    if (!model) return null
    const at = this.stage.timeline.placeAt(x, y)
    if (at) {
      const line = at.span >= 0 ? (model.run.spans.line[at.span] ?? 0) : 0
      return breakPlace(model, at.goroutine, at.span, line)
    }
    const line = this.editor.lineUnder(x, y)
    return line > 0 ? { line, goroutine: 0, nth: 0 } : null
  }

  private takes(wanted: Wanted, place: BreakPlace): boolean {
    const { model, cursor } = this.player.state
    if (!model) return false
    const choices = choicesAt(model.run, place, cursor.timeNs)
    const here = choices.filter((c) => c.line === place.line || c.line === 0)
    return here.some((c) => fitsOn(wanted, c))
  }

  /** A fault is dragged there: what can take it stays at full strength. Null: it is dragged no longer. */
  private dragOver(wanted: Wanted | null, x: number, y: number): boolean {
    const { timeline } = this.stage
    const { model } = this.player.state
    if (!wanted || !model) {
      timeline.setTakes(null)
      timeline.hover(null)
      this.editor.setTakes(null)
      this.dragged = null
      return false
    }
    if (this.dragged !== wanted) {
      this.dragged = wanted
      const lines = new Map<number, boolean>()
      const fits = (line: number) => {
        const known = lines.get(line) ?? this.takes(wanted, { line, goroutine: 0, nth: 0 })
        lines.set(line, known)
        return known
      }
      timeline.setTakes((_, span) => fits(model.run.spans.line[span] ?? 0))
      this.editor.setTakes(fits)
    }
    timeline.hover(timeline.placeAt(x, y))
    const place = this.placeUnder(x, y)
    return place !== null && this.takes(wanted, place)
  }

  /** By key: the focus goes to the faults, and back to the timeline. */
  private toggleBreaking(): void {
    const breaking = !this.player.state.breaking
    this.player.setBreaking(breaking)
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

  private makeCommands(outside: Outside): readonly Command[] {
    const { player, stage } = this
    const { navigator } = player
    const c = (name: string, keys: string, on: readonly string[], act: Command['act']): Command => ({
      name,
      keys,
      on,
      act,
    })
    return [
      c('Run the program', 'Shift Enter', [], () => void player.run()),
      c('Play or pause', 'Space', [' '], () => player.play()),
      c('Forward one step', '.', ['.'], () => player.step(1)),
      c('Back one step', ',', [','], () => player.step(-1)),
      c('First moment', 'Home', ['Home'], () => player.first()),
      c('Last moment', 'End', ['End'], () => player.last()),
      c('Go to a time or step', 'G', ['g'], () => this.finders.openMoment(this.transport.clock)),
      c('Search this run', '/', ['/'], () => this.finders.openSearch(stage.search)),
      c('Inspect the state at this moment', 'I', ['i'], () => this.toggleInspector()),
      c('Next event of this goroutine', 'N', ['n'], () => navigator.event(1)),
      c('Previous event of this goroutine', 'P', ['p'], () => navigator.event(-1)),
      c('Next event of the chosen object', 'Shift N', ['N'], () => navigator.objectEvent(1)),
      c('Previous event of the chosen object', 'Shift P', ['P'], () => navigator.objectEvent(-1)),
      c('To the waker', '<', ['<'], () => navigator.waker()),
      c('To whom it wakes', '>', ['>'], () => navigator.woken()),
      c('Back to where you were', '[', ['['], () => navigator.back(-1)),
      c('Forward again', ']', [']'], () => navigator.back(1)),
      c('Bookmark this moment, list bookmarks', 'M', ['m'], () =>
        this.finders.openMarks(this.transport.clock),
      ),
      c('Next bookmark', 'Shift M', ['M'], () => navigator.bookmark(1)),
      c('Previous bookmark', '', [], () => navigator.bookmark(-1)),
      c('Break it', 'B', ['b'], () => this.toggleBreaking()),
      c('Axis of time or of steps', 'T', ['t'], () =>
        player.setAxis(player.state.axis === 'time' ? 'steps' : 'time'),
      ),
      c('Show all of the run', 'F', ['f'], () => stage.timeline.zoomToFit()),
      c('Zoom in', 'W', [], () => stage.timeline.zoomBy(1.5)),
      c('Zoom out', 'S', [], () => stage.timeline.zoomBy(1 / 1.5)),
      ...SPEEDS.map((s) => c(`Play at ${s} times the speed`, '', [], () => player.setSpeed(s))),
      c('Copy a link to exactly this run', '', [], () => outside.share()),
      c('Save the picture of the timeline (SVG)', '', [], () => stage.savePicture()),
      c('Light or dark', '', [], () => outside.theme()),
      c('Show the code', '', [], () => this.showLine(currentLine(player.state) || 1)),
      c('Clear the selection', 'Esc', ['Escape'], () => player.select({})),
      c('Commands', 'Ctrl K', [], () => this.finders.openPalette()),
      c('Keys', '?', ['?'], () => this.help.toggle()),
    ]
  }

  /** By their place on the keyboard, whatever is printed there. */
  private readonly letters: Record<string, () => void> = {
    KeyC: () => this.player.pin(),
    KeyV: () => this.nextShowing(),
    KeyW: () => this.stage.timeline.zoomBy(1.5),
    KeyS: () => this.stage.timeline.zoomBy(1 / 1.5),
    KeyA: () => this.stage.timeline.panBy(-120),
    KeyD: () => this.stage.timeline.panBy(120),
  }

  private tab(name: Tab, text: string): HTMLButtonElement {
    const element = button({ class: `tab-${name}`, text, title: '' }, () => this.showTab(name))
    element.setAttribute('role', 'tab')
    element.addEventListener('keydown', (event) => {
      const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
      if (by === undefined) return
      const names = Object.values(this.tabs).filter((t) => t.offsetParent !== null)
      const next = names[(names.indexOf(element) + by + names.length) % names.length]
      next?.click()
      next?.focus()
      event.preventDefault()
    })
    return element
  }

  private showTab(name: Tab): void {
    this.element.dataset['tab'] = name
    if (name === 'state' && !this.player.state.inspecting) this.player.inspect(true)
    for (const [key, element] of Object.entries(this.tabs))
      setAttributes(element, { 'aria-selected': String(key === name), tabindex: key === name ? 0 : -1 })
    if (name === 'code') this.editor.view.requestMeasure()
  }

  private listenToDivider(): void {
    const width = (px: number) => {
      const whole = this.element.clientWidth
      const clamped = Math.round(Math.min(Math.max(px, 240), whole - 480))
      this.element.style.setProperty('--code-width', `${clamped}px`)
      this.divider.setAttribute('aria-valuenow', String(clamped))
    }
    this.divider.addEventListener('pointerdown', (event) => {
      this.divider.setPointerCapture(event.pointerId)
      event.preventDefault()
    })
    this.divider.addEventListener('pointermove', (event) => {
      if (this.divider.hasPointerCapture(event.pointerId))
        width(event.clientX - this.element.getBoundingClientRect().left)
    })
    this.divider.addEventListener('dblclick', () => this.element.style.removeProperty('--code-width'))
    this.divider.addEventListener('keydown', (event) => {
      const by = { ArrowLeft: -16, ArrowRight: 16 }[event.key]
      if (by === undefined) return
      event.preventDefault()
      event.stopPropagation()
      width(this.divider.getBoundingClientRect().right + by - this.element.getBoundingClientRect().left)
    })
    setAttributes(this.divider, { 'aria-valuenow': 492, 'aria-valuemin': 240, 'aria-valuemax': 960 })
  }
}

/** The line of the selected moment: of the selected span, else where the goroutine that acts at the cursor stands. */
function currentLine({ model, selection, cursor }: View): number {
  if (!model) return 0
  const { events, report } = model.run
  if (selection.line > 0) return selection.line
  if (selection.g > 0) {
    const span = spanAtCursor(model, selection.g, cursor)
    return span >= 0 ? lineAtCursor(model, selection.g, span, cursor) : 0
  }
  const stuck = report.stuck[0]?.line ?? 0
  if (stuck > 0 && atEnd(model, cursor)) return stuck
  for (
    let e = model.eventOfStep(cursor.step + 1) - 1;
    e >= 0 && (events.step[e] ?? 0) >= cursor.step - 1;
    e--
  ) {
    if ((events.timeNs[e] ?? 0) <= cursor.timeNs && (events.line[e] ?? 0) > 0) return events.line[e] ?? 0
  }
  return 0
}

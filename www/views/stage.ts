import { formatCount, formatTime, STATES, State, shortTime, stateLook } from '../base'
import type { Run } from '../engine/types'
import { type AxisKind, type RunModel, spanAtCursor } from '../state'
import { difference, forkAt } from '../state/compare'
import { faultShort } from '../state/faults'
import type { Player } from '../state/player'
import { NOTHING, type PlayerState } from '../state/player_state'
import {
  type PinnedPicture,
  type Profile,
  profileOf,
  type RunLine,
  RunsStrip,
  TimelineView,
} from '../timeline'
import { button, h, setAttributes, setText, svg } from './dom'
import type { BreakPlace } from './fault_menu'
import { isCrowd } from './groups_panel'
import { Growing } from './growing'
import { icon } from './icons'
import { ViewMenus } from './view_menus'

type State_ = Readonly<PlayerState>

/** What the stage asks of the page. */
export interface StageIntents {
  /** The menu of faults for a place. */
  break(place: BreakPlace, x: number, y: number): boolean
  /** Into the code, at a line. */
  code(line: number): void
  /** The box to search in, at its place. */
  search(anchor: HTMLElement): void
  /** The state at the cursor. */
  inspect(): void
  /** The groups of a crowd, beside the timeline or away. */
  groups(): void
}

/** The timeline with what belongs to it: legend, strip of runs, and what is shown when there is no run. */
export class Stage {
  readonly head: HTMLElement
  readonly runs = h('div', { class: 'runs' })
  readonly element: HTMLElement
  readonly timeline: TimelineView
  /** Who follows the visible part. */
  onRange: (range: { lo: number; hi: number }) => void = () => {}
  /** What the search hangs from. */
  readonly search: HTMLButtonElement
  private readonly inspect: HTMLButtonElement
  private readonly player: Player
  private readonly strip: RunsStrip
  private readonly others: HTMLElement
  private readonly showOther: HTMLButtonElement
  private readonly dismiss: HTMLButtonElement
  private readonly menus: ViewMenus
  private readonly title = h('h2', { class: 'hidden-words' }, 'Timeline')
  private readonly hint = h(
    'span',
    { class: 'label hint' },
    'Drag a fault onto a span, a lane or a line, or click a span.',
  )
  private readonly legend = h('div', { class: 'legend', 'aria-hidden': 'true' })
  private readonly stale = h('div', { class: 'over stale' }, h('span', {}))
  private readonly empty: HTMLElement
  private readonly progress = h('div', { class: 'progress' })
  private readonly growing = new Growing()
  private late: ReturnType<typeof setTimeout> | undefined

  constructor(player: Player, intents: StageIntents, popovers: HTMLElement) {
    this.player = player
    this.menus = new ViewMenus(player, popovers)
    const host = h('div', { class: 'timeline' })
    this.search = button(
      {
        class: 'btn search-box',
        icon: icon('search', 14),
        text: 'Search',
        kbd: '/',
        title: 'Search this run (/)',
      },
      () => intents.search(this.search),
    )
    this.inspect = button(
      { class: 'btn small inspect-it', text: 'Inspect', title: 'The state at this moment (I)' },
      () => player.inspect(),
    )
    this.head = h(
      'div',
      { class: 'head stagehead' },
      this.title,
      this.menus.element,
      this.hint,
      h('span', { class: 'grow' }),
      this.legend,
      button({ class: 'btn icon quiet groups-it', icon: icon('signal'), label: 'Groups in numbers' }, () =>
        intents.groups(),
      ),
      button({ class: 'btn icon quiet save-it', icon: icon('save'), label: 'Save the picture (SVG)' }, () =>
        this.savePicture(),
      ),
      this.inspect,
      this.search,
    )
    this.empty = h(
      'div',
      { class: 'over empty' },
      h('p', {}, 'This program has not run yet.'),
      button({ class: 'btn pri', icon: icon('run', 14), text: 'Run it' }, () => void player.run()),
      h('p', { class: 'label' }, 'or press Shift+Enter'),
    )
    this.progress.hidden = true
    this.element = h('div', { class: 'stage' }, host, this.empty, this.stale, this.progress)
    this.timeline = new TimelineView(host, {
      // what goes on still has no moments to go to: it is read, and zoomed
      cursor: (cursor) => {
        if (player.state.sketch) return
        player.moves.play(false)
        player.moves.to(cursor)
      },
      select: (selection) => {
        if (player.state.sketch) return
        player.select(
          selection
            ? { g: selection.goroutine, span: selection.span ?? -1, object: selection.object ?? 0 }
            : NOTHING,
        )
      },
      menu: ({ goroutine, span, line, cursor, clientX, clientY }) => {
        const { model, sketch } = player.state
        if (sketch) return
        player.moves.play(false)
        player.moves.to(cursor)
        player.select({ g: goroutine, span: span ?? -1 })
        if (model) intents.break(breakPlace(model, goroutine, span ?? -1, line), clientX, clientY)
      },
      activate: ({ span }) => {
        const line = span === undefined ? 0 : (shownOf(player.state)?.run.spans.line[span] ?? 0)
        if (line > 0) intents.code(line)
      },
      enter: () => intents.inspect(),
      arrow: (event) => player.state.sketch ?? player.navigator.alongArrow(event),
      collapse: (collapsed) => player.choose({ collapsed }),
      range: (range) => {
        player.moving()
        this.onRange(range)
        this.strip.setRange(player.state.sketch ? null : range, this.timeline.plotLeft())
      },
    })
    this.strip = new RunsStrip(this.runs, {
      range: (range) => this.timeline.setRange(range),
      choose: (index) => {
        const { model, before } = player.state
        if (!model || !before) return
        const newer = model.run.request.faults.length >= before.run.request.faults.length
        if (index === (newer ? 0 : 1)) player.breakIt.showOther()
      },
    })
    this.showOther = button({ class: 'btn small', text: '' }, () => player.breakIt.showOther())
    this.dismiss = button({ class: 'btn small icon', icon: icon('close', 10) }, () =>
      player.breakIt.dismiss(),
    )
    this.others = h('div', { class: 'runs-others' }, this.showOther, this.dismiss)
    this.runs.append(this.others)
    let pressed = { x: 0, y: 0 }
    host.addEventListener('pointerdown', ({ clientX, clientY }) => (pressed = { x: clientX, y: clientY }))
    host.addEventListener('click', ({ clientX, clientY }) => {
      const { model, breaking, selection } = player.state
      const moved = Math.hypot(clientX - pressed.x, clientY - pressed.y) > 4
      if (!model || !breaking || moved || selection.span < 0) return
      const at = this.timeline.placeAt(clientX, clientY)
      if (!at || at.goroutine !== selection.g || at.span < 0) return
      const line = model.run.spans.line[at.span] ?? 0
      intents.break(breakPlace(model, at.goroutine, at.span, line), clientX + 12, clientY + 16)
    })
  }

  update(now: State_, before: State_ | null): void {
    const { timeline } = this
    const shown = shownOf(now)
    const other = before === null || shown !== shownOf(before)
    if (now.view !== before?.view) this.showView(now)
    if (now.axis !== before?.axis) timeline.setAxis(now.axis)
    if (now.breaking !== before?.breaking) {
      setText(this.title, now.breaking ? 'Break it' : 'Timeline')
      this.title.classList.toggle('hidden-words', !now.breaking)
      this.hint.hidden = !now.breaking
    }
    if (other) timeline.setRun(shown, { axis: axisOf(now) })
    if (now.preview !== before?.preview) timeline.setPreview(now.preview)
    const axis = now.axis !== before?.axis
    if (axis || other || now.before !== before?.before || now.preview !== before?.preview) this.showRuns(now)
    if (before && now.struck !== before.struck) this.showStruck(now)
    if (axis || other) this.strip.setRange(shown && !now.sketch ? timeline.getRange() : null)
    if (other || now.cursor !== before?.cursor) timeline.setCursor(shown && !now.sketch ? now.cursor : null)
    if (other || now.selection !== before?.selection) this.showSelection(now)
    this.element.classList.toggle('sketched', now.sketch !== null)
    if (now.phase !== before?.phase || now.edits !== before?.edits || now.model !== before?.model)
      this.showPhase(now)
    if (now.progress !== before?.progress) this.showProgress(now)
    if (now.inspecting !== before?.inspecting)
      this.inspect.setAttribute('aria-pressed', String(now.inspecting))
    if (now.bookmarks !== before?.bookmarks) timeline.setFlags(now.bookmarks)
    this.showHead(now, before)
  }

  private showHead(now: State_, before: State_ | null): void {
    this.menus.update(now, before, this.timeline.shownTracks())
    const shown = shownOf(now)
    if (before && shown === shownOf(before) && now.axis === before.axis) return
    this.showLegend(shown)
    setAttributes(this.head, { 'data-few': (shown?.goroutines ?? 0) < ORDER_FROM })
  }

  /** What stands above the timeline, as part of a saved picture. */
  pinned: () => PinnedPicture | null = () => null

  /** The timeline as it stands, as a file for slides and papers. */
  savePicture(): void {
    const address = URL.createObjectURL(
      new Blob([this.timeline.toSvg(this.pinned())], { type: 'image/svg+xml' }),
    )
    const name = this.player.state.program.file.replace(/\.go$/, '')
    h('a', { href: address, download: `${name}.svg` }).click()
    setTimeout(() => URL.revokeObjectURL(address), 10_000)
  }

  setSlide(slide: boolean, embedded: boolean): void {
    this.timeline.setOptions({ slide, embedded })
  }

  refreshTheme(): void {
    this.timeline.refreshTheme()
    this.strip.refreshTheme()
  }

  print(printing: boolean): void {
    this.timeline.print(printing)
    this.strip.print(printing)
  }

  connect(): void {
    this.timeline.connect()
    this.strip.connect()
  }

  disconnect(): void {
    this.timeline.disconnect()
    this.strip.disconnect()
    clearTimeout(this.late)
  }

  private showView({ view }: State_): void {
    const { grouping, order, tracks, collapsed, path } = view
    this.timeline.setOptions({ grouping, order, tracks, collapsed, path })
  }

  private showSelection({ selection, sketch }: State_): void {
    if (selection.g === 0 || sketch) this.timeline.setSelection(null)
    else
      this.timeline.setSelection({
        goroutine: selection.g,
        ...(selection.span >= 0 ? { span: selection.span } : {}),
      })
  }

  /** Runs from the first to the newest, and the one that an open menu would give. */
  private showRuns({ model, before, preview, faults, axis, sketch }: State_): void {
    this.others.hidden = before === null
    if (!model || sketch) return this.strip.setRuns([])
    const runs = before ? [before, model] : [model]
    if (before && before.run.request.faults.length > model.run.request.faults.length) runs.reverse()
    const alone = runs.length === 1 && !preview && isCrowd(model)
    const lines: RunLine[] = runs.map((shown, i) => ({
      label: `Run ${i + 1}`,
      detail: runDetail(shown.run, forkOf(runs[i - 1], shown, 'time')),
      report: shown.run.report,
      end: shown.domain(axis)[1],
      fork: forkOf(runs[i - 1], shown, axis),
      current: shown === model,
      preview: false,
      ...(alone ? { profile: wholeProfile(model, axis) } : {}),
    }))
    const other = runs.findIndex((m) => m !== model) + 1
    const words = `Show run ${other}`
    setText(this.showOther, words)
    setAttributes(this.dismiss, { 'aria-label': `Take run ${other} away`, title: `Take run ${other} away` })
    if (preview)
      lines.push({
        label: 'Preview',
        detail: faultShort(preview.run.request.faults.at(-1) ?? faults.at(-1) ?? ''),
        report: preview.run.report,
        end: preview.domain(axis)[1],
        fork: forkOf(model, preview, axis),
        current: false,
        preview: true,
      })
    this.runs.dataset['lines'] = String(lines.length)
    this.strip.setRuns(lines, axis)
  }

  /** Points at what a new fault changed first. */
  private showStruck({ model, before }: State_): void {
    if (!model || !before) return
    const { event } = difference(before.run, model.run)
    const g = model.run.events.g[event] ?? 0
    const cursor = { timeNs: model.run.events.timeNs[event] ?? 0, step: model.run.events.step[event] ?? 0 }
    const span = g > 0 ? spanAtCursor(model, g, cursor) : -1
    if (span >= 0) this.timeline.pointAt({ goroutine: g, span })
  }

  /** What lasts longest or must not be missed comes first: where there is little room, the rest is left out. */
  private showLegend(model: RunModel | null): void {
    const weights = new Float64Array(256)
    if (model) {
      const { start, end } = model.columns(this.player.state.axis)
      model.run.spans.state.forEach((state, i) => {
        weights[state] = (weights[state] as number) + 1e-9 + ((end[i] as number) - (start[i] as number))
      })
    }
    // in a crowd instants are thinner than anything that is drawn
    const hidden = isCrowd(model) ? [State.Dead, State.Running, State.Runnable] : [State.Dead]
    const rank = (id: number) => (id >= State.Stuck ? Number.POSITIVE_INFINITY : (weights[id] as number))
    const keys = STATES.filter(({ id }) => (weights[id] as number) > 0 && !hidden.some((h) => h === id))
      .sort((a, b) => rank(b.id) - rank(a.id) || 0)
      .slice(0, 6)
    this.legend.replaceChildren(...keys.map(({ id }) => legendKey(id)))
  }

  private showPhase({ phase, model, edits }: State_): void {
    this.empty.hidden = model !== null || phase === 'running' || phase === 'errors'
    const old = model !== null && (phase === 'errors' || phase === 'crash' || phase === 'refused')
    this.timeline.setStale(old)
    this.stale.hidden = !old
    if (old) {
      const ago = edits === 0 ? '' : `, ${edits} ${edits === 1 ? 'edit' : 'edits'} ago`
      setText(this.stale.firstElementChild as HTMLElement, `The last run that compiled${ago}.`)
    }
    clearTimeout(this.late)
    if (phase !== 'running') this.progress.hidden = true
  }

  /** Nothing for the first moments, then how far it is. */
  private showProgress({ progress, phase, sketch }: State_): void {
    if (!progress || phase !== 'running') return this.growing.clear()
    if (progress.wallMs < 150) return
    this.progress.hidden = false
    // what is still drawn is another run's
    if (!sketch) this.timeline.setStale(true)
    const value = (label: string, text: string) =>
      h('div', {}, h('div', { class: 'label' }, label), h('b', {}, text))
    this.growing.add(progress)
    this.progress.replaceChildren(
      value('Steps', formatCount(progress.steps)),
      value('Virtual time', formatTime(progress.virtualNs)),
      value('Goroutines', formatCount(progress.goroutines)),
      this.growing.element,
    )
  }
}

/** The run under way once there is something of it to see, else the last one. */
const shownOf = ({ sketch, model }: State_) => sketch ?? model

function axisOf({ sketch, axis, axisChosen }: State_): AxisKind {
  return !sketch || axisChosen ? axis : sketch.run.report.virtual_ns > 0 ? 'time' : 'steps'
}

/** Fewer goroutines are seen at a glance: nobody needs them in another order. */
const ORDER_FROM = 12
/** Parts of a crowd's picture in the strip. */
const PARTS = 512

function wholeProfile(model: RunModel, axis: AxisKind): Profile {
  const [lo, hi] = model.domain(axis)
  return profileOf(model, axis, lo, (hi - lo) / PARTS, PARTS)
}

/** Where a run leaves the one before it. */
function forkOf(before: RunModel | undefined, after: RunModel, axis: AxisKind): number | null {
  return before ? forkAt(before, after, axis) : null
}

/** `no fault`, `panic at 2.4 s`: what was done to a run last. */
function runDetail(run: Run, forkNs: number | null): string {
  const last = run.request.faults.at(-1)
  if (last === undefined) return 'no fault'
  return forkNs === null || run.report.virtual_ns === 0
    ? faultShort(last)
    : `${faultShort(last)} at ${shortTime(forkNs)}`
}

function legendKey(id: number): HTMLElement {
  const { key, name, letter } = stateLook(id)
  const field = svg('rect', {
    x: 0.5,
    y: 1,
    width: 21,
    height: 12,
    rx: 2,
    style: `fill:var(--${key}-fill);stroke:var(--${key}-edge)`,
  })
  const text = svg(
    'text',
    { x: 11, y: 10.5, 'text-anchor': 'middle', style: `fill:var(--${key}-ink);font:700 10px var(--font-ui)` },
    letter,
  )
  return h('span', { class: 'key' }, svg('svg', { width: 22, height: 14 }, field, text), name)
}

/** Which call of its line a span is, counted over the run in order of events. */
export function breakPlace(model: RunModel, goroutine: number, span: number, line: number): BreakPlace {
  if (span < 0 || line === 0) return { line, goroutine, nth: 0 }
  const { spans } = model.run
  const reason = spans.reason[span]
  const at = spans.event[span] as number
  let nth = 0
  for (let i = 0; i < model.spanCount; i++)
    if (spans.line[i] === line && spans.reason[i] === reason && (spans.event[i] as number) <= at) nth++
  return { line, goroutine, nth: reason === 255 ? 0 : nth }
}

import { formatCount, formatTime } from '../base'
import type { Policy } from '../engine/types'
import type { Cursor } from '../state'
import type { Player } from '../state/player'
import { type PlayerState, POLICY_WORDS, SPEEDS } from '../state/player_state'
import type { RunModel } from '../state/run_model'
import { button, h, on, setAttributes, setText } from './dom'
import { icon } from './icons'
import { picker, select } from './picker'

/** What the row asks of the page. */
export interface TransportIntents {
  /** Another moment, by typing. */
  moment(anchor: HTMLElement): void
  marks(anchor: HTMLElement): void
}

/** The row below: through time, by hand or by itself, and how the run is made. */
export class Transport {
  readonly element: HTMLElement
  private readonly player: Player
  private readonly play: HTMLButtonElement
  private readonly time = h('b', {})
  private readonly steps = h('span', {})
  /** Of how many; where there is no room it is left out. */
  private readonly all = h('span', { class: 'all-steps' })
  private readonly scrub = h('input', {
    type: 'range',
    class: 'scrub',
    min: 0,
    step: 'any',
    'aria-label': 'Moment',
  })
  private readonly ticks = h('div', { class: 'ticks', 'aria-hidden': 'true' })
  private readonly axisButtons: Record<'time' | 'steps', HTMLButtonElement>
  private readonly speed: HTMLSelectElement
  private readonly order: HTMLSelectElement
  private readonly seed = h('input', {
    class: 'seed-box mono',
    type: 'text',
    inputmode: 'numeric',
    'aria-label': 'Seed',
    size: 3,
  })
  private readonly moves: HTMLButtonElement[]

  /** Time and step: a click goes to another. */
  readonly clock: HTMLButtonElement
  private readonly flags = h('div', { class: 'flags', 'aria-hidden': 'true' })

  constructor(player: Player, intents: TransportIntents) {
    this.player = player
    this.clock = button({ class: 'now', title: 'Go to a time or step (G)' }, () => intents.moment(this.clock))
    this.clock.append(this.time, h('span', {}, this.steps, this.all))
    const marks = button({ class: 'btn icon quiet marks', icon: icon('flag'), label: 'Bookmarks (M)' }, () =>
      intents.marks(marks),
    )
    const move = (name: 'first' | 'back' | 'step' | 'last', label: string, kind: string, act: () => void) =>
      button({ class: `btn icon ${kind}`, icon: icon(name), label }, act)
    const first = move('first', 'First moment (Home)', 'quiet edge', () => player.moves.first())
    const back = move('back', 'Back one step (,)', '', () => player.moves.step(-1))
    const step = move('step', 'Forward one step (.)', '', () => player.moves.step(1))
    const last = move('last', 'Last moment (End)', 'quiet edge', () => player.moves.last())
    this.play = button({ class: 'btn icon pri play', icon: icon('run'), label: 'Play (Space)' }, () =>
      player.moves.play(),
    )
    this.moves = [first, back, this.play, step, last]

    this.axisButtons = {
      time: h('button', { type: 'button', title: 'Draw the timeline over virtual time (T)' }, 'time'),
      steps: h(
        'button',
        { type: 'button', title: 'Draw the timeline over scheduling decisions (T)' },
        'steps',
      ),
    }
    for (const axis of ['time', 'steps'] as const)
      this.axisButtons[axis].addEventListener('click', () => player.setAxis(axis))

    this.speed = select(
      'Speed',
      SPEEDS.map((s) => [String(s), `${s}×`]),
    )
    this.speed.addEventListener('change', () => player.setSpeed(Number(this.speed.value)))
    this.order = select('Order', Object.entries(POLICY_WORDS))
    this.order.title = 'Who runs next when several could'
    this.order.addEventListener('change', () => player.setPolicy(this.order.value as Policy))
    this.listenToScrubber()
    this.listenToSeed()

    this.element = h(
      'footer',
      { class: 'transport', role: 'group', 'aria-label': 'Move through the run' },
      h('div', { class: 'moves' }, ...this.moves),
      this.clock,
      marks,
      h('div', { class: 'scrubber' }, this.ticks, this.flags, this.scrub),
      field(
        'Axis',
        h(
          'div',
          { class: 'seg', role: 'group', 'aria-label': 'Axis' },
          this.axisButtons.time,
          this.axisButtons.steps,
        ),
        'axis',
      ),
      field('Speed', picker(this.speed), 'speed'),
      field('Order', picker(this.order), 'order'),
      field('Seed', this.seed, 'seed'),
    )
  }

  update(now: Readonly<PlayerState>, before: Readonly<PlayerState> | null): void {
    if (now.playing !== before?.playing) this.showPlaying(now.playing)
    if (now.axis !== before?.axis)
      for (const axis of ['time', 'steps'] as const)
        setAttributes(this.axisButtons[axis], { 'aria-pressed': String(now.axis === axis) })
    if (now.speed !== before?.speed) this.speed.value = String(now.speed)
    if (now.policy !== before?.policy) this.order.value = now.policy
    if (now.seed !== before?.seed) this.seed.value = String(now.seed)
    if (now.model !== before?.model || now.axis !== before?.axis) this.showRun(now)
    const watched = ['model', 'axis', 'cursor', 'phase'] as const
    if (watched.some((key) => now[key] !== before?.[key])) this.showCursor(now)
    if (now.model !== before?.model || now.axis !== before?.axis || now.bookmarks !== before?.bookmarks)
      this.showFlags(now)
  }

  private showFlags({ model, axis, bookmarks }: Readonly<PlayerState>): void {
    const max = Number(this.scrub.max)
    const at = (b: Cursor) => (100 * (axis === 'time' ? b.timeNs : b.step)) / max
    const inside = model === null ? [] : bookmarks.filter((b) => at(b) <= 100)
    this.flags.replaceChildren(...inside.map((b) => h('i', { style: `left:${at(b)}%`, title: b.words })))
  }

  private showPlaying(playing: boolean): void {
    this.play.replaceChildren(icon(playing ? 'pause' : 'run'))
    const label = playing ? 'Pause (Space)' : 'Play (Space)'
    setAttributes(this.play, { 'aria-label': label, title: label })
  }

  private showRun({ model, axis }: Readonly<PlayerState>): void {
    for (const b of this.moves) b.disabled = model === null
    this.scrub.disabled = model === null
    const max = model === null ? 1 : axis === 'time' ? model.run.report.virtual_ns : model.run.report.steps
    this.scrub.max = String(Math.max(max, 1))
    this.ticks.replaceChildren(...(model === null ? [] : tickMarks(model, axis, Math.max(max, 1))))
  }

  private showCursor({ model, axis, cursor, phase }: Readonly<PlayerState>): void {
    const report = model?.run.report
    const scale = report?.virtual_ns ?? 0
    const time = formatTime(cursor.timeNs, scale)
    const step = `step ${formatCount(cursor.step)}`
    const all = ` of ${formatCount(report?.steps ?? 0)}`
    setText(this.time, model ? time : '0.000 s')
    setText(this.steps, model ? step : phase === 'running' ? 'running' : 'not run yet')
    setText(this.all, model ? all : '')
    this.all.parentElement?.classList.toggle('long', step.length + all.length > LONG)
    const value = axis === 'time' ? cursor.timeNs : cursor.step
    this.scrub.value = String(value)
    this.scrub.setAttribute('aria-valuetext', `${time}, ${step}${all}`)
    this.element.style.setProperty('--at', `${(100 * value) / Number(this.scrub.max)}%`)
  }

  private listenToScrubber(): void {
    on(this.scrub, {
      input: () => {
        this.player.moves.play(false)
        this.player.moves.toValue(Number(this.scrub.value))
      },
      keydown: (event) => {
        const by = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -10, PageUp: 10 }[
          event.key
        ]
        if (by !== undefined) this.player.moves.step(by)
        else if (event.key === 'Home') this.player.moves.first()
        else if (event.key === 'End') this.player.moves.last()
        else return
        event.preventDefault()
      },
    })
  }

  private listenToSeed(): void {
    const take = () => {
      const seed = Number(this.seed.value.trim())
      if (this.seed.value.trim() !== '' && Number.isSafeInteger(seed) && seed >= 0) this.player.setSeed(seed)
      else this.seed.value = String(this.player.state.seed)
    }
    const by = (delta: number) => this.player.setSeed(Math.max(0, this.player.state.seed + delta))
    on(this.seed, {
      change: take,
      keydown: (event) => {
        if (event.key === 'Enter') take()
        else if (event.key === 'ArrowUp') by(1)
        else if (event.key === 'ArrowDown') by(-1)
        else return
        event.preventDefault()
      },
    })
  }
}

const field = (label: string, control: HTMLElement, name: string) =>
  h('div', { class: `field ${name}` }, h('span', { class: 'label', 'aria-hidden': 'true' }, label), control)

/** Where something begins, ends or fails; at most one mark in half a percent. */
/** More letters than a phone has room for. */
const LONG = 14

function tickMarks(model: RunModel, axis: 'time' | 'steps', max: number): HTMLElement[] {
  const { start } = model.columns(axis)
  const places = new Set<number>()
  for (let i = 0; i < start.length; i++) {
    const place = Math.round((200 * (start[i] as number)) / max)
    if (place > 0 && place < 200) places.add(place)
    if (places.size > 120) return []
  }
  return [...places].map((place) => h('i', { style: `left:${place / 2}%` }))
}

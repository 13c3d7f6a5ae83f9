import { formatCount } from '../base'
import { type Knob, knobsOf } from '../state/knobs'
import type { Player } from '../state/player'
import type { PlayerState } from '../state/player_state'
import { h, on, setAttributes, setText } from './dom'
import { MachineSettings } from './machine_settings'

interface Row {
  knob: Knob
  element: HTMLElement
  slider: HTMLInputElement
  value: HTMLElement
}

/** Below the code: what the program lets its reader turn, and what the machine that runs it has. */
export class KnobsPanel {
  readonly element = h('section', { class: 'knobs', 'aria-label': 'Knobs' })
  private readonly player: Player
  private readonly rows = h('div', { class: 'knob-rows' })
  private readonly machine: MachineSettings
  private list: Row[] = []
  private names = ''

  constructor(player: Player) {
    this.player = player
    this.machine = new MachineSettings(player)
    this.element.append(this.rows, ...this.machine.elements)
  }

  update(now: Readonly<PlayerState>, before: Readonly<PlayerState> | null): void {
    if (now.program.text !== before?.program.text) this.showKnobs(now)
    if (now.limits !== before?.limits) this.machine.update(now.limits)
    // a program without any shows the machine only where the reader breaks things
    setAttributes(this.element, { 'data-some': this.list.length > 0 || MachineSettings.some(now.limits) })
  }

  private showKnobs({ program }: Readonly<PlayerState>): void {
    const knobs = knobsOf(program.text)
    const names = knobs.map(({ name, least, most }) => `${name} ${least} ${most}`).join()
    if (names !== this.names) {
      this.names = names
      this.list = knobs.map((knob) => this.row(knob))
      this.rows.replaceChildren(...this.list.map(({ element }) => element))
    }
    this.list.forEach((row, i) => {
      const { value, least, most } = knobs[i] as Knob
      row.knob = knobs[i] as Knob
      if (row.slider.value !== String(value)) row.slider.value = String(value)
      row.slider.style.setProperty('--at', `${(100 * (value - least)) / (most - least)}%`)
      setText(row.value, formatCount(value))
    })
  }

  private row(knob: Knob): Row {
    const { name, least, most } = knob
    const slider = h('input', { type: 'range', min: least, max: most, step: 1, 'aria-label': name })
    const turn = (value: number) => this.player.turn(name, value)
    const value = h('b', {})
    const element = h(
      'label',
      { class: 'knob', title: 'Arrow keys turn it; a double click goes back to the first value' },
      h('span', { class: 'mono' }, name),
      slider,
      value,
      h('span', { class: 'label' }, `${formatCount(least)} to ${formatCount(most)}`),
    )
    const row = { knob, element, slider, value }
    on(slider, {
      input: () => turn(Number(slider.value)),
      dblclick: () => turn(this.first(name)),
      keydown: (event) => {
        // the slider's own keys are not the page's: End is its highest value, not the last moment
        if (/^(Arrow|Home|End|Page)/.test(event.key)) event.stopPropagation()
        const by = { ArrowLeft: -10, ArrowDown: -10, ArrowRight: 10, ArrowUp: 10 }[event.key]
        if (by === undefined || !event.shiftKey) return
        event.preventDefault()
        turn(row.knob.value + by)
      },
    })
    return row
  }

  /** The value that the program began with. */
  private first(name: string): number {
    const { original } = this.player.state.program
    return knobsOf(original).find((knob) => knob.name === name)?.value ?? 0
  }
}

import { memoryWords, shortTime } from '../base'
import type { Player } from '../state/player'
import { h, on, setAttributes } from './dom'
import { picker, select } from './picker'

/** What the machine that runs the program has; each is a limit of the request, and absent where nothing is chosen. */
interface Setting {
  limit: string
  text: string
  label: string
  title: string
  none: string
  choices: readonly number[]
  words: (value: number) => string
}

const SETTINGS: readonly Setting[] = [
  {
    limit: 'memory',
    text: 'Memory',
    label: 'Memory of the process',
    title:
      'Past it the process is killed, as the kernel does with a container: 2 KiB a goroutine, and the heap',
    none: 'no limit',
    choices: [256, 1024, 4096, 16_384, 65_536].map((kib) => kib * 1024),
    words: (bytes) => memoryWords(Math.round(bytes / 1024)),
  },
  {
    limit: 'processors',
    text: 'Processors',
    label: 'Processors',
    title: 'So many goroutines run at one time, and what they compute takes time; else it takes none',
    none: 'computing takes no time',
    choices: [1, 2, 4, 8, 16],
    words: String,
  },
  {
    limit: 'instruction_ns',
    text: 'Instruction',
    label: 'Time of an instruction',
    title: 'What an instruction takes, with processors',
    none: '1 ns',
    choices: [10, 100, 1000, 10_000],
    words: shortTime,
  },
]

type Limits = Readonly<Record<string, number>>

/** A list of choices for each setting. */
export class MachineSettings {
  readonly elements: HTMLElement[]
  private readonly rows: { setting: Setting; choice: HTMLSelectElement }[]

  constructor(player: Player) {
    this.rows = SETTINGS.map((setting) => {
      const words = setting.choices.map((n): [string, string] => [String(n), setting.words(n)])
      const choice = select(setting.label, [['', setting.none], ...words])
      on(choice, { change: () => player.limit(setting.limit, Number(choice.value)) })
      return { setting, choice }
    })
    this.elements = this.rows.map(({ setting: { title, text }, choice }) =>
      h('label', { class: 'knob', title }, h('span', {}, text), picker(choice)),
    )
  }

  update(limits: Limits): void {
    for (const { setting, choice } of this.rows) {
      const value = String(limits[setting.limit] ?? '')
      const known = [...choice.options].some((option) => option.value === value)
      if (!known) choice.append(h('option', { value }, setting.words(Number(value))))
      choice.value = value
    }
    const idle = limits['processors'] === undefined
    setAttributes(this.elements[2] as HTMLElement, { hidden: idle })
  }

  /** Something is chosen. */
  static some(limits: Limits): boolean {
    return SETTINGS.some(({ limit }) => limits[limit] !== undefined)
  }
}

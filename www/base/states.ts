/**
 * The eight states of a goroutine, as the page shows them everywhere: one fill, one texture, one letter.
 * Colours are in `tokens.css` under the state's key (`--waiting-fill`, `-edge`, `-ink`, `-text`).
 */

/** Numbers of `SpanState` in `src/trace/event.rs`. */
export const State = {
  Running: 0,
  Runnable: 1,
  Waiting: 2,
  Sleeping: 3,
  Stuck: 4,
  Cancelled: 5,
  Panicked: 6,
  Dead: 7,
} as const

export type StateKey =
  | 'running'
  | 'runnable'
  | 'waiting'
  | 'sleeping'
  | 'stuck'
  | 'cancelled'
  | 'panicked'
  | 'dead'

export type Texture = 'solid' | 'rising' | 'lines' | 'dots' | 'cross' | 'falling' | 'bars' | 'hollow'

export interface StateLook {
  /** Number in the trace. */
  id: number
  /** Part of the names of its tokens. */
  key: StateKey
  letter: string
  texture: Texture
  /** In a sentence and in the legend. */
  name: string
  /** One word, where room is short. */
  short: string
  /** Order in which states push each other aside where only one can be shown: higher wins. */
  severity: number
}

const look = (
  id: number,
  key: StateKey,
  letter: string,
  texture: Texture,
  name: string,
  short: string,
  severity: number,
): StateLook => ({ id, key, letter, texture, name, short, severity })

/** By number. */
export const STATES: readonly StateLook[] = [
  look(0, 'running', 'R', 'solid', 'running', 'running', 4),
  look(1, 'runnable', 'Q', 'rising', 'runnable', 'runnable', 3),
  look(2, 'waiting', 'W', 'lines', 'waiting', 'waiting', 2),
  look(3, 'sleeping', 'S', 'dots', 'sleeping', 'sleeping', 1),
  look(4, 'stuck', 'X', 'cross', 'stuck for ever', 'stuck', 7),
  look(5, 'cancelled', 'C', 'falling', 'cancelled', 'cancelled', 5),
  look(6, 'panicked', 'P', 'bars', 'panicked', 'panicked', 6),
  look(7, 'dead', 'D', 'hollow', 'dead', 'dead', 0),
]

const DEAD = STATES[7] as StateLook

/** The look of a state; an unknown number is shown as dead. */
export function stateLook(id: number): StateLook {
  return STATES[id] ?? DEAD
}

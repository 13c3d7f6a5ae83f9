/** By what lanes stand together. */
export type Grouping = 'line' | 'function' | 'parent' | 'pool' | 'none'

/** In which order lanes stand within a group. */
export type Order = 'start' | 'busy' | 'waiting'

/** How a run is shown: drawn, as a table, or as sentences. */
export type Showing = 'timeline' | 'table' | 'words'

/** How large everything is written and drawn. */
export type TextSize = 'normal' | 'large' | 'projector'

/** What the reader chose about how a run is shown. It changes nothing in the run, and goes with a link. */
export interface ViewChoice {
  grouping: Grouping
  order: Order
  /** Keys of groups that are folded to their row. */
  collapsed: readonly string[]
  /** Keys of further tracks; null leaves it to the run. */
  tracks: readonly string[] | null
  showing: Showing
  text: TextSize
  /** The critical path is drawn through the lanes. */
  path: boolean
}

export const GROUPING_WORDS: Record<Grouping, string> = {
  line: 'by creating line',
  function: 'by function',
  parent: 'by parent',
  pool: 'by pool',
  none: 'no groups',
}

export const ORDER_WORDS: Record<Order, string> = {
  start: 'by start',
  busy: 'by busy time',
  waiting: 'by wait time',
}

export const SHOWING_WORDS: Record<Showing, string> = {
  timeline: 'Timeline',
  table: 'Table',
  words: 'Sentences',
}

export const TEXT_WORDS: Record<TextSize, string> = {
  normal: 'normal text',
  large: 'large text',
  projector: 'text for a projector',
}

export const FIRST_CHOICE: ViewChoice = {
  grouping: 'line',
  order: 'start',
  collapsed: [],
  tracks: null,
  showing: 'timeline',
  text: 'normal',
  path: false,
}

/** Most keys that a link may name. */
const MOST_KEYS = 200

/** What differs from the first choice, as a link carries it; null when nothing does. */
export function choiceToWire(choice: ViewChoice): Record<string, unknown> | null {
  const wire: Record<string, unknown> = {}
  if (choice.grouping !== 'line') wire['g'] = choice.grouping
  if (choice.order !== 'start') wire['o'] = choice.order
  if (choice.collapsed.length > 0) wire['c'] = choice.collapsed
  if (choice.tracks !== null) wire['t'] = choice.tracks
  if (choice.showing !== 'timeline') wire['s'] = choice.showing
  if (choice.path) wire['p'] = 1
  if (choice.text !== 'normal') wire['z'] = choice.text
  return Object.keys(wire).length === 0 ? null : wire
}

/** Reads what somebody else wrote: what it cannot mean is left as it was at first. */
export function choiceFromWire(wire: unknown): ViewChoice {
  if (typeof wire !== 'object' || wire === null) return FIRST_CHOICE
  const w = wire as Record<string, unknown>
  return {
    grouping: oneOf(w['g'], GROUPING_WORDS, 'line'),
    order: oneOf(w['o'], ORDER_WORDS, 'start'),
    collapsed: keys(w['c']) ?? [],
    tracks: keys(w['t']),
    showing: oneOf(w['s'], SHOWING_WORDS, 'timeline'),
    text: oneOf(w['z'], TEXT_WORDS, 'normal'),
    path: w['p'] === 1,
  }
}

function oneOf<K extends string>(value: unknown, known: Record<K, string>, otherwise: K): K {
  return typeof value === 'string' && Object.hasOwn(known, value) ? (value as K) : otherwise
}

function keys(value: unknown): string[] | null {
  if (!Array.isArray(value)) return null
  return value.filter((key) => typeof key === 'string').slice(0, MOST_KEYS)
}

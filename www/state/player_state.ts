import type { AtlasProgress, AtlasReport } from '../engine/atlas'
import type { Diagnostic, Mended, Policy, Progress, RunRequest } from '../engine/types'
import type { Bookmark } from './bookmarks'
import type { Cursor } from './cursor'
import type { Inspection } from './inspector'
import type { Program } from './program'
import type { AxisKind, RunModel } from './run_model'
import { FIRST_CHOICE, type ViewChoice } from './view_choice'

/** What the page waits for or shows beside the last good run. */
export type Phase =
  /** Nothing has run yet. */
  | 'empty'
  | 'running'
  | 'ready'
  /** The text does not compile: `diagnostics`. */
  | 'errors'
  /** The run was refused or the core crashed: `message`. */
  | 'refused'
  | 'crash'

/** One selection in the whole page. */
export interface Selection {
  /** Goroutine, 0 none. */
  g: number
  /** Span, -1 none. */
  span: number
  /** Line of code, 0 none. */
  line: number
  /** Channel, lock or other object, 0 none. */
  object: number
}

export const NOTHING: Selection = { g: 0, span: -1, line: 0, object: 0 }

/** A run that was kept for comparing: what it was made from, and the run once it is there. */
export interface Pinned {
  request: RunRequest
  /** Of its program. */
  title: string
  model: RunModel | null
}

export interface PlayerState {
  program: Program
  seed: number
  policy: Policy
  /** Choices to replay, from a link; a change of anything else drops it. */
  schedule: string | null
  faults: readonly string[]
  limits: Readonly<Record<string, number>>

  phase: Phase
  progress: Progress | null
  /** The run under way as far as it is, once it has taken long. */
  sketch: RunModel | null
  /** Of the current text, when it was checked. */
  diagnostics: readonly Diagnostic[]
  message: string
  /** A word to the reader that is no failure, e.g. about a link that was no good. */
  notice: string
  /** The run on the timeline. */
  model: RunModel | null
  /** The text that it ran. */
  ranText: string
  /** The run without the newest fault, when there is one. */
  before: RunModel | null
  /** Edits since the shown run compiled. */
  edits: number

  cursor: Cursor
  axis: AxisKind
  /** The reader chose the axis; else it follows the run. */
  axisChosen: boolean
  selection: Selection
  playing: boolean
  /** The run that later ones are compared with, and what it was of. */
  pinned: Pinned | null
  /** How the run is shown. */
  view: ViewChoice
  /** Break it: the palette of faults and what belongs to it is shown. */
  breaking: boolean
  /** What every fault would do, of the text, seed and policy that it was made for. */
  atlas: AtlasReport | null
  /** It has the faults too, not only what can be forgotten. */
  atlasWhole: boolean
  /** How far the atlas is that is being made. */
  trying: AtlasProgress | null
  /** What the fault in the open menu would give. */
  preview: RunModel | null
  /** A new fault has told: its first consequence is pointed at until this changes again. */
  struck: number
  speed: number
  /** In order of time. */
  bookmarks: readonly Bookmark[]
  /** The inspector is open. */
  inspecting: boolean
  /** What it shows, perhaps of a moment that was left. */
  inspection: Inspection | null
  /** A change that mends the shown run, once one was found. */
  mend: Mended | null
  /** Counts how often a run's numbers came after it. */
  measured: number
}

export const SPEEDS: readonly number[] = [0.25, 0.5, 1, 2, 4, 8]

export const POLICY_WORDS: Record<Policy, string> = { fifo: 'first come', go: 'like Go', random: 'random' }

export function initialState(program: Program): PlayerState {
  return {
    program,
    seed: 1,
    policy: 'fifo',
    schedule: null,
    faults: [],
    limits: {},
    phase: 'empty',
    progress: null,
    sketch: null,
    diagnostics: [],
    message: '',
    notice: '',
    model: null,
    ranText: '',
    before: null,
    edits: 0,
    cursor: { timeNs: 0, step: 0 },
    axis: 'time',
    axisChosen: false,
    selection: NOTHING,
    playing: false,
    pinned: null,
    view: FIRST_CHOICE,
    breaking: false,
    atlas: null,
    atlasWhole: false,
    trying: null,
    preview: null,
    struck: 0,
    speed: 1,
    bookmarks: [],
    inspecting: false,
    inspection: null,
    mend: null,
    measured: 0,
  }
}

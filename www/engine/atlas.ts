/** What crosses of an atlas; `src/session/atlas` makes it. */
import type { StuckGoroutine } from './types'

/** Consequences, the mildest first. */
export const EFFECTS = ['none', 'later', 'wrong', 'leak', 'deadlock', 'crash'] as const
export type Effect = (typeof EFFECTS)[number]

export interface AtlasRun {
  where: { kind: string; name: string; file: string; line: number; occasions: number }
  /** `hang`, `error("injected")`, `forget wg.Done`. */
  what: string
  /** On which occasions, as faults say it; empty: always. */
  when: string
  outcome: string
  effect: Effect
  /** How the effect shows, in a sentence. */
  message: string
  virtual_ns: number
  exit: number
  stuck: StuckGoroutine[]
  leaked: StuckGoroutine[]
  /** The text that gives this run, among the faults of a request. */
  fault: string
}

/** Something that the program could have forgotten, as an edit that keeps its lines. */
export interface Forgetting {
  kind: string
  name: string
  file: string
  line: number
  fault: string
  diff: { line: number; old: string; new: string }[]
}

export interface AtlasReport {
  version: number
  base: { outcome: string; virtual_ns: number; exit: number }
  runs: AtlasRun[]
  forgettings: Forgetting[]
  counts: Record<Effect, number>
  surprise: { run: number; sentence: string } | null
  limits: Record<string, number>
  /** Runs beyond the most that are made. */
  left_out: number
}

export interface AtlasProgress {
  done: boolean
  runs: number
  /** 0 while it is not known. */
  total: number
}

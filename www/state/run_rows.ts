import { OBJECT_WORDS, REASONS, STATES } from '../base'
import type { AxisKind, RunModel } from './run_model'

/** By what the rows of a table stand. */
export type SortBy = 'time' | 'goroutine' | 'length'

/** The words of a filter: a row stays when each is found in it. */
export function filterWords(text: string): string[] {
  return text.toLowerCase().split(/\s+/).filter(Boolean)
}

/**
 * Spans that pass a filter, in an order. What a word means is looked up once for each goroutine, state, reason and
 * object, so that a million spans are filtered without a word being compared twice.
 */
export function spanRows(model: RunModel, filter: string, sort: SortBy, axis: AxisKind): Uint32Array {
  const { state, reason, obj, line } = model.run.spans
  const owner = new Uint32Array(model.spanCount)
  for (let g = 1; g <= model.goroutines; g++) owner.fill(g, model.spansFrom(g), model.spansEnd(g))
  let rows = Uint32Array.from(owner, (_, span) => span)
  for (const word of filterWords(filter)) {
    const meant = meaningOf(model, word)
    rows = rows.filter(
      (span) =>
        meant.goroutines.has(owner[span] as number) ||
        meant.states.has(state[span] as number) ||
        meant.reasons.has(reason[span] as number) ||
        meant.objects.has(obj[span] as number) ||
        meant.line === line[span],
    )
  }
  const { start, end } = model.columns(axis)
  const { startNs, startStep, endNs } = model.run.spans
  const at = (span: number) => start[span] as number
  const length = (span: number) => (end[span] as number) - at(span)
  if (sort === 'length') return rows.sort((a, b) => length(b) - length(a) || a - b)
  if (sort === 'goroutine') return rows
  const step = (span: number) => startStep[span] as number
  const ns = (span: number) => startNs[span] as number
  return rows.sort(
    (a, b) => ns(a) - ns(b) || step(a) - step(b) || (endNs[a] as number) - (endNs[b] as number) || a - b,
  )
}

/** Events that pass a filter, in their order. */
export function eventRows(model: RunModel, filter: string): Uint32Array {
  const { kind, g, by, obj, line } = model.run.events
  let rows = Uint32Array.from({ length: kind.length }, (_, event) => event)
  for (const word of filterWords(filter)) {
    const meant = meaningOf(model, word)
    rows = rows.filter(
      (event) =>
        meant.goroutines.has(g[event] as number) ||
        meant.goroutines.has(by[event] as number) ||
        meant.objects.has(obj[event] as number) ||
        meant.line === line[event],
    )
  }
  return rows
}

interface Meant {
  goroutines: ReadonlySet<number>
  states: ReadonlySet<number>
  reasons: ReadonlySet<number>
  objects: ReadonlySet<number>
  /** Of `line:18`, else -1. */
  line: number
}

function meaningOf(model: RunModel, word: string): Meant {
  const line = /^(?:line:?|:)(\d+)$/.exec(word)
  const places = (texts: readonly string[]) =>
    new Set(texts.flatMap((text, i) => (text.toLowerCase().includes(word) ? [i] : [])))
  const goroutines = new Set<number>()
  for (let id = 1; id <= model.goroutines; id++)
    if (String(id) === word || model.label(id).toLowerCase().includes(word)) goroutines.add(id)
  const objects = new Set<number>()
  const { kind } = model.run.objects
  for (let o = 1; o <= kind.length; o++) {
    const words = `${model.objectName(o)} ${OBJECT_WORDS[kind[o - 1] as number] ?? ''}`
    if (words.toLowerCase().includes(word)) objects.add(o)
  }
  return {
    goroutines,
    states: places(STATES.map(({ name }) => name)),
    reasons: places(REASONS),
    objects,
    line: line ? Number(line[1]) : -1,
  }
}

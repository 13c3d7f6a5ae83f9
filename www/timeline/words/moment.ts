import { countWord, formatCount, formatTime, listWords, plural, State, stateLook } from '../../base'
import { type Cursor, lineAtCursor, lookupAt, type RunModel, spanAt } from '../../state'
import { spanVerb } from './span'

/** How many goroutines are in each state at a cursor; index is the state. Those that have ended are Dead. */
export function stateTotals(model: RunModel, cursor: Cursor): Uint32Array {
  const totals = new Uint32Array(8)
  forEachStanding(model, cursor, (_, state) => {
    totals[state] = (totals[state] as number) + 1
  })
  return totals
}

export interface LineStand {
  state: number
  count: number
}

/** Where goroutines stand in the code at a cursor, the gravest state of a line first. For the editor's gutter. */
export function standingByLine(model: RunModel, cursor: Cursor): Map<number, LineStand[]> {
  const byLine = new Map<number, LineStand[]>()
  forEachStanding(model, cursor, (g, state, span) => {
    const line = lineAtCursor(model, g, span, cursor)
    if (line === 0) return
    const stands = byLine.get(line) ?? []
    byLine.set(line, stands)
    const known = stands.find((stand) => stand.state === state)
    if (known) known.count++
    else stands.push({ state, count: 1 })
  })
  for (const stands of byLine.values())
    stands.sort((a, b) => stateLook(b.state).severity - stateLook(a.state).severity)
  return byLine
}

/** The goroutines of one chip in the gutter, by number. */
export function goroutinesOn(model: RunModel, cursor: Cursor, line: number, state: number): number[] {
  const found: number[] = []
  forEachStanding(model, cursor, (g, s, span) => {
    if (s === state && lineAtCursor(model, g, span, cursor) === line) found.push(g)
  })
  return found
}

/** Calls back for each living goroutine at a cursor. */
export function forEachStanding(
  model: RunModel,
  cursor: Cursor,
  visit: (g: number, state: number, span: number) => void,
): void {
  const lookup = lookupAt(model, cursor)
  const started = model.run.goroutines.startStep
  for (let g = 1; g <= model.goroutines; g++) {
    if ((started[g - 1] as number) > cursor.step + 1) continue
    const span = spanAt(model, g, lookup)
    if (span >= 0) visit(g, model.run.spans.state[span] as number, span)
  }
}

/** More of a kind than this are counted, not named. */
const NAMED = 4

/** `At step 25 one goroutine of four runs: worker 1. Worker 2 and worker 3 wait for mu.` */
export function momentSentence(model: RunModel, cursor: Cursor, axis: 'time' | 'steps'): string {
  const running: number[] = []
  const doing = new Map<string, { verb: string; who: number[] }>()
  let living = 0
  forEachStanding(model, cursor, (g, state, span) => {
    living++
    if (state === State.Running) running.push(g)
    else {
      const verb = spanVerb(model, span)
      const same = doing.get(verb)
      if (same) same.who.push(g)
      else doing.set(verb, { verb, who: [g] })
    }
  })
  const when =
    axis === 'time'
      ? formatTime(cursor.timeNs, model.run.report.virtual_ns)
      : `step ${formatCount(cursor.step)}`
  if (living === 0) return `At ${when} no goroutine is alive.`
  const head =
    running.length === 0
      ? `At ${when} none of ${countWord(living)} ${living === 1 ? 'goroutine' : 'goroutines'} runs.`
      : `At ${when} one goroutine${living > 1 ? ` of ${countWord(living)}` : ''} runs: ${running.map((g) => model.spoken(g)).join(', ')}.`
  const rest = [...doing.values()]
    .sort((a, b) => a.who.length - b.who.length)
    .map(({ verb, who }) => clause(model, verb, who))
  return [head, ...rest].join(' ')
}

function clause(model: RunModel, verb: string, who: readonly number[]): string {
  const names =
    who.length <= NAMED ? listWords(who.map((g) => model.spoken(g))) : plural(who.length, 'goroutine')
  const text = `${names} ${who.length === 1 ? verb : pluralVerb(verb)}.`
  return who.length > NAMED || names.startsWith('main') || !/^goroutine/.test(names)
    ? text
    : text.replace('goroutine', 'Goroutine')
}

function pluralVerb(verb: string): string {
  return verb
    .replace(/^(waits|sleeps|runs|panics|hangs)/, (word) => word.slice(0, -1))
    .replace(/^is ready and waits for its turn/, 'are ready and wait for their turn')
    .replace(
      /^is stuck for ever: (waits|sleeps|hangs)/,
      (_, word: string) => `are stuck for ever: ${word.slice(0, -1)}`,
    )
    .replace(/^goes on with its context/, 'go on with their context')
    .replace(/^has /, 'have ')
}

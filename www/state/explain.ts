import { formatCount, formatTime, REASONS, stateLook, whoTitle } from '../base'
import type { Came, GoroutineState, Sentence, WaitEdge, Why } from '../engine/types'
import { type Cursor, spanAtCursor } from './cursor'
import type { RunModel } from './run_model'

/** A piece of a sentence: text, code, or a place that one can go to. */
export type Part =
  | string
  | { code: string }
  | { line: number; text: string }
  | { goroutine: number; text: string }
  | { step: number; text: string }

/** What can be done about it, with one button each. */
export interface Remedy {
  label: string
  do: { limit: string; value: number }
}

/** What the core explains, as it is shown. */
export interface Explanation {
  /** State whose chip stands before the title, -1 none. */
  state: number
  title: string
  /** Beside the title, small. */
  since: string
  paragraphs: Part[][]
  /** How it is mended, in words. */
  mends: Part[][]
  /** Boxes of a proof by counting. */
  proof: readonly Came[]
  /** Who waits for whom. */
  circle: readonly WaitEdge[]
  remedies: Remedy[]
}

const NOTHING_TOLD = { mends: [], proof: [], circle: [], remedies: [] }

/** What a reader can do next, with a mouse and a keyboard, and with a finger. */
const HINT = 'Choose a span to read what happened there. To break it, right-click or hold it, or press B.'
const TOUCH_HINT = 'Touch a span to read what happened there. To break it, hold it.'

/** Why the run ended as it did. */
export function explainRun(model: RunModel, byTouch = false): Explanation {
  const { why } = model.run.report
  if (!why) return { ...NOTHING_TOLD, state: -1, title: '', since: '', paragraphs: [] }
  const shown = explanation(model, why)
  const quiet = why.kind === 'done' && model.run.report.goroutines.started > 1
  return quiet ? { ...shown, paragraphs: [...shown.paragraphs, [byTouch ? TOUCH_HINT : HINT]] } : shown
}

/** What a goroutine does at the cursor, or did in one of its spans; the core's sentences once they are there. */
export function explainGoroutine(
  model: RunModel,
  g: number,
  cursor: Cursor,
  chosen = -1,
  told: GoroutineState | null = null,
): Explanation {
  const span = chosen >= 0 ? chosen : spanAtCursor(model, g, cursor)
  const { spans } = model.run
  if (told?.why) {
    const shown = explanation(model, told.why)
    return chosen >= 0 ? { ...shown, since: period(model, chosen) } : shown
  }
  const who = whoTitle(g)
  if (span < 0) return { ...NOTHING_TOLD, state: -1, title: who, since: '', paragraphs: [] }
  const state = spans.state[span] as number
  const reason = REASONS[spans.reason[span] as number] ?? ''
  const line = spans.line[span] as number
  const at: Part[] = line > 0 ? [' at ', { line, text: `line ${line}` }] : []
  const stands: Part[] =
    reason === '' ? ['It stands', ...at, '.'] : ['It waits', ...at, ': ', { code: reason }, '.']
  const title = `${who} is ${stateLook(state).name}`
  return { ...NOTHING_TOLD, state, title, since: period(model, span), paragraphs: [stands] }
}

function explanation(model: RunModel, why: Why): Explanation {
  const mends = why.sentences.filter((s) => s.part === 'mend').map(parts)
  const paragraphs = why.sentences.filter((s) => s.part !== 'mend').map(parts)
  const remedies = why.raise
    ? [{ label: `Raise to ${formatCount(why.raise[1])}`, do: { limit: why.raise[0], value: why.raise[1] } }]
    : []
  const { state, title, proof, circle } = why
  return { state, title, since: sinceWords(model, why), paragraphs, mends, proof, circle, remedies }
}

function sinceWords({ run: { report } }: RunModel, why: Why): string {
  if (why.since_ns < 0) return ''
  if (report.virtual_ns === 0) return why.lasts ? '' : `at step ${formatCount(why.since_step)}`
  return `${why.lasts ? 'since' : 'at'} ${formatTime(why.since_ns, report.virtual_ns)}`
}

/** `2.000 s to 2.600 s` of a span that was chosen. */
function period(model: RunModel, span: number): string {
  const { spans, report } = model.run
  if (report.virtual_ns === 0) return ''
  const [from, to] = [spans.startNs[span] as number, spans.endNs[span] as number]
  const start = formatTime(from, report.virtual_ns)
  return from === to ? `at ${start}` : `${start} to ${formatTime(to, report.virtual_ns)}`
}

/** When a call came, or that it never does. */
export function cameWords({ run: { report } }: RunModel, { what, ns, step, never }: Came): string {
  if (never) return 'never'
  return report.virtual_ns > 0
    ? `${what} at ${formatTime(ns, report.virtual_ns)}`
    : `${what} at step ${formatCount(step)}`
}

/** A sentence of the core with its ranges as places, and what stands in backquotes as code. */
export function parts({ text, links }: Sentence): Part[] {
  const out: Part[] = []
  let at = 0
  for (const { from, to, line, goroutine, step } of links) {
    out.push(...coded(text.slice(at, from)))
    const words = text.slice(from, to)
    if (line !== undefined) out.push({ line, text: words })
    else if (goroutine !== undefined) out.push({ goroutine, text: words })
    else if (step !== undefined) out.push({ step, text: words })
    at = to
  }
  return [...out, ...coded(text.slice(at))]
}

function coded(text: string): Part[] {
  const pieces = text.split('`').map((piece, i): Part => (i % 2 === 1 ? { code: piece } : piece))
  return pieces.filter((p) => p !== '')
}

/** Turns `line 45` and `goroutine 7` in words of the page's own into places, and what stands in backquotes into code. */
export function linked(text: string): Part[] {
  const out: Part[] = []
  let at = 0
  for (const match of text.matchAll(/\bline (\d+)\b|\b[Gg]oroutine (\d+(?:,\d{3})*)\b|`([^`]+)`/g)) {
    if (match.index > at) out.push(text.slice(at, match.index))
    const [whole, line, goroutine, code] = match
    if (line !== undefined) out.push({ line: Number(line), text: whole })
    else if (goroutine !== undefined)
      out.push({ goroutine: Number(goroutine.replaceAll(',', '')), text: whole })
    else out.push({ code: code ?? '' })
    at = match.index + whole.length
  }
  if (at < text.length) out.push(text.slice(at))
  return out
}

import { Kind, Reason, reasonText, State, stateLook } from '../../base'
import type { RunModel } from '../../state'
import type { Measure } from '../marks'

/** What is written on a span: the letter, and the longest text that fits beside it. */
export interface SpanLabel {
  letterX: number
  /** Width of the plain ground behind letter and text. */
  plain: number
  text: string
  textX: number
  /** A second plain ground where the text had to start after the cursor. */
  apart: { x: number; width: number } | null
}

/** Texts for a span, the longest first; none of them is ever cut. */
export function labelTexts(model: RunModel, span: number, short: boolean): string[] {
  const { spans } = model.run
  const state = spans.state[span] as number
  const reason = reasonText(spans.reason[span] as number)
  const look = stateLook(state)
  if (short) return state === State.Waiting || state === State.Stuck ? [look.short] : []
  const line = spans.line[span] as number
  switch (state) {
    case State.Running:
      return line > 0 ? [`line ${line}`] : []
    case State.Runnable:
      return ['in the queue', 'queue']
    case State.Stuck:
      return reason === '' ? [look.name, look.short] : [`${look.name}: ${reason}`, look.name, look.short]
    case State.Panicked:
      return [panicText(model, span)].filter((text) => text !== '')
    case State.Cancelled:
      return ['context done', 'done']
    case State.Sleeping:
      return spans.reason[span] === Reason.Sleep || reason === '' ? ['sleep'] : [reason]
    default:
      return reason === '' ? [look.name] : shorter(reason)
  }
}

/** `sync.WaitGroup.Wait`, `WaitGroup.Wait`, `Wait`. */
function shorter(reason: string): string[] {
  if (!reason.startsWith('sync.')) return [reason]
  const bare = reason.slice(5)
  return [reason, bare, bare.slice(bare.indexOf('.') + 1)]
}

/** What a panicked span's goroutine panicked with. */
export function panicText(model: RunModel, span: number): string {
  const { spans, events } = model.run
  const first = spans.event[span] as number
  const g = model.ownerOf(span)
  for (let e = first; e < Math.min(events.kind.length, first + 8); e++) {
    if (events.kind[e] === Kind.Panic && events.g[e] === g) return model.text(events.a[e] as number)
  }
  return ''
}

export interface LabelRoom {
  /** Visible part of the span. */
  left: number
  right: number
  /** Cursor's place, or null. */
  cursor: number | null
  /** Size of the type in spans. */
  size: number
}

/** Share of a 11 px design by which a label grows with its type. */
const BASE = 11

/**
 * Measures, then chooses: letter and text, letter, nothing. A text that the cursor would cross starts after
 * it; a letter that it would cross moves with its text.
 */
export function chooseLabel(texts: readonly string[], room: LabelRoom, measure: Measure): SpanLabel | null {
  const k = room.size / BASE
  const width = room.right - room.left
  if (width < 15 * k) return null
  const letterWidth = Math.min(17.1 * k, width - 4)
  const letterX = room.left + 2 + letterWidth / 2
  const textX = room.left + 20.4 * k
  const font = { size: room.size }
  for (const text of texts) {
    const length = measure(text, font)
    const crossed = room.cursor !== null && room.cursor > textX - 5 && room.cursor < textX + length + 5
    if (!crossed) {
      if (textX + length + 6 * k > room.right - 2) continue
      return { letterX, plain: 18.4 * k + length + 6 * k, text, textX, apart: null }
    }
    const start = (room.cursor as number) + 9
    if (start + length + 6 > room.right - 2) continue
    return { letterX, plain: letterWidth, text, textX: start, apart: { x: start - 6, width: length + 12 } }
  }
  return { letterX, plain: letterWidth, text: '', textX, apart: null }
}

import { Kind } from '../base'
import type { Run } from '../engine/types'
import type { Cursor } from './cursor'

/** A piece of what the program wrote. */
export interface Piece {
  text: string
  /** 1 stdout, 2 stderr. */
  stream: 1 | 2
  /** Index of its event, for going there; -1 for what Go says after the end. */
  event: number
}

/** What the program wrote, in order, cut at its writes; what Go itself says at the end comes last. */
export function outputPieces(run: Run): Piece[] {
  const { kind, a, b } = run.events
  const encoder = new TextEncoder()
  const streams = {
    1: new Cutter(encoder.encode(run.report.stdout)),
    2: new Cutter(encoder.encode(run.report.stderr)),
  }
  const pieces: Piece[] = []
  for (let event = 0; event < kind.length; event++) {
    if (kind[event] !== Kind.Output) continue
    const stream = a[event] === 2 ? 2 : 1
    const text = streams[stream].take(b[event] as number)
    if (text !== '') pieces.push({ text, stream, event })
  }
  for (const stream of [1, 2] as const) {
    const rest = streams[stream].rest()
    if (rest !== '') pieces.push({ text: rest, stream, event: -1 })
  }
  return pieces
}

/** Number of pieces that had been written at a cursor. */
export function writtenAt(run: Run, pieces: readonly Piece[], cursor: Cursor): number {
  const { timeNs, step } = run.events
  const over = cursor.step >= run.report.steps && cursor.timeNs >= run.report.virtual_ns
  let count = 0
  for (const { event } of pieces) {
    if (event < 0) {
      if (over) count++
    } else if ((timeNs[event] as number) <= cursor.timeNs && (step[event] as number) <= cursor.step) count++
    else break
  }
  return count
}

/** Cuts a byte string at given lengths; a character that a write splits comes with the later piece. */
class Cutter {
  private at = 0
  private readonly decoder = new TextDecoder()
  private readonly bytes: Uint8Array

  constructor(bytes: Uint8Array) {
    this.bytes = bytes
  }

  take(length: number): string {
    const piece = this.bytes.subarray(this.at, this.at + length)
    this.at += piece.length
    return this.decoder.decode(piece, { stream: true })
  }

  rest(): string {
    const piece = this.bytes.subarray(this.at)
    this.at = this.bytes.length
    return this.decoder.decode(piece)
  }
}

import type { Column, EventTable, SpanTable } from './types'

type Rows<T> = { readonly [Name in keyof T]: Column }

/**
 * A run's events and spans, put together out of the pieces in which they come from the core, most of them while it
 * still runs. Each column is as wide as its widest piece; pieces go when their column is made.
 */
export class Assembly {
  private readonly eventPieces = new Pieces()
  private readonly spanPieces = new Pieces()
  private readonly owners: Uint32Array[] = []

  /** Events that have come. */
  eventCount = 0

  /** The next events in order. */
  events(rows: Rows<EventTable>): void {
    this.eventCount += rows.kind.length
    this.eventPieces.add(rows)
  }

  /** Spans and whose they are; those of one goroutine come in order. */
  spans(rows: Rows<Omit<SpanTable, 'first'>>, owners: Uint32Array): void {
    this.spanPieces.add(rows)
    this.owners.push(owners)
  }

  /** Another one with the same pieces: what comes to one of them later does not come to the other. */
  copy(): Assembly {
    const other = new Assembly()
    other.eventPieces.addAll(this.eventPieces)
    other.spanPieces.addAll(this.spanPieces)
    for (const piece of this.owners) other.owners.push(piece.slice())
    other.eventCount = this.eventCount
    return other
  }

  /** The tables, once all has come. */
  finish(goroutines: number): { events: EventTable; spans: SpanTable } {
    const first = new Uint32Array(goroutines + 1)
    for (const piece of this.owners) for (const g of piece) first[g] = (first[g] as number) + 1
    for (let g = 1; g <= goroutines; g++) first[g] = (first[g] as number) + (first[g - 1] as number)
    const next = first.slice()
    for (const piece of this.owners) {
      for (let i = 0; i < piece.length; i++) {
        const before = (piece[i] as number) - 1
        const place = next[before] as number
        next[before] = place + 1
        piece[i] = place
      }
    }
    const events = this.eventPieces.join((column, piece, at) => column.set(piece, at))
    const spans = this.spanPieces.join((column, piece, _, index) =>
      scatter(column, piece, this.owners[index] as Uint32Array),
    )
    return {
      events: events as unknown as EventTable,
      spans: { ...spans, first } as unknown as SpanTable,
    }
  }
}

/** Columns in pieces. */
class Pieces {
  private readonly columns = new Map<string, { pieces: Column[]; least: number; most: number }>()

  add(rows: object): void {
    for (const [name, piece] of Object.entries(rows as Record<string, Column>)) {
      const column = this.columns.get(name) ?? { pieces: [], least: 0, most: 0 }
      this.columns.set(name, column)
      const [least, most] = boundsOf(piece)
      column.least = Math.min(column.least, least)
      column.most = Math.max(column.most, most)
      column.pieces.push(piece)
    }
  }

  addAll({ columns }: Pieces): void {
    for (const [name, { pieces, least, most }] of columns)
      this.columns.set(name, { pieces: [...pieces], least, most })
  }

  /** One column after the other; `put` writes a piece, given how many rows come before it. */
  join(put: (column: Column, piece: Column, at: number, index: number) => void): Record<string, Column> {
    const made: Record<string, Column> = {}
    for (const [name, { pieces, least, most }] of this.columns) {
      const rows = pieces.reduce((sum, piece) => sum + piece.length, 0)
      // widths tell enough unless some pieces have signs and others do not
      const [from, to] = least < 0 ? rangeOf(pieces) : [least, most]
      const column = columnFor(from, to, rows)
      let at = 0
      pieces.forEach((piece, index) => {
        put(column, piece, at, index)
        at += piece.length
      })
      pieces.length = 0
      made[name] = column
    }
    return made
  }
}

function rangeOf(pieces: readonly Column[]): [least: number, most: number] {
  let least = 0
  let most = 0
  for (const piece of pieces) {
    for (let i = 0; i < piece.length; i++) {
      const value = piece[i] as number
      if (value < least) least = value
      else if (value > most) most = value
    }
  }
  return [least, most]
}

/** What a column of this width may hold. */
function boundsOf(column: Column): [least: number, most: number] {
  if (column instanceof Float64Array) return [-(2 ** 53), 2 ** 53]
  const bits = 8 * column.BYTES_PER_ELEMENT
  const signed = column instanceof Int16Array || column instanceof Int32Array
  return signed ? [-(2 ** (bits - 1)), 2 ** (bits - 1) - 1] : [0, 2 ** bits - 1]
}

function scatter(into: Column, values: Column, places: Uint32Array): void {
  for (let i = 0; i < values.length; i++) into[places[i] as number] = values[i] as number
}

/** The narrowest column for whole numbers from `least` to `most`. */
function columnFor(least: number, most: number, rows: number): Column {
  if (least < 0) {
    if (least >= -(2 ** 15) && most < 2 ** 15) return new Int16Array(rows)
    return least >= -(2 ** 31) && most < 2 ** 31 ? new Int32Array(rows) : new Float64Array(rows)
  }
  if (most >= 2 ** 32) return new Float64Array(rows)
  if (most < 2 ** 8) return new Uint8Array(rows)
  return most < 2 ** 16 ? new Uint16Array(rows) : new Uint32Array(rows)
}

import type { Column, EventTable, SpanTable } from './types'

type Rows<T> = { readonly [Name in keyof T]: ArrayLike<number> & ArrayBufferView }
type SpanRows = Rows<Omit<SpanTable, 'first'>>

/**
 * A run's events and spans, put together out of the pieces in which they come from the core. Each column is as
 * wide as its values need, and nothing but the columns themselves is ever held.
 */
export class Assembly {
  private eventTable: EventTable | null = null
  private spanTable: SpanTable | null = null
  private written = 0
  /** Place of the next span of each goroutine; index = id - 1. */
  private next = new Uint32Array(0)
  private places = new Uint32Array(0)

  /** Number of events, where the spans of each goroutine begin, and least and greatest value of each column. */
  begin(events: number, first: Uint32Array, eventRange: Rows<EventTable>, spanRange: SpanRows): void {
    const spans = first[first.length - 1] ?? 0
    this.eventTable = tableFor(eventRange, events) as unknown as EventTable
    this.spanTable = { ...(tableFor(spanRange, spans) as unknown as Omit<SpanTable, 'first'>), first }
    this.next = first.slice(0, -1)
    this.written = 0
  }

  /** The next events in order. */
  events(rows: Rows<EventTable>): void {
    const table = this.eventTable as unknown as Record<string, Column>
    for (const [name, values] of Object.entries(rows))
      (table[name] as Column).set(values as ArrayLike<number>, this.written)
    this.written += rows.kind.length
  }

  /** Spans and whose they are; those of one goroutine come in order. */
  spans(rows: SpanRows, owners: Uint32Array): void {
    const { next } = this
    if (this.places.length < owners.length) this.places = new Uint32Array(owners.length)
    const { places } = this
    for (let i = 0; i < owners.length; i++) {
      const at = (owners[i] as number) - 1
      const place = next[at] as number
      places[i] = place
      next[at] = place + 1
    }
    const table = this.spanTable as unknown as Record<string, Column>
    for (const [name, values] of Object.entries(rows))
      scatter(table[name] as Column, values as ArrayLike<number>, places)
  }

  /** What came of it. */
  finish(): { events: EventTable; spans: SpanTable } {
    const { eventTable, spanTable } = this
    if (!eventTable || !spanTable || this.written !== eventTable.kind.length)
      throw new Error('the columns of this run are not complete')
    return { events: eventTable, spans: spanTable }
  }
}

function scatter(into: Column, values: ArrayLike<number>, places: Uint32Array): void {
  for (let i = 0; i < values.length; i++) into[places[i] as number] = values[i] as number
}

function tableFor(ranges: object, rows: number): Record<string, Column> {
  const entries = Object.entries(ranges as Record<string, ArrayLike<number>>)
  return Object.fromEntries(
    entries.map(([name, range]) => [name, columnFor(range[0] ?? 0, range[1] ?? 0, rows)]),
  )
}

/** The narrowest column for whole numbers from `least` to `most`. */
export function columnFor(least: number, most: number, rows: number): Column {
  if (least < 0) return least >= -(2 ** 31) && most < 2 ** 31 ? new Int32Array(rows) : new Float64Array(rows)
  if (most >= 2 ** 32) return new Float64Array(rows)
  if (most < 2 ** 8) return new Uint8Array(rows)
  return most < 2 ** 16 ? new Uint16Array(rows) : new Uint32Array(rows)
}

/** The same columns, each as narrow as it can be. */
export function narrowed<T extends object>(table: T): T {
  const columns = Object.entries(table as Record<string, Column>).map(([name, column]) => {
    let least = 0
    let most = 0
    for (let i = 0; i < column.length; i++) {
      least = Math.min(least, column[i] as number)
      most = Math.max(most, column[i] as number)
    }
    const narrow = columnFor(least, most, column.length)
    narrow.set(column)
    return [name, narrow]
  })
  return Object.fromEntries(columns) as T
}

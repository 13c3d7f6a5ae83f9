import type { Run } from './types'

/** Every buffer of a run's columns, once: what moves from the worker to the page. */
export function columnBuffers({
  goroutines,
  spans,
  events,
  objects,
  bins,
}: Omit<Run, 'request'>): ArrayBuffer[] {
  const found = new Set<ArrayBuffer>()
  for (const table of [goroutines, spans, events, objects])
    for (const column of Object.values(table))
      if (ArrayBuffer.isView(column) && column.buffer instanceof ArrayBuffer) found.add(column.buffer)
  for (const { held, whole } of bins?.levels ?? []) {
    found.add(held.buffer as ArrayBuffer)
    found.add(whole.buffer as ArrayBuffer)
  }
  return [...found]
}

/** Bytes that a run's columns take. */
export function columnBytes(run: Omit<Run, 'request'>): number {
  return columnBuffers(run).reduce((sum, buffer) => sum + buffer.byteLength, 0)
}

import { roundUp } from '../base'
import type { Assembly } from './assembly'
import type { CoreSession, Slice } from './core'
import type { Run, RunReport, RunRequest } from './types'

/** A run that ends sooner is shown at its end. */
const FIRST_MS = 500
/** Between two pictures of a run: so long, and so many times what the last one took. */
const EVERY_MS = 400
const TIMES = 12
/** A run of more events than this is drawn no further until it ends. */
const MOST_EVENTS = 400_000

/** Looks at a run that takes long, now and then, as if it ended there. */
export class Sketches {
  private next = FIRST_MS

  /** The run so far, null when it is too early or too much for another look. */
  of(core: CoreSession, request: RunRequest, drained: Assembly, slice: Slice, wallMs: number): Run | null {
    if (wallMs < this.next || drained.eventCount > MOST_EVENTS) return null
    const before = performance.now()
    const assembly = drained.copy()
    const tables = core.sketch(assembly)
    const { events, spans } = assembly.finish(tables.goroutines.func.length)
    const took = performance.now() - before
    this.next = wallMs + took + Math.max(EVERY_MS, TIMES * took)
    return { ...tables, events, spans, request, sites: [], warnings: [], report: reportOf(slice) }
  }
}

/** Of a run that goes on: its axis is longer than what is known of it. */
function reportOf({ steps, virtual_ns, goroutines }: Slice): RunReport {
  return {
    version: 1,
    outcome: 'running',
    exit: 0,
    stdout: '',
    stderr: '',
    virtual_ns: virtual_ns > 0 ? roundUp(virtual_ns) : 0,
    steps: roundUp(steps),
    events: 0,
    goroutines: { started: goroutines, peak: goroutines },
    stuck: [],
    leaked: [],
    races: [],
    races_unknown: false,
    limit: null,
    schedule: '',
    faults: [],
    unmet: [],
    message: '',
  }
}

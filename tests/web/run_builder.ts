import { Cause, Kind, NO_REASON, Reason, State } from '../../www/base'
import type { Outcome, Run } from '../../www/engine/types'

/**
 * Builds small runs by hand, for tests of layout and words only. It acts as the core does: goroutines change
 * their state by events, and spans follow from them.
 */
export class RunBuilder {
  private readonly strings: string[] = ['']
  private readonly events: number[][] = []
  private readonly open = new Map<number, number[]>()
  private readonly spans: number[][] = []
  private readonly table: number[][] = []
  private readonly objectRows: number[][] = []
  timeNs = 0
  step = 0

  text(value: string): number {
    const known = this.strings.indexOf(value)
    return known >= 0 ? known : this.strings.push(value) - 1
  }

  event(kind: number, g: number, by = 0, obj = 0, line = 0, a = 0, b = 0): number {
    return this.events.push([kind, this.timeNs, this.step, g, by, obj, line, a, b]) - 1
  }

  object(kind: number, name: string, line: number, capacity = -1): number {
    this.objectRows.push([kind, this.text(name), line, capacity, 0, -1])
    return this.objectRows.length
  }

  spawn(parent: number, name: string, args: string, line: number): number {
    const g = this.table.length + 1
    this.table.push([
      this.text(name),
      this.text(args),
      parent,
      line,
      this.timeNs,
      -1,
      this.boundary(),
      -1,
      State.Dead,
    ])
    this.begin(g, State.Runnable, this.event(Kind.Spawn, g, parent, 0, line), NO_REASON, 0, line)
    return g
  }

  run(g: number, line = 0): void {
    this.step++
    this.begin(g, State.Running, this.event(Kind.Start, g, 0, 0, line, 1), NO_REASON, 0, line)
  }

  block(g: number, reason: number, line: number, obj = 0): void {
    const state = reason === Reason.Sleep ? State.Sleeping : State.Waiting
    this.begin(g, state, this.event(Kind.Block, g, 0, obj, line, reason), reason, obj, line)
  }

  /** From now on nothing can wake `g`. */
  stick(g: number): void {
    const [, , , , , reason, obj, line] = this.open.get(g) as number[]
    this.begin(g, State.Stuck, this.events.length - 1, reason as number, obj as number, line as number)
  }

  wake(g: number, by: number, cause: number = Cause.Timer, obj = 0, line = 0): void {
    this.begin(g, State.Runnable, this.event(Kind.Wake, g, by, obj, line, cause), NO_REASON, 0, line)
  }

  yieldTurn(g: number): void {
    this.begin(g, State.Runnable, this.event(Kind.Yield, g, 0, 0, 0, 1), NO_REASON, 0, 0)
  }

  cancelled(g: number, line = 0): void {
    this.begin(g, State.Cancelled, this.event(Kind.Wake, g, 0, 0, line, Cause.Cancel), NO_REASON, 0, line)
  }

  panic(g: number, text: string, line = 0): void {
    this.begin(g, State.Panicked, this.event(Kind.Panic, g, 0, 0, line, this.text(text)), NO_REASON, 0, line)
  }

  end(g: number): void {
    this.event(Kind.End, g)
    this.close(g)
    const row = this.table[g - 1] as number[]
    row[5] = this.timeNs
    row[7] = this.boundary()
  }

  private begin(g: number, state: number, event: number, reason: number, obj: number, line: number): void {
    this.close(g, this.boundary(state))
    this.open.set(g, [g, state, event, this.timeNs, this.boundary(state), reason, obj, line])
  }

  /** Running begins with its step, everything else at the end of the step in which it happens. */
  private boundary(state: number = State.Dead): number {
    return state === State.Running ? this.step : this.step + 1
  }

  private close(g: number, end = this.boundary()): void {
    const from = this.open.get(g)
    if (!from) return
    const [, state, event, startNs, startStep, reason, obj, line] = from as [number, ...number[]]
    this.spans.push([g, state, startNs, this.timeNs, startStep, end, reason, obj, line, event] as number[])
    this.open.delete(g)
  }

  build(outcome: Outcome = 'done', message = ''): Run {
    for (const g of [...this.open.keys()]) {
      const row = this.table[g - 1] as number[]
      row[5] = this.timeNs
      row[7] = this.boundary()
      row[8] = (this.open.get(g) as number[])[1] as number
      this.close(g)
    }
    this.event(Kind.Finish, 0)
    const spans = this.spans
      .map((row, index) => ({ row, index }))
      .sort((a, b) => (a.row[0] as number) - (b.row[0] as number) || a.index - b.index)
      .map(({ row }) => row)
    const first = new Uint32Array(this.table.length + 1)
    for (const row of spans) first[row[0] as number] = (first[row[0] as number] as number) + 1
    for (let g = 1; g < first.length; g++) first[g] = (first[g] as number) + (first[g - 1] as number)
    const at = (rows: number[][], column: number) => rows.map((row) => row[column] as number)
    return {
      request: { files: [], seed: 1, policy: 'fifo', faults: [] },
      report: {
        version: 1,
        outcome,
        exit: outcome === 'done' ? 0 : 2,
        stdout: '',
        stderr: '',
        virtual_ns: this.timeNs,
        steps: this.step,
        events: this.events.length,
        goroutines: { started: this.table.length, peak: this.table.length },
        stuck: [],
        leaked: [],
        races: [],
        races_unknown: false,
        unmet: [],
        limit: outcome === 'limit' ? { name: 'steps', value: this.step } : null,
        schedule: '',
        faults: [],
        message,
      },
      strings: this.strings,
      files: ['main.go'],
      goroutines: {
        func: Uint32Array.from(at(this.table, 0)),
        args: Uint32Array.from(at(this.table, 1)),
        parent: Uint32Array.from(at(this.table, 2)),
        line: Uint32Array.from(at(this.table, 3)),
        startNs: Float64Array.from(at(this.table, 4)),
        endNs: Float64Array.from(at(this.table, 5)),
        startStep: Uint32Array.from(at(this.table, 6)),
        endStep: Uint32Array.from(at(this.table, 7)),
        endState: Uint8Array.from(at(this.table, 8)),
      },
      spans: {
        first,
        state: Uint8Array.from(at(spans, 1)),
        startNs: Float64Array.from(at(spans, 2)),
        endNs: Float64Array.from(at(spans, 3)),
        startStep: Uint32Array.from(at(spans, 4)),
        endStep: Uint32Array.from(at(spans, 5)),
        reason: Uint8Array.from(at(spans, 6)),
        obj: Uint32Array.from(at(spans, 7)),
        line: Uint32Array.from(at(spans, 8)),
        event: Uint32Array.from(at(spans, 9)),
      },
      events: {
        kind: Uint8Array.from(at(this.events, 0)),
        timeNs: Float64Array.from(at(this.events, 1)),
        step: Uint32Array.from(at(this.events, 2)),
        g: Uint32Array.from(at(this.events, 3)),
        by: Uint32Array.from(at(this.events, 4)),
        obj: Uint32Array.from(at(this.events, 5)),
        line: Uint32Array.from(at(this.events, 6)),
        file: new Uint16Array(this.events.length),
        a: Float64Array.from(at(this.events, 7)),
        b: Float64Array.from(at(this.events, 8)),
      },
      objects: {
        kind: Uint8Array.from(at(this.objectRows, 0)),
        name: Uint32Array.from(at(this.objectRows, 1)),
        line: Uint32Array.from(at(this.objectRows, 2)),
        capacity: Float64Array.from(at(this.objectRows, 3)),
        parent: Uint32Array.from(at(this.objectRows, 4)),
        deadlineNs: Float64Array.from(at(this.objectRows, 5)),
      },
      sites: [],
      warnings: [],
    }
  }
}

const MS = 1e6

/** Two batches of four workers, a panic in goroutine 7 that keeps `Done` from being called, then a deadlock. */
export function batchesRun(): Run {
  const b = new RunBuilder()
  const main = b.spawn(0, 'main.main', '', 0)
  b.run(main, 39)
  const wg = b.object(3, 'wg', 39)
  b.event(Kind.Object, main, 0, wg, 39, 3, b.text('wg'))
  let counter = 0
  const count = (g: number, by: number, line: number) => {
    counter += by
    b.event(Kind.Count, g, 0, wg, line, by, counter)
  }
  const batch = (lengths: readonly number[], firstId: number, panics: number) => {
    const start = b.timeNs
    const gs = lengths.map((_, i) => {
      count(main, 1, 42)
      return b.spawn(main, 'main.worker', String(firstId + i), 43)
    })
    b.block(main, Reason.WaitGroupWait, 45, wg)
    for (const g of gs) {
      b.run(g, 27)
      b.block(g, Reason.Sleep, 19)
    }
    const order = gs.map((g, i) => ({ g, at: lengths[i] as number })).sort((a, c) => a.at - c.at)
    for (const { g, at } of order) {
      b.timeNs = start + at * MS
      b.wake(g, 0)
      b.run(g, 20)
      if (g === panics) {
        b.event(Kind.Fault, g, 0, 0, 19, 1)
        b.panic(g, 'disk full', 19)
        b.event(Kind.Recover, g, 0, 0, 28, b.text('disk full'))
        b.end(g)
        b.stick(main)
        continue
      }
      count(g, -1, 35)
      if (counter === 0) b.wake(main, g, Cause.Count, wg, 35)
      b.end(g)
    }
  }
  batch([600, 700, 800, 2000], 1, 0)
  b.run(main, 40)
  batch([600, 400, 800, 2000], 5, 7)
  return b.build('deadlock', 'fatal error: all goroutines are asleep - deadlock!')
}

/** `n` goroutines that wait for a permit, sleep and end; one of them is stuck for ever. */
export function crowdRun(n: number, perGoroutine = 1): Run {
  const b = new RunBuilder()
  let seed = 7
  const next = (bound: number) => {
    seed = (seed * 1103515245 + 12345) % 2147483648
    return seed % bound
  }
  const main = b.spawn(0, 'main.main', '', 0)
  b.run(main, 10)
  const queue: { at: number; g: number; left: number }[] = []
  for (let i = 0; i < n; i++) {
    const g = b.spawn(main, 'main.handle', '', 31)
    queue.push({ at: i * 800_000, g, left: perGoroutine })
  }
  b.block(main, Reason.WaitGroupWait, 36)
  const stuckOne = 1 + Math.floor(n / 5)
  for (const job of queue) {
    b.run(job.g, 32)
    b.block(job.g, Reason.Semacquire, 33)
  }
  while (queue.length > 0) {
    const job = queue.shift() as (typeof queue)[number]
    b.timeNs = Math.max(b.timeNs, job.at)
    b.wake(job.g, 0)
    b.run(job.g, 34)
    if (job.g === stuckOne && job.left === 1) {
      b.block(job.g, Reason.ChanReceive, 38)
      b.stick(job.g)
    } else if (job.left > 0) {
      b.block(job.g, Reason.Sleep, 35)
      const later = { at: b.timeNs + 20_000_000 + next(200_000_000), g: job.g, left: job.left - 1 }
      let i = queue.length
      while (i > 0 && (queue[i - 1] as typeof later).at > later.at) i--
      queue.splice(i, 0, later)
    } else b.end(job.g)
  }
  b.stick(main)
  return b.build('deadlock')
}

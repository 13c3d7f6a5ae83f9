import {
  formatCount,
  formatTime,
  goroutineName,
  Kind,
  NO_REASON,
  OBJECT_WORDS,
  plural,
  reasonText,
  State,
} from '../base'
import type { Cursor } from './cursor'
import { cursorInSpan, cursorOfEvent } from './moments'
import { outputPieces } from './output'
import type { RunModel } from './run_model'

/** One thing that a search found. */
export interface Found {
  /** Text with the part that matched. */
  text: string
  from: number
  to: number
  /** Beside it, quiet: `step 22, for 4`. */
  detail: string
  /** State whose chip stands before it, -1 none. */
  state: number
  cursor: Cursor | null
  g: number
  object: number
  line: number
}

export interface FoundGroup {
  title: 'Goroutines' | 'Functions' | 'Reasons' | 'Objects' | 'Output'
  /** How many there are in all. */
  count: number
  /** The first of them. */
  rows: Found[]
}

/** Rows of a group that are shown. */
const ROWS = 4

/** What a text finds in a run, by groups; nothing for an empty text. */
export function find(model: RunModel, query: string): FoundGroup[] {
  const wanted = query.trim().toLowerCase()
  if (wanted === '') return []
  const groups = [
    goroutines(model, wanted),
    functions(model, wanted),
    reasons(model, wanted),
    objects(model, wanted),
    output(model, wanted),
  ]
  return groups.filter((g) => g.count > 0)
}

class Group {
  readonly group: FoundGroup
  private readonly wanted: string

  constructor(title: FoundGroup['title'], wanted: string) {
    this.group = { title, count: 0, rows: [] }
    this.wanted = wanted
  }

  /**
   * Takes a text if it matches, or the same with its numbers as they are typed; the rest is made only for rows that
   * are shown.
   */
  offer(text: string, rest: () => Partial<Found>, typed = text): void {
    let from = text.toLowerCase().indexOf(this.wanted)
    if (from < 0 && (typed === text || !typed.toLowerCase().includes(this.wanted))) return
    const to = from < 0 ? 0 : from + this.wanted.length
    from = Math.max(0, from)
    this.group.count++
    if (this.group.rows.length >= ROWS) return
    const nothing = { detail: '', state: -1, cursor: null, g: 0, object: 0, line: 0 }
    this.group.rows.push({ text, from, to, ...nothing, ...rest() })
  }
}

function goroutines(model: RunModel, wanted: string): FoundGroup {
  const group = new Group('Goroutines', wanted)
  const { line } = model.run.goroutines
  for (let g = 1; g <= model.goroutines; g++) {
    const label = model.label(g)
    const found = () => ({
      detail: g === 1 ? 'from the start' : `line ${line[g - 1]}`,
      g,
      line: line[g - 1] ?? 0,
      cursor: cursorInSpan(model, model.spansFrom(g)),
    })
    group.offer(`${goroutineName(g)} ${label}`, found, `goroutine ${g} ${label}`)
  }
  return group.group
}

/** Functions that goroutines run, and those that the program calls. */
function functions(model: RunModel, wanted: string): FoundGroup {
  const group = new Group('Functions', wanted)
  const places = new Map<string, { line: number; calls: number; goroutines: number }>()
  const at = (name: string) => {
    const place = places.get(name) ?? { line: 0, calls: 0, goroutines: 0 }
    places.set(name, place)
    return place
  }
  for (let g = 1; g <= model.goroutines; g++) at(model.functionName(g)).goroutines++
  for (const site of model.run.sites) {
    const place = at(site.function)
    place.calls += site.calls
    place.line ||= site.line
  }
  for (const [name, { line, calls, goroutines: many }] of places) {
    const parts = [
      many > 0 ? plural(many, 'goroutine') : '',
      calls > 0 ? plural(calls, 'call') : '',
      line > 0 ? `line ${line}` : '',
    ]
    group.offer(name, () => ({ detail: parts.filter((p) => p !== '').join(', '), line }))
  }
  return group.group
}

/** Who waited for what: `goroutine 3 waits sync.Mutex.Lock`. */
function reasons(model: RunModel, wanted: string): FoundGroup {
  const group = new Group('Reasons', wanted)
  const { spans, events, report } = model.run
  for (let g = 1; g <= model.goroutines; g++) {
    const end = model.spansEnd(g)
    const who = goroutineName(g)
    for (let i = model.spansFrom(g); i < end; i++) {
      const reason = spans.reason[i] as number
      if (reason === NO_REASON) continue
      const name = model.objectName(spans.obj[i] as number)
      const waits = ` waits ${reasonText(reason)}${name === '' ? '' : ` ${name}`}`
      const found = () => {
        const step = events.step[spans.event[i] as number] ?? 0
        const steps = (spans.endStep[i] as number) - (spans.startStep[i] as number)
        const ns = (spans.endNs[i] as number) - (spans.startNs[i] as number)
        const long = report.virtual_ns > 0 ? formatTime(ns, report.virtual_ns) : formatCount(steps)
        const state = spans.state[i] as number
        const detail = `step ${formatCount(step)}, for ${state === State.Stuck ? 'ever' : long}`
        return { detail, state, g, cursor: cursorInSpan(model, i), line: spans.line[i] ?? 0 }
      }
      group.offer(who + waits, found, g < 1000 ? undefined : `goroutine ${g}${waits}`)
    }
  }
  return group.group
}

function objects(model: RunModel, wanted: string): FoundGroup {
  const group = new Group('Objects', wanted)
  const { kind, line } = model.run.objects
  for (let o = 1; o <= kind.length; o++) {
    // without a line it is the library's own
    if (line[o - 1] === 0) continue
    const name = model.objectName(o)
    const what = OBJECT_WORDS[kind[o - 1] ?? 0] ?? ''
    group.offer(name === '' ? `${what} ${o}` : `${name} ${what}`, () => {
      const first = model.objects.of(o)[0]
      const cursor = first === undefined ? null : cursorOfEvent(model, first)
      return {
        detail: (line[o - 1] ?? 0) > 0 ? `line ${line[o - 1]}` : '',
        object: o,
        line: line[o - 1] ?? 0,
        cursor,
      }
    })
  }
  return group.group
}

function output(model: RunModel, wanted: string): FoundGroup {
  const group = new Group('Output', wanted)
  const { events } = model.run
  for (const { text, event } of outputPieces(model.run)) {
    for (const line of text.split('\n')) {
      if (line.trim() === '') continue
      group.offer(line, () =>
        event < 0
          ? {
              detail: 'at the end',
              cursor: { step: model.run.report.steps, timeNs: model.run.report.virtual_ns },
            }
          : {
              detail: `step ${formatCount(events.step[event] as number)}`,
              cursor: cursorOfEvent(model, event),
              g: events.kind[event] === Kind.Output ? (events.g[event] as number) : 0,
              line: events.line[event] ?? 0,
            },
      )
    }
  }
  return group.group
}

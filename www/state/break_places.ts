import { formatCount, goroutineName, Kind, ObjectKind, shortFunction } from '../base'
import type { CallSite, Run } from '../engine/types'
import type { Cursor } from './cursor'
import type { Place } from './faults'
import type { RunModel } from './run_model'

/** Something that a fault can fall on. */
export interface Choice {
  place: Place
  target: string
  /** Source line, 0 any. */
  line: number
  /** The call, for calls. */
  site: CallSite | null
  /** `fetch at line 35`, in parts: code and words. */
  code: string
  words: string
}

/** What a fault was brought to. */
export interface BreakPlace {
  /** Line of code, 0 none. */
  line: number
  /** Goroutine, 0 none; with it a call can be told from the other calls of its line. */
  goroutine: number
  /** Which call of the line it is, counted in the run from 1; 0 unknown. */
  nth: number
}

/** What the program has that can break at a place, the likeliest first; all of it when nothing is there. */
export function choicesAt(run: Run, place: BreakPlace, timeNs: number): Choice[] {
  const here = run.sites.filter((s) => s.line === place.line)
  const calls = (here.length > 0 ? here : run.sites).map(callChoice)
  calls.sort((a, b) => rank(a) - rank(b))
  const messages = [...channelChoices(run, place.line), ...lockChoices(run, place.line)]
  const goroutines = place.goroutine > 0 ? [goroutineChoice(place.goroutine)] : []
  const likeliest =
    here.length === 0 && messages.length > 0 ? [...messages, ...calls] : [...calls, ...messages]
  return [
    ...likeliest,
    ...contextChoices(run, timeNs, place.line),
    ...goroutines,
    ...(servesRequests(run) ? [requestChoice] : []),
    processChoice,
  ]
}

/** The reader's own functions before the library's, those that return an error first. */
function rank({ site }: Choice): number {
  return (site?.function.startsWith('main.') ? 0 : 2) + (site?.returnsError ? 0 : 1)
}

const callChoice = (site: CallSite): Choice => ({
  place: 'call',
  target: site.function,
  line: site.line,
  site,
  code: shortFunction(site.function),
  words: ` at line ${site.line}`,
})

const goroutineChoice = (g: number): Choice => ({
  place: 'go',
  target: String(g),
  line: 0,
  site: null,
  code: '',
  words: goroutineName(g),
})

const requestChoice: Choice = {
  place: 'http',
  target: '*',
  line: 0,
  site: null,
  code: '',
  words: 'requests to the server',
}

const processChoice: Choice = {
  place: 'process',
  target: '',
  line: 0,
  site: null,
  code: '',
  words: 'the process',
}

/** The program has a server whose requests can fail. */
export const servesRequests = (run: Run) => run.request.files.some((f) => f.text.includes('"net/http"'))

/** Operations on channels, those of a line first and alone if it has any. */
export function channelChoices(run: Run, line: number): Choice[] {
  const { events, objects, strings } = run
  const found = new Map<string, Choice>()
  const words = { send: 'send to', recv: 'receive from', close: 'close of' } as const
  for (let i = 0; i < events.kind.length && found.size < 40; i++) {
    const kind = events.kind[i]
    const place =
      kind === Kind.Send ? 'send' : kind === Kind.Recv ? 'recv' : kind === Kind.Close ? 'close' : null
    const o = (events.obj[i] as number) - 1
    const at = events.line[i] as number
    if (!place || o < 0 || at === 0 || objects.kind[o] !== ObjectKind.Chan) continue
    const own = strings[objects.name[o] as number] ?? ''
    const name = own || String(o + 1)
    const key = `${place} ${name} ${at}`
    if (!found.has(key))
      found.set(key, {
        place,
        target: name,
        line: at,
        site: null,
        code: own,
        words: `${own ? '' : `channel ${formatCount(o + 1)}`} at line ${at}: ${words[place]}`,
      })
  }
  const all = [...found.values()]
  const here = all.filter((c) => c.line === line)
  return here.length > 0 ? here : all.slice(0, 6)
}

/** Locks by the lines that take them, those of a line alone if it has any. */
export function lockChoices(run: Run, line: number): Choice[] {
  const { events, objects, strings } = run
  const found = new Map<string, Choice>()
  for (
    let i = events.kind.indexOf(Kind.Lock);
    i >= 0 && found.size < 20;
    i = events.kind.indexOf(Kind.Lock, i + 1)
  ) {
    const name = strings[objects.name[(events.obj[i] as number) - 1] ?? 0] ?? ''
    const at = events.line[i] as number
    const key = `${name} ${at}`
    if (name === '' || at === 0 || found.has(key)) continue
    const words = ` at line ${at}: Lock of`
    found.set(key, { place: 'lock', target: name, line: at, site: null, code: name, words })
  }
  const all = [...found.values()]
  const here = all.filter((c) => c.line === line)
  return here.length > 0 ? here : all.slice(0, 3)
}

/** Contexts that could still be cancelled at a time, those that a line makes first. */
export function contextChoices(run: Run, timeNs: number, line = 0): Choice[] {
  const { objects, events, strings } = run
  const over = new Set<number>()
  const made = new Set<number>()
  for (let i = 0; i < events.kind.length && (events.timeNs[i] as number) <= timeNs; i++) {
    if (events.kind[i] === Kind.Object) made.add(events.obj[i] as number)
    if (events.kind[i] === Kind.Cancel) over.add(events.obj[i] as number)
  }
  const found: Choice[] = []
  for (let i = 0; i < objects.kind.length; i++) {
    if (objects.kind[i] !== ObjectKind.Context || over.has(i + 1) || !made.has(i + 1)) continue
    const at = objects.line[i] as number
    const name = strings[objects.name[i] as number] || 'the context'
    const words = at > 0 ? ` (line ${at})` : ''
    const choice: Choice = { place: 'ctx', target: String(i + 1), line: 0, site: null, code: name, words }
    if (at > 0 && at === line) found.unshift(choice)
    else found.push(choice)
  }
  return found.slice(0, 4)
}

/**
 * The moment that is meant by a place without one, a lane's label or a line: now, where its goroutine lives or the
 * context that it makes is not over; else when that began. Null: now.
 */
export function momentOf(model: RunModel, place: BreakPlace, timeNs: number): Cursor | null {
  const { events, objects, goroutines } = model.run
  if (place.goroutine > 0) {
    const [start, end] = model.lifetime(place.goroutine, 'time')
    const step = goroutines.startStep[place.goroutine - 1] ?? 0
    return start <= timeNs && timeNs < end ? null : { timeNs: start, step }
  }
  let made = -1
  for (let i = 0; i < events.kind.length; i++) {
    const o = (events.obj[i] as number) - 1
    if (o < 0 || objects.kind[o] !== ObjectKind.Context || objects.line[o] !== place.line) continue
    if (events.kind[i] === Kind.Object && made < 0) made = i
    if (events.kind[i] === Kind.Cancel && (events.timeNs[i] as number) > timeNs && made >= 0) return null
  }
  if (made < 0 || place.line === 0) return null
  return { timeNs: events.timeNs[made] as number, step: (events.step[made] as number) + 1 }
}

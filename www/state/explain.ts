import { countWord, formatCount, formatTime, plural, REASONS, State, shortFunction, stateLook } from '../base'
import type { Run, StuckGoroutine } from '../engine/types'
import { type Cursor, spanAtCursor } from './cursor'
import type { RunModel } from './run_model'

/** A piece of a sentence: text, code, or a place that one can go to. */
export type Part =
  | string
  | { code: string }
  | { line: number; text: string }
  | { goroutine: number; text: string }

/** What can be done about it, with one button each. */
export interface Remedy {
  label: string
  do: { limit: string; value: number }
}

export interface Explanation {
  /** State whose chip stands before the title, -1 none. */
  state: number
  title: string
  /** Beside the title, small. */
  since: string
  paragraphs: Part[][]
  remedies: Remedy[]
}

/** Races that are told one by one. */
const RACES_TOLD = 2

/** Why the run ended as it did, and what raced in it. */
export function explainRun(model: RunModel): Explanation {
  const end = explainEnd(model)
  const { races, outcome } = model.run.report
  if (races.length === 0) return end
  const told = races
    .slice(0, RACES_TOLD)
    .flatMap((race): Part[][] => [
      [{ code: race.code }, ' is a data race. ', ...linked(race.what)],
      linked(race.missing),
    ])
  const more = races.length - RACES_TOLD
  if (more > 0) told.push([`And ${plural(more, 'more race')}.`])
  const title =
    outcome === 'done' ? `It ran to its end, with ${plural(races.length, 'data race')}` : end.title
  return { ...end, title, paragraphs: [...told, ...end.paragraphs] }
}

function explainEnd(model: RunModel): Explanation {
  const { run } = model
  const { report } = run
  const at =
    report.virtual_ns > 0 ? `at ${formatTime(report.virtual_ns)}` : `at step ${formatCount(report.steps)}`
  switch (report.outcome) {
    case 'deadlock':
      return explainDeadlock(model)
    case 'panic':
      return explainPanic(model, at)
    case 'fatal':
    case 'race':
      return says(State.Panicked, report.message || 'fatal error', at, fatalMeaning(report.message))
    case 'limit':
      return explainLimit(run, at)
    case 'stopped':
      return says(-1, 'You stopped it here', at, 'What lies before is as it was; Run starts it again.')
    case 'exit':
      return explainExit(model, at)
    case 'done':
      return explainDone(model, at)
  }
}

const says = (state: number, title: string, since: string, text: string): Explanation => ({
  state,
  title,
  since,
  paragraphs: text === '' ? [] : [linked(text)],
  remedies: [],
})

function explainDone(model: RunModel, at: string): Explanation {
  const { report } = model.run
  if (report.stuck.length > 0) return explainStuckBeside(model)
  const leaked = report.leaked.length
  const paragraphs: Part[][] = [ranWords(model)]
  if (leaked === 0) return { state: -1, title: 'It ran to its end', since: at, paragraphs, remedies: [] }
  const verb = leaked === 1 ? 'was' : 'were'
  paragraphs.push(
    [`When main returned, ${plural(leaked, 'goroutine')} ${verb} still there, and ended with it.`],
    ...report.leaked.slice(0, 3).map(stuckParts),
  )
  const title = `Done, but ${countWord(leaked)} ${leaked === 1 ? 'goroutine was' : 'goroutines were'} left behind`
  return { state: -1, title, since: at, paragraphs, remedies: [] }
}

/** It ended well, but before that some could never run again. */
function explainStuckBeside({ run: { report } }: RunModel): Explanation {
  const many = report.stuck.length
  const first = Math.min(...report.stuck.map((s) => s.since_ns))
  const left = report.leaked.length - many
  const paragraphs: Part[][] = [
    [
      many === 1
        ? 'The others went on; nobody who still ran could free it.'
        : 'The others went on; nobody who still ran could free them.',
    ],
    ...report.stuck.slice(0, 3).map(stuckParts),
  ]
  if (many > 3) paragraphs.push([`And ${formatCount(many - 3)} more.`])
  if (left > 0) paragraphs.push([`Besides, ${plural(left, 'goroutine')} still waited when main returned.`])
  return {
    state: State.Stuck,
    title: `Done, but ${countWord(many)} ${many === 1 ? 'goroutine was' : 'goroutines were'} stuck for ever`,
    since: report.virtual_ns > 0 ? `since ${formatTime(first, report.virtual_ns)}` : '',
    paragraphs,
    remedies: [],
  }
}

function explainExit(model: RunModel, at: string): Explanation {
  const { report } = model.run
  const title = `It ended itself with exit status ${report.exit}`
  return { state: -1, title, since: at, paragraphs: [ranWords(model)], remedies: [] }
}

function ranWords(model: RunModel): Part[] {
  const { goroutines } = model.run.report
  if (goroutines.started <= 1) return ['Only main ran: this program starts no goroutine.']
  return [
    `${formatCount(goroutines.started)} goroutines ran, at most ${formatCount(goroutines.peak)} at one time. `,
    'Choose a span to read what happened there; right-click it, or press B, to break it.',
  ]
}

function explainDeadlock(model: RunModel): Explanation {
  const { report } = model.run
  const first = report.stuck[0]
  const many = report.stuck.length
  const who = first?.id === 1 ? 'main' : first ? `Goroutine ${first.id}` : 'The program'
  const title = many > 1 ? `${formatCount(many)} goroutines are stuck for ever` : `${who} is stuck for ever`
  const paragraphs = report.stuck.slice(0, 4).map(stuckParts)
  if (many > 4) paragraphs.push([`And ${formatCount(many - 4)} more; the dump in the output names them all.`])
  return { state: State.Stuck, title, since: sinceStuck(model), paragraphs, remedies: [] }
}

/** Since when nothing could free the first of them: the start of its stuck span. */
function sinceStuck(model: RunModel): string {
  const { spans, report } = model.run
  const first = model.notable.find((span) => spans.state[span] === State.Stuck)
  const since = first === undefined ? report.virtual_ns : (spans.startNs[first] as number)
  return report.virtual_ns > 0 ? `since ${formatTime(since, report.virtual_ns)}` : ''
}

/** The core's own sentence; without one, who waits, where and for what. */
function stuckParts(stuck: StuckGoroutine): Part[] {
  if (stuck.why !== '') return linked(stuck.why)
  const name: Part[] =
    stuck.id === 1
      ? [{ goroutine: 1, text: 'main' }]
      : [
          { goroutine: stuck.id, text: `Goroutine ${stuck.id}` },
          ' (',
          { code: shortFunction(stuck.function) },
          ')',
        ]
  const place: Part[] =
    stuck.line > 0 ? [' waits at ', { line: stuck.line, text: `line ${stuck.line}` }] : [' waits']
  return [...name, ...place, ...(stuck.reason === '' ? [] : [': ', { code: stuck.reason }]), '.']
}

function explainPanic(model: RunModel, at: string): Explanation {
  const { report, spans } = model.run
  const span = model.notable.find((s) => spans.state[s] === State.Panicked)
  const who = span === undefined ? 0 : model.ownerOf(span)
  const line = span === undefined ? 0 : (spans.line[span] as number)
  const told: Part[] = [
    ...(who > 0
      ? [{ goroutine: who, text: who === 1 ? 'main' : `Goroutine ${who}` }, ' panicked']
      : ['It panicked']),
    ...(line > 0 ? [' at ', { line, text: `line ${line}` }] : []),
    ' and nothing recovered it. A panic that leaves its goroutine ends the whole program, with exit status 2.',
  ]
  return {
    state: State.Panicked,
    title: report.message || 'panic',
    since: at,
    paragraphs: [
      told,
      [
        'A deferred function that calls ',
        { code: 'recover()' },
        ' in that goroutine would keep the others alive.',
      ],
    ],
    remedies: [],
  }
}

function fatalMeaning(message: string): string {
  if (message.includes('concurrent map'))
    return 'Two goroutines used one map at the same time, and at least one wrote. Go ends the program, and recover cannot help. Guard the map with a Mutex, use sync.Map, or let one goroutine own it.'
  if (message.includes('stack overflow') || message.includes('stack exceeds'))
    return 'A function calls itself without an end, until its stack is full.'
  return 'Go ends the whole program at once; recover cannot help.'
}

const LIMIT_WORDS: Record<string, { unit: string; hint: string }> = {
  steps: {
    unit: 'steps',
    hint: 'Perhaps a loop never waits and never ends. Let it wait on a channel, or end it.',
  },
  goroutines: {
    unit: 'goroutines',
    hint: 'Each item starts one. A pool with a fixed number of workers bounds them.',
  },
  heap: { unit: 'bytes of memory', hint: 'Keep less at a time, or make the pieces smaller.' },
  stack: { unit: 'bytes of stack', hint: 'A function calls itself without an end.' },
  output: { unit: 'bytes of output', hint: 'Print less, or only now and then.' },
  events: {
    unit: 'events',
    hint: 'The timeline would not show more. Run fewer goroutines, or fewer rounds.',
  },
  virtual_time: { unit: 'of virtual time', hint: 'Perhaps a ticker goes on without an end.' },
}

function explainLimit(run: Run, at: string): Explanation {
  const { limit } = run.report
  if (!limit) return says(-1, 'A limit was reached', at, '')
  const words = LIMIT_WORDS[limit.name] ?? { unit: limit.name, hint: '' }
  const still =
    run.report.virtual_ns === 0 ? 'Virtual time is still 0: nobody has waited for the clock. ' : ''
  return {
    state: -1,
    title: `Stopped at ${limitText(limit)} ${words.unit}`,
    since: at,
    paragraphs: [[`${still}${words.hint} It is the page that stopped here; Go itself would have gone on.`]],
    remedies: [
      {
        label: `Raise to ${formatCount(limit.value * 10)}`,
        do: { limit: limit.name, value: limit.value * 10 },
      },
    ],
  }
}

const YEAR_NS = 365 * 86_400e9

/** A limit's value as a reader counts it. */
function limitText({ name, value }: { name: string; value: number }): string {
  if (name !== 'virtual_time') return formatCount(value)
  return value >= YEAR_NS ? `${formatCount(value / YEAR_NS)} years` : formatTime(value)
}

/** What a goroutine does at the cursor, or did in one of its spans. */
export function explainGoroutine(model: RunModel, g: number, cursor: Cursor, chosen = -1): Explanation {
  const who = g === 1 ? 'main' : `Goroutine ${g}`
  const span = chosen >= 0 ? chosen : spanAtCursor(model, g, cursor)
  if (span < 0) {
    const later = (model.run.goroutines.startStep[g - 1] ?? 0) > cursor.step
    const title = later ? `${who} has not begun yet` : `${who} has ended`
    return {
      state: later ? -1 : State.Dead,
      title,
      since: '',
      paragraphs: [startedBy(model, g)],
      remedies: [],
    }
  }
  const { spans, report } = model.run
  const state = spans.state[span] as number
  const reason = REASONS[spans.reason[span] as number] ?? ''
  const told: Part[] = [
    reason === '' ? 'It stands' : 'It waits',
    ...linePart(' at ', spans.line[span] as number),
    ...(reason === '' ? [] : [': ', { code: reason } as Part]),
    ...objectPart(model, spans.obj[span] as number),
    '.',
  ]
  const stuck = report.stuck.find((s) => s.id === g && state === State.Stuck)
  return {
    state,
    title: `${who} is ${stateLook(state).name}`,
    since: period(model, span, chosen >= 0),
    paragraphs: [stuck?.why ? linked(stuck.why) : told, startedBy(model, g)].filter((p) => p.length > 0),
    remedies: [],
  }
}

function startedBy(model: RunModel, g: number): Part[] {
  if (g === 1) return []
  const { parent, line } = model.run.goroutines
  const at = linePart(' at ', line[g - 1] ?? 0)
  return ['Started by ', goroutinePart(parent[g - 1] ?? 0), ...at, ' as ', { code: model.label(g) }, '.']
}

/** `since 2.000 s`, or `2.000 s to 2.600 s` of a span that was chosen. */
function period(model: RunModel, span: number, whole: boolean): string {
  const { spans, report } = model.run
  if (report.virtual_ns === 0) return ''
  const [from, to] = [spans.startNs[span] as number, spans.endNs[span] as number]
  const start = formatTime(from, report.virtual_ns)
  if (!whole) return `since ${start}`
  return from === to ? `at ${start}` : `${start} to ${formatTime(to, report.virtual_ns)}`
}

const goroutinePart = (g: number): Part => ({ goroutine: g, text: g === 1 ? 'main' : `goroutine ${g}` })

const linePart = (before: string, line: number): Part[] =>
  line > 0 ? [before, { line, text: `line ${line}` }] : []

function objectPart(model: RunModel, object: number): Part[] {
  const name = model.objectName(object)
  return name === '' ? [] : [' on ', { code: name }]
}

/** Turns `line 45` and `goroutine 7` in a sentence into places, and what stands in backquotes into code. */
export function linked(text: string): Part[] {
  const parts: Part[] = []
  let at = 0
  for (const match of text.matchAll(/\bline (\d+)\b|\b[Gg]oroutine (\d+)\b|`([^`]+)`/g)) {
    if (match.index > at) parts.push(text.slice(at, match.index))
    const [whole, line, goroutine, code] = match
    if (line !== undefined) parts.push({ line: Number(line), text: whole })
    else if (goroutine !== undefined) parts.push({ goroutine: Number(goroutine), text: whole })
    else parts.push({ code: code ?? '' })
    at = match.index + whole.length
  }
  if (at < text.length) parts.push(text.slice(at))
  return parts
}

import { goroutineName, shortFunction, shortTime } from '../base'

/** What a fault falls on, as the first word of its text. */
export type Place =
  | 'call'
  | 'line'
  | 'send'
  | 'recv'
  | 'close'
  | 'chan'
  | 'lock'
  | 'go'
  | 'ctx'
  | 'http'
  | 'process'

/** A fault specification in parts; `src/fault` reads and checks its text. */
export interface Fault {
  place: Place
  /** Function as in a dump (`main.fetch`), channel, goroutine, context; empty for a line and the process. */
  target: string
  /** Source line, 0 any. */
  line: number
  /** The occasions as they are written: `#2@1s..%25`; empty for every time. */
  when: string
  /** The effect as it is written: `error("boom")`. */
  what: string
}

const PLACES = /^(call|send|recv|close|chan|lock|go|ctx|http|line|process)(?::|(?=[@#%?=]))/
const PARTS = /^([^@#%?=]*)(?:@(?:[^:@#%?=]+:)?(\d+)(?=[@#%?]|$))?(.*)$/

/** The text of a fault, for the run's description, links and the command line. */
export function faultText({ place, target, line, when, what }: Fault): string {
  if (place === 'process') return `process${when}=${what}`
  if (place === 'line') return `line:${line}${when}=${what}`
  return `${place}:${target}${line > 0 ? `@${line}` : ''}${when}=${what}`
}

/** Reads a fault's text; null for what is none. */
export function parseFault(text: string): Fault | null {
  const head = PLACES.exec(text)
  const equals = text.indexOf('=')
  if (!head || equals < 0) return null
  const place = head[1] as Place
  const parts = PARTS.exec(text.slice(head[0].length, equals))
  const what = text.slice(equals + 1)
  if (!parts || what === '') return null
  const [, target = '', line = '0', when = ''] = parts
  if (place !== 'line') return { place, target, line: Number(line), when, what }
  return { place, target: '', line: Number(/\d+$/.exec(target)?.[0] ?? 0), when, what }
}

/** A duration of a specification in nanoseconds. */
function durationNs(text: string): number {
  const units: Record<string, number> = { h: 3.6e12, m: 6e10, s: 1e9, ms: 1e6, us: 1e3, µs: 1e3, ns: 1 }
  let total = 0
  for (const [, n, unit = ''] of text.matchAll(/([\d.]+)(h|ms|us|µs|ns|m|s)/g))
    total += Number(n) * (units[unit] ?? 0)
  return total
}

/** A forgetting's parts: `forget:wg.Done@34`. */
function parseForget(text: string): { name: string; line: number } | null {
  const found = /^forget:(.+)@(\d+)$/.exec(text)
  return found ? { name: found[1] ?? '', line: Number(found[2]) } : null
}

/** In a pill: `panic in time.Sleep, call 2`. */
export function faultWords(text: string): string {
  const forgotten = parseForget(text)
  if (forgotten) return `forgot ${forgotten.name}, line ${forgotten.line}`
  const fault = parseFault(text)
  if (!fault) return text
  return `${effectWords(fault)}${whenWords(fault)}`
}

function thing({ place, target, line }: Fault): string {
  const numbered = /^\d+$/.test(target)
  const name = target === '*' ? '' : ` ${target}`
  /** A channel or lock: what has no name is told by its number. */
  const object = (kind: string) => (name === '' ? ` a ${kind}` : numbered ? ` ${kind}${name}` : name)
  switch (place) {
    case 'call':
      return shortFunction(target)
    case 'line':
      return `each call on line ${line}`
    case 'send':
      return `send to${object('channel')}`
    case 'recv':
      return `receive from${object('channel')}`
    case 'close':
      return `close of${object('channel')}`
    case 'chan':
      return `channel${name}`
    case 'lock':
      return `Lock of${object('lock')}`
    case 'go':
      return numbered ? goroutineName(Number(target)) : `goroutine of ${shortFunction(target)}`
    case 'ctx':
      return 'context'
    case 'http':
      return target === '*' ? 'request' : `request to ${target}`
    case 'process':
      return 'process'
  }
}

function effectWords(fault: Fault): string {
  const name = thing(fault)
  const [, word = '', raw = ''] = /^(\w+)(?:\((.*)\))?$/s.exec(fault.what) ?? []
  const [first = '', rest = ''] = raw.split(/[,/](.*)/s)
  switch (word) {
    case 'error':
      return `${name} returns an error`
    case 'panic':
      return `panic in ${name}`
    case 'slow':
      return `${name} ${slowWords(raw)}`
    case 'hang':
      return raw === 'cancel' ? `${name} hangs until cancelled` : `${name} hangs`
    case 'refuse':
      return `${name} is refused: ${raw}`
    case 'limit':
      return `at most ${first} of ${name}`
    case 'queue':
      return `at most ${raw} of ${name}, others wait`
    case 'rate':
      return `at most ${first} of ${name} in ${/^[^,]*/.exec(rest)?.[0] ?? ''}`
    case 'drop':
      return fault.place === 'close' ? `${name} is lost` : `${name} loses its message`
    case 'dup':
      return `${name} happens twice`
    case 'close':
      return fault.place === 'chan' ? `${name} is closed` : `closed before ${name}`
    case 'cancel':
      return 'cancelled here'
    case 'deadline':
      return `deadline after ${shortTime(durationNs(raw))}`
    case 'leave':
      return raw === '' ? 'the client leaves' : `the client leaves after ${shortTime(durationNs(raw))}`
    case 'kill':
      return `${name} is killed`
    case 'crash':
      return fault.place === 'process' ? 'the process is killed' : `crash in ${name}`
    case 'signal':
      return `${raw} arrives`
    case 'jump':
      return `the clock jumps by ${raw}`
    default:
      return fault.what
  }
}

function slowWords(raw: string): string {
  if (raw.startsWith('x')) return `${raw.slice(1)}× slower`
  const at = shortTime(durationNs(/^[^.]*(?:\.\d+[a-z]+)?/.exec(raw)?.[0] ?? ''))
  if (raw.startsWith('exp')) return `slower, ${at} on average`
  if (raw.startsWith('tail')) return `slower, with a heavy tail`
  return raw.includes('..') ? `slower by a drawn time` : `${at} slower`
}

function whenWords({ when, place, what }: Fault): string {
  const words: string[] = []
  const nth = /#(\d+)(\.\.)?(\d+)?/.exec(when)
  const noun = place === 'http' ? 'request' : place === 'go' ? 'number' : place === 'call' ? 'call' : 'time'
  if (nth?.[3]) words.push(`${noun} ${nth[1]} to ${nth[3]}`)
  else if (nth?.[2]) words.push(`from ${noun} ${nth[1]}`)
  else if (nth) words.push(`${noun} ${nth[1]}`)
  const at = /@([^.#%?@]+(?:\.\d[^.#%?@]*)?)(\.\.)?/.exec(when)
  if (at && what !== 'cancel') words.push(`${at[2] ? 'from' : 'at'} ${shortTime(durationNs(at[1] ?? ''))}`)
  const percent = /%([\d.]+)/.exec(when)
  if (percent) words.push(chance(Number(percent[1])))
  const level = /\?(.+)$/.exec(when)
  if (level) words.push(`while ${(level[1] ?? '').replace('>', ' > ')}`)
  return words.map((w) => `, ${w}`).join('')
}

/** `1 in 4`, else `35 %`. */
function chance(percent: number): string {
  const n = 100 / percent
  return Math.abs(n - Math.round(n)) < 0.02 ? `1 in ${Math.round(n)}` : `${percent} %`
}

/** In one word, for places without room. */
export function faultShort(text: string): string {
  if (parseForget(text)) return 'forgot'
  return /^\w+/.exec(parseFault(text)?.what ?? '')?.[0] ?? 'fault'
}

/** Where on the page a fault's pill stands: its line, 0 when it has none. */
export function faultLine(text: string): number {
  return parseFault(text)?.line ?? 0
}

/** Moves the lines of faults with an edit, as the rest of the text moved. */
export function movedFaults(faults: readonly string[], before: string, after: string): string[] {
  if (faults.length === 0) return []
  const was = before.split('\n')
  const now = after.split('\n')
  const by = now.length - was.length
  if (by === 0) return [...faults]
  let same = 0
  while (same < was.length && same < now.length && was[was.length - 1 - same] === now[now.length - 1 - same])
    same++
  return faults.map((text) => {
    const forgotten = parseForget(text)
    if (forgotten && forgotten.line > was.length - same)
      return `forget:${forgotten.name}@${forgotten.line + by}`
    const fault = parseFault(text)
    const moves = fault !== null && fault.line > was.length - same
    return moves ? faultText({ ...fault, line: fault.line + by }) : text
  })
}

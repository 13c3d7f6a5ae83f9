import { shortFunction } from '../base'
import type { CallSite } from '../engine/types'

/** What a fault does, as the menu offers it. */
export type FaultKind = 'error' | 'panic' | 'slow' | 'hang' | 'cancel'

/** A fault specification in parts; `src/fault` reads and checks its text. */
export interface Fault {
  kind: FaultKind
  /** Function as in a dump (`main.fetch`), or the number of a context. */
  target: string
  /** Source line of the call, 0 any. */
  line: number
  /** Only the n-th such call, 0 each. */
  nth: number
  /** Text of the error or panic, factor of the slowdown. */
  value: string
  /** Virtual time of a cancel. */
  atNs: number
}

export const FAULT_WORDS: Record<FaultKind, { short: string; verb: string; icon: string; explain: string }> =
  {
    error: {
      short: 'return an error',
      verb: 'return an error here',
      icon: 'error',
      explain: 'The call does nothing and returns this error; its other results are zero.',
    },
    panic: {
      short: 'panic',
      verb: 'panic here',
      icon: 'panic',
      explain: 'The call panics instead of running.',
    },
    slow: {
      short: 'slow ×3',
      verb: 'make it 3× slower',
      icon: 'slow',
      explain: 'The call does its work and returns after three times as long.',
    },
    hang: {
      short: 'hang',
      verb: 'hang',
      icon: 'hang',
      explain: 'The call never returns, unless a context that it was given ends.',
    },
    cancel: {
      short: 'cancel',
      verb: 'cancel this context now',
      icon: 'cancel',
      explain: 'Everything that waits for this context is told to stop.',
    },
  }

/** The text of a fault, for the run's description, links and the command line. */
export function faultText(fault: Fault): string {
  if (fault.kind === 'cancel') return `ctx:${fault.target}@${fault.atNs}ns=cancel`
  const where = `call:${fault.target}${fault.line > 0 ? `@${fault.line}` : ''}${fault.nth > 0 ? `#${fault.nth}` : ''}`
  switch (fault.kind) {
    case 'error':
      return `${where}=error(${JSON.stringify(fault.value || 'injected')})`
    case 'panic':
      return `${where}=panic(${JSON.stringify(fault.value || 'injected')})`
    case 'slow':
      return `${where}=slow(x${fault.value || '3'})`
    case 'hang':
      return `${where}=hang`
  }
}

/** Reads what `faultText` writes; null for specifications that only the core understands. */
export function parseFault(text: string): Fault | null {
  const context = /^ctx:([^@=]+)@(\d+)ns=cancel$/.exec(text)
  if (context)
    return { kind: 'cancel', target: context[1] ?? '', line: 0, nth: 0, value: '', atNs: Number(context[2]) }
  const call = /^call:([^@#=]+)(?:@(\d+))?(?:#(\d+))?=(error|panic|slow|hang)(?:\((.*)\))?$/.exec(text)
  if (!call) return null
  const [, target = '', line, nth, kind, raw = ''] = call
  let value = raw
  try {
    if (raw.startsWith('"')) value = JSON.parse(raw) as string
  } catch {
    return null
  }
  if (kind === 'slow') value = raw.replace(/^x/, '')
  return { kind: kind as FaultKind, target, line: Number(line ?? 0), nth: Number(nth ?? 0), value, atNs: 0 }
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
  if (fault.kind === 'cancel') return 'cancelled here'
  const name = shortFunction(fault.target)
  const which = fault.nth > 0 ? `, call ${fault.nth}` : ''
  switch (fault.kind) {
    case 'error':
      return `${name} returns an error${which}`
    case 'panic':
      return `panic in ${name}${which}`
    case 'slow':
      return `${name} ${fault.value || '3'}× slower${which}`
    case 'hang':
      return `${name} hangs${which}`
  }
}

/** In one word, for places without room. */
export function faultShort(text: string): string {
  if (parseForget(text)) return 'forgot'
  const kind = parseFault(text)?.kind
  return kind ?? 'fault'
}

/** Where on the page a fault's pill stands: its line, 0 when it has none. */
export function faultLine(text: string): number {
  return parseFault(text)?.line ?? 0
}

/** The kinds that a call site can take, with the reason for those that it cannot. */
export function kindsFor(site: CallSite): { kind: FaultKind; not: string }[] {
  const error = site.returnsError ? '' : `${shortFunction(site.function)} returns no error`
  return [
    { kind: 'error', not: error },
    { kind: 'panic', not: '' },
    { kind: 'slow', not: '' },
    { kind: 'hang', not: '' },
  ]
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

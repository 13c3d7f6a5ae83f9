import { withinCeilings } from '../engine/limits'
import type { Policy } from '../engine/types'
import { type Bookmark, bookmarksFromWire, bookmarksToWire, type WireBookmark } from './bookmarks'
import { choiceFromWire, choiceToWire, type ViewChoice } from './view_choice'

/**
 * A run as a link: everything after `#run=` is deflated JSON in base64url. What comes in by a link is
 * somebody else's: every field is checked, sizes are bounded, and an error is a sentence.
 */
export interface Shared {
  /** The lesson whose unchanged text it is, else the text itself. */
  lesson?: string
  file?: string
  text?: string
  seed: number
  policy: Policy
  faults: string[]
  schedule?: string
  /** Knobs of a lesson that are turned, by name. */
  knobs?: Readonly<Record<string, number>>
  /** Limits that differ from the page's. */
  limits?: Readonly<Record<string, number>>
  timeNs?: number
  step?: number
  axis?: 'time' | 'steps'
  bookmarks?: readonly Bookmark[]
  /** How it is shown, where that differs from the first choice. */
  view?: ViewChoice
  /** The run that it is compared with. */
  pinned?: Shared
}

/** What a link may hold, uncompressed and compressed. */
const MOST_BYTES = 2_000_000
const MOST_CHARS = 400_000
const MOST_FAULTS = 64
const MOST_NUMBERS = 64

/** A link that cannot be read; the message is for the reader. */
export class BadLink extends Error {}

interface Wire {
  v: 1
  l?: string
  n?: string
  t?: string
  s: number
  p: Policy
  f: string[]
  d?: string
  q?: Record<string, number>
  m?: Record<string, number>
  c?: [timeNs: number, step: number]
  a?: 'time' | 'steps'
  b?: WireBookmark[]
  w?: Record<string, unknown>
  k?: Wire
}

function wireOf(shared: Shared): Wire {
  const wire: Wire = { v: 1, s: shared.seed, p: shared.policy, f: shared.faults }
  if (shared.lesson) wire.l = shared.lesson
  else Object.assign(wire, { n: shared.file, t: shared.text })
  if (shared.schedule) wire.d = shared.schedule
  if (shared.knobs && Object.keys(shared.knobs).length > 0) wire.q = { ...shared.knobs }
  if (shared.limits && Object.keys(shared.limits).length > 0) wire.m = { ...shared.limits }
  if (shared.timeNs !== undefined && shared.step !== undefined) wire.c = [shared.timeNs, shared.step]
  if (shared.axis) wire.a = shared.axis
  if (shared.bookmarks?.length) wire.b = bookmarksToWire(shared.bookmarks)
  const view = shared.view && choiceToWire(shared.view)
  if (view) wire.w = view
  if (shared.pinned) wire.k = wireOf(shared.pinned)
  return wire
}

export async function encodeShared(shared: Shared): Promise<string> {
  const wire = wireOf(shared)
  const bytes = await throughStream(
    new TextEncoder().encode(JSON.stringify(wire)),
    new CompressionStream('deflate-raw'),
    MOST_BYTES,
  )
  return toBase64Url(bytes)
}

export async function decodeShared(text: string): Promise<Shared> {
  if (text.length > MOST_CHARS) throw new BadLink('This link is longer than any that Interleave makes.')
  let wire: unknown
  try {
    const bytes = await throughStream(fromBase64Url(text), new DecompressionStream('deflate-raw'), MOST_BYTES)
    wire = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    throw new BadLink('This link is damaged: part of it is missing or was changed on the way.')
  }
  return checked(wire)
}

function checked(wire: unknown, depth = 0): Shared {
  if (typeof wire !== 'object' || wire === null) throw new BadLink('This link holds no run.')
  const w = wire as Partial<Record<keyof Wire, unknown>>
  if (w.v !== 1) throw new BadLink('This link was made by a newer Interleave; reload the page to get it.')
  const shared: Shared = {
    seed: isWhole(w.s) ? w.s : 1,
    policy: w.p === 'go' || w.p === 'random' ? w.p : 'fifo',
    faults: isStrings(w.f) ? w.f.slice(0, MOST_FAULTS) : [],
  }
  if (typeof w.l === 'string') shared.lesson = w.l
  else if (typeof w.t === 'string') {
    shared.text = w.t
    shared.file = typeof w.n === 'string' && /^[\w.-]{1,64}$/.test(w.n) ? w.n : 'main.go'
  } else throw new BadLink('This link holds no program.')
  if (typeof w.d === 'string') shared.schedule = w.d
  const knobs = numbersIn(w.q, /^\w{1,64}$/)
  if (knobs) shared.knobs = knobs
  const limits = numbersIn(w.m, /^[a-z_]{1,32}$/)
  if (limits) shared.limits = withinCeilings(limits)
  if (Array.isArray(w.c) && isWhole(w.c[0]) && isWhole(w.c[1]))
    [shared.timeNs, shared.step] = w.c as [number, number]
  if (w.a === 'time' || w.a === 'steps') shared.axis = w.a
  const bookmarks = bookmarksFromWire(w.b)
  if (bookmarks.length > 0) shared.bookmarks = bookmarks
  if (w.k !== undefined && depth === 0) shared.pinned = checked(w.k, 1)
  if (w.w !== undefined) shared.view = choiceFromWire(w.w)
  return shared
}

/** Whole numbers by name; null where there are none. */
function numbersIn(wire: unknown, names: RegExp): Record<string, number> | null {
  if (typeof wire !== 'object' || wire === null || Array.isArray(wire)) return null
  const some = Object.entries(wire).filter(([name, n]) => names.test(name) && Number.isSafeInteger(n))
  return some.length > 0 ? Object.fromEntries(some.slice(0, MOST_NUMBERS)) : null
}

const isWhole = (x: unknown): x is number => Number.isSafeInteger(x) && (x as number) >= 0
const isStrings = (x: unknown): x is string[] => Array.isArray(x) && x.every((s) => typeof s === 'string')

/** The part of an address after `#`: names with values, or bare names, joined by `&`. */
export function hashParameters(hash: string): Map<string, string> {
  const found = new Map<string, string>()
  for (const part of hash.replace(/^#/, '').split('&')) {
    if (part === '') continue
    const at = part.indexOf('=')
    try {
      found.set(at < 0 ? part : part.slice(0, at), at < 0 ? '' : decodeURIComponent(part.slice(at + 1)))
    } catch {
      found.set(part.slice(0, at), '')
    }
  }
  return found
}

/** All bytes of a stream, an error once there are more than `most`: a small link may inflate to gigabytes. */
async function throughStream(
  bytes: Uint8Array<ArrayBuffer>,
  transform: CompressionStream | DecompressionStream,
  most: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const reader = new Blob([bytes]).stream().pipeThrough(transform).getReader()
  const parts: Uint8Array[] = []
  let length = 0
  for (;;) {
    const { done, value } = await reader.read()
    if (done) break
    length += value.length
    if (length > most) {
      await reader.cancel()
      throw new BadLink('This link holds more than Interleave takes.')
    }
    parts.push(value)
  }
  const all = new Uint8Array(length)
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}

function toBase64Url(bytes: Uint8Array): string {
  let text = ''
  for (let i = 0; i < bytes.length; i += 8192) text += String.fromCharCode(...bytes.subarray(i, i + 8192))
  return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}

function fromBase64Url(text: string): Uint8Array<ArrayBuffer> {
  const plain = atob(text.replaceAll('-', '+').replaceAll('_', '/'))
  return Uint8Array.from(plain, (c) => c.charCodeAt(0))
}

import { formatCount, Kind, ObjectKind, plural } from '../../base'
import type { RunModel } from '../../state'
import { hasMemory } from './memory'
import { once } from './series'
import { waitCounts } from './waits'
import { marksIn, outputsIn } from './written'

/** Further tracks below the lanes, in the order in which they stand. */
export type TrackKind =
  | 'states'
  | 'channels'
  | 'locks'
  | 'permits'
  | 'waitgroup'
  | 'contexts'
  | 'memory'
  | 'output'
  | 'marks'

/** A track that a run has something to show in. */
export interface Track {
  kind: TrackKind
  /** Stable from run to run of one program: a choice stays, and goes with a link. */
  key: string
  /** In a menu: `jobs`, and what it is. */
  name: string
  detail: string
  /** Objects of one name and line, none for a track of all goroutines. */
  objects: readonly number[]
  height: number
  /** How much happens in it; of many of a kind the busiest are offered first. */
  busy: number
}

const HEIGHTS: Record<TrackKind, number> = {
  states: 68,
  channels: 66,
  locks: 76,
  permits: 50,
  waitgroup: 50,
  contexts: 76,
  memory: 66,
  output: 50,
  marks: 60,
}

export const TRACK_KINDS: readonly string[] = Object.keys(HEIGHTS)

const OBJECTS: Partial<Record<TrackKind, readonly number[]>> = {
  channels: [ObjectKind.Chan],
  locks: [ObjectKind.Mutex, ObjectKind.RWMutex],
  permits: [ObjectKind.Semaphore],
  waitgroup: [ObjectKind.WaitGroup],
}

/** Contexts that stand one below the other; more are counted. */
export const CONTEXT_ROWS = 6
export const CONTEXT_ROW_PX = 13

/** Everything that a run could show, in the fixed order; of one kind the busiest first. */
export function tracksIn(model: RunModel): readonly Track[] {
  return once(model, 'tracks', () => {
    const found: Track[] = []
    if (model.goroutines > 1)
      found.push(track('states', 'states', 'Goroutines', 'by state', [], model.goroutines))
    for (const kind of ['channels', 'locks', 'permits', 'waitgroup'] as const)
      found.push(...byBusy(objectTracks(model, kind)))
    found.push(...byBusy(contextTracks(model)))
    if (hasMemory(model)) found.push(track('memory', 'memory', 'Memory', 'stacks and heap', [], 1))
    const written = outputsIn(model).length
    if (written > 0) found.push(track('output', 'output', 'Output', plural(written, 'write'), [], written))
    const marks = marksIn(model).length
    if (marks > 0) found.push(track('marks', 'marks', 'Tasks', 'tasks and regions', [], marks))
    return found
  })
}

function track(
  kind: TrackKind,
  key: string,
  name: string,
  detail: string,
  objects: readonly number[],
  busy: number,
): Track {
  return { kind, key, name, detail, objects, busy, height: HEIGHTS[kind] }
}

const byBusy = (tracks: Track[]) => tracks.sort((a, b) => b.busy - a.busy || compare(a, b))
const compare = (a: Track, b: Track) => (a.objects[0] ?? 0) - (b.objects[0] ?? 0)

/** Objects of one name that were made again and again at one line stand in one track. */
function objectTracks(model: RunModel, kind: 'channels' | 'locks' | 'permits' | 'waitgroup'): Track[] {
  const { objects } = model.run
  const places = new Map<string, number[]>()
  for (let o = 1; o <= objects.kind.length; o++) {
    if (!OBJECTS[kind]?.includes(objects.kind[o - 1] as number) || !worth(model, o)) continue
    const same = kind === 'waitgroup' || kind === 'permits'
    const place = `${kind} ${model.objectName(o)} ${objects.line[o - 1]}`
    const known = places.get(place)
    if (known && same) known.push(o)
    else places.set(known ? `${place} ${o}` : place, [o])
  }
  return [...places].map(([key, list]) => {
    const first = list[0] as number
    const line = objects.line[first - 1] ?? 0
    const busy = list.reduce((sum, o) => sum + (changes(model)[o] as number), 0)
    return track(
      kind,
      key,
      model.objectName(first) || UNNAMED[kind],
      detailOf(model, kind, first, line),
      list,
      busy,
    )
  })
}

const UNNAMED = { channels: 'channel', locks: 'lock', permits: 'semaphore', waitgroup: 'WaitGroup' }

function detailOf(model: RunModel, kind: string, object: number, line: number): string {
  const at = line > 0 ? `, line ${line}` : ''
  if (kind === 'channels') return `${channelWords(model, object)}${at}`
  if (kind === 'locks') return `holders and waiters${at}`
  return `${kind === 'permits' ? 'permits' : 'WaitGroup counter'}${at}`
}

/** `chan, buffer 2` or `chan, unbuffered`. */
export function channelWords(model: RunModel, object: number): string {
  const capacity = model.run.objects.capacity[object - 1] ?? 0
  return capacity > 0 ? `chan, buffer ${formatCount(capacity)}` : 'chan, unbuffered'
}

/** How often each object changed: index = id. What a lock, a channel and a counter do are different events. */
export function changes(model: RunModel): Uint32Array {
  return once(model, 'changes', () => {
    const counts = new Uint32Array(model.run.objects.kind.length + 1)
    const { kind, obj } = model.run.events
    const told = new Uint8Array(256)
    for (const k of [Kind.Send, Kind.Recv, Kind.Lock, Kind.Count]) told[k] = 1
    for (let e = 0; e < kind.length; e++)
      if (told[kind[e] as number] === 1) counts[obj[e] as number] = (counts[obj[e] as number] as number) + 1
    return counts
  })
}

function worth(model: RunModel, object: number): boolean {
  return (changes(model)[object] as number) > 1 || isContended(model, object)
}

function isContended(model: RunModel, object: number): boolean {
  const kind = model.run.objects.kind[object - 1] as number
  return OBJECTS.locks?.includes(kind) === true && (waitCounts(model)[object] as number) > 0
}

/** A track for each place where contexts without a traced parent are made, with all that were made below them. */
function contextTracks(model: RunModel): Track[] {
  const { kind, parent, line, name } = model.run.objects
  const trees = new Map<string, number[]>()
  const keys: string[] = []
  for (let o = 1; o <= kind.length; o++) {
    if (kind[o - 1] !== ObjectKind.Context) continue
    const key = keys[parent[o - 1] ?? 0] ?? `contexts ${model.text(name[o - 1] ?? 0)} ${line[o - 1] ?? 0}`
    keys[o] = key
    const tree = trees.get(key)
    if (tree) tree.push(o)
    else trees.set(key, [o])
  }
  return [...trees].map(([key, tree]) => {
    const root = tree[0] as number
    const at = line[root - 1] ?? 0
    const detail = `${plural(tree.length, 'context')}${at > 0 ? `, line ${at}` : ''}`
    const made = track('contexts', key, model.objectName(root) || 'ctx', detail, tree, tree.length)
    made.height = 32 + Math.min(tree.length, CONTEXT_ROWS + 1) * CONTEXT_ROW_PX
    return made
  })
}

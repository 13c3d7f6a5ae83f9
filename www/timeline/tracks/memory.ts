import { formatCount, Kind, memoryWords } from '../../base'
import type { AxisKind, RunModel } from '../../state'
import { toX } from '../layout/axis'
import { type Mark, num } from '../marks'
import { endOf } from '../marks/ending'
import type { Scene } from '../scene'
import type { Track } from './kinds'
import { dottedLine, lastShown, type Piece, piecesOf, stepPath } from './parts'
import { eventValue, once } from './series'
import { StepLine } from './step_line'

/** What Go gives each goroutine for its stack, and the limit `memory` counts. */
export const STACK_KIB = 2

/** What goroutines' stacks take, and what the process takes with its heap, in KiB. */
interface Memory {
  stacks: Int32Array
  total: Int32Array
  events: Uint32Array
}

/** Whether a run has more to tell than a few stacks. */
export function hasMemory(model: RunModel): boolean {
  return model.run.report.goroutines.peak >= 64 || model.run.events.kind.includes(Kind.Memory)
}

function memoryOf(model: RunModel): Memory {
  return once(model, 'memory', () => {
    const { kind, b } = model.run.events
    const tells = (k: number) => k === Kind.Memory || k === Kind.Spawn || k === Kind.End
    let n = 0
    for (let e = 0; e < kind.length; e++) if (tells(kind[e] as number)) n++
    const memory = { events: new Uint32Array(n), stacks: new Int32Array(n), total: new Int32Array(n) }
    let [at, stacks, heap] = [0, 0, 0]
    for (let e = 0; e < kind.length; e++) {
      const k = kind[e] as number
      if (!tells(k)) continue
      if (k === Kind.Memory) heap = b[e] as number
      else stacks = Math.max(0, stacks + (k === Kind.Spawn ? STACK_KIB : -STACK_KIB))
      memory.events[at] = e
      memory.stacks[at] = stacks
      memory.total[at++] = stacks + heap
    }
    return memory
  })
}

/** Stacks and heap together, and the stacks alone, along an axis. */
export function linesOfMemory(model: RunModel, axis: AxisKind): { stacks: StepLine; total: StepLine } {
  return once(model, `${axis} memory`, () => {
    const { events, stacks, total } = memoryOf(model)
    const place = (change: number) => eventValue(model, axis, events[change] as number)
    return { stacks: new StepLine(stacks, place), total: new StepLine(total, place) }
  })
}

/** The stacks of goroutines as an area, the heap on top of it, and the limit if the process has one. */
export function memoryMarks(scene: Scene, track: Track, top: number): Mark[] {
  const { model, view } = scene
  const { stacks, total } = linesOfMemory(model, scene.axis)
  const limit = (model.run.request.limits?.['memory'] ?? 0) / 1024
  const most = Math.max(total.most, limit > 0 && limit < total.most * 4 ? limit : 0)
  const right = Math.min(scene.width, toX(view, endOf(scene).value))
  const floor = top + track.height - 10
  const high = track.height - 26
  const y = (kib: number) => floor - (Math.min(kib, most) / most) * high
  const x = scene.numberRight + 10
  const marks: Mark[] = [
    { type: 'text', x, y: top + 21.5, text: 'Memory', size: 11, paint: '--text' },
    { type: 'text', x, y: top + 36.5, text: 'heap on stacks', size: 11, paint: '--text-3' },
    dottedLine(scene, y(most), right),
    scaleLabel(view.left - 6, y(most) + 8, memoryWords(most)),
    scaleLabel(view.left - 6, floor, formatCount(0)),
    { type: 'clip', x: view.left, y: top, width: Math.max(0, right - view.left), height: track.height },
  ]
  const line = (of: StepLine) => {
    const pieces = piecesOf(scene, of, right)
    return { pieces, d: stepPath(pieces, y, lastShown(scene, of)) }
  }
  const [all, below] = [line(total), line(stacks)]
  marks.push(...area(all, floor, '--hover'), ...area(below, floor, '--border'))
  if (all.d !== '') marks.push({ type: 'path', d: all.d, stroke: { paint: '--text-2', width: 1.5 } })
  marks.push({ type: 'unclip' })
  if (limit > 0 && limit <= most) marks.push(...limitMarks(scene, y(limit), right, limit))
  return marks
}

function area(
  { pieces, d }: { pieces: readonly Piece[]; d: string },
  floor: number,
  fill: '--hover' | '--border',
): Mark[] {
  const first = pieces[0]
  return first && d !== '' ? [{ type: 'path', d: `${d} V${num(floor)} H${num(first.left)}z`, fill }] : []
}

function limitMarks(scene: Scene, y: number, right: number, kib: number): Mark[] {
  const { left } = scene.view
  const stroke = { paint: '--bad' as const, width: 1, dash: [4, 3] }
  return [
    { type: 'path', d: `M${num(left)},${num(y)} H${num(Math.max(left, right))}`, stroke },
    {
      type: 'text',
      x: left + 4,
      y: y - 4,
      text: `limit ${memoryWords(kib)}`,
      size: 11,
      paint: '--bad',
      halo: true,
    },
  ]
}

function scaleLabel(x: number, y: number, text: string): Mark {
  return { type: 'text', x, y, text, size: 11, anchor: 'end', paint: '--text-3' }
}

import { formatCount, formatTime, plural, shortCount, stateLook } from '../../base'
import { spanAtCursor } from '../../state'
import { groupStats } from '../layout/groups'
import type { GroupRow, LaneBlock } from '../layout/rows'
import { type Mark, num } from '../marks'
import { pageY, type Scene } from '../scene'
import { visibleLanes } from './lanes'

/** Numbers, names and chips of a block's lanes, or the range that a band stands for. */
export function laneLabels(scene: Scene, block: LaneBlock): Mark[] {
  if (block.lane < 11) return block.height >= 14 ? [rangeLabel(scene, block)] : []
  const marks: Mark[] = []
  const [from, to] = visibleLanes(scene, block)
  for (let i = from; i < to; i++) {
    const middle = pageY(scene, block.y) + (i - block.from + 0.5) * block.lane
    lane(scene, block, block.members[i] as number, middle, marks)
  }
  return marks
}

/** Space between number and name. */
const GAP = 10
const CHIP = 15

function lane(scene: Scene, block: LaneBlock, g: number, middle: number, marks: Mark[]): void {
  const { metrics: m, model, view } = scene
  const selected = scene.selection?.goroutine === g
  const size = Math.min(m.label, Math.max(11, block.lane))
  const y = middle + size * 0.375
  const weight = selected ? { weight: 600 as const } : {}
  const grouped = scene.groups[block.group]?.single === false
  if (m.mode !== 'page') {
    const args = model.argsText(g)
    const text = m.mode === 'narrow' && grouped ? (args === '' ? `${g}` : `(${args})`) : model.label(g)
    const right = view.left - (m.mode === 'slide' ? 14 : 8)
    marks.push({
      type: 'text',
      x: right,
      y,
      text,
      size,
      mono: true,
      anchor: 'end',
      paint: '--text',
      ...weight,
    })
    return
  }
  const number: Mark = {
    type: 'text',
    x: scene.numberRight,
    y,
    text: formatCount(g),
    size: 11,
    anchor: 'end',
    paint: '--text-3',
  }
  const room = view.left - 30 - 6 - scene.numberRight - GAP
  marks.push(number)
  marks.push({
    type: 'text',
    x: scene.numberRight + GAP,
    y,
    text: fitting(scene, g, room),
    size,
    mono: true,
    paint: '--text',
    ...weight,
  })
  if (!scene.cursor) return
  const span = spanAtCursor(model, g, scene.cursor)
  if (span >= 0)
    chip(view.left - 30, middle, model.run.spans.state[span] as number, Math.min(14, block.lane - 2), marks)
}

/** The label, without its arguments where they do not fit; what is left is cut with a mark that says so. */
function fitting(scene: Scene, g: number, room: number): string {
  const font = { size: scene.metrics.label, mono: true }
  const label = scene.model.label(g)
  if (scene.measure(label, font) <= room) return label
  const bare = label.includes('(') && !label.startsWith('(') ? label.slice(0, label.indexOf('(')) : label
  if (scene.measure(bare, font) <= room) return bare
  const letters = Math.max(1, Math.floor(room / scene.measure('m', font)) - 1)
  return `${bare.slice(0, letters)}…`
}

function chip(x: number, middle: number, state: number, height: number, marks: Mark[]): void {
  const { key, letter } = stateLook(state)
  const y = Math.round(middle - height / 2)
  marks.push({
    type: 'rect',
    x,
    y,
    width: CHIP,
    height,
    radius: 3,
    fill: `--${key}-fill`,
    stroke: { paint: `--${key}-edge`, width: 1 },
  })
  marks.push({
    type: 'text',
    x: x + CHIP / 2,
    y: y + height / 2 + 3.7,
    text: letter,
    size: 10,
    weight: 700,
    anchor: 'middle',
    paint: `--${key}-ink`,
  })
}

function rangeLabel(scene: Scene, block: LaneBlock): Mark {
  const first = block.members[block.from] as number
  const last = block.members[block.to - 1] as number
  const ascending = last - first === block.to - block.from - 1
  const text = ascending
    ? `${formatCount(first)} to ${formatCount(last)}`
    : plural(block.to - block.from, 'goroutine')
  const y = Math.max(pageY(scene, block.y) + 14, scene.metrics.top + 12)
  const narrow = scene.metrics.mode !== 'page'
  return {
    type: 'text',
    x: narrow ? scene.view.left - 8 : scene.numberRight + GAP,
    y,
    text: narrow ? formatCount(block.to - block.from) : text,
    size: 11,
    paint: '--text-3',
    ...(narrow ? { anchor: 'end' as const } : {}),
  }
}

/** A group's own row: what started it, where, how many, how long. */
export function groupLabels(scene: Scene, row: GroupRow): Mark[] {
  const group = scene.groups[row.group]
  if (!group) return []
  const { metrics: m, view } = scene
  const middle = pageY(scene, row.y) + row.height / 2
  const y = middle + 4.5
  const narrow = m.mode === 'narrow'
  const left = narrow ? 10 : 12
  const d = row.collapsed
    ? `M${left + 6.5},${num(middle - 3.5)} l3.5,3.5 l-3.5,3.5`
    : `M${left + 4.5},${num(middle - 1.75)} l3.5,3.5 l3.5,-3.5`
  const title = left + 22
  const line = title + scene.measure(group.title, { size: 12, mono: true, weight: 600 }) + 9
  const where = group.line > 0 ? `line ${group.line}` : ''
  const marks: Mark[] = [
    { type: 'path', d, stroke: { paint: '--text-3', width: 1.5 } },
    { type: 'text', x: title, y, text: group.title, size: 12, mono: true, weight: 600, paint: '--text' },
  ]
  if (narrow) {
    const text = [where, `${formatCount(group.members.length)} started`]
      .filter((part) => part !== '')
      .join(', ')
    return [...marks, { type: 'text', x: line, y, text, size: 12, paint: '--text-3' }]
  }
  const end = line + scene.measure(where, { size: 11 })
  if (where !== '' && end < view.left - 4)
    marks.push({ type: 'text', x: line, y, text: where, size: 11, paint: '--text-3' })
  const block = scene.rows.find((r): r is LaneBlock => r.kind === 'lanes' && r.group === row.group)
  const x = Math.max(view.left, (where !== '' && end < view.left - 4 ? end : line - 9) + 12)
  marks.push({
    type: 'text',
    x,
    y,
    text: groupWords(scene, row, block),
    size: 11,
    paint: '--text-3',
    halo: true,
  })
  return marks
}

function groupWords(scene: Scene, row: GroupRow, block: LaneBlock | undefined): string {
  const group = scene.groups[row.group]
  if (!group) return ''
  const count = plural(group.members.length, 'goroutine')
  if (block && block.level === 'far') {
    const dense = block.lane > 0 ? Math.max(1, Math.round(1 / block.lane)) : 1
    return dense > 1 ? `${count}, ${formatCount(dense)} to a pixel` : count
  }
  const stats = statsOf(scene, row.group)
  if (scene.axis === 'steps') {
    const by = (state: number) => shortCount(stats.byState[state] as number)
    return `${count}   ·   running ${by(0)} steps, queued ${by(1)}, waiting ${shortCount((stats.byState[2] as number) + (stats.byState[4] as number))}`
  }
  const scale = scene.model.run.report.virtual_ns
  const time = (ns: number) => formatTime(ns, scale, 2)
  return `${count}   ·   median ${time(stats.median)}   ·   p95 ${time(stats.p95)}`
}

const cache = new WeakMap<object, Map<string, ReturnType<typeof groupStats>>>()

/** Statistics are kept with the groups they belong to. */
function statsOf(scene: Scene, group: number): ReturnType<typeof groupStats> {
  const kept = cache.get(scene.groups) ?? new Map<string, ReturnType<typeof groupStats>>()
  cache.set(scene.groups, kept)
  const key = `${scene.axis} ${group}`
  const known = kept.get(key)
  if (known) return known
  const stats = groupStats(scene.model, scene.groups[group] as Scene['groups'][number], scene.axis)
  kept.set(key, stats)
  return stats
}

import { formatCount, formatTime, plural, State, shortCount, stateLook } from '../../base'
import { type Group, groupStats } from '../layout/groups'
import type { GroupRow, LaneBlock } from '../layout/rows'
import { type Mark, num } from '../marks'
import { pageY, type Scene } from '../scene'

/** A group's own row: what started it, where, how many, how long, and how many of them went wrong. */
export function groupLabels(scene: Scene, row: GroupRow): Mark[] {
  const group = scene.groups[row.group]
  if (!group) return []
  const narrow = scene.metrics.mode === 'narrow'
  const middle = pageY(scene, row.y) + row.height / 2
  const y = middle + 4.5
  const title = narrow ? 32 : 34
  const line = title + scene.measure(group.title, { size: 12, mono: true, weight: 600 }) + 9
  const where = group.line > 0 ? `line ${group.line}` : ''
  const marks: Mark[] = [
    chevron(title - 22, middle, row.collapsed),
    { type: 'text', x: title, y, text: group.title, size: 12, mono: true, weight: 600, paint: '--text' },
  ]
  if (narrow) {
    const started = `${formatCount(group.members.length)} started`
    const text = where === '' ? started : `${where}, ${started}`
    return [...marks, { type: 'text', x: line, y, text, size: 12, paint: '--text-3' }]
  }
  const end = line + scene.measure(where, { size: 11 })
  const shown = where !== '' && end < scene.view.left - 4
  if (shown) marks.push({ type: 'text', x: line, y, text: where, size: 11, paint: '--text-3' })
  const x = Math.max(scene.view.left, (shown ? end : line - 9) + 12)
  return [...marks, ...sums(scene, group, row, x, y)]
}

function chevron(left: number, middle: number, collapsed: boolean): Mark {
  const d = collapsed
    ? `M${num(left + 6.5)},${num(middle - 3.5)} l3.5,3.5 l-3.5,3.5`
    : `M${num(left + 4.5)},${num(middle - 1.75)} l3.5,3.5 l3.5,-3.5`
  return { type: 'path', d, stroke: { paint: '--text-3', width: 1.5 } }
}

/** The group in numbers; where single lanes cannot be read, how many are stuck, panicked or cancelled. */
function sums(scene: Scene, group: Group, row: GroupRow, x: number, y: number): Mark[] {
  const block = scene.rows.find((r): r is LaneBlock => r.kind === 'lanes' && r.group === row.group)
  const text = groupWords(scene, group, block)
  const font = { type: 'text' as const, y, size: 11, halo: true }
  const marks: Mark[] = [{ ...font, x, text, paint: '--text-3' }]
  if (block?.level === 'near') return marks
  let at = x + scene.measure(text, { size: 11 })
  for (const [state, count] of wentWrong(scene, group)) {
    const look = stateLook(state)
    const words = ` · ${formatCount(count)} ${look.name}`
    marks.push({ ...font, x: at, text: words, weight: 600, paint: `--${look.key}-text` })
    at += scene.measure(words, { size: 11, weight: 600 })
  }
  return marks
}

function groupWords(scene: Scene, group: Group, block: LaneBlock | undefined): string {
  const count = plural(group.members.length, 'goroutine')
  if (block?.level === 'far') {
    const dense = Math.round(1 / block.lane)
    return dense > 1 ? `${count}, ${formatCount(dense)} to a pixel` : count
  }
  const stats = keep(scene.groups, `${scene.axis} ${group.key}`, () =>
    groupStats(scene.model, group, scene.axis),
  )
  if (scene.axis === 'steps') {
    const of = (...states: number[]) =>
      shortCount(states.reduce((sum, s) => sum + (stats.byState[s] as number), 0))
    return `${count} · running ${of(State.Running)} steps, queued ${of(State.Runnable)}, waiting ${of(State.Waiting, State.Stuck)}`
  }
  const time = (ns: number) => formatTime(ns, scene.model.run.report.virtual_ns, 2)
  return `${count} · median ${time(stats.median)} · p95 ${time(stats.p95)}`
}

/** Goroutines of a group by grave state, the gravest first. */
function wentWrong(scene: Scene, group: Group): [state: number, count: number][] {
  return keep(scene.groups, `wrong ${group.key}`, () => {
    const { model } = scene
    const members = new Set(group.members)
    const found = new Map<number, Set<number>>()
    model.notable.forEach((span, n) => {
      const g = model.notableG[n] as number
      const state = model.run.spans.state[span] as number
      if (members.has(g)) found.set(state, (found.get(state) ?? new Set()).add(g))
    })
    return [...found]
      .map(([state, who]): [number, number] => [state, who.size])
      .sort((a, b) => stateLook(b[0]).severity - stateLook(a[0]).severity)
  })
}

const kept = new WeakMap<object, Map<string, unknown>>()

/** What is found once for a list of groups. */
function keep<T>(groups: readonly Group[], key: string, find: () => T): T {
  const cache = kept.get(groups) ?? new Map<string, unknown>()
  kept.set(groups, cache)
  if (!cache.has(key)) cache.set(key, find())
  return cache.get(key) as T
}

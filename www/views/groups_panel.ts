import { formatCount, formatTime, shortTime, stateLook } from '../base'
import type { RunModel } from '../state'
import type { Player } from '../state/player'
import type { PlayerState } from '../state/player_state'
import { type Group, groupGoroutines, type Spread, spreadOf } from '../timeline'
import { chip } from './chip'
import { button, h, svg } from './dom'
import { icon } from './icons'

type View = Readonly<PlayerState>

/** Runs with so many goroutines have groups worth telling; from so many on they are told at once. */
const MANY_FROM = 200
export const CROWD_FROM = 1000
/** Fewer than this make no group. */
const SOME = 3
const MOST_GROUPS = 6
const PARTS = 36
const WIDTH = 264
const HEIGHT = 66

/** Whether a run has groups worth a column. */
export function isCrowd(model: RunModel | null): boolean {
  return model !== null && model.goroutines >= MANY_FROM
}

/** Whether anything stands in a group at all. */
export function hasGroups(model: RunModel | null): boolean {
  return model !== null && model.goroutines > SOME
}

/** Each group in numbers: how many, how long, what went wrong, and how the durations are spread. */
export class GroupsPanel {
  readonly element: HTMLElement
  private readonly player: Player
  private readonly body = h('div', {
    class: 'groups-body',
    tabindex: 0,
    role: 'group',
    'aria-label': 'Groups',
  })
  private readonly line: (line: number) => void

  constructor(player: Player, line: (line: number) => void, close: () => void) {
    this.player = player
    this.line = line
    this.element = h(
      'section',
      { class: 'groups', 'aria-label': 'Groups' },
      h(
        'div',
        { class: 'head' },
        h('h2', {}, 'Groups'),
        h('span', { class: 'grow' }),
        button({ class: 'btn icon quiet', icon: icon('close'), label: 'Close the groups' }, close),
      ),
      this.body,
    )
  }

  update(now: View, before: View | null): void {
    const same = now.model === before?.model && now.view === before?.view && now.axis === before?.axis
    if (same) return
    const { model, axis } = now
    if (!model || !hasGroups(model)) return this.body.replaceChildren()
    const groups = groupGoroutines(model, now.view.grouping, 'start').filter(
      ({ members }) => members.length >= SOME,
    )
    if (groups.length === 0)
      return this.body.replaceChildren(h('p', { class: 'label' }, `No group has ${SOME} goroutines.`))
    const shown = groups.sort((a, b) => b.members.length - a.members.length).slice(0, MOST_GROUPS)
    this.body.replaceChildren(
      ...shown.map((group) => this.group(model, group, spreadOf(model, group, axis, PARTS), axis)),
      ...(groups.length > shown.length
        ? [h('p', { class: 'label' }, `and ${formatCount(groups.length - shown.length)} smaller groups`)]
        : []),
    )
  }

  private group(model: RunModel, group: Group, spread: Spread, axis: View['axis']): HTMLElement {
    const longest = model.domain(axis)[1]
    const value = (n: number) => (axis === 'time' ? formatTime(n, longest) : `${formatCount(n)} steps`)
    const rows: [label: string, value: string][] =
      spread.finished === spread.started
        ? [['Count', formatCount(spread.started)]]
        : [
            ['Started', formatCount(spread.started)],
            ['Finished', formatCount(spread.finished)],
          ]
    if (spread.finished > 0)
      rows.push(
        ['Shortest', value(spread.min)],
        ['Median', value(spread.median)],
        ['p95', value(spread.p95)],
        ['Longest', value(spread.max)],
      )
    const title = h('h3', {}, h('span', { class: 'mono' }, group.title))
    if (group.line > 0)
      title.append(
        ' ',
        button({ class: 'link', text: `line ${group.line}` }, () => this.line(group.line)),
      )
    const list = h('dl', {}, ...rows.flatMap(([label, text]) => [h('dt', {}, label), h('dd', {}, text)]))
    for (const { state, count, goroutine } of spread.wrong) {
      const find = button(
        { class: 'link', text: formatCount(count), title: `Show goroutine ${goroutine}` },
        () => this.player.select({ g: goroutine }),
      )
      list.append(h('dt', {}, chip(state), ` ${capital(stateLook(state).name)}`), h('dd', {}, find))
    }
    const end = axis === 'time' ? shortTime(spread.max) : formatCount(spread.max)
    return h('article', {}, title, ...(spread.finished > 1 ? [histogram(spread, end)] : []), list)
  }
}

/** Neutral bars, what went wrong in its colour on top, one percentile marked: the median where some went wrong. */
function histogram(spread: Spread, end: string): Element {
  const most = spread.bars.reduce((max, bar) => Math.max(max, bar.count), 1)
  const width = WIDTH / spread.bars.length
  const top = 14
  const scale = (HEIGHT - top) / most
  const drawn: SVGElement[] = []
  const rect = (x: number, y: number, height: number, fill: string) =>
    svg('rect', { x, y, width: width - 1, height, style: `fill:var(${fill})` })
  spread.bars.forEach((bar, i) => {
    if (bar.count === 0) return
    const height = Math.max(1, bar.count * scale)
    let y = HEIGHT - height
    drawn.push(rect(i * width, y, height, '--border-strong'))
    for (const [state, count] of bar.wrong) {
      const part = Math.max(2, count * scale)
      drawn.push(rect(i * width, y, part, `--${stateLook(state).key}-fill`))
      y += part
    }
  })
  const [name, at] = spread.wrong.length > 0 ? ['median', spread.median] : ['p95', spread.p95]
  const x = spread.max > 0 ? (at / spread.max) * WIDTH : 0
  const text = x > 60 ? { x: x - 4, 'text-anchor': 'end' } : { x: x + 4 }
  drawn.push(
    svg('path', { d: `M0,${HEIGHT} H${WIDTH}`, style: 'stroke:var(--border-strong)' }),
    svg('path', { d: `M${x},4 V${HEIGHT}`, style: 'stroke:var(--text);stroke-dasharray:2 2' }),
    svg('text', { ...text, y: 10, class: 'mark' }, String(name)),
    svg('text', { x: 0, y: HEIGHT + 13, class: 'end' }, '0'),
    svg('text', { x: WIDTH, y: HEIGHT + 13, 'text-anchor': 'end', class: 'end' }, end),
  )
  const label = `Durations of ${formatCount(spread.finished)} goroutines, from 0 to ${end}`
  return svg('svg', { viewBox: `0 0 ${WIDTH} ${HEIGHT + 18}`, role: 'img', 'aria-label': label }, ...drawn)
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

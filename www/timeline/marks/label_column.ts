import { formatCount, plural, stateLook } from '../../base'
import { spanAtCursor } from '../../state'
import { cutTo } from '../layout/cut'
import type { LaneBlock } from '../layout/rows'
import type { Mark } from '../marks'
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
    const right = view.left - (m.mode === 'slide' ? 14 : 8)
    const short = args === '' ? formatCount(g) : `(${args})`
    const fits = scene.measure(short, { size, mono: true }) <= right - 4
    const text =
      m.mode === 'narrow' && grouped ? (fits ? short : formatCount(g)) : fitting(scene, g, right - 4)
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

/** The label, with as many of its arguments as fit, or none; a name that does not fit is cut with a mark that says so. */
function fitting(scene: Scene, g: number, room: number): string {
  const font = { size: scene.metrics.label, mono: true }
  const fits = (text: string) => scene.measure(text, font) <= room
  const label = scene.model.label(g)
  if (fits(label)) return label
  const bare = label.includes('(') && !label.startsWith('(') ? label.slice(0, label.indexOf('(')) : label
  const args = scene.model.argsText(g).split(', ')
  for (let few = args.length - 1; few > 0 && bare !== label; few--) {
    const text = `${bare}(${args.slice(0, few).join(', ')}, …)`
    if (fits(text)) return text
  }
  return cutTo(bare, room, (text) => scene.measure(text, font))
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
    size: scene.metrics.text,
    paint: '--text-3',
    ...(narrow ? { anchor: 'end' as const } : {}),
  }
}

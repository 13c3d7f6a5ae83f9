import type { RunPath } from '../../engine/types'
import type { Arrow } from '../layout/arrows'
import { toX } from '../layout/axis'
import type { Density } from '../layout/density'
import type { Idle } from '../layout/idle'
import { type LaneBlock, placeOf, type Row } from '../layout/rows'
import { type Mark, num } from '../marks'
import { pageY, type Scene, visibleRows } from '../scene'
import { arrowMarks } from './arrows'
import { bandMarks } from './bands'
import { criticalMarks } from './critical'
import { flagMarks } from './flags'
import { axisMarks, cursorMarks, endLine, gridMarks } from './grid'
import { groupLabels } from './group_row'
import { laneLabels } from './label_column'
import { laneMarks } from './lanes'
import { endMarks, eventMarkers, faultDiamonds, type Marked } from './markers'
import { previewMarks, veilMarks } from './preview'
import { raceMarks } from './races'

/** What is found once a run or once a view, and drawn again and again. */
export interface SceneParts {
  arrows: readonly Arrow[]
  idle: readonly Idle[]
  marked: Marked
  /** Cells of a band; kept by the caller while the view stands still. */
  density(block: LaneBlock): Density
  /** Marks of further tracks, below the lanes. */
  tracks: readonly Mark[]
  path: RunPath | null
}

/** All marks of a scene, back to front. */
export function sceneMarks(scene: Scene, parts: SceneParts): Mark[] {
  const { metrics: m, width, view } = scene
  const rows = visibleRows(scene)
  const blocks = rows.filter((row): row is LaneBlock => row.kind === 'lanes')
  const marks: Mark[] = gridMarks(scene)
  const clipTop = m.axis
  marks.push({ type: 'clip', x: 0, y: clipTop, width, height: Math.max(0, scene.bottom - clipTop) })
  for (const block of blocks) if (block.opened) marks.push(...openedGround(scene, block))
  marks.push(...selectedRow(scene), ...endLine(scene, clipTop, scene.bottom))
  for (const row of rows)
    marks.push(...(row.kind === 'group' ? groupLabels(scene, row) : laneLabels(scene, row)))
  marks.push({
    type: 'clip',
    x: view.left - 6,
    y: clipTop,
    width: width - view.left + 6,
    height: Math.max(0, scene.bottom - clipTop),
  })
  marks.push(...idleMarks(scene, parts.idle, rows))
  for (const block of blocks) {
    marks.push(
      ...(block.level === 'far' ? bandMarks(scene, block, parts.density(block)) : laneMarks(scene, block)),
    )
  }
  if (scene.preview) marks.push(...previewMarks(scene, scene.preview))
  if (scene.takes) marks.push(...veilMarks(scene, scene.takes))
  marks.push(...outlines(scene))
  marks.push(...eventMarkers(scene, parts.marked))
  if (parts.path) marks.push(...criticalMarks(scene, parts.path))
  marks.push(...arrowMarks(scene, parts.arrows))
  marks.push(...raceMarks(scene))
  marks.push(...endMarks(scene))
  marks.push({ type: 'unclip' }, { type: 'unclip' })
  marks.push(...endLine(scene, scene.bottom, scene.height), ...parts.tracks)
  marks.push(...axisMarks(scene), ...flagMarks(scene), ...cursorMarks(scene), ...faultDiamonds(scene))
  return marks
}

function selectedRow(scene: Scene): Mark[] {
  const g = scene.selection?.goroutine ?? 0
  const place = g > 0 ? placeOf(scene.rows, scene.groups, g) : null
  if (!place || place.height < 4) return []
  const inset = place.height >= 20 ? 1 : 0
  const y = pageY(scene, place.y) + inset
  const height = place.height - 2 * inset
  return [
    { type: 'rect', x: 0, y, width: scene.width, height, fill: '--accent-soft' },
    { type: 'rect', x: 0, y, width: 3, height, fill: '--accent' },
  ]
}

function openedGround(scene: Scene, block: LaneBlock): Mark[] {
  const y = pageY(scene, block.y)
  const line = (at: number): Mark => ({
    type: 'path',
    d: `M0,${num(at)} H${scene.width}`,
    stroke: { paint: '--border-strong', width: 1 },
  })
  return [
    { type: 'rect', x: 0, y, width: scene.width, height: block.height, fill: '--sunken' },
    line(y),
    line(y + block.height),
  ]
}

/** The hovered span in outline, the selected one stronger. */
function outlines(scene: Scene): Mark[] {
  const marks: Mark[] = []
  for (const [chosen, width] of [
    [scene.hover, 1],
    [scene.selection, 1.5],
    [scene.pointed, 2],
  ] as const) {
    if (!chosen || chosen.span === undefined) continue
    const place = placeOf(scene.rows, scene.groups, chosen.goroutine)
    if (!place?.block || place.block.level === 'far') continue
    const { start, end } = scene.model.columns(scene.axis)
    const x = toX(scene.view, start[chosen.span] as number)
    const right = toX(scene.view, end[chosen.span] as number)
    const half = place.block.span / 2
    const middle = pageY(scene, place.y) + place.height / 2
    marks.push({
      type: 'rect',
      x: Math.min(x, (x + right) / 2 - 1.5) - 1.5,
      y: Math.round(middle - half) - 1.5,
      width: Math.max(3, right - x) + 3,
      height: place.block.span + 3,
      radius: 3,
      stroke: { paint: '--accent', width },
    })
  }
  return marks
}

function idleMarks(scene: Scene, idle: readonly Idle[], rows: readonly Row[]): Mark[] {
  const shown = new Map<number, LaneBlock>()
  for (const row of rows) {
    if (row.kind !== 'lanes' || row.level === 'far') continue
    for (let i = row.from; i < row.to; i++) shown.set(row.members[i] as number, row)
  }
  const marks: Mark[] = []
  for (const place of idle) {
    const block = shown.get(place.goroutine)
    if (!block) continue
    const left = toX(scene.view, place.from)
    const right = toX(scene.view, place.to)
    if (right < scene.view.left || left > scene.width || right - left < 2) continue
    const at = placeOf([block], scene.groups, place.goroutine)
    if (!at) continue
    const height = Math.max(2, Math.round(block.span / 2))
    const y = pageY(scene, at.y) + at.height / 2 - height / 2
    marks.push({ type: 'rect', x: left, y, width: right - left, height, fill: 'tex:idle', opacity: 0.75 })
  }
  return marks
}

import { listWords } from '../base'
import tokensCss from '../base/tokens.css?raw'
import type { Run } from '../engine/types'
import { type AxisKind, cursorAt, type Grouping, type Order, RunModel, spanAtCursor } from '../state'
import type { Group } from './layout/groups'
import { roughMeasure } from './marks'
import { align, pairFile } from './pair'
import { Picture } from './picture'
import { pairedHeadPx, svgFile } from './render/svg_file'
import { TRACK_KINDS, type Track, tracksIn } from './tracks'
import { runSentence } from './words'

/** What a picture without a page shows. Everything has a default. */
export interface StillOptions {
  width: number
  /** Missing: as high as the lanes need, within reason. */
  height?: number
  theme: 'light' | 'dark'
  /** Missing: time, or steps where time never moves. */
  axis?: AxisKind
  /** Part of the axis; missing ends are those of the run. */
  from?: number
  to?: number
  /** Where the cursor stands; missing: nowhere. */
  cursor?: number
  /** A goroutine whose neighbourhood is opened. */
  goroutine?: number
  /** Its span under the cursor is selected too. */
  span: boolean
  grouping: Grouping
  order: Order
  /** Groups that are folded: by title, by line, or `all`. */
  folded: readonly string[]
  /** Further tracks, by kind or name; none: the run's own choice; `none`: not one. */
  tracks: readonly string[]
  /** Moments with a flag above them. */
  bookmarks: readonly (readonly [at: number, words: string])[]
  /** The critical path is drawn through the lanes. */
  path: boolean
  /** Lanes are so many times as high as fits. */
  lanes?: number
  /** Rows are scrolled up so far. */
  scroll?: number
  /** Sizes for a projector. */
  slide: boolean
  /** Two runs have an axis each. */
  apart: boolean
}

/** Lowest and highest picture whose height nobody chose. */
const HEIGHTS = [220, 900] as const
/** Least height of one run of two. */
const LEAST_OF_TWO = 120

/**
 * The timeline of a run as an SVG file, drawn by what draws the page's; where there is a second run, both as the
 * page compares them. The command line runs this very module in a JavaScript engine of its own, so there is one
 * layout.
 */
export function stillOf(run: Run, options: StillOptions, second?: Run): string {
  const axis = options.axis ?? (Math.max(lengthOf(run), lengthOf(second)) > 0 ? 'time' : 'steps')
  const tokens = tokensOf(tokensCss, options.theme)
  const style = { getPropertyValue: (name: string) => tokens.get(name) ?? '' }
  const models = [run, ...(second ? [second] : [])].map((each) => new RunModel(each))
  const pictures = models.map((model) => pictureOf(model, axis, options))
  const [first, beside] = pictures
  checkNames(models, pictures, options)
  if (!first) return ''
  if (beside) {
    first.setOptions({ tracks: [] })
    align(first, beside, !options.apart)
  }
  setHeights(pictures, options)
  const shown = beside ?? first
  if (options.goroutine) select(shown, options.goroutine, options)
  if (options.scroll) shown.lanes.scrollBy(options.scroll)
  for (const picture of pictures) setPlace(picture, options)
  if (!beside) return svgFile([first.part()], style, runSentence(models[0] as RunModel))
  return pairFile({ picture: first, title: titleOf(run) }, { picture: beside, title: titleOf(second) }, style)
}

const lengthOf = (run: Run | undefined) => run?.report.virtual_ns ?? 0
const titleOf = (run: Run | undefined) => run?.files[0] ?? ''

function pictureOf(model: RunModel, axis: AxisKind, options: StillOptions): Picture {
  const { grouping, order, slide, tracks, path } = options
  const picture = new Picture(roughMeasure, {
    axis,
    grouping,
    order,
    slide,
    tracks:
      tracks.length > 0
        ? tracksIn(model)
            .filter(isNamed(tracks))
            .map(({ key }) => key)
        : null,
    collapsed: [],
    path,
  })
  picture.setSize(options.width, options.height ?? HEIGHTS[1])
  picture.setRun(model)
  picture.lanes.fold(
    foldable(picture)
      .filter(isFolded(options.folded))
      .map(({ key }) => key),
  )
  picture.setFlags(options.bookmarks.map(([at, words]) => ({ ...cursorAt(model, axis, at), words })))
  return picture
}

const foldable = ({ lanes }: Picture) => {
  const keys = lanes.groupKeys()
  return lanes.groups.filter(({ key }) => keys.includes(key))
}

const isFolded = (names: readonly string[]) => (group: Group) =>
  names.some((name) => name === 'all' || [group.key, group.title, String(group.line)].includes(name))

const isNamed = (names: readonly string[]) => (track: Track) =>
  [track.key, track.kind, track.name].some((name) => names.includes(name))

/** A group or a track that no run has is a mistake of whoever named it. */
function checkNames(
  models: readonly RunModel[],
  pictures: readonly Picture[],
  { folded, tracks }: StillOptions,
): void {
  const groups = pictures.flatMap(foldable)
  for (const name of folded)
    if (name !== 'all' && !groups.some(isFolded([name])))
      throw new Error(`no group ${name}; there is ${listed(groups.map(({ title }) => title))}`)
  const known = models.flatMap((model) => tracksIn(model))
  for (const name of tracks)
    if (name !== 'none' && !TRACK_KINDS.includes(name) && !known.some(isNamed([name])))
      throw new Error(`no track ${name}; there is ${listed(known.flatMap((t) => [t.kind, t.name]))}`)
}

const listed = (names: readonly string[]) => listWords([...new Set(names)]) || 'none'

/** As high as the lanes need, or so that two runs share the height by what each needs. */
function setHeights(pictures: readonly Picture[], { width, height, lanes }: StillOptions): void {
  const head = pictures.length > 1 ? pairedHeadPx(pictures.length) : 0
  const [least, most] = pictures.length > 1 ? [LEAST_OF_TWO, HEIGHTS[1]] : HEIGHTS
  for (const picture of pictures) picture.setSize(width, (height ?? most) - head)
  const needs = pictures.map((picture) => Math.max(Math.ceil(picture.fullHeight()), least))
  const all = needs.reduce((sum, need) => sum + need, 0)
  const room = (height ?? Math.min(all + head, most)) - head
  pictures.forEach((picture, i) => {
    picture.setSize(width, Math.max(1, Math.round((room * (needs[i] ?? 1)) / all)))
    if (lanes) picture.lanes.thicken(lanes)
  })
}

function select(picture: Picture, goroutine: number, { cursor, span }: StillOptions): void {
  const { model, options } = picture
  if (!model) return
  const at =
    cursor === undefined || !span ? -1 : spanAtCursor(model, goroutine, cursorAt(model, options.axis, cursor))
  picture.setSelection(at < 0 ? { goroutine } : { goroutine, span: at })
}

/** The part of the axis, and the cursor. */
function setPlace(picture: Picture, { from, to, cursor }: StillOptions): void {
  const { model, options, plot } = picture
  if (model && cursor !== undefined) picture.cursor = cursorAt(model, options.axis, cursor)
  const whole = plot.getRange()
  plot.setRange({ lo: from ?? whole.lo, hi: to ?? whole.hi })
}

/** Custom properties of a theme; what the dark one does not set is as in the light one. */
function tokensOf(css: string, theme: 'light' | 'dark'): Map<string, string> {
  const found = new Map<string, string>()
  const plain = css
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/@media[^{]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}/g, '')
  for (const [, selector = '', body = ''] of plain.matchAll(/([^{}]+)\{([^{}]*)\}/g)) {
    const light = selector.includes(':root')
    if (!light && !(theme === 'dark' && selector.includes('data-theme="dark"'))) continue
    for (const [, name = '', value = ''] of body.matchAll(/(--[\w-]+)\s*:\s*([^;]+);/g))
      found.set(name, value.trim())
  }
  return found
}

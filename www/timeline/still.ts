import tokensCss from '../base/tokens.css?raw'
import type { Run } from '../engine/types'
import { type AxisKind, cursorAt, type Grouping, type Order, RunModel } from '../state'
import { roughMeasure } from './marks'
import { Picture } from './picture'
import { svgFile } from './render/svg_file'
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
  grouping: Grouping
  order: Order
  /** Further tracks, by key or kind; none: the run's own choice. */
  tracks: readonly string[]
  /** Sizes for a projector. */
  slide: boolean
}

/** Lowest and highest picture whose height nobody chose. */
const HEIGHTS = [220, 900] as const

/**
 * The timeline of a run as an SVG file, drawn by what draws the page's. The command line runs this very module
 * in a JavaScript engine of its own, so there is one layout.
 */
export function stillOf(run: Run, options: StillOptions): string {
  const model = new RunModel(run)
  const axis = options.axis ?? (run.report.virtual_ns > 0 ? 'time' : 'steps')
  const { grouping, order, slide, tracks, width } = options
  const picture = new Picture(roughMeasure, {
    axis,
    grouping,
    order,
    slide,
    tracks: tracks.length > 0 ? tracks : null,
    collapsed: [],
    path: false,
  })
  picture.setSize(width, options.height ?? HEIGHTS[1])
  picture.setRun(model)
  if (options.height === undefined)
    picture.setSize(width, Math.min(Math.max(Math.ceil(picture.fullHeight()), HEIGHTS[0]), HEIGHTS[1]))
  if (options.goroutine) picture.setSelection({ goroutine: options.goroutine })
  if (options.cursor !== undefined) picture.cursor = cursorAt(model, axis, options.cursor)
  const whole = picture.plot.getRange()
  picture.plot.setRange({ lo: options.from ?? whole.lo, hi: options.to ?? whole.hi })
  const tokens = tokensOf(tokensCss, options.theme)
  const style = { getPropertyValue: (name: string) => tokens.get(name) ?? '' }
  return svgFile([picture.part()], style, runSentence(model))
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

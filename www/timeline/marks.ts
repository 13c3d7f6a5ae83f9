import type { StateKey } from '../base'
import type { Density } from './layout/density'

/**
 * What a renderer draws: a flat list, back to front, in CSS pixels. Colours are names, so that one list serves
 * both themes and both renderers.
 */

/** A token (`--grid`), or a texture that is anchored to the page (`tex:waiting`, `tex:idle`). */
export type Paint = `--${string}` | `tex:${StateKey | 'idle'}`

export interface Stroke {
  paint: Paint
  width: number
  dash?: readonly number[]
}

export interface RectMark {
  type: 'rect'
  x: number
  y: number
  width: number
  height: number
  radius?: number
  fill?: Paint
  stroke?: Stroke
  opacity?: number
}

export interface PathMark {
  type: 'path'
  /** SVG path data. */
  d: string
  fill?: Paint
  stroke?: Stroke
  opacity?: number
}

export interface TextMark {
  type: 'text'
  x: number
  /** Baseline. */
  y: number
  text: string
  size: number
  paint: Paint
  weight?: 500 | 600 | 700
  mono?: boolean
  anchor?: 'middle' | 'end'
  /** A halo of the surface, for text that stands outside spans. */
  halo?: boolean
}

/** Density cells of 2 by 2 pixels. */
export interface CellsMark {
  type: 'cells'
  density: Density
  /** Top of the band on the page. */
  y: number
}

/** What follows, up to the matching `unclip`, is cut at this rectangle. */
export interface ClipMark {
  type: 'clip'
  x: number
  y: number
  width: number
  height: number
}

export interface UnclipMark {
  type: 'unclip'
}

export type Mark = RectMark | PathMark | TextMark | CellsMark | ClipMark | UnclipMark

export interface Font {
  size: number
  mono?: boolean
  weight?: number
}

/** Width of a text in pixels. */
export type Measure = (text: string, font: Font) => number

/** Draws marks. The canvas and the SVG renderer are two back ends of this. */
export interface Renderer {
  render(marks: readonly Mark[], width: number, height: number): void
}

/** A width that is near enough where no fonts are at hand (tests, export without a page). */
export const roughMeasure: Measure = (text, font) => text.length * font.size * (font.mono ? 0.6 : 0.53)

/** Three decimals and no noise: for path data. */
export function num(value: number): string {
  return String(Math.round(value * 100) / 100)
}

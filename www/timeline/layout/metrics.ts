/** Sizes of a timeline. Measured from the design; a slide is larger, a phone narrower. */
export interface Metrics {
  mode: 'page' | 'slide' | 'narrow'
  /** Least width of the label column; the plot begins after it. */
  labels: number
  /** Height of the axis, with its row of flags; the grid begins here. */
  axis: number
  /** Height of the row of flags, 0 without any. */
  flags: number
  /** Where the first row begins. */
  top: number
  lane: number
  span: number
  laneCompact: number
  spanCompact: number
  /** Height of a group's own row; 0 on slides, which have none. */
  groupRow: number
  /** Type inside spans and on axes. */
  text: number
  /** Type of lane labels. */
  label: number
  /** Letter and label in a span. */
  inner: number
  /** Width of an instant. */
  instant: number
  /** Textures are drawn this much larger. */
  texture: number
}

const PAGE: Metrics = {
  mode: 'page',
  labels: 204,
  axis: 26,
  flags: 0,
  top: 34,
  lane: 30,
  span: 20,
  laneCompact: 18,
  spanCompact: 12,
  groupRow: 30,
  text: 11,
  label: 12,
  inner: 11,
  instant: 3,
  texture: 1,
}

const NARROW: Metrics = { ...PAGE, mode: 'narrow', labels: 78, axis: 25, top: 30, text: 12 }

const SLIDE: Metrics = {
  ...PAGE,
  mode: 'slide',
  labels: 100,
  axis: 28,
  top: 38,
  lane: 56,
  span: 38,
  laneCompact: 34,
  spanCompact: 24,
  groupRow: 0,
  text: 16,
  label: 18,
  inner: 17,
  instant: 5,
  texture: 1.5,
}

const FLAGS = 16

/** The sizes for a host of this width; `flags`: a row for them is wanted. */
export function metricsFor(width: number, slide: boolean, flags = false): Metrics {
  const sizes = slide ? SLIDE : width < 560 ? NARROW : PAGE
  return flags ? { ...sizes, flags: FLAGS, axis: sizes.axis + FLAGS, top: sizes.top + FLAGS } : sizes
}

/** Height of a span in a lane of this height. */
export function spanHeight(laneHeight: number, m: Metrics): number {
  if (laneHeight >= m.lane) return Math.round(m.span + (laneHeight - m.lane) * 0.6)
  if (laneHeight >= m.laneCompact) {
    const gap = m.laneCompact - m.spanCompact
    return Math.round(Math.min(m.span, laneHeight - gap))
  }
  if (laneHeight >= 8) return Math.round(laneHeight * 0.67)
  return Math.max(1, Math.floor(laneHeight) - 1)
}

/** How much of a lane can be told apart. */
export type Level = 'near' | 'middle' | 'far'

export function levelOf(laneHeight: number): Level {
  if (laneHeight >= 12) return 'near'
  return laneHeight >= 4 ? 'middle' : 'far'
}

/** Instants each side of one that say how close they stand. */
const AROUND = 3
/** Where many stand in a row they cover no more than this part of a lane: what lasts between them is what it shows. */
const COVER = 0.25
/** Thinner than this nothing is seen. */
const LEAST_PX = 0.5

/**
 * Widths of instants at ascending places of one lane: `full` where they stand apart, thinner where a row of them would
 * hide the time that passes between them.
 */
export function instantWidths(places: readonly number[], full: number): number[] {
  return places.map((_, i) => {
    const from = Math.max(0, i - AROUND)
    const to = Math.min(places.length - 1, i + AROUND)
    if (to - from < AROUND) return full
    const apart = ((places[to] as number) - (places[from] as number)) / (to - from)
    return Math.min(full, Math.max(LEAST_PX, apart * COVER))
  })
}

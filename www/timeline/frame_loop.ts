/** One animation frame for all timelines of a page: each asks once, all draw in the same frame. */
const waiting = new Set<() => void>()
let asked = 0

export function requestFrame(draw: () => void): void {
  waiting.add(draw)
  if (asked === 0) asked = requestAnimationFrame(run)
}

export function cancelFrame(draw: () => void): void {
  waiting.delete(draw)
}

function run(): void {
  asked = 0
  const now = [...waiting]
  waiting.clear()
  for (const draw of now) draw()
}

export function reducedMotion(): boolean {
  return matchMedia('(prefers-reduced-motion: reduce)').matches
}

import { ticks, toX } from '../layout/axis'
import type { Metrics } from '../layout/metrics'
import { type Mark, num } from '../marks'

/** An axis of four seconds and no picture: what stands here before the first run. */
export function emptyMarks(width: number, height: number, m: Metrics): Mark[] {
  const view = { lo: 0, hi: 4.2e9, left: 24, right: width }
  return ticks(view, 'time').flatMap(({ value, label }): Mark[] => {
    const x = toX(view, value)
    return [
      { type: 'path', d: `M${num(x)},${m.axis - 2} V${height - 12}`, stroke: { paint: '--grid', width: 1 } },
      { type: 'text', x, y: m.axis - 10, text: label, size: m.text, paint: '--text-3', anchor: 'middle' },
    ]
  })
}

import { svg } from './dom'

/** Icons are outlines in the text's colour on a field of 16 by 16. `f` is a filled path, `s` a stroked one. */
type Path = { f: string } | { s: string; w?: number }

const ICONS = {
  run: [{ f: 'M4.5 2.8v10.4L13 8z' }],
  stop: [{ f: 'M4 4h8v8H4z' }],
  pause: [{ f: 'M4 3h3v10H4zM9 3h3v10H9z' }],
  bolt: [{ f: 'M9 1.8L4 9h4l-1 5.2L12 7H8z' }],
  compare: [{ s: 'M2.5 4h11M2.5 8h6M2.5 12h8.5', w: 1.8 }],
  share: [{ s: 'M8 10V2.5M5 5l3-3 3 3M3 8.5V13h10V8.5', w: 1.4 }],
  theme: [{ s: 'M8 2.5a5.5 5.5 0 100 11 5.5 5.5 0 000-11z', w: 1.4 }, { f: 'M8 2.5a5.5 5.5 0 010 11z' }],
  down: [{ s: 'M4.5 6.5L8 10l3.5-3.5' }],
  first: [{ f: 'M13 3.2v9.6L7.5 8zM8 3.2v9.6L2.5 8z' }],
  back: [{ f: 'M12 3.2v9.6L5.5 8z' }, { s: 'M4.5 3v10', w: 1.6 }],
  step: [{ f: 'M4 3.2v9.6L10.5 8z' }, { s: 'M11.5 3v10', w: 1.6 }],
  last: [{ f: 'M3 3.2v9.6L8.5 8zM8 3.2v9.6L13.5 8z' }],
  help: [{ s: 'M6 6a2 2 0 114 .2c0 1.4-2 1.6-2 3.1' }, { f: 'M7.2 11.2h1.6v1.6H7.2z' }],
  undo: [{ s: 'M6 3L3 6l3 3M3.5 6H10a3 3 0 010 6H7' }],
  more: [{ f: 'M3 6.8h2.4v2.4H3zM6.8 6.8h2.4v2.4H6.8zM10.6 6.8H13v2.4h-2.4z' }],
  close: [{ s: 'M4 4l8 8M12 4l-8 8' }],
  error: [{ s: 'M13 8H4M7 4.5L3.5 8 7 11.5' }],
  panic: [{ s: 'M8 2.5v7', w: 1.9 }, { f: 'M7 11.4h2v2H7z' }],
  slow: [{ s: 'M8 2.5a5.5 5.5 0 100 11 5.5 5.5 0 000-11zM8 5v3l2.2 1.6', w: 1.4 }],
  hang: [{ s: 'M3 5v6M6.3 5v6M9.7 5v6M13 5v6', w: 1.6 }],
  cancel: [{ s: 'M8 2.5a5.5 5.5 0 100 11 5.5 5.5 0 000-11zM4.2 4.2l7.6 7.6', w: 1.4 }],
  search: [{ s: 'M7 2.5a4.5 4.5 0 100 9 4.5 4.5 0 000-9zM10.3 10.3L14 14' }],
  flag: [{ s: 'M4 14V2.5h8.5L10 5.5l2.5 3H4' }],
  refuse: [{ s: 'M8 2.5l6 10.5H2z', w: 1.4 }, { s: 'M8 6.5v3.2' }],
  limit: [{ s: 'M2.5 4.5h11M5 8h6M7 11.5h2' }],
  drop: [{ s: 'M2 8h4M8 5v6M11 8h3', w: 1.6 }],
  dup: [{ s: 'M3 3h7v7H3zM6 6h7v7H6z', w: 1.3 }],
  deadline: [{ s: 'M4 2.5h8M4 13.5h8M5 2.5c0 4 6 7 6 11M11 2.5c0 4-6 7-6 11', w: 1.3 }],
  leave: [{ s: 'M9 3H4v10h5M7 8h7M11.5 5.5L14 8l-2.5 2.5', w: 1.4 }],
  kill: [{ s: 'M8 2.5a5.5 5.5 0 100 11 5.5 5.5 0 000-11zM5.5 5.5l5 5M10.5 5.5l-5 5', w: 1.4 }],
  crash: [{ f: 'M9 1.8L4 9h4l-1 5.2L12 7H8z' }],
  signal: [{ s: 'M3 13V8M6.5 13V5.5M10 13V3M13.5 13V9', w: 1.6 }],
  jump: [{ s: 'M3 11a5 5 0 019-3M12 4v4H8' }],
  save: [{ s: 'M8 2.5V10M5 7.5l3 3 3-3M3 10.5V13.5h10v-3', w: 1.4 }],
  code: [{ s: 'M5.5 4L2 8l3.5 4M10.5 4L14 8l-3.5 4' }],
} satisfies Record<string, Path[]>

export type IconName = keyof typeof ICONS

export function icon(name: IconName, size = 16): SVGElement {
  const paths = (ICONS[name] as Path[]).map((path) =>
    'f' in path
      ? svg('path', { d: path.f, fill: 'currentColor' })
      : svg('path', { d: path.s, fill: 'none', stroke: 'currentColor', 'stroke-width': path.w ?? 1.5 }),
  )
  return svg('svg', { width: size, height: size, viewBox: '0 0 16 16', 'aria-hidden': 'true' }, ...paths)
}

/** Three spans on three lanes, and the two moments at which one hands over to the next. */
export function mark(size = 20): SVGElement {
  const bar = (x: number, y: number) => svg('rect', { x, y, width: 9, height: 3.4, rx: 1.2 })
  return svg(
    'svg',
    { width: size, height: size, viewBox: '0 0 20 20', 'aria-hidden': 'true' },
    svg('g', { style: 'fill:var(--text)' }, bar(1, 3), bar(6, 8.3), bar(10, 13.6)),
    svg('path', { d: 'M10 6.4v1.9M15 11.7v1.9', style: 'stroke:var(--accent)', 'stroke-width': 1.6 }),
  )
}

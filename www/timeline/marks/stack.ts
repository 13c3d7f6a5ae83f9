import { stateLook } from '../../base'
import { type Profile, STACK } from '../layout/profile'
import { type Mark, num } from '../marks'

/** A profile as areas one above the other, in each state's fill and texture. */
export function stackMarks(
  { stacked }: Profile,
  x: (part: number) => number,
  y: (value: number) => number,
): Mark[] {
  const marks: Mark[] = []
  for (let i = STACK.length - 1; i >= 0; i--) {
    const below = i === 0 ? null : (stacked[i - 1] as Float64Array)
    const d = area(stacked[i] as Float64Array, below, x, y)
    if (d !== '') marks.push({ type: 'path', d, fill: `tex:${stateLook(STACK[i] as number).key}` })
  }
  return marks
}

/** The area between a line and the one below it, as steps; empty where there is none. */
function area(
  line: Float64Array,
  below: Float64Array | null,
  x: (part: number) => number,
  y: (value: number) => number,
): string {
  let d = ''
  for (let from = 0; from < line.length; ) {
    if (Math.abs((line[from] as number) - (below?.[from] ?? 0)) < 0.01) {
      from++
      continue
    }
    let to = from
    const edge: string[] = []
    const back: string[] = []
    while (to < line.length && (line[to] as number) - (below?.[to] ?? 0) >= 0.01) {
      let next = to + 1
      while (next < line.length && line[next] === line[to] && below?.[next] === below?.[to]) next++
      edge.push(
        `${edge.length === 0 ? `M${num(x(to))},` : 'V'}${num(y(line[to] as number))} H${num(x(next))}`,
      )
      back.unshift(`V${num(y(below?.[to] ?? 0))} H${num(x(to))}`)
      to = next
    }
    d += `${edge.join(' ')} ${back.join(' ')}z`
    from = to
  }
  return d
}

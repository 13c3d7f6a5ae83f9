/** A line of two texts: in both, only in the first, or only in the second; numbers from 1, 0 where it is not. */
export interface DiffLine {
  kind: 'same' | 'gone' | 'new'
  a: number
  b: number
  text: string
}

/** Beyond so many different lines in the middle they are one block each: nobody reads such a difference by lines. */
const MOST = 2_000

/** How one text becomes another, line by line, with as many lines in both as there can be. */
export function diffLines(before: string, after: string): DiffLine[] {
  const a = before.split('\n')
  const b = after.split('\n')
  let head = 0
  while (head < a.length && head < b.length && a[head] === b[head]) head++
  let tail = 0
  while (tail < a.length - head && tail < b.length - head && a.at(-1 - tail) === b.at(-1 - tail)) tail++
  const same = (i: number, j: number): DiffLine => ({
    kind: 'same',
    a: i + 1,
    b: j + 1,
    text: a[i] as string,
  })
  const lines: DiffLine[] = []
  for (let i = 0; i < head; i++) lines.push(same(i, i))
  lines.push(...middle(a, b, head, tail))
  for (let k = tail; k > 0; k--) lines.push(same(a.length - k, b.length - k))
  return lines
}

function middle(a: readonly string[], b: readonly string[], head: number, tail: number): DiffLine[] {
  const [n, m] = [a.length - head - tail, b.length - head - tail]
  const gone = (i: number): DiffLine => ({
    kind: 'gone',
    a: head + i + 1,
    b: 0,
    text: a[head + i] as string,
  })
  const fresh = (j: number): DiffLine => ({ kind: 'new', a: 0, b: head + j + 1, text: b[head + j] as string })
  const all = (count: number) => Array.from({ length: count }, (_, i) => i)
  if (n > MOST || m > MOST) return [...all(n).map(gone), ...all(m).map(fresh)]
  // lengths of the longest common rest, from each place on
  const rest = new Uint16Array((n + 1) * (m + 1))
  const at = (i: number, j: number) => rest[i * (m + 1) + j] as number
  for (let i = n - 1; i >= 0; i--)
    for (let j = m - 1; j >= 0; j--)
      rest[i * (m + 1) + j] =
        a[head + i] === b[head + j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1))
  const lines: DiffLine[] = []
  let [i, j] = [0, 0]
  while (i < n || j < m) {
    if (i < n && j < m && a[head + i] === b[head + j]) {
      lines.push({ kind: 'same', a: head + i + 1, b: head + j + 1, text: a[head + i] as string })
      i++
      j++
    } else if (i < n && (j === m || at(i + 1, j) >= at(i, j + 1))) lines.push(gone(i++))
    else lines.push(fresh(j++))
  }
  return lines
}

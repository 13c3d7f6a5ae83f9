/** The whole text where it fits `room`; else as much of it as does, with a mark that says so. */
export function cutTo(text: string, room: number, measure: (text: string) => number): string {
  if (measure(text) <= room) return text
  const letters = Array.from(text)
  let fits = 1
  let over = letters.length
  while (over - fits > 1) {
    const middle = (fits + over) >> 1
    if (measure(marked(letters, middle)) <= room) fits = middle
    else over = middle
  }
  return marked(letters, fits)
}

const marked = (letters: readonly string[], count: number) => `${letters.slice(0, count).join('').trimEnd()}…`

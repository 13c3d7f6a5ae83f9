/** A value in a program that the reader turns: `workers = 3 //lab:knob 1..12`. */
export interface Knob {
  name: string
  value: number
  least: number
  most: number
  /** Where its value stands in the text. */
  from: number
  to: number
}

const KNOB =
  /^(?:\t| )*(?:const |var )?[ \t]*(\w+)(?:[ \t]+[\w.]+)?[ \t]*=[ \t]*(-?\d[\d_]*)[ \t]*\/\/lab:knob[ \t]+(-?\d+)\.\.(-?\d+)/gm

/** The knobs of a program, in the order of its text. */
export function knobsOf(text: string): Knob[] {
  const found: Knob[] = []
  for (const match of text.matchAll(KNOB)) {
    const [all, name = '', value = '', least = '', most = ''] = match
    const from = match.index + all.lastIndexOf(value, all.indexOf('//lab:knob'))
    const knob = { name, value: whole(value), least: Number(least), most: Number(most) }
    if (knob.least < knob.most) found.push({ ...knob, from, to: from + value.length })
  }
  return found
}

const whole = (digits: string) => Number(digits.replaceAll('_', ''))

/** The text with a knob at another value, within its range; the text itself when it has no such knob. */
export function turned(text: string, name: string, value: number): string {
  const knob = knobsOf(text).find((k) => k.name === name)
  if (!knob) return text
  const within = Math.min(Math.max(Math.round(value), knob.least), knob.most)
  return within === knob.value ? text : `${text.slice(0, knob.from)}${within}${text.slice(knob.to)}`
}

/** The text with all these knobs turned. */
export function turnedAll(text: string, values: Readonly<Record<string, number>>): string {
  return Object.entries(values).reduce((now, [name, value]) => turned(now, name, value), text)
}

/** The knobs that differ from another text; null where more than knobs does. */
export function turnedFrom(original: string, text: string): Record<string, number> | null {
  const before = new Map(knobsOf(original).map((k) => [k.name, k.value]))
  const values: Record<string, number> = {}
  for (const { name, value } of knobsOf(text)) if (before.get(name) !== value) values[name] = value
  return turnedAll(original, values) === text ? values : null
}

import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { STATES } from '../../www/base'
import { ciede2000, contrast, EYES, lab, linear, see } from './colour'

/** The palette is checked, not trusted: text and outlines against their grounds, states against each other. */

const css = readFileSync(new URL('../../www/base/tokens.css', import.meta.url), 'utf8')
const KEYS = STATES.map((look) => look.key)

/** States that can touch on a lane, or stand for one another at a glance. */
const TOUCHING = new Set(
  `running-runnable running-waiting running-sleeping running-dead running-panicked running-cancelled
   runnable-waiting runnable-sleeping waiting-sleeping waiting-stuck waiting-cancelled waiting-dead
   sleeping-cancelled sleeping-panicked sleeping-dead waiting-panicked stuck-cancelled stuck-dead
   stuck-panicked cancelled-dead panicked-dead`
    .split(/\s+/)
    .flatMap((pair) => [pair, pair.split('-').reverse().join('-')]),
)

function theme(name: string): Record<string, string> {
  const body = new RegExp(`\\[data-theme="${name}"\\]\\s*\\{(.*?)\\n\\}`, 's').exec(css)?.[1] ?? ''
  return Object.fromEntries([...body.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6})/g)].map((m) => [m[1], m[2]]))
}

/** Pairs of ink and ground, with the contrast they need. */
function pairs(): [ink: string, ground: string, need: number][] {
  const out: [string, string, number][] = []
  const all = (inks: string[], grounds: string[], need: number) => {
    for (const ink of inks) for (const ground of grounds) out.push([ink, ground, need])
  }
  const surfaces = ['surface', 'bg', 'sunken', 'raised']
  all(['text', 'text-2', 'text-3', 'accent', 'good', 'bad'], surfaces, 4.5)
  all(['text', 'text-2'], ['add-bg', 'del-bg', 'accent-soft', 'hover'], 4.5)
  all(['text-on-accent'], ['accent'], 4.5)
  all(['accent-strong', 'accent'], ['accent-soft'], 4.5)
  all(['code-keyword', 'code-string', 'code-comment'], ['surface', 'add-bg', 'del-bg', 'accent-soft'], 4.5)
  for (const key of KEYS) all([`${key}-ink`], [`${key}-fill`], 4.5)
  all(
    KEYS.map((key) => `${key}-text`),
    surfaces,
    4.5,
  )
  all(
    KEYS.map((key) => `${key}-edge`),
    ['surface', 'sunken'],
    3,
  )
  return out
}

describe.each(['light', 'dark'])('%s theme', (name) => {
  const tokens = theme(name)
  const color = (token: string) => tokens[token] ?? '#000000'
  const distance = (a: string, b: string) =>
    Math.min(
      ...Object.values(EYES).map((eye) =>
        ciede2000(lab(see(linear(color(a)), eye)), lab(see(linear(color(b)), eye))),
      ),
    )

  test('every state has its four colours', () => {
    const missing = KEYS.flatMap((key) =>
      ['fill', 'edge', 'ink', 'text'].map((part) => `${key}-${part}`),
    ).filter((token) => !tokens[token])
    expect(missing).toEqual([])
  })

  test('text reaches 4.5:1 and outlines 3:1', () => {
    const low = pairs()
      .map(([ink, ground, need]) => ({ ink, ground, need, has: contrast(color(ink), color(ground)) }))
      .filter(({ need, has }) => has < need)
    expect(low).toEqual([])
  })

  test('states can be told apart by normal, deuteranope, protanope and tritanope eyes', () => {
    const close: string[] = []
    KEYS.forEach((a, i) => {
      for (const b of KEYS.slice(i + 1)) {
        const need = TOUCHING.has(`${a}-${b}`) ? 12 : 10
        const has = distance(`${a}-fill`, `${b}-fill`)
        if (has < need) close.push(`${a} ${b}: ${has.toFixed(1)} < ${need}`)
      }
    })
    expect(close).toEqual([])
  })

  test('outliers in a density band can be told apart by their edge colour', () => {
    for (const [a, b] of [
      ['stuck', 'cancelled'],
      ['stuck', 'panicked'],
      ['cancelled', 'panicked'],
    ]) {
      expect(distance(`${a}-edge`, `${b}-edge`)).toBeGreaterThanOrEqual(10)
    }
  })
})

test('the second cue is unique too', () => {
  expect(new Set(STATES.map((look) => look.letter)).size).toBe(STATES.length)
  expect(new Set(STATES.map((look) => look.texture)).size).toBe(STATES.length)
  STATES.forEach((look, id) => {
    expect(look.id).toBe(id)
    expect(css).toContain(`--${look.key}-letter: "${look.letter}"`)
  })
})

import { aboutChanged, aboutRun, compareRuns } from '../state/side_by_side'
import type { Picture } from './picture'
import { svgFile } from './render/svg_file'
import { runSentence } from './words'

/** A run beside another one: how it is drawn, and what its program is called. */
export interface PairedRun {
  picture: Picture
  title: string
}

/** Two runs as one file: what differs in words, then the pinned one, then the one that was shown. */
export function pairFile(
  a: PairedRun,
  b: PairedRun,
  style: Pick<CSSStyleDeclaration, 'getPropertyValue'>,
): string {
  const [before, after] = [a.picture.model, b.picture.model]
  if (!before || !after) return svgFile([b.picture.part()], style, b.title)
  const found = compareRuns(before.run, after.run, b.picture.options.axis)
  const parts = [
    { ...a.picture.part(), heading: ['A', a.title, aboutRun(before)] as const },
    { ...b.picture.part(), heading: ['B', b.title, aboutChanged(before, after)] as const },
  ]
  const { ratio, better, sentence } = found
  const headline = { from: found.a, to: found.b, ratio, better, sentence }
  return svgFile(parts, style, `A: ${runSentence(before)} B: ${runSentence(after)}`, headline)
}

/** Puts both on one axis; their plots begin at one place in any case. */
export function align(a: Picture, b: Picture, together: boolean): void {
  const places = (left: number) => {
    a.setBeside(together ? b.model : null, left)
    b.setBeside(together ? a.model : null, left)
  }
  places(0)
  places(Math.max(a.plot.left(), b.plot.left()))
}

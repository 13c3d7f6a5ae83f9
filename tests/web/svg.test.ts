import { expect, test } from 'vitest'
import { cursorAt, type RunModel } from '../../www/state'
import { roughMeasure } from '../../www/timeline/marks'
import { Picture } from '../../www/timeline/picture'
import { SvgRenderer } from '../../www/timeline/render/svg'
import { svgFile } from '../../www/timeline/render/svg_file'
import { batchesRun, crowdRun } from './run_builder'

function svg(
  run: ReturnType<typeof batchesRun>,
  axis: 'time' | 'steps',
  width: number,
  height: number,
  selected: number,
): string {
  const picture = new Picture(roughMeasure, {
    axis,
    grouping: 'line',
    order: 'start',
    slide: false,
    collapsed: [],
    path: false,
    tracks: ['waitgroup'],
  })
  picture.setSize(width, height)
  picture.setRun(run)
  picture.setSelection({ goroutine: selected })
  picture.cursor = cursorAt(picture.model as RunModel, 'time', 2.5e9)
  const into = { innerHTML: '' }
  new SvgRenderer(into, { title: 'A run' }).render(picture.marks(), width, height)
  return into.innerHTML
}

test('batches with a straggler, by time', async () => {
  await expect(svg(batchesRun(), 'time', 948, 388, 1)).toMatchFileSnapshot('snapshots/batches_time.svg')
})

test('batches with a straggler, by steps', async () => {
  await expect(svg(batchesRun(), 'steps', 948, 388, 5)).toMatchFileSnapshot('snapshots/batches_steps.svg')
})

test('on a phone', async () => {
  await expect(svg(batchesRun(), 'time', 390, 334, 1)).toMatchFileSnapshot('snapshots/batches_phone.svg')
})

test('a crowd is small: its size follows pixels', () => {
  const small = svg(crowdRun(300), 'time', 400, 200, 61).length
  const large = svg(crowdRun(3000), 'time', 400, 200, 601).length
  expect(large).toBeLessThan(small * 2)
})

function part(slide: boolean) {
  const picture = new Picture(roughMeasure, {
    axis: 'time',
    grouping: 'line',
    order: 'start',
    slide,
    collapsed: [],
    path: false,
    tracks: [],
  })
  picture.setSize(948, 388)
  picture.setRun(batchesRun())
  return picture.part()
}

const plain = { getPropertyValue: (name: string) => (name.startsWith('--font') ? 'sans-serif' : '#123456') }

test('a saved picture has textures of the size that the page draws them in', () => {
  const scaleOf = (text: string) => text.match(/id="t-sleeping"[^>]*scale\(([\d.]+)\)/)?.[1] ?? '1'
  expect(scaleOf(svgFile([part(false)], plain, ''))).toBe('1')
  expect(scaleOf(svgFile([part(true)], plain, ''))).toBe(String(part(true).textureScale))
  expect(part(true).textureScale).toBeGreaterThan(1)
})

test('two runs that are compared are one picture, each id once', () => {
  const parts = [
    { ...part(false), heading: ['A', 'before <it>', '9 goroutines'] as const },
    { ...part(false), heading: ['B', 'after', '9 goroutines'] as const },
  ]
  const text = svgFile(parts, plain, 'Two runs')
  const ids = [...text.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id)
  expect(new Set(ids).size).toBe(ids.length)
  for (const [, used] of text.matchAll(/url\(#([^)]+)\)/g)) expect(ids).toContain(used)
  expect(text).toContain('before &lt;it&gt;')
  const [, height] = text.match(/^<svg[^>]* height="(\d+)"/) ?? []
  expect(Number(height)).toBeGreaterThan(2 * 388)
})

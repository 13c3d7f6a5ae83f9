import { describe, expect, test } from 'vitest'
import { gallop, lowerBound, State } from '../../www/base'
import { makeBins, spansOf } from '../../www/engine/bins'
import type { Run } from '../../www/engine/types'
import { type AxisKind, RunModel, SpanBins } from '../../www/state'
import { densityOf } from '../../www/timeline/layout/density'
import { laneSegments, segmentTotals } from '../../www/timeline/layout/detail'
import { groupGoroutines, groupStats } from '../../www/timeline/layout/groups'
import { idleBehindStragglers, idleShare } from '../../www/timeline/layout/idle'
import { instantWidths } from '../../www/timeline/layout/instants'
import { chooseLabel } from '../../www/timeline/layout/labels'
import { metricsFor } from '../../www/timeline/layout/metrics'
import { profileOf } from '../../www/timeline/layout/profile'
import { goroutineInBlock, type LaneBlock, layoutRows, placeOf, rowAt } from '../../www/timeline/layout/rows'
import { StateSums } from '../../www/timeline/layout/state_sums'
import { roughMeasure } from '../../www/timeline/marks'
import { batchesRun, crowdRun } from './run_builder'

const AXES: AxisKind[] = ['time', 'steps']
const page = metricsFor(948, false)

function totalsOf(model: RunModel, axis: AxisKind): Float64Array {
  const sums = new Float64Array(8)
  for (let g = 1; g <= model.goroutines; g++)
    model.sums(axis).add(model.spansFrom(g), model.spansEnd(g), sums)
  return sums
}

function plainTotals(run: Run, axis: AxisKind): number[] {
  const { start, end } = new RunModel(run).columns(axis)
  const sums = new Array<number>(8).fill(0)
  run.spans.state.forEach((state, i) => {
    sums[state] = (sums[state] ?? 0) + (end[i] ?? 0) - (start[i] ?? 0)
  })
  return sums
}

describe.each([
  ['batches', batchesRun()],
  ['a crowd with many spans each', crowdRun(40, 120)],
])('no span is lost between levels: %s', (_, run) => {
  const model = new RunModel(run)

  test.each(AXES)('kept sums are the sums, on %s', (axis) => {
    const plain = plainTotals(run, axis)
    for (const [state, sum] of totalsOf(model, axis).entries()) expect(sum).toBeCloseTo(plain[state] ?? 0, 3)
  })

  test.each(AXES)('each span is in exactly one piece at every zoom, on %s', (axis) => {
    const [lo, hi] = model.domain(axis)
    for (const pixels of [1, 7, 60, 744, 20_000]) {
      const sums = new Float64Array(8)
      for (let g = 1; g <= model.goroutines; g++) {
        const pieces = laneSegments(model, axis, g, lo, hi, (hi - lo) / pixels)
        let next = model.spansFrom(g)
        for (const piece of pieces) {
          expect(piece.first).toBe(next)
          next = piece.last
        }
        expect(next).toBe(model.spansEnd(g))
        segmentTotals(model, axis, pieces).forEach((sum, state) => {
          sums[state] = (sums[state] ?? 0) + sum
        })
      }
      for (const [state, sum] of totalsOf(model, axis).entries()) expect(sums[state]).toBeCloseTo(sum, 3)
    }
  })

  test.each(AXES)('pieces are bounded by pixels, on %s', (axis) => {
    const [lo, hi] = model.domain(axis)
    for (const pixels of [7, 60, 744]) {
      for (let g = 1; g <= model.goroutines; g++) {
        expect(laneSegments(model, axis, g, lo, hi, (hi - lo) / pixels).length).toBeLessThanOrEqual(
          2 * pixels + 4,
        )
      }
    }
  })
})

test('on the axis of steps a goroutine is in one state in each step, and one at most runs', () => {
  const model = new RunModel(batchesRun())
  const { start, end } = model.columns('steps')
  const runs = new Map<number, number>()
  for (let g = 1; g <= model.goroutines; g++) {
    for (let i = model.spansFrom(g); i < model.spansEnd(g); i++) {
      if (i > model.spansFrom(g)) expect(start[i]).toBe(end[i - 1])
      if (model.run.spans.state[i] !== State.Running) continue
      for (let step = start[i] ?? 0; step < (end[i] ?? 0); step++) runs.set(step, (runs.get(step) ?? 0) + 1)
    }
  }
  expect(Math.max(...runs.values())).toBe(1)
  expect(runs.size).toBe(model.run.report.steps)
})

describe('rows', () => {
  const model = new RunModel(batchesRun())
  const groups = groupGoroutines(model, 'line', 'start')
  const layout = (height: number, collapsed = new Set<string>()) =>
    layoutRows({ groups, collapsed, opened: 0, height, scale: 1, metrics: page })

  test('main, then the group by its line', () => {
    expect(groups.map((group) => [group.title, group.line, group.members.length])).toEqual([
      ['main', 0, 1],
      ['go worker', 43, 8],
    ])
  })

  test('stand one below the other and fill no more than the height', () => {
    const { rows, height } = layout(304)
    let y = 0
    for (const row of rows) {
      expect(row.y).toBe(y)
      y += row.height
    }
    expect(y).toBe(height)
    expect(height).toBeLessThanOrEqual(304)
    expect(rows.filter((row) => row.kind === 'lanes').map((row) => (row as LaneBlock).lane)).toEqual([30, 30])
  })

  test('few lanes grow by a third at most', () => {
    const few = groupGoroutines(new RunModel(crowdRun(3)), 'line', 'start')
    const { rows } = layoutRows({
      groups: few,
      collapsed: new Set(),
      opened: 0,
      height: 900,
      scale: 1,
      metrics: page,
    })
    expect((rows[0] as LaneBlock).lane).toBe(40)
  })

  test('a collapsed group has its row only', () => {
    expect(layout(304, new Set([groups[1]?.key ?? ''])).rows.map((row) => row.kind)).toEqual([
      'lanes',
      'group',
    ])
  })

  test('the place under a lane is its goroutine, at every height of lane', () => {
    for (const n of [5, 60, 1500]) {
      const crowd = new RunModel(crowdRun(n))
      for (const opened of [0, 1 + Math.floor(n / 2)]) {
        const { rows } = layoutRows({
          groups: groupGoroutines(crowd, 'line', 'start'),
          collapsed: new Set(),
          opened,
          height: 600,
          scale: 1,
          metrics: page,
        })
        for (let g = 1; g <= crowd.goroutines; g += Math.max(1, Math.floor(n / 200))) {
          const place = placeOf(rows, groupGoroutines(crowd, 'line', 'start'), g)
          expect(place).not.toBeNull()
          const row = place && rowAt(rows, place.y + place.height / 2)
          expect(
            row?.kind === 'lanes' && goroutineInBlock(row, (place?.y ?? 0) + (place?.height ?? 0) / 2),
          ).toBe(g)
        }
      }
    }
  })

  test('every goroutine has a lane by every grouping and order', () => {
    for (const by of ['line', 'function', 'parent', 'none'] as const) {
      for (const order of ['start', 'busy', 'waiting'] as const) {
        const all = groupGoroutines(model, by, order).flatMap((group) => [...group.members])
        expect(all.sort((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9])
      }
    }
  })

  test('statistics of a group', () => {
    const stats = groupStats(model, groups[1] as (typeof groups)[number], 'time')
    expect(stats.median).toBe(7e8)
    expect(stats.max).toBe(2e9)
    expect(stats.count).toBe(8)
  })
})

const planes = (cells: number) => Array.from({ length: 8 }, () => new Float64Array(cells))

describe('bins of a large run', () => {
  const model = new RunModel(crowdRun(600, 5))
  const binsOf = (axis: (typeof AXES)[number]) =>
    new SpanBins(makeBins(spansOf(model.run.spans, axis), model.domain(axis)), model.goroutines)
  const blocks = (bins: SpanBins) => Math.ceil(model.goroutines / bins.lanes)

  test.each(AXES)('lose no time at any width of cell, on %s', (axis) => {
    const bins = binsOf(axis)
    const [lo, hi] = model.domain(axis)
    for (const cells of [10, 333, 1000]) {
      const held = planes(cells)
      bins.add(0, blocks(bins), lo, (hi - lo) / cells, cells, held)
      for (const [state, sum] of totalsOf(model, axis).entries()) {
        const found = held[state]?.reduce((a, b) => a + b, 0) ?? 0
        expect(Math.abs(found - sum)).toBeLessThanOrEqual((bins.least * 2 * model.goroutines) / 255)
      }
    }
  })

  test('tell of each cell what the spans tell', () => {
    const bins = binsOf('time')
    const [lo, hi] = model.domain('time')
    const cells = 64
    const held = planes(cells)
    bins.add(0, blocks(bins), lo, (hi - lo) / cells, cells, held)
    const all = planes(cells)
    bins.addAll(lo, (hi - lo) / cells, cells, all)
    expect(all).toEqual(held)
    const sums = new StateSums(model, 'time', lo, (hi - lo) / cells, cells)
    sums.addSpans(0, model.spanCount)
    // rounding carried along: less than a part of a bin's 255 for each block, at both ends
    const quantum = (2 * bins.least * 2 * model.goroutines) / 255
    for (let state = 0; state < 7; state++) {
      const exact = new Float64Array(cells)
      sums.addTo(state, exact)
      for (let cell = 0; cell < cells; cell++)
        expect(Math.abs((held[state]?.[cell] ?? 0) - (exact[cell] ?? 0))).toBeLessThanOrEqual(quantum)
    }
  })
})

describe('spans seen', () => {
  test('near or far from a guess, the place found is the same', () => {
    const column = Uint32Array.from([3, 3, 5, 8, 8, 8, 13, 21, 34, 55])
    for (let value = 0; value < 60; value++)
      for (let guess = 2; guess <= 9; guess++)
        expect(gallop(column, value, 2, guess, 9)).toBe(lowerBound(column, value, 2, 9))
  })

  test('wherever was looked before', () => {
    const model = new RunModel(crowdRun(40, 9))
    const { end } = model.columns('time')
    const [lo, hi] = model.domain('time')
    for (const share of [0, 0.5, 0.51, 0.2, 1, 0.99, 0.03])
      for (let g = 1; g <= model.goroutines; g++) {
        const at = lo + (hi - lo) * share
        expect(model.firstShown('time', g, at)).toBe(
          lowerBound(end, at, model.spansFrom(g), model.spansEnd(g)),
        )
      }
  })
})

describe('density', () => {
  const model = new RunModel(crowdRun(2000))
  const groups = groupGoroutines(model, 'line', 'start')
  const { rows } = layoutRows({
    groups,
    collapsed: new Set(),
    opened: 0,
    height: 300,
    scale: 1,
    metrics: page,
  })
  const block = rows.find((row): row is LaneBlock => row.kind === 'lanes' && row.level === 'far') as LaneBlock
  const [lo, hi] = model.domain('time')
  const density = densityOf(model, 'time', block, { lo, hi, left: 204, right: 904 })

  test('has as many cells as the band has places', () => {
    expect(density.columns).toBe(350)
    expect(density.rows).toBe(Math.round(block.height / 2))
  })

  test('keeps the one that is stuck among thousands, large enough to be seen', () => {
    expect(density.outliers.map((outlier) => outlier.state)).toContain(State.Stuck)
    for (const outlier of density.outliers) expect(outlier.width).toBeGreaterThanOrEqual(3)
  })

  test('is empty where nobody lives', () => {
    const last = density.share[density.columns - 1]
    expect(last).toBe(0)
    expect(density.share.some((share) => share === 5)).toBe(true)
  })
})

describe('labels', () => {
  const room = { left: 100, right: 300, cursor: null, size: 11 }

  test('are measured, then chosen', () => {
    expect(chooseLabel(['sync.WaitGroup.Wait', 'Wait'], room, roughMeasure)?.text).toBe('sync.WaitGroup.Wait')
    expect(chooseLabel(['sync.WaitGroup.Wait', 'Wait'], { ...room, right: 160 }, roughMeasure)?.text).toBe(
      'Wait',
    )
    expect(chooseLabel(['sync.WaitGroup.Wait'], { ...room, right: 130 }, roughMeasure)?.text).toBe('')
    expect(chooseLabel(['x'], { ...room, right: 110 }, roughMeasure)).toBeNull()
  })

  test('start after a cursor that would cross them', () => {
    const label = chooseLabel(['sleep'], { ...room, cursor: 130 }, roughMeasure)
    expect(label?.textX).toBe(139)
    expect(chooseLabel(['sleep'], { ...room, cursor: 250 }, roughMeasure)?.apart).toBeNull()
  })
})

describe('idle behind stragglers', () => {
  test('is from the end of a finished goroutine to the next batch', () => {
    const idle = idleBehindStragglers(new RunModel(batchesRun()), 'time')
    expect(idle.map(({ goroutine, from, to }) => [goroutine, from / 1e9, to / 1e9])).toEqual([
      [2, 0.6, 2],
      [3, 0.7, 2],
      [4, 0.8, 2],
      [6, 2.6, 4],
      [7, 2.4, 4],
      [8, 2.8, 4],
    ])
  })

  test('as a share of the places that the batches kept', () => {
    const share = idleShare(new RunModel(batchesRun()), 'time')
    expect(share).toBeCloseTo(8.1 / 16, 9)
  })

  test('is none where all start at once', () => {
    expect(idleBehindStragglers(new RunModel(crowdRun(20)), 'time')).toEqual([])
  })
})

test('a profile is the same from bands and from spans', () => {
  const model = new RunModel(crowdRun(2000))
  const { rows } = layoutRows({
    groups: groupGoroutines(model, 'line', 'start'),
    collapsed: new Set(),
    opened: 900,
    height: 300,
    scale: 1,
    metrics: page,
  })
  const [lo, hi] = model.domain('time')
  const view = { lo: lo + (hi - lo) * 0.3, hi: lo + (hi - lo) * 0.7, left: 204, right: 904 }
  const bands = rows
    .filter((row): row is LaneBlock => row.kind === 'lanes' && row.level === 'far')
    .map((block) => ({ block, totals: densityOf(model, 'time', block, view).totals }))
  expect(bands.length).toBeGreaterThan(1)
  const each = (view.hi - view.lo) / 350
  const plain = profileOf(model, 'time', view.lo, each, 350)
  const summed = profileOf(model, 'time', view.lo, each, 350, () => bands)
  plain.stacked.forEach((line, s) => {
    for (const [part, value] of line.entries()) expect(summed.stacked[s]?.[part]).toBeCloseTo(value, 6)
  })
})

describe('instants', () => {
  test('that stand apart have their full width, also a few close together', () => {
    expect(instantWidths([10], 3)).toEqual([3])
    expect(instantWidths([10, 12, 14], 3)).toEqual([3, 3, 3])
    expect(instantWidths([0, 100, 200, 300, 400, 500, 600], 3)).toEqual(Array(7).fill(3))
  })

  test.each([2, 4.1, 9])(
    'in a row of one every %d px leave most of the lane to what lasts between them',
    (apart) => {
      const places = Array.from({ length: 120 }, (_, i) => i * apart)
      const widths = instantWidths(places, 3)
      const covered = widths.reduce((sum, width) => sum + width, 0)
      expect(covered).toBeLessThan(places.length * apart * 0.3)
      for (const width of widths) expect(width).toBeGreaterThan(0.4)
    },
  )
})

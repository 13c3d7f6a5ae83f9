import { expect, test } from 'vitest'
import { makeBins, spansOf } from '../../www/engine/bins'
import { type AxisKind, RunModel } from '../../www/state'
import { SpanBins } from '../../www/state/span_bins'
import { CELLS_A_FRAME } from '../../www/timeline/bands'
import { CELL, MOVING_CELL } from '../../www/timeline/layout/density'
import { type Mark, roughMeasure } from '../../www/timeline/marks'
import { Picture } from '../../www/timeline/picture'
import { crowdRun } from './run_builder'

/** A run that is drawn as a large one is, by bins. */
class Large extends RunModel {
  private readonly kept = new Map<AxisKind, SpanBins>()

  override bins(axis: AxisKind): SpanBins {
    const made =
      this.kept.get(axis) ??
      new SpanBins(makeBins(spansOf(this.run.spans, axis), this.domain(axis)), this.goroutines)
    this.kept.set(axis, made)
    return made
  }
}

function picture(selected: number): Picture {
  const made = new Picture(roughMeasure, {
    axis: 'time',
    grouping: 'line',
    order: 'start',
    slide: false,
    collapsed: [],
    path: false,
    tracks: [],
  })
  made.setSize(1100, 700)
  made.setRun(new Large(crowdRun(1500, 2)))
  if (selected > 0) made.setSelection({ goroutine: selected })
  const { lo, hi } = made.plot.getRange()
  made.plot.setRange({ lo: lo + (hi - lo) * 0.1, hi: hi - (hi - lo) * 0.3 })
  return made
}

const cells = (marks: Mark[]) => marks.flatMap((mark) => (mark.type === 'cells' ? [mark.density] : []))

// with a lane opened there are two bands
test.each([0, 700])(
  'a large picture that comes to rest is found in pieces, and is what it would be at once',
  (selected) => {
    const expected = picture(selected).marks()
    const moved = picture(selected)
    moved.moving = true
    expect(new Set(cells(moved.marks()).map(({ cell }) => cell))).toEqual(new Set([MOVING_CELL]))
    const rows = new Map<object, number>()
    let frames = 1
    for (let whole = false; !whole; frames++) {
      let found = 0
      whole = moved.refine((density, y, from, to) => {
        expect(from).toBe(rows.get(density) ?? 0)
        expect(y).toBeGreaterThan(0)
        rows.set(density, to)
        found += (to - from) * density.columns
      })
      expect(found).toBeLessThanOrEqual(CELLS_A_FRAME + 1100)
    }
    expect(frames).toBeGreaterThan(3)
    moved.moving = false
    const marks = moved.marks()
    expect(marks).toEqual(expected)
    // what was prepared is what is shown
    expect(cells(marks).map((density) => rows.get(density))).toEqual(
      cells(marks).map((density) => density.rows),
    )
  },
)

test('what moves on before it rests is not shown as it was', () => {
  const moved = picture(0)
  moved.moving = true
  moved.refine(() => {})
  moved.plot.setRange(moved.plot.wholeRange())
  while (!moved.refine(() => {}));
  moved.moving = false
  const plain = picture(0)
  plain.plot.setRange(plain.plot.wholeRange())
  expect(moved.marks()).toEqual(plain.marks())
})

test('a picture that moves is saved as it is at rest', () => {
  const moved = picture(0)
  moved.moving = true
  moved.marks()
  expect(cells(moved.marks(false)).map(({ cell }) => cell)).toEqual([CELL])
})

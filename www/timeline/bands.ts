import type { AxisKind, RunModel } from '../state'
import { CELL, type Density, DensityWork, densityOf, MOVING_CELL } from './layout/density'
import type { LaneBlock } from './layout/rows'
import { pageY, type Scene } from './scene'

/** Cells that are found within one frame while a picture comes to rest. */
export const CELLS_A_FRAME = 16_000

/** Told of rows `[from, to)` of a band that are there, and where the band will stand on the page. */
export type RowsFound = (density: Density, y: number, from: number, to: number) => void

/**
 * The bands of a picture, kept until what they show changes. A large run is drawn in coarser cells while a hand moves
 * it; the fine ones follow when it rests, some in each frame, and are shown when all are there.
 */
export class Bands {
  private made = new Map<string, Density>()
  private key = ''
  private finer: Finer | null = null

  clear(): void {
    this.made.clear()
    this.finer = null
  }

  of(scene: Scene, block: LaneBlock): Density {
    const key = keyOf(scene)
    if (key !== this.key) this.made.clear()
    this.key = key
    const name = nameOf(block)
    const made = this.made.get(name) ?? densityOf(scene.model, scene.axis, block, scene.view, scene.cell)
    this.made.set(name, made)
    return made
  }

  /** One frame's share of the bands of a picture that comes to rest; true when it can be drawn. */
  refine(scene: Scene, found: RowsFound): boolean {
    const key = keyOf(scene)
    if (this.finer?.key !== key) this.finer = new Finer(key, scene)
    if (!this.finer.go(scene, found)) return false
    this.made = this.finer.made
    this.key = key
    this.finer = null
    return true
  }
}

/** Side of a cell: coarse where a hand moves what is large. */
export function cellOf(model: RunModel, axis: AxisKind, moving: boolean): number {
  return moving && model.bins(axis) ? MOVING_CELL : CELL
}

/** Blocks of a picture that are drawn as bands. */
export function farBlocks(scene: Scene): LaneBlock[] {
  return scene.rows.filter((row): row is LaneBlock => row.kind === 'lanes' && row.level === 'far')
}

function nameOf(block: LaneBlock): string {
  return `${block.group} ${block.from}`
}

function keyOf({ view, width, cell }: Scene): string {
  return `${view.lo} ${view.hi} ${view.left} ${width} ${cell}`
}

/** The bands of one picture on their way. */
class Finer {
  readonly key: string
  readonly made = new Map<string, Density>()
  private readonly blocks: LaneBlock[]
  private work: DensityWork | null = null

  constructor(key: string, scene: Scene) {
    this.key = key
    this.blocks = farBlocks(scene)
  }

  go(scene: Scene, found: RowsFound): boolean {
    let left = CELLS_A_FRAME
    for (let block = this.blocks[0]; block && left > 0; block = this.blocks[0]) {
      this.work ??= new DensityWork(scene.model, scene.axis, block, scene.view, scene.cell)
      const { density, row } = this.work
      const whole = this.work.go(Math.max(1, Math.floor(left / density.columns)))
      found(density, pageY(scene, block.y), row, this.work.row)
      left -= (this.work.row - row) * density.columns
      if (!whole) return false
      this.made.set(nameOf(block), density)
      this.blocks.shift()
      this.work = null
    }
    return this.blocks.length === 0
  }
}

import { stateLook } from '../../base'
import { CELL, type Density } from '../layout/density'
import type { LaneBlock } from '../layout/rows'
import type { Mark } from '../marks'
import { pageY, type Scene } from '../scene'

/** A density band, and over it what no scale may hide. */
export function bandMarks(scene: Scene, block: LaneBlock, density: Density): Mark[] {
  const y = pageY(scene, block.y)
  const marks: Mark[] = [{ type: 'cells', density, y }]
  for (const outlier of density.outliers) {
    marks.push({
      type: 'rect',
      x: outlier.x,
      y: y + outlier.y - block.y,
      width: outlier.width,
      height: CELL,
      fill: `--${stateLook(outlier.state).key}-edge`,
    })
  }
  return marks
}

import { STATES, type StateKey } from '../../base'
import { type Density, MOVING_CELL, SHARE_OPACITY } from '../layout/density'

/** A multiple of every texture's repeat. */
const TILE = 12

/**
 * The cells of one band as a picture, kept until the band changes: one pixel a CSS pixel with the states' textures; while
 * it moves one pixel a cell, in the textures' mean colours.
 */
export class BandImage {
  readonly canvas: HTMLCanvasElement
  private density: Density | null = null
  private top = 0
  /** Rows that are painted. */
  private painted = 0
  private image: ImageData | null = null
  private tiles: Uint32Array | null = null
  private means: Uint32Array | null = null

  constructor(doc: Document) {
    this.canvas = doc.createElement('canvas')
  }

  /**
   * Paints what is not painted yet, or only its rows `[from, to)`. Textures are anchored to the page: `top` is where
   * the band stands on it.
   */
  paint(
    density: Density,
    top: number,
    tile: (key: StateKey) => HTMLCanvasElement,
    [from, to]: readonly [number, number] = [0, density.rows],
  ): void {
    const phase = ((top % TILE) + TILE) % TILE
    if (this.density !== density || this.top !== phase) this.painted = 0
    this.density = density
    this.top = phase
    const first = Math.max(from, this.painted)
    if (first >= to || from > this.painted) return
    this.painted = to
    this.tiles ??= readTiles(tile)
    const moves = density.cell === MOVING_CELL
    const side = moves ? 1 : density.cell
    const pixels = this.pixels(density.columns * side, density.rows * side)
    if (moves) {
      this.means ??= meansOf(this.tiles)
      fillMeans(pixels, density, this.means)
    } else fill(pixels, density, this.tiles, Math.round(density.x) % TILE, phase, first, to)
    const image = this.image as ImageData
    this.canvas.getContext('2d')?.putImageData(image, 0, 0, 0, first * side, image.width, (to - first) * side)
  }

  private pixels(width: number, height: number): Uint32Array {
    if (this.canvas.width !== width || this.canvas.height !== height || !this.image) {
      this.canvas.width = width
      this.canvas.height = height
      this.image = new ImageData(width, height)
    }
    return new Uint32Array(this.image.data.buffer)
  }
}

/** Pixels of a line of a texture: its repeat, and the first again, so that those of a cell are always at hand. */
const LINE = TILE + MOVING_CELL - 1
/** Pixels of a texture at one share. */
const TEXTURE = TILE * LINE

/** Pixels of every state at every share: `TILE` lines each, state by state, share by share; a share of 0 is empty. */
function readTiles(tile: (key: StateKey) => HTMLCanvasElement): Uint32Array {
  const shares = SHARE_OPACITY.length
  const out = new Uint32Array(STATES.length * shares * TEXTURE)
  STATES.forEach((look, state) => {
    const source = tile(look.key)
    const side = source.width
    const data = source.getContext('2d')?.getImageData(0, 0, side, side).data
    if (!data) return
    const pixels = new Uint32Array(data.buffer)
    for (let share = 1; share < shares; share++) {
      const alpha = Math.round(255 * (SHARE_OPACITY[share] as number)) << 24
      const base = (state * shares + share) * TEXTURE
      for (let y = 0; y < TILE; y++)
        for (let x = 0; x < LINE; x++) {
          const from = (y % side) * side + ((x % TILE) % side)
          out[base + y * LINE + x] = ((pixels[from] as number) & 0xffffff) | alpha
        }
    }
  })
  return out
}

/** The mean colour of every state at every share. */
function meansOf(tiles: Uint32Array): Uint32Array {
  const means = new Uint32Array(tiles.length / TEXTURE)
  for (let i = 0; i < means.length; i++) {
    const sums = [0, 0, 0]
    for (let y = 0; y < TILE; y++) {
      for (let x = 0; x < TILE; x++) {
        const pixel = tiles[i * TEXTURE + y * LINE + x] as number
        for (let c = 0; c < 3; c++) sums[c] = (sums[c] as number) + ((pixel >> (8 * c)) & 255)
      }
    }
    const alpha = (tiles[i * TEXTURE] as number) & 0xff000000
    means[i] = sums.reduce((all, sum, c) => all | (Math.round(sum / TILE / TILE) << (8 * c)), alpha)
  }
  return means
}

function fillMeans(into: Uint32Array, { state, share }: Density, means: Uint32Array): void {
  const shares = SHARE_OPACITY.length
  for (let i = 0; i < into.length; i++)
    into[i] = means[(state[i] as number) * shares + (share[i] as number)] as number
}

/** A cell's texture is looked up once for all its lines of pixels. */
function fill(
  into: Uint32Array,
  density: Density,
  tiles: Uint32Array,
  left: number,
  top: number,
  first: number,
  end: number,
): void {
  const { cell, columns, state, share } = density
  const shares = SHARE_OPACITY.length
  const width = columns * cell
  const texture = new Int32Array(columns)
  for (let row = first; row < end; row++) {
    const cells = row * columns
    let phase = left
    for (let column = 0; column < columns; column++) {
      const at = cells + column
      texture[column] = ((state[at] as number) * shares + (share[at] as number)) * TEXTURE + phase
      phase += cell
      if (phase >= TILE) phase -= TILE
    }
    for (let py = row * cell; py < (row + 1) * cell; py++) {
      const line = ((py + top) % TILE) * LINE
      let at = py * width
      for (let column = 0; column < columns; column++) {
        const from = (texture[column] as number) + line
        for (let k = 0; k < cell; k++) into[at++] = tiles[from + k] as number
      }
    }
  }
}

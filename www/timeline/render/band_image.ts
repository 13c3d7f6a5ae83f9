import { STATES, type StateKey } from '../../base'
import { CELL, type Density, SHARE_OPACITY } from '../layout/density'

/** A multiple of every texture's repeat. */
const TILE = 12

/** The cells of one band as a picture, one pixel a CSS pixel; kept until the band changes. */
export class BandImage {
  readonly canvas: HTMLCanvasElement
  private density: Density | null = null
  private top = 0
  private image: ImageData | null = null
  private tiles: Uint32Array | null = null

  constructor(doc: Document) {
    this.canvas = doc.createElement('canvas')
  }

  /** Textures are anchored to the page: `top` is where the band stands on it. */
  paint(density: Density, top: number, tile: (key: StateKey) => HTMLCanvasElement): void {
    const phase = ((top % TILE) + TILE) % TILE
    if (this.density === density && this.top === phase) return
    this.density = density
    this.top = phase
    this.tiles ??= readTiles(tile)
    const width = density.columns * CELL
    const height = density.rows * CELL
    if (this.canvas.width !== width || this.canvas.height !== height || !this.image) {
      this.canvas.width = width
      this.canvas.height = height
      this.image = new ImageData(width, height)
    }
    fill(new Uint32Array(this.image.data.buffer), density, this.tiles, Math.round(density.x) % TILE, phase)
    this.canvas.getContext('2d')?.putImageData(this.image, 0, 0)
  }
}

/** Pixels of every state at every share: `TILE` by `TILE` each, state by state, share by share. */
function readTiles(tile: (key: StateKey) => HTMLCanvasElement): Uint32Array {
  const shares = SHARE_OPACITY.length
  const out = new Uint32Array(STATES.length * shares * TILE * TILE)
  STATES.forEach((look, state) => {
    const source = tile(look.key)
    const side = source.width
    const data = source.getContext('2d')?.getImageData(0, 0, side, side).data
    if (!data) return
    const pixels = new Uint32Array(data.buffer)
    for (let share = 1; share < shares; share++) {
      const alpha = Math.round(255 * (SHARE_OPACITY[share] as number)) << 24
      const base = (state * shares + share) * TILE * TILE
      for (let k = 0; k < TILE * TILE; k++) {
        const from = (Math.floor(k / TILE) % side) * side + ((k % TILE) % side)
        out[base + k] = ((pixels[from] as number) & 0xffffff) | alpha
      }
    }
  })
  return out
}

function fill(into: Uint32Array, density: Density, tiles: Uint32Array, left: number, top: number): void {
  const { columns, rows, state, share } = density
  const shares = SHARE_OPACITY.length
  const width = columns * CELL
  for (let py = 0; py < rows * CELL; py++) {
    const cells = Math.floor(py / CELL) * columns
    const line = ((py + top) % TILE) * TILE
    let at = py * width
    let phase = left
    for (let column = 0; column < columns; column++) {
      const part = share[cells + column] as number
      const base = ((state[cells + column] as number) * shares + part) * TILE * TILE + line
      into[at] = part === 0 ? 0 : (tiles[base + phase] as number)
      into[at + 1] = part === 0 ? 0 : (tiles[base + ((phase + 1) % TILE)] as number)
      at += CELL
      phase += CELL
      if (phase >= TILE) phase -= TILE
    }
  }
}

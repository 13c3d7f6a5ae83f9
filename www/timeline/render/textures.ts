import type { Texture } from '../../base'

/** Strokes and dots of a texture on a tile of 6 by 6 (bars: 4 by 4), in ink over the plain fill. */
export interface TextureShape {
  tile: number
  /** SVG path to stroke, empty for none. */
  d: string
  dot: boolean
  opacity: number
  width: number
}

const RISING = 'M-1.5,1.5 l3,-3 M0,6 l6,-6 M4.5,7.5 l3,-3'
const FALLING = 'M-1.5,4.5 l3,3 M0,0 l6,6 M4.5,-1.5 l3,3'

/** Shapes by texture; the numbers are the design's. */
export const TEXTURES: Record<Texture, TextureShape> = {
  solid: { tile: 6, d: '', dot: false, opacity: 0, width: 1 },
  rising: { tile: 6, d: RISING, dot: false, opacity: 0.55, width: 1 },
  lines: { tile: 6, d: 'M0,3.5 h6', dot: false, opacity: 0.3, width: 1 },
  dots: { tile: 6, d: '', dot: true, opacity: 0.38, width: 1 },
  cross: { tile: 6, d: `${RISING} ${FALLING}`, dot: false, opacity: 0.3, width: 1 },
  falling: { tile: 6, d: FALLING, dot: false, opacity: 0.5, width: 1 },
  bars: { tile: 4, d: 'M2,0 v6', dot: false, opacity: 0.4, width: 1 },
  hollow: { tile: 6, d: '', dot: false, opacity: 0, width: 1 },
}

/** Grey hatch of an idle place; it has no fill of its own. */
export const IDLE_SHAPE: TextureShape = { tile: 6, d: FALLING, dot: false, opacity: 1, width: 0.8 }

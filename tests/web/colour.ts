/**
 * Colour as eyes see it: WCAG contrast, CIEDE2000, and colour blindness simulated after Machado, Oliveira and
 * Fernandes (2009) at full severity, on linear sRGB.
 */

export type Triple = readonly [number, number, number]

export const EYES: Record<string, readonly Triple[]> = {
  normal: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  deuteranope: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  protanope: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  tritanope: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
}

export function linear(hex: string): Triple {
  const channel = (at: number) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  }
  return [channel(1), channel(3), channel(5)]
}

const dot = (row: Triple, color: Triple) => row[0] * color[0] + row[1] * color[1] + row[2] * color[2]

export function contrast(a: string, b: string): number {
  const light = [linear(a), linear(b)].map((color) => dot([0.2126, 0.7152, 0.0722], color)) as [
    number,
    number,
  ]
  return (Math.max(...light) + 0.05) / (Math.min(...light) + 0.05)
}

export function see(color: Triple, eye: readonly Triple[]): Triple {
  return eye.map((row) => Math.min(1, Math.max(0, dot(row, color)))) as unknown as Triple
}

export function lab(color: Triple): Triple {
  const f = (t: number) => (t > 0.008856 ? Math.cbrt(t) : 7.787 * t + 16 / 116)
  const x = f(dot([0.4124564, 0.3575761, 0.1804375], color) / 0.95047)
  const y = f(dot([0.2126729, 0.7151522, 0.072175], color))
  const z = f(dot([0.0193339, 0.119192, 0.9503041], color) / 1.08883)
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)]
}

const degrees = (radians: number) => (radians * 180) / Math.PI
const radians = (angle: number) => (angle * Math.PI) / 180
const cos = (angle: number) => Math.cos(radians(angle))
const hue = (b: number, a: number) => (degrees(Math.atan2(b, a)) + 360) % 360

export function ciede2000([l1, a1, b1]: Triple, [l2, a2, b2]: Triple): number {
  const mean7 = ((Math.hypot(a1, b1) + Math.hypot(a2, b2)) / 2) ** 7
  const g = 1 + 0.5 * (1 - Math.sqrt(mean7 / (mean7 + 25 ** 7)))
  const c1 = Math.hypot(a1 * g, b1)
  const c2 = Math.hypot(a2 * g, b2)
  const h1 = hue(b1, a1 * g)
  const h2 = hue(b2, a2 * g)
  let dh = 0
  let hm = h1 + h2
  if (c1 * c2 !== 0) {
    dh = h2 - h1
    if (Math.abs(dh) > 180) dh += h2 > h1 ? -360 : 360
    hm = (h1 + h2) / 2
    if (Math.abs(h1 - h2) > 180) hm += h1 + h2 < 360 ? 180 : -180
  }
  const dl = l2 - l1
  const dc = c2 - c1
  const dH = 2 * Math.sqrt(c1 * c2) * Math.sin(radians(dh / 2))
  const lm = (l1 + l2) / 2
  const cm = (c1 + c2) / 2
  const t = 1 - 0.17 * cos(hm - 30) + 0.24 * cos(2 * hm) + 0.32 * cos(3 * hm + 6) - 0.2 * cos(4 * hm - 63)
  const sl = 1 + (0.015 * (lm - 50) ** 2) / Math.sqrt(20 + (lm - 50) ** 2)
  const sc = 1 + 0.045 * cm
  const sh = 1 + 0.015 * cm * t
  const turn = Math.exp(-(((hm - 275) / 25) ** 2))
  const rt = -Math.sin(radians(60 * turn)) * 2 * Math.sqrt(cm ** 7 / (cm ** 7 + 25 ** 7))
  return Math.sqrt((dl / sl) ** 2 + (dc / sc) ** 2 + (dH / sh) ** 2 + rt * (dc / sc) * (dH / sh))
}

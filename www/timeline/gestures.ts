/** What fingers, mouse and wheel mean, in pixels of the element; the view gives it sense. */
export interface GestureTarget {
  /** Whether a press at this point scrubs instead of panning. */
  scrubsAt(x: number, y: number): boolean
  scrub(x: number): void
  pan(dx: number, dy: number): void
  /** `factor` above 1 is closer. */
  zoom(factor: number, x: number): void
  /** Thicker or thinner lanes. */
  thicken(factor: number): void
  click(x: number, y: number, event: PointerEvent): void
  fit(x: number, y: number): void
  hover(x: number, y: number): void
  leave(): void
  menu(x: number, y: number, event: MouseEvent): void
  /** Whether there are rows beyond the edge, so that a plain wheel scrolls them. */
  overflows(): boolean
  /** A slide or a page that must keep its own wheel unless we have the focus. */
  keepsWheel(): boolean
}

/** A press that moves less is a click. */
const SLOP = 4
/** Pressing this long with a finger opens the menu. */
const HOLD_MS = 500

interface Press {
  x: number
  y: number
  scrubs: boolean
  moved: boolean
}

/** Listens on an element until the returned function is called. */
export function listen(element: HTMLElement, target: GestureTarget): () => void {
  const pointers = new Map<number, { x: number; y: number }>()
  let press: Press | null = null
  let spread = 0
  let across = false
  let hold = 0
  let held = false

  const at = (event: MouseEvent) => {
    const box = element.getBoundingClientRect()
    const scale = box.width > 0 ? element.offsetWidth / box.width : 1
    return { x: (event.clientX - box.left) * scale, y: (event.clientY - box.top) * scale }
  }

  const down = (event: PointerEvent) => {
    if (event.button !== 0) return
    const point = at(event)
    pointers.set(event.pointerId, point)
    element.setPointerCapture(event.pointerId)
    held = false
    if (pointers.size === 1) {
      press = { ...point, scrubs: target.scrubsAt(point.x, point.y), moved: false }
      if (press.scrubs) target.scrub(point.x)
      if (event.pointerType === 'touch') {
        hold = window.setTimeout(() => {
          if (!press || press.moved || press.scrubs) return
          held = true
          target.menu(point.x, point.y, event)
        }, HOLD_MS)
      }
    } else {
      across = liesAcross(pointers)
      spread = distance(pointers, across)
      clearTimeout(hold)
      // two fingers hold the picture, wherever the first was put down
      if (press) Object.assign(press, { scrubs: false, moved: true })
    }
  }

  const move = (event: PointerEvent) => {
    const point = at(event)
    const before = pointers.get(event.pointerId)
    if (!before) {
      if (event.pointerType !== 'touch') target.hover(point.x, point.y)
      return
    }
    if (!press) return
    const first = !press.moved
    if (first && Math.hypot(point.x - press.x, point.y - press.y) < SLOP) return
    clearTimeout(hold)
    press.moved = true
    element.dataset.grab = String(!press.scrubs)
    if (pointers.size > 1) return pinch(event.pointerId, before, point)
    pointers.set(event.pointerId, point)
    if (press.scrubs) return target.scrub(point.x)
    const from = first ? press : before
    target.pan(point.x - from.x, point.y - from.y)
  }

  /** What lies under each finger stays there: closer or further about the old middle, then along with it. */
  const pinch = (finger: number, from: { y: number }, to: { x: number; y: number }) => {
    const about = middle(pointers)
    pointers.set(finger, to)
    const now = distance(pointers, across)
    if (spread > 0 && now > 0) target.zoom(now / spread, about)
    spread = now
    target.pan(middle(pointers) - about, (to.y - from.y) / pointers.size)
  }

  const up = (event: PointerEvent) => {
    if (!pointers.delete(event.pointerId)) return
    clearTimeout(hold)
    element.dataset.grab = 'false'
    if (pointers.size > 0) {
      spread = 0
      return
    }
    if (press && !press.moved && !press.scrubs && !held && event.type === 'pointerup') {
      const point = at(event)
      target.click(point.x, point.y, event)
    }
    press = null
  }

  const wheel = (event: WheelEvent) => {
    if (target.keepsWheel()) return
    const unit = event.deltaMode === 1 ? 16 : event.deltaMode === 2 ? 400 : 1
    const dx = event.deltaX * unit
    const dy = event.deltaY * unit
    event.preventDefault()
    event.stopPropagation()
    if (event.altKey) return target.thicken(2 ** (-dy / 300))
    if (event.ctrlKey || event.metaKey)
      return target.zoom(2 ** (-dy / (event.ctrlKey && Math.abs(dy) < 50 ? 60 : 240)), at(event).x)
    if (event.shiftKey) return target.pan(-(dx || dy), 0)
    if (Math.abs(dx) > Math.abs(dy)) return target.pan(-dx, 0)
    if (target.overflows()) return target.pan(0, -dy)
    target.zoom(2 ** (-dy / 240), at(event).x)
  }

  const menu = (event: MouseEvent) => {
    event.preventDefault()
    if (held) return
    const point = at(event)
    target.menu(point.x, point.y, event)
  }
  const double = (event: MouseEvent) => {
    const point = at(event)
    target.fit(point.x, point.y)
  }
  const leave = () => target.leave()

  const stop = new AbortController()
  const { signal } = stop
  element.addEventListener('pointerdown', down, { signal })
  element.addEventListener('pointermove', move, { signal })
  element.addEventListener('pointerup', up, { signal })
  element.addEventListener('pointercancel', up, { signal })
  element.addEventListener('pointerleave', leave, { signal })
  element.addEventListener('wheel', wheel, { signal, passive: false })
  element.addEventListener('contextmenu', menu, { signal })
  element.addEventListener('dblclick', double, { signal })
  return () => {
    clearTimeout(hold)
    stop.abort()
  }
}

type Points = ReadonlyMap<number, { x: number; y: number }>

/** Between two fingers: along the axis when they were put down beside one another, so that what lies under each stays there. */
function distance(points: Points, across: boolean): number {
  const [a, b] = [...points.values()]
  if (!a || !b) return 0
  return across ? Math.max(Math.abs(a.x - b.x), SLOP) : Math.hypot(a.x - b.x, a.y - b.y)
}

function liesAcross(points: Points): boolean {
  const [a, b] = [...points.values()]
  return a !== undefined && b !== undefined && Math.abs(a.x - b.x) >= Math.abs(a.y - b.y)
}

function middle(points: Points): number {
  const all = [...points.values()]
  return all.reduce((sum, point) => sum + point.x, 0) / Math.max(1, all.length)
}

import { cursorAt } from '../state'
import type { GestureTarget } from './gestures'
import { type Intents, type Mover, selectionOf } from './intents'
import { panRange, zoomRange } from './layout/viewport'
import type { Picture } from './picture'
import { hideTip, placeTip, type ViewParts } from './view_dom'
import type { Voice } from './voice'
import { spanPeriod, spanSentence } from './words'

/** What mouse, fingers and wheel mean on the timeline. */
export class Hands implements GestureTarget {
  /** The wheel belongs to the page around unless the timeline has the focus. */
  embedded = false
  /** Say things in a tip of our own on hover. */
  showsTip = true
  private readonly means: Intents
  private readonly picture: Picture
  private readonly view: Mover
  private readonly parts: ViewParts
  private readonly voice: Voice

  constructor(means: Intents, parts: ViewParts, voice: Voice) {
    this.means = means
    this.picture = means.picture
    this.view = means.view
    this.parts = parts
    this.voice = voice
  }

  scrubsAt(_x: number, y: number): boolean {
    return this.picture.model !== null && y < this.picture.metrics().axis + 4
  }

  scrub(x: number): void {
    const { model } = this.picture
    if (!model) return
    const flag = this.picture.flagAt(x)
    const there = flag ? { step: flag.step, timeNs: flag.timeNs } : null
    this.means.moveCursor(there ?? cursorAt(model, this.means.axis(), this.means.valueAt(x)))
  }

  pan(dx: number, dy: number): void {
    if (dx !== 0 && this.picture.plot.isZoomed()) {
      const range = this.picture.plot.getRange()
      const by = (-dx * (range.hi - range.lo)) / this.picture.plot.width()
      this.view.setRange(panRange(range, by, this.picture.plot.wholeRange()))
    }
    if (dy !== 0) this.picture.lanes.scrollBy(-dy)
    hideTip(this.parts)
    this.view.invalidate()
  }

  zoom(factor: number, x: number): void {
    if (!this.picture.model) return
    this.view.setRange(
      zoomRange(
        this.picture.plot.getRange(),
        factor,
        this.means.valueAt(x),
        this.picture.plot.wholeRange(),
        this.means.axis(),
      ),
    )
  }

  thicken(factor: number): void {
    this.picture.lanes.thicken(factor)
    this.view.invalidate()
  }

  click(x: number, y: number, _event: PointerEvent): void {
    const { model } = this.picture
    const hit = this.picture.hit(x, y)
    this.parts.list.focus({ preventScroll: true })
    if (!model || !hit) return
    const arrow = hit.kind === 'lane' && !hit.label ? this.picture.arrowAt(x, y) : -1
    if (arrow >= 0) return this.means.events.arrow?.(arrow)
    if (hit.kind === 'group') this.means.toggleGroup(hit.group)
    if (hit.kind === 'empty') this.means.choose(null)
    if (hit.kind === 'lane') {
      if (!hit.label) this.means.moveCursor(this.means.cursorOn(model, hit.span, hit.value))
      this.means.choose(selectionOf(model, hit.goroutine, hit.span))
    }
    this.view.invalidate()
  }

  /** A double click on a span goes to its code, elsewhere it shows all. */
  fit(x: number, y: number): void {
    const hit = this.picture.hit(x, y)
    if (hit?.kind === 'lane' && hit.span !== null)
      this.means.events.activate?.({ goroutine: hit.goroutine, span: hit.span })
    else if (hit?.kind !== 'axis' && hit?.kind !== 'group') this.view.zoomToFit()
  }

  hover(x: number, y: number): void {
    const { model, hovered } = this.picture
    const hit = this.picture.hit(x, y)
    if (!model || !hit) return
    const link = hit.kind === 'lane' && !hit.label && this.picture.arrowAt(x, y) >= 0
    const over =
      link || hit.kind === 'group' || (hit.kind === 'lane' && hit.span !== null) ? 'span' : hit.kind
    this.parts.list.dataset.over = over
    const chosen = hit.kind === 'lane' ? selectionOf(model, hit.goroutine, hit.span) : null
    if (chosen?.span === undefined || !this.showsTip) hideTip(this.parts)
    else placeTip(this.parts, spanSentence(model, chosen.span), spanPeriod(model, chosen.span), x, y)
    if (chosen?.goroutine === hovered?.goroutine && chosen?.span === hovered?.span) return
    this.picture.hovered = chosen
    this.means.events.hover?.(chosen && this.means.sentenceOf(model, chosen), chosen)
    this.view.invalidate()
  }

  leave(): void {
    hideTip(this.parts)
    if (!this.picture.hovered) return
    this.picture.hovered = null
    this.means.events.hover?.(null, null)
    this.view.invalidate()
  }

  menu(x: number, y: number, event: MouseEvent): void {
    const { model } = this.picture
    const hit = this.picture.hit(x, y)
    if (!model || hit?.kind !== 'lane') return
    hideTip(this.parts)
    const cursor = this.means.cursorOn(model, hit.span, hit.value)
    this.means.openMenu(model, hit.goroutine, hit.span, cursor, event.clientX, event.clientY)
  }

  overflows(): boolean {
    return this.picture.lanes.overflows()
  }

  keepsWheel(): boolean {
    return this.embedded && !this.voice.hasFocus()
  }
}

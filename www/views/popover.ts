import { h } from './dom'

/**
 * A floating panel inside the element: closes on Escape, on a press outside, and when the focus leaves it,
 * and gives the focus back to whoever had it.
 */
export class Popover {
  readonly element: HTMLElement
  private readonly host: HTMLElement
  private opener: HTMLElement | null = null
  private at = { x: 0, y: 0 }
  private readonly onClose: () => void

  /** `host` is the positioned box that holds the panel. */
  constructor(host: HTMLElement, label: string, className: string, onClose: () => void = () => {}) {
    this.host = host
    this.onClose = onClose
    this.element = h('div', {
      class: `popover ${className}`,
      role: 'dialog',
      'aria-label': label,
      tabindex: -1,
    })
    this.element.hidden = true
    this.element.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape') return
      event.stopPropagation()
      this.close()
    })
    host.append(this.element)
    new ResizeObserver(() => this.isOpen && this.place()).observe(this.element)
  }

  get isOpen(): boolean {
    return !this.element.hidden
  }

  /** Opens at a place in pixels of the window, kept inside the host. */
  open(x: number, y: number): void {
    if (!this.isOpen) {
      const root = this.element.getRootNode() as Document | ShadowRoot
      this.opener = root.activeElement as HTMLElement | null
      root.addEventListener('pointerdown', this.outside, true)
    }
    this.element.hidden = false
    this.at = { x, y }
    this.place()
    const first = this.element.querySelector<HTMLElement>(
      '[autofocus], [aria-checked="true"], button, input, a[href]',
    )
    ;(first ?? this.element).focus({ preventScroll: true })
  }

  /** Where it was opened, moved so that all of it is seen. */
  private place(): void {
    const { x, y } = this.at
    const box = this.host.getBoundingClientRect()
    // the host may be drawn larger than it is laid out
    const scale = box.width > 0 ? this.host.offsetWidth / box.width : 1
    const { offsetWidth: width, offsetHeight: height } = this.element
    const left = Math.max(8, Math.min((x - box.left) * scale, box.width * scale - width - 8))
    const top = Math.max(8, Math.min((y - box.top) * scale, box.height * scale - height - 8))
    this.element.style.translate = `${Math.round(left)}px ${Math.round(top)}px`
  }

  openBelow(anchor: HTMLElement): void {
    const box = anchor.getBoundingClientRect()
    this.open(box.left, box.bottom + 4)
  }

  close(): void {
    if (!this.isOpen) return
    const root = this.element.getRootNode() as Document | ShadowRoot
    root.removeEventListener('pointerdown', this.outside, true)
    const hadFocus = this.element.contains(root.activeElement)
    this.element.hidden = true
    if (hadFocus) this.giveBack(root)
    this.opener = null
    this.onClose()
  }

  /** What is hidden keeps the focus until the next frame, and a key that comes sooner would be lost in it. */
  private giveBack(root: Document | ShadowRoot): void {
    this.opener?.focus({ preventScroll: true })
    const { activeElement } = root
    if (activeElement instanceof HTMLElement && this.element.contains(activeElement)) activeElement.blur()
  }

  private readonly outside = (event: Event): void => {
    const target = event.composedPath()[0]
    if (target instanceof Node && !this.element.contains(target)) this.close()
  }
}

/** Arrow keys move among the items of a menu; Home and End go to its ends. */
export function arrowKeys(event: KeyboardEvent, items: readonly HTMLElement[]): void {
  const root = (event.target as HTMLElement).getRootNode() as Document | ShadowRoot
  const at = items.indexOf(root.activeElement as HTMLElement)
  const steps = { ArrowDown: at + 1, ArrowRight: at + 1, ArrowUp: at - 1, ArrowLeft: at - 1 }
  const to = { ...steps, Home: 0, End: items.length - 1 }[event.key]
  if (to === undefined) return
  event.preventDefault()
  items[(to + items.length) % items.length]?.focus()
}

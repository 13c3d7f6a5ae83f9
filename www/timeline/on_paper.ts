/**
 * Stands in the place of a canvas while the page is printed: lines and letters as an SVG, sharp at any size and as wide
 * as the paper gives. In a shadow root of its own, where the names of its textures meet no others.
 */
export class OnPaper {
  private readonly canvas: HTMLCanvasElement
  private readonly place: HTMLElement

  constructor(canvas: HTMLCanvasElement) {
    this.canvas = canvas
    this.place = canvas.ownerDocument.createElement('div')
    this.place.attachShadow({ mode: 'open' })
  }

  /** Shows an SVG file instead of the canvas; null puts the canvas back. */
  show(svg: string | null): void {
    this.canvas.style.visibility = svg === null ? '' : 'hidden'
    if (svg === null || !this.place.shadowRoot) return this.place.remove()
    this.place.className = 'on-paper'
    this.place.style.cssText = 'position:absolute;inset:0'
    const style = '<style>svg{display:block;width:100%;height:100%}</style>'
    this.place.shadowRoot.innerHTML =
      style + svg.replace('<svg ', '<svg preserveAspectRatio="xMinYMin meet" ')
    this.canvas.after(this.place)
  }
}

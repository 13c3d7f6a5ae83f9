/** Elements in one expression. Attributes that are false, null or undefined are left out. */
type Attributes = Record<string, string | number | boolean | null | undefined>
type Listeners = { [K in keyof HTMLElementEventMap]?: (event: HTMLElementEventMap[K]) => void }
export type Child = Node | string | null | undefined | false

export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag)
  setAttributes(element, attributes)
  element.append(...children.filter((c): c is Node | string => c instanceof Node || typeof c === 'string'))
  return element
}

export function on<E extends HTMLElement>(element: E, listeners: Listeners): E {
  for (const [type, listener] of Object.entries(listeners))
    element.addEventListener(type, listener as EventListener)
  return element
}

export function setAttributes(element: Element, attributes: Attributes): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === false || value === null || value === undefined) element.removeAttribute(name)
    else element.setAttribute(name, value === true ? '' : String(value))
  }
}

/** Sets text only when it differs, so that nothing is laid out anew for nothing. */
export function setText(node: Node, text: string): void {
  if (node.textContent !== text) node.textContent = text
}

const SVG = 'http://www.w3.org/2000/svg'

export function svg(
  tag: string,
  attributes: Attributes = {},
  ...children: (SVGElement | string)[]
): SVGElement {
  const element = document.createElementNS(SVG, tag)
  setAttributes(element, attributes)
  element.append(...children)
  return element
}

/** A button with an icon, a label that is spoken, and a tooltip. */
export function button(
  options: { class?: string; label?: string; icon?: Node; text?: string; title?: string; kbd?: string },
  onClick: (event: MouseEvent) => void,
): HTMLButtonElement {
  const element = h(
    'button',
    {
      type: 'button',
      class: options.class ?? 'btn',
      'aria-label': options.label,
      title: options.title ?? options.label,
    },
    options.icon,
    options.text === undefined ? null : h('span', { class: 'btn-text' }, options.text),
    options.kbd === undefined ? null : h('kbd', { 'aria-hidden': 'true' }, options.kbd),
  )
  element.addEventListener('click', onClick)
  return element
}

import { h } from './dom'
import { icon } from './icons'

/** A list of choices as the system draws it. */
export function select(label: string, options: readonly [value: string, text: string][]): HTMLSelectElement {
  return h('select', { 'aria-label': label }, ...options.map(([value, text]) => h('option', { value }, text)))
}

/** A list of choices with our own arrow. */
export function picker(element: HTMLSelectElement, className = ''): HTMLElement {
  return h('span', { class: `picker ${className}` }, element, icon('down', 14))
}

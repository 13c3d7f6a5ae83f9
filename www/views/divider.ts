import { h, setAttributes } from './dom'

const LEAST = 240
/** What the timeline keeps. */
const REST = 480
const STEP = 16

/** The border between code and timeline: dragged, or moved by arrow keys; a double click puts it back. */
export function divider(whole: HTMLElement): HTMLElement {
  const element = h('div', {
    class: 'divider',
    role: 'separator',
    tabindex: 0,
    'aria-orientation': 'vertical',
    'aria-label': 'Width of the code',
    'aria-valuenow': 492,
    'aria-valuemin': LEAST,
    'aria-valuemax': 960,
  })
  const width = (px: number) => {
    const clamped = Math.round(Math.min(Math.max(px, LEAST), whole.clientWidth - REST))
    whole.style.setProperty('--code-width', `${clamped}px`)
    setAttributes(element, { 'aria-valuenow': clamped })
  }
  element.addEventListener('pointerdown', (event) => {
    element.setPointerCapture(event.pointerId)
    event.preventDefault()
  })
  element.addEventListener('pointermove', (event) => {
    if (element.hasPointerCapture(event.pointerId)) width(event.clientX - whole.getBoundingClientRect().left)
  })
  element.addEventListener('dblclick', () => whole.style.removeProperty('--code-width'))
  element.addEventListener('keydown', (event) => {
    const by = { ArrowLeft: -STEP, ArrowRight: STEP }[event.key]
    if (by === undefined) return
    event.preventDefault()
    event.stopPropagation()
    width(element.getBoundingClientRect().right + by - whole.getBoundingClientRect().left)
  })
  return element
}

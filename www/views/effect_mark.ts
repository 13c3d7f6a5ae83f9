import type { Effect } from '../engine/atlas'
import { EFFECT_MARKS } from '../state/atlas_view'
import { h } from './dom'

/** A consequence as a letter on its ground. The letter is drawn, not said: what carries the mark says it in a word. */
export function effectMark(effect: Effect): HTMLElement {
  return h('span', {
    class: 'mark',
    'data-effect': effect,
    'data-letter': EFFECT_MARKS[effect],
    'aria-hidden': 'true',
  })
}

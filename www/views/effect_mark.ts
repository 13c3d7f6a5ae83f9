import type { Effect } from '../engine/atlas'
import { EFFECT_MARKS } from '../state/atlas_view'
import { h } from './dom'

/** A consequence as a letter on its ground. */
export function effectMark(effect: Effect): HTMLElement {
  return h('span', { class: 'mark', 'data-effect': effect, 'aria-hidden': 'true' }, EFFECT_MARKS[effect])
}

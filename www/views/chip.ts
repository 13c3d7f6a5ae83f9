import { formatCount, stateLook, tinyCount } from '../base'
import { h } from './dom'

/** The small sign of a state: its letter on its fill, with a count where several share it. */
export function chip(state: number, count?: number, big = false): HTMLElement {
  const look = stateLook(state)
  const words = count === undefined ? look.name : `${formatCount(count)} ${look.name}`
  return h(
    'span',
    {
      class: big ? 'chip big' : 'chip',
      style: `--f:var(--${look.key}-fill);--e:var(--${look.key}-edge);--i:var(--${look.key}-ink)`,
      role: 'img',
      'aria-label': words,
      title: words,
    },
    h('b', { 'aria-hidden': 'true' }, look.letter),
    count === undefined ? null : h('i', { 'aria-hidden': 'true' }, tinyCount(count)),
  )
}

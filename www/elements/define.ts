import { InterleavePlayer } from './interleave-player'

/** Importing this module defines the element, once. */
if (!customElements.get('interleave-player')) customElements.define('interleave-player', InterleavePlayer)

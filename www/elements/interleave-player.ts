/** `<interleave-player>`: a Go program, its timeline, and everything to move through it and to break it. */
export class InterleavePlayer extends HTMLElement {
  constructor() {
    super()
    this.attachShadow({ mode: 'open' })
  }
}

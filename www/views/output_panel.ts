import { outputPieces, type Piece, writtenAt } from '../state/output'
import type { PlayerState } from '../state/player_state'
import { h } from './dom'

type State = Readonly<PlayerState>

/** What the program wrote; what comes after the cursor is grey, and what was written last is in sight. */
export class OutputPanel {
  readonly element: HTMLElement
  private readonly text = h('pre', { class: 'output', tabindex: 0, 'aria-label': 'Output' })
  private readonly note = h('p', { class: 'label' })
  private pieces: Piece[] = []
  private nodes: HTMLElement[] = []
  /** Pieces that are black. */
  private written = 0

  constructor() {
    this.element = h(
      'section',
      { class: 'out', 'aria-label': 'Output' },
      h('h3', { class: 'label' }, 'Output'),
      this.text,
      this.note,
    )
  }

  update(now: State, before: State | null): void {
    if (now.model !== before?.model) this.show(now)
    else if (now.cursor === before?.cursor) return
    if (!now.model) return
    const written = writtenAt(now.model.run, this.pieces, now.cursor)
    if (written === this.written && now.model === before?.model) return
    const [from, to] = [Math.min(written, this.written), Math.max(written, this.written)]
    for (const [i, node] of this.nodes.slice(from, to).entries())
      node.classList.toggle('later', from + i >= written)
    this.written = written
    this.note.textContent = written < this.nodes.length ? 'Grey: after the cursor' : ''
    this.follow()
  }

  /** Of a long last piece, as what Go says at the end, its beginning is to be seen. */
  private follow(): void {
    const last = this.nodes[this.written - 1]
    const { text } = this
    if (!last || text.scrollHeight <= text.clientHeight) {
      text.scrollTop = 0
      return
    }
    const [box, own] = [last.getBoundingClientRect(), text.getBoundingClientRect()]
    const over = Math.min(box.bottom - own.bottom, box.top - own.top)
    if (over > 0 || box.top < own.top) text.scrollTop += over
  }

  private show({ model }: State): void {
    this.pieces = model ? outputPieces(model.run) : []
    this.nodes = this.pieces.map(({ text, stream }) =>
      h('span', { class: stream === 2 ? 'stderr' : '' }, text),
    )
    this.written = this.nodes.length
    const { exit, outcome } = model?.run.report ?? { exit: 0, outcome: 'running' }
    if (this.nodes.length === 0)
      this.text.replaceChildren(h('span', { class: 'later' }, model ? 'It printed nothing.' : ''))
    else this.text.replaceChildren(...this.nodes)
    // a run that was ended from outside has no status of the program's own
    if (exit === 0 || !model || ['limit', 'stopped', 'waiting'].includes(outcome)) return
    const line = this.text.textContent?.endsWith('\n') ? '' : '\n'
    this.text.append(h('span', { class: 'later' }, `${line}exit status ${exit}`))
  }
}

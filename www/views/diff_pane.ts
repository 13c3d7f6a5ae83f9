import { plural } from '../base'
import type { PlayerState } from '../state/player_state'
import { changeWords } from '../state/request_diff'
import { type DiffLine, diffLines } from '../state/text_diff'
import { h, setText } from './dom'

/** Lines that are shown around a change. */
const AROUND = 3

/** Above the code while two runs are compared: the pinned one's text where it differs, and what else was changed. */
export class DiffPane {
  readonly element: HTMLElement
  private readonly file = h('span', { class: 'mono' })
  private readonly changes = h('p', { class: 'changes' })
  private readonly lines = h('div', { class: 'diff-lines mono', tabindex: 0, role: 'group' })
  /** Told which lines of the shown text are not in the pinned one. */
  private readonly mark: (lines: readonly number[]) => void
  private texts = ['', '']

  constructor(mark: (lines: readonly number[]) => void) {
    this.mark = mark
    this.element = h(
      'section',
      { class: 'diff-pane', 'aria-label': 'What changed from the pinned run' },
      h(
        'div',
        { class: 'head' },
        h('b', { class: 'letter' }, 'A'),
        this.file,
        h('span', { class: 'grow' }),
        'pinned',
      ),
      this.changes,
      this.lines,
    )
    this.element.hidden = true
  }

  update(now: Readonly<PlayerState>, before: Readonly<PlayerState> | null): void {
    if (now.pinned === before?.pinned && now.model === before?.model && now.program === before?.program)
      return
    const request = now.pinned?.model && now.model ? now.pinned.request : null
    this.element.hidden = request === null
    const a = request?.files[0]?.text ?? now.program.text
    const b = now.program.text
    if (request && now.model) {
      const words = changeWords(request, now.model.run.request)
      setText(this.changes, words.length === 0 ? 'Nothing is changed.' : `Changed: ${words.join(', ')}.`)
      setText(this.file, request.files[0]?.name ?? '')
    }
    if (a === this.texts[0] && b === this.texts[1]) return
    this.texts = [a, b]
    const diff = diffLines(a, b)
    this.mark(diff.filter(({ kind }) => kind === 'new').map((line) => line.b))
    const own = diff.filter(({ kind }) => kind !== 'new')
    this.lines.replaceChildren(...pieces(diff))
    this.lines.setAttribute(
      'aria-label',
      `Lines of A that are changed: ${own.filter((l) => l.kind === 'gone').length}`,
    )
    this.lines.hidden = !diff.some(({ kind }) => kind !== 'same')
  }
}

/** Lines of the first text near a change; what is the same in between is counted. */
function pieces(diff: readonly DiffLine[]): HTMLElement[] {
  const near = diff.map((_, i) =>
    diff.slice(Math.max(0, i - AROUND), i + AROUND + 1).some(({ kind }) => kind !== 'same'),
  )
  const found: HTMLElement[] = []
  let left = 0
  const skip = () => {
    if (left > 0) found.push(h('p', { class: 'label skipped' }, `${plural(left, 'line')} the same`))
    left = 0
  }
  diff.forEach((line, i) => {
    if (line.kind === 'new') return
    if (!near[i]) {
      left++
      return
    }
    skip()
    const sign = line.kind === 'gone' ? '-' : ' '
    found.push(
      h(
        'div',
        { class: line.kind === 'gone' ? 'gone' : '' },
        h('span', { class: 'line-number' }, String(line.a)),
        h('span', { class: 'sign' }, sign),
        h('span', { class: 'text' }, line.text.replaceAll('\t', '    ')),
      ),
    )
  })
  skip()
  return found
}

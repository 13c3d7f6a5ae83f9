import { formatCount, formatTime, lowerBound, plural, reasonText } from '../base'
import { type AxisKind, cursorOfSpan, type RunModel } from '../state'
import type { Player } from '../state/player'
import type { PlayerState } from '../state/player_state'
import { eventRows, type SortBy, spanRows } from '../state/run_rows'
import { eventSentence, spanLength, spanVerb } from '../timeline'
import { chip } from './chip'
import { h, setAttributes, setText } from './dom'
import { picker, select } from './picker'

type State = Readonly<PlayerState>

const ROW_PX = 28
/** A browser's boxes end somewhere above ten million pixels. */
const MOST_PX = 8_000_000
const SORTS: Record<SortBy, string> = { time: 'by time', goroutine: 'by goroutine', length: 'longest first' }
let ids = 0

/**
 * A run without the drawing: its spans as a table, or its events as sentences. Only what is in sight is in the
 * document. The arrow keys go from row to row, and the cursor of the page goes with them.
 */
export class RunTable {
  readonly element: HTMLElement
  private readonly player: Player
  private readonly filter = h('input', {
    type: 'search',
    class: 'filter',
    placeholder: 'Filter: worker, lock, line:18',
  })
  private readonly sort = select('Order of rows', Object.entries(SORTS))
  private readonly sorts = picker(this.sort, 'quiet')
  private readonly count = h('span', { class: 'label', role: 'status' })
  private readonly head = h('div', { class: 'rt-row rt-head', role: 'row', 'aria-rowindex': 1 })
  private readonly body = h('div', { class: 'rt-body', role: 'rowgroup' })
  /** As high as all rows would be; what is in sight sticks to its top. */
  private readonly space = h('div', { class: 'rt-space', role: 'presentation' }, this.head, this.body)
  private readonly grid: HTMLElement
  private readonly id = `rt${++ids}`
  private rows: Uint32Array = new Uint32Array(0)
  private active = -1
  private frame = 0
  private own = false

  constructor(player: Player) {
    this.player = player
    this.filter.setAttribute('aria-label', 'Filter rows by goroutine, state, reason, object or line:N')
    this.grid = h('div', { class: 'rt-grid', role: 'grid', tabindex: 0 }, this.space)
    this.element = h(
      'section',
      { class: 'runtable', 'aria-label': 'The run as text' },
      h('div', { class: 'rt-bar' }, this.filter, this.sorts, this.count),
      this.grid,
    )
    this.element.hidden = true
    this.head.append(
      ...['Time', 'For', 'Goroutine', 'State', 'Object', 'Line'].map((name) => cell(name, 'columnheader')),
    )
    this.filter.addEventListener('input', () => this.fill())
    this.sort.addEventListener('change', () => this.fill())
    this.grid.addEventListener('scroll', () => this.soon())
    this.grid.addEventListener('keydown', (event) => this.key(event))
    this.grid.addEventListener('click', (event) => this.click(event))
    new ResizeObserver(() => this.soon()).observe(this.grid)
  }

  update(now: State, before: State | null): void {
    const { showing } = now.view
    this.element.hidden = showing === 'timeline' || now.model === null
    if (this.element.hidden) return
    const changed = now.model !== before?.model || showing !== before?.view.showing
    if (changed || now.axis !== before?.axis) this.fill()
    else if (now.cursor !== before?.cursor && !this.own) this.follow()
    this.own = false
  }

  private get words(): boolean {
    return this.player.state.view.showing === 'words'
  }

  private fill(): void {
    const { model, axis } = this.player.state
    if (!model) return
    const words = this.words
    this.sorts.hidden = words
    this.head.hidden = words
    this.rows = words
      ? eventRows(model, this.filter.value)
      : spanRows(model, this.filter.value, this.sort.value as SortBy, axis)
    const all = words ? model.run.events.kind.length : model.spanCount
    const what = words ? 'event' : 'span'
    const n = this.rows.length
    setText(this.count, n === all ? plural(n, what) : `${formatCount(n)} of ${plural(all, what)}`)
    setAttributes(this.grid, {
      'aria-label': words ? 'Events in sentences' : 'Spans of all goroutines',
      'aria-rowcount': n + 1,
      'aria-colcount': words ? 1 : 6,
    })
    this.space.style.height = `${Math.min(MOST_PX, (n + (words ? 0 : 1)) * ROW_PX)}px`
    this.follow()
  }

  /** The row of the page's cursor becomes the active one. */
  private follow(): void {
    const { model, cursor, selection } = this.player.state
    if (!model) return
    let at = -1
    if (this.words) {
      const event = model.eventOfStep(cursor.step + 1) - 1
      at = lowerBound(this.rows, event + 1) - 1
    } else if (selection.span >= 0) at = this.rows.indexOf(selection.span)
    this.active = Math.min(at, this.rows.length - 1)
    if (this.active >= 0) this.reveal(this.active)
    this.soon()
  }

  private soon(): void {
    if (this.frame === 0)
      this.frame = requestAnimationFrame(() => {
        this.frame = 0
        this.draw()
      })
  }

  /** Rows that have room, and how many there are beyond the first pixel's. */
  private view(): { first: number; shown: number } {
    const shown = Math.max(1, Math.floor((this.grid.clientHeight - (this.words ? 0 : ROW_PX)) / ROW_PX))
    const most = this.grid.scrollHeight - this.grid.clientHeight
    const share = most > 0 ? this.grid.scrollTop / most : 0
    return { first: Math.round(share * Math.max(0, this.rows.length - shown)), shown }
  }

  private reveal(row: number): void {
    const { first, shown } = this.view()
    if (row >= first && row < first + shown) return
    const beyond = Math.max(1, this.rows.length - shown)
    const want = row < first ? row : row - shown + 1
    this.grid.scrollTop = (want / beyond) * (this.grid.scrollHeight - this.grid.clientHeight)
  }

  private draw(): void {
    const { model, axis } = this.player.state
    if (!model || this.element.hidden) return
    const { first, shown } = this.view()
    const rows: HTMLElement[] = []
    for (let i = first; i < Math.min(this.rows.length, first + shown + 1); i++) {
      const index = this.rows[i] as number
      const row = h('div', {
        class: 'rt-row',
        role: 'row',
        id: `${this.id}-${i}`,
        'aria-rowindex': i + 2,
        'aria-selected': String(i === this.active),
        'data-row': i,
      })
      row.append(...(this.words ? [cell(eventSentence(model, index))] : spanCells(model, index, axis)))
      rows.push(row)
    }
    this.body.replaceChildren(...rows)
    const there = this.active >= first && this.active <= first + shown
    setAttributes(this.grid, { 'aria-activedescendant': there ? `${this.id}-${this.active}` : null })
  }

  private key(event: KeyboardEvent): void {
    const { shown } = this.view()
    const last = this.rows.length - 1
    const to = {
      ArrowDown: this.active + 1,
      ArrowUp: this.active - 1,
      PageDown: this.active + shown,
      PageUp: this.active - shown,
      Home: 0,
      End: last,
    }[event.key]
    if (to === undefined || event.ctrlKey || event.metaKey || event.altKey || last < 0) return
    event.preventDefault()
    event.stopPropagation()
    this.choose(Math.max(0, Math.min(last, to)))
  }

  private click(event: MouseEvent): void {
    const row = (event.target as Element).closest<HTMLElement>('[data-row]')
    if (row) this.choose(Number(row.dataset['row']))
  }

  private choose(row: number): void {
    const { model } = this.player.state
    if (!model) return
    this.active = row
    this.own = true
    const index = this.rows[row] as number
    this.player.moves.play(false)
    if (this.words) {
      const { step, timeNs, g } = model.run.events
      this.player.moves.to({ step: step[index] as number, timeNs: timeNs[index] as number })
      this.player.select({ g: g[index] as number, span: -1 })
    } else {
      this.player.moves.to(cursorOfSpan(model, index))
      this.player.select({ g: model.ownerOf(index), span: index })
    }
    this.reveal(row)
    this.draw()
  }
}

function cell(content: Node | string, role = 'gridcell'): HTMLElement {
  return h('span', { role }, content)
}

function spanCells(model: RunModel, span: number, axis: AxisKind): HTMLElement[] {
  const { startNs, startStep, state, reason, obj, line } = model.run.spans
  const at =
    axis === 'time'
      ? formatTime(startNs[span] as number, model.run.report.virtual_ns)
      : `step ${formatCount(startStep[span] as number)}`
  const g = model.ownerOf(span)
  const where = line[span] as number
  const stateCell = cell(chip(state[span] as number))
  stateCell.append(` ${reasonText(reason[span] as number) || spanVerb(model, span)}`)
  return [
    cell(at),
    cell(spanLength(model, span)),
    cell(`${formatCount(g)} ${model.label(g)}`),
    stateCell,
    cell(model.objectName(obj[span] as number)),
    cell(where > 0 ? String(where) : ''),
  ]
}

import { formatCount, formatTime } from '../base'
import type { Cursor } from '../state'
import { sameMoment } from '../state/bookmarks'
import { find } from '../state/find'
import { parseMoment } from '../state/moments'
import type { Player } from '../state/player'
import { chip } from './chip'
import { type Command, matching } from './commands'
import { Finder, type FinderGroup, matched } from './finder'

/** What finders ask of the page. */
export interface FinderPlaces {
  line(line: number): void
  /** Says why something could not be done, if that is what it was given. */
  say(words: unknown): void
}

/** Everything that is found by typing: places in the run, commands, moments, bookmarks. */
export class Finders {
  private readonly search: Finder
  private readonly palette: Finder
  private readonly moment: Finder
  private readonly marks: Finder
  private readonly host: HTMLElement
  private readonly player: Player
  private readonly places: FinderPlaces

  constructor(host: HTMLElement, player: Player, places: FinderPlaces, commands: () => readonly Command[]) {
    this.host = host
    this.player = player
    this.places = places
    this.search = new Finder(host, {
      label: 'Search this run',
      placeholder: 'Goroutine, function, reason, object, output',
      className: 'search',
      find: (query) => this.found(query),
      nothing: (query) => (query.trim() === '' ? '' : 'Nothing in this run is called that.'),
    })
    this.palette = new Finder(host, {
      label: 'Commands',
      placeholder: 'What do you want to do?',
      className: 'commands',
      find: (query) => [
        {
          title: '',
          rows: matching(commands(), query).map((c) => ({
            content: [c.name],
            keys: c.keys,
            act: () => this.places.say(c.act()),
          })),
        },
      ],
      nothing: () => 'There is no such command.',
    })
    this.moment = new Finder(host, {
      label: 'Go to a time or step',
      placeholder: '2.4s, 150ms, step 25',
      className: 'moment',
      find: (query) => this.moments(query),
      nothing: (query) => {
        const { model } = player.state
        if (!model) return 'Run the program first.'
        if (query.trim() === '') return 'A time of the run, or one of its steps.'
        const to = parseMoment(model, query)
        return typeof to === 'string' ? to : ''
      },
    })
    this.marks = new Finder(host, {
      label: 'Bookmarks',
      placeholder: 'Words for this moment',
      className: 'marks',
      find: (query) => this.bookmarks(query),
      nothing: () => 'Run the program first.',
    })
  }

  /** `anchor`: the box that the panel hangs from. */
  openSearch(anchor: HTMLElement, text = ''): void {
    const box = anchor.getBoundingClientRect()
    if (box.width > 0) this.search.open(box.right - 430, box.top, text)
    else this.centred(this.search)
  }

  openPalette(): void {
    this.centred(this.palette)
  }

  openMoment(anchor: HTMLElement): void {
    this.above(this.moment, anchor, 84)
  }

  openMarks(anchor: HTMLElement): void {
    this.above(this.marks, anchor, 208)
  }

  private centred(finder: Finder): void {
    const box = this.host.getBoundingClientRect()
    finder.open(box.left + Math.max(8, box.width / 2 - 230), box.top + Math.min(80, box.height / 8))
  }

  private above(finder: Finder, anchor: HTMLElement, height: number): void {
    const box = anchor.getBoundingClientRect()
    finder.open(box.left, box.top - height - 8)
  }

  private found(query: string): FinderGroup[] {
    const { model } = this.player.state
    if (!model) return []
    const { navigator } = this.player
    return find(model, query).map(({ title, count, rows }) => ({
      title,
      count,
      rows: rows.map((row) => ({
        content: [...(row.state >= 0 ? [chip(row.state)] : []), ...matched(row.text, row.from, row.to)],
        detail: row.detail,
        act: () => {
          if (row.cursor) navigator.go(row.cursor, row.g, row.object)
          else if (row.line > 0) this.places.line(row.line)
        },
      })),
    }))
  }

  private moments(query: string): FinderGroup[] {
    const { model } = this.player.state
    if (!model || query.trim() === '') return []
    const to = parseMoment(model, query)
    if (typeof to === 'string') return []
    const act = () => this.places.say(this.player.navigator.go(to))
    return [{ title: '', rows: [{ content: [`Go to ${this.momentWords(to)}`], act }] }]
  }

  private bookmarks(query: string): FinderGroup[] {
    const { model, bookmarks, cursor } = this.player.state
    if (!model) return []
    const { navigator } = this.player
    const words = query.trim()
    const here = bookmarks.find((b) => sameMoment(b, cursor))
    const name = words === '' ? `step ${formatCount(cursor.step)}` : words
    const now = {
      content: [here ? `Rename “${here.words}” to “${name}”` : `Mark this moment as “${name}”`],
      detail: this.momentWords(cursor),
      act: () => navigator.mark(name),
    }
    const others = bookmarks
      .filter((b) => b.words.toLowerCase().includes(words.toLowerCase()))
      .map((b) => ({
        content: [b.words],
        detail: `${this.momentWords(b)}, Delete removes it`,
        act: () => void navigator.go({ step: b.step, timeNs: b.timeNs }),
        remove: () => navigator.unmark(b),
      }))
    return [{ title: '', rows: [now] }, ...(others.length > 0 ? [{ title: 'Bookmarks', rows: others }] : [])]
  }

  private momentWords({ timeNs, step }: Cursor): string {
    const whole = this.player.state.model?.run.report.virtual_ns ?? 0
    return whole > 0 ? `${formatTime(timeNs, whole)}, step ${formatCount(step)}` : `step ${formatCount(step)}`
  }
}

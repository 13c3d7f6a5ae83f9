import { clamp } from '../base'
import type { RunModel } from '../state'
import { type Group, groupGoroutines } from './layout/groups'
import type { Metrics } from './layout/metrics'
import { layoutRows, placeOf, type Row } from './layout/rows'
import type { PictureOptions } from './picture_options'

/** What lanes ask of the picture around them. */
export interface LaneFrame {
  readonly options: PictureOptions
  metrics(): Metrics
  /** Height that is left for them. */
  room(): number
  /** The goroutine whose lane is opened, 0 for none. */
  opened(): number
  /** They lie elsewhere now. */
  moved(): void
}

/** Above this many lanes those that are too thin become bands in any case. */
const FEW = 25

/** The lanes in their groups, from top to bottom: laid out when asked for, scrolled, folded and made higher. */
export class LaneStack {
  groups: Group[] = []
  scroll = 0
  private readonly frame: LaneFrame
  private laid: Row[] = []
  private height = 0
  private kept = false
  private scale = 1

  constructor(frame: LaneFrame) {
    this.frame = frame
  }

  /** Other goroutines, or others beside each other. */
  regroup(model: RunModel | null): void {
    const { grouping, order } = this.frame.options
    this.groups = model ? groupGoroutines(model, grouping, order) : []
    this.kept = false
  }

  /** Sizes have changed: they are laid out anew when they are asked for. */
  changed(): void {
    this.kept = false
  }

  rows(): Row[] {
    if (!this.kept) this.layout()
    return this.laid
  }

  /** Of all rows, those that are scrolled away too. */
  fullHeight(): number {
    this.rows()
    return this.height
  }

  overflows(): boolean {
    return this.fullHeight() > this.frame.room() + 1
  }

  /** Higher or lower lanes; 1 fits the height. */
  thicken(factor: number): void {
    this.scale = clamp(this.scale * factor, 1, 4000)
    this.kept = false
  }

  reset(): void {
    this.scale = 1
    this.scroll = 0
    this.kept = false
  }

  scrollBy(dy: number): void {
    this.scroll = clamp(this.scroll + dy, 0, Math.max(0, this.fullHeight() - this.frame.room()))
  }

  /** Folds or opens a group, by its place. */
  toggle(index: number): void {
    const key = this.groups[index]?.key
    if (key === undefined) return
    const { collapsed } = this.frame.options
    this.fold(collapsed.includes(key) ? collapsed.filter((k) => k !== key) : [...collapsed, key])
  }

  /** Folds the groups of these keys, and no others. */
  fold(keys: readonly string[]): void {
    this.frame.options.collapsed = keys
    this.kept = false
  }

  /** The group that a goroutine stands in, -1 for none. */
  groupOf(g: number): number {
    return this.groups.findIndex((group) => group.members.includes(g))
  }

  /** Keys of the groups that can be folded. */
  groupKeys(): string[] {
    return this.groups.filter(hasHead).map((group) => group.key)
  }

  /** Goroutines from top to bottom, without those of folded groups. */
  order(): number[] {
    const { collapsed } = this.frame.options
    return this.groups
      .filter((group) => !collapsed.includes(group.key))
      .flatMap((group) => [...group.members])
  }

  /** Top and height of a goroutine's lane on the page, null where it has none. */
  box(g: number): { y: number; height: number } | null {
    const place = placeOf(this.rows(), this.groups, g)
    return place ? { y: this.frame.metrics().top + place.y - this.scroll, height: place.height } : null
  }

  /** Scrolls so far that a goroutine's lane is seen. */
  reveal(g: number): void {
    this.kept = false
    const place = placeOf(this.rows(), this.groups, g)
    if (!place) return
    if (place.y < this.scroll) this.scrollBy(place.y - this.scroll - 8)
    const over = place.y + place.height - this.scroll - this.frame.room()
    if (over > 0) this.scrollBy(over + 8)
  }

  /** What the lanes of so many goroutines need to be read in full. */
  heightToRead(goroutines: number): number {
    return this.heightOf(goroutines, this.frame.metrics().lane)
  }

  /** What few of them need to be told apart with their letters; 0 for many. */
  leastHeight(goroutines: number): number {
    if (goroutines >= FEW) return 0
    return this.heightOf(goroutines, this.frame.metrics().laneCompact + (goroutines <= 8 ? 6 : 0))
  }

  private heightOf(goroutines: number, lane: number): number {
    const m = this.frame.metrics()
    const { collapsed } = this.frame.options
    const folded = this.groups.filter((group) => hasHead(group) && collapsed.includes(group.key))
    const seen = goroutines - folded.reduce((sum, group) => sum + group.members.length, 0)
    return m.top + seen * lane + this.groups.filter(hasHead).length * m.groupRow + 3
  }

  private layout(): void {
    this.kept = true
    this.frame.moved()
    const room = this.frame.room()
    const { rows, height } = layoutRows({
      groups: this.groups,
      collapsed: new Set(this.frame.options.collapsed),
      opened: this.frame.opened(),
      height: room,
      scale: this.scale,
      metrics: this.frame.metrics(),
    })
    this.laid = rows
    this.height = height
    this.scroll = clamp(this.scroll, 0, Math.max(0, height - room))
  }
}

const hasHead = (group: Group) => !group.single && group.key !== 'all'

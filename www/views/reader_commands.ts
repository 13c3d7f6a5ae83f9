import type { Player } from '../state/player'
import { SPEEDS } from '../state/player_state'
import {
  GROUPING_WORDS,
  type Grouping,
  ORDER_WORDS,
  type Order,
  SHOWING_WORDS,
  type Showing,
  TEXT_WORDS,
  type TextSize,
} from '../state/view_choice'
import type { Command } from './commands'
import type { Finders } from './finders'
import type { Stage } from './stage'

/** What commands reach beside the player itself. */
export interface Reach {
  player: Player
  stage: Stage
  finders: Finders
  /** Where what asks for a moment opens. */
  clock: HTMLElement
  inspect(): string
  breaking(): void
  code(): void
  share(): void
  theme(): void
  help(): void
}

/** All that a reader can do by name, and by which key. */
export function readerCommands({ player, stage, finders, clock, ...reach }: Reach): readonly Command[] {
  const { navigator } = player
  const c = (name: string, keys: string, on: readonly string[], act: Command['act']): Command => ({
    name,
    keys,
    on,
    act,
  })
  return [
    c('Run the program', 'Shift Enter', [], () => void player.run()),
    c('Play or pause', 'Space', [' '], () => player.moves.play()),
    c('Forward one step', '.', ['.'], () => player.moves.step(1)),
    c('Back one step', ',', [','], () => player.moves.step(-1)),
    c('First moment', 'Home', ['Home'], () => player.moves.first()),
    c('Last moment', 'End', ['End'], () => player.moves.last()),
    c('Go to a time or step', 'G', ['g'], () => finders.openMoment(clock)),
    c('Search this run', '/', ['/'], () => finders.openSearch(stage.search)),
    c('Inspect the state at this moment', 'I', ['i'], () => reach.inspect()),
    c('Next event of this goroutine', 'N', ['n'], () => navigator.event(1)),
    c('Previous event of this goroutine', 'P', ['p'], () => navigator.event(-1)),
    c('Next event of the chosen object', 'Shift N', ['N'], () => navigator.objectEvent(1)),
    c('Previous event of the chosen object', 'Shift P', ['P'], () => navigator.objectEvent(-1)),
    c('To the waker', '<', ['<'], () => navigator.waker()),
    c('To whom it wakes', '>', ['>'], () => navigator.woken()),
    c('Back to where you were', '[', ['['], () => navigator.back(-1)),
    c('Forward again', ']', [']'], () => navigator.back(1)),
    c('Bookmark this moment, list bookmarks', 'M', ['m'], () => finders.openMarks(clock)),
    c('Next bookmark', 'Shift M', ['M'], () => navigator.bookmark(1)),
    c('Previous bookmark', '', [], () => navigator.bookmark(-1)),
    c('Break it', 'B', ['b'], () => reach.breaking()),
    c('Axis of time or of steps', 'T', ['t'], () =>
      player.setAxis(player.state.axis === 'time' ? 'steps' : 'time'),
    ),
    c('Show the selected goroutine, or all of the run', 'F', ['f'], () => stage.timeline.focusOn()),
    c('Show all of the run', '', [], () => stage.timeline.zoomToFit()),
    c('Zoom in', 'W', [], () => stage.timeline.zoomBy(1.5)),
    c('Zoom out', 'S', [], () => stage.timeline.zoomBy(1 / 1.5)),
    c('Move left', 'A', [], () => stage.timeline.panBy(-120)),
    c('Move right', 'D', [], () => stage.timeline.panBy(120)),
    c('Pin this run and compare, or let it go', 'C', [], () => player.pin()),
    c('Timeline, table or sentences', 'V', [], () => nextShowing(player)),
    ...choices(player, c),
    ...SPEEDS.map((s) => c(`Play at ${s} times the speed`, '', [], () => player.setSpeed(s))),
    c('Copy a link to exactly this run', '', [], () => reach.share()),
    c('Save the picture of the timeline (SVG)', '', [], () => stage.savePicture()),
    c('Light or dark', '', [], () => reach.theme()),
    c('Show the code', '', [], () => reach.code()),
    c('Clear the selection', 'Esc', ['Escape'], () => player.select({})),
    c('Commands', 'Ctrl K', [], () => finders.openPalette()),
    c('Keys', '?', ['?'], () => reach.help()),
  ]
}

/** What the menus in the head of the timeline offer. */
function choices(
  player: Player,
  c: (name: string, keys: string, on: [], act: Command['act']) => Command,
): Command[] {
  const of = <K extends string>(words: Record<K, string>) => Object.entries(words) as [K, string][]
  const first = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
  return [
    ...of<Showing>(SHOWING_WORDS).map(([showing, words]) =>
      c(`Show the run as: ${words.toLowerCase()}`, '', [], () => player.choose({ showing })),
    ),
    ...of<Grouping>(GROUPING_WORDS).map(([grouping, words]) =>
      c(`Group lanes: ${words}`, '', [], () => player.choose({ grouping, collapsed: [] })),
    ),
    ...of<Order>(ORDER_WORDS).map(([order, words]) =>
      c(`Order lanes: ${words}`, '', [], () => player.choose({ order })),
    ),
    ...of<TextSize>(TEXT_WORDS).map(([text, words]) =>
      c(first(words), '', [], () => player.choose({ text })),
    ),
    c('Tracks below the lanes: as at first', '', [], () => player.choose({ tracks: null })),
    c('Tracks below the lanes: none', '', [], () => player.choose({ tracks: [] })),
  ]
}

/** Keys by their place on the keyboard, whatever is printed there. */
export function placedKeys({ player, stage }: Pick<Reach, 'player' | 'stage'>): Record<string, () => void> {
  return {
    KeyC: () => player.pin(),
    KeyV: () => nextShowing(player),
    KeyW: () => stage.timeline.zoomBy(1.5),
    KeyS: () => stage.timeline.zoomBy(1 / 1.5),
    KeyA: () => stage.timeline.panBy(-120),
    KeyD: () => stage.timeline.panBy(120),
  }
}

/** Drawn, as a table, as sentences, and drawn again. */
function nextShowing(player: Player): void {
  const all = Object.keys(SHOWING_WORDS) as Showing[]
  const at = all.indexOf(player.state.view.showing)
  player.choose({ showing: all[(at + 1) % all.length] ?? 'timeline' })
}

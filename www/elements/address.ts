import { PAGE_LIMITS } from '../engine/limits'
import type { RunRequest } from '../engine/types'
import { LESSONS, lessonProgram } from '../lessons'
import { turnedAll, turnedFrom } from '../state/knobs'
import { BadLink, decodeShared, encodeShared, hashParameters, type Shared } from '../state/link'
import type { Player } from '../state/player'
import type { Pinned, PlayerState } from '../state/player_state'
import { ownProgram, type Program, textHash } from '../state/program'
import { choiceToWire } from '../state/view_choice'

/** A schedule longer than this is left out of a link: seed and order give the same run. */
const LONGEST_SCHEDULE = 4_000

/**
 * What stands after `#`: `embed`, `size=slide`, `lesson=…`, `run=…`. Reading it never loses anything: a link
 * that is no good leaves the program as it was and says why.
 */
export class AddressBar {
  private readonly player: Player
  private readonly element: HTMLElement
  private readonly say: (words: string) => void
  /** A link is being read: nothing should run before it is known. */
  busy = false
  /** What we wrote ourselves and need not read. */
  private own = ''

  constructor(player: Player, element: HTMLElement, say: (words: string) => void) {
    this.player = player
    this.element = element
    this.say = say
  }

  listen(): () => void {
    const changed = () => location.hash !== this.own && void this.open().then(() => this.player.run())
    addEventListener('hashchange', changed)
    return () => removeEventListener('hashchange', changed)
  }

  /** Does what the address says. */
  async open(): Promise<void> {
    const parameters = hashParameters(location.hash)
    if (parameters.has('embed')) this.element.setAttribute('embed', '')
    const size = parameters.get('size')
    if (size === 'slide') this.element.setAttribute('size', 'slide')
    const lesson = parameters.get('lesson')
    if (lesson !== undefined) this.openLesson(lesson)
    const run = parameters.get('run')
    if (run === undefined) return
    this.busy = true
    try {
      this.openShared(await decodeShared(run), run)
    } catch (error) {
      const message = error instanceof BadLink ? error.message : 'This link cannot be read.'
      this.player.store.set({ notice: message })
    }
    this.busy = false
  }

  showLesson(id: string): void {
    this.write(`lesson=${encodeURIComponent(id)}`)
  }

  /** Puts the run into the address and the clipboard. */
  async share(write: boolean): Promise<void> {
    const link = await this.link()
    if (write) this.write(link.slice(link.indexOf('#') + 1))
    try {
      await navigator.clipboard.writeText(link)
      this.say(`Link copied, ${link.length} characters.`)
    } catch {
      this.say(write ? 'The link is in the address bar.' : 'The clipboard is closed to this page.')
    }
  }

  /** The run as it stands. */
  async link(): Promise<string> {
    const payload = await encodeShared(sharedOf(this.player.state))
    return `${location.href.replace(/#.*$/, '')}#run=${payload}`
  }

  private openLesson(id: string): void {
    const program = lessonProgram(id)
    if (program) this.player.open(program)
    else this.player.store.set({ notice: `There is no lesson called “${id.slice(0, 60)}”.` })
  }

  private openShared(shared: Shared, payload: string): void {
    const program = programOf(shared, payload)
    const settings: Partial<PlayerState> = { seed: shared.seed, policy: shared.policy, faults: shared.faults }
    if (shared.schedule !== undefined) settings.schedule = shared.schedule
    settings.limits = shared.limits ?? {}
    if (shared.view !== undefined) settings.view = shared.view
    if (shared.axis !== undefined) Object.assign(settings, { axis: shared.axis, axisChosen: true })
    if (shared.timeNs !== undefined && shared.step !== undefined)
      settings.cursor = { timeNs: shared.timeNs, step: shared.step }
    if (shared.bookmarks !== undefined) settings.bookmarks = shared.bookmarks
    settings.pinned = shared.pinned ? pinnedOf(shared.pinned, payload) : null
    this.player.open(program, settings)
  }

  private write(text: string): void {
    const kept = [...hashParameters(location.hash)].filter(([name]) => name === 'embed' || name === 'size')
    const parts = [...kept.map(([name, value]) => (value === '' ? name : `${name}=${value}`)), text]
    this.own = `#${parts.join('&')}`
    history.replaceState(null, '', this.own)
  }
}

/** Under a key of its own, so that what the receiver kept of the same lesson stays theirs. */
function programOf(shared: Shared, payload: string): Program {
  const key = `link:${textHash(payload)}`
  if (shared.lesson === undefined)
    return { ...ownProgram(shared.text ?? '', shared.file, 'Shared program'), key }
  const lesson = lessonProgram(shared.lesson)
  if (!lesson)
    throw new BadLink(`This link is of a lesson that is not here: “${shared.lesson.slice(0, 60)}”.`)
  return { ...lesson, key, text: turnedAll(lesson.text, shared.knobs ?? {}) }
}

function sharedOf({
  program,
  seed,
  policy,
  faults,
  schedule,
  model,
  cursor,
  axis,
  axisChosen,
  bookmarks,
  view,
  pinned,
  limits,
}: Readonly<PlayerState>): Shared {
  const shared: Shared = { seed, policy, faults: [...faults] }
  const knobs = program.lesson === '' ? null : turnedFrom(program.original, program.text)
  if (knobs) Object.assign(shared, { lesson: program.lesson, knobs })
  else Object.assign(shared, { file: program.file, text: program.text })
  const choices = schedule ?? model?.run.report.schedule
  if (choices && choices.length <= LONGEST_SCHEDULE) shared.schedule = choices
  if (Object.keys(limits).length > 0) shared.limits = limits
  if (model) Object.assign(shared, cursor)
  if (axisChosen) shared.axis = axis
  if (bookmarks.length > 0) shared.bookmarks = bookmarks
  if (choiceToWire(view)) shared.view = view
  if (pinned) shared.pinned = sharedPinned(pinned)
  return shared
}

/** The pinned run of a link; it is made when the link's own run is there. */
function pinnedOf(shared: Shared, payload: string): Pinned {
  const { file, text, title } = programOf(shared, payload)
  const { seed, policy, faults, schedule } = shared
  const limits = { ...PAGE_LIMITS, ...shared.limits }
  const request: RunRequest = { files: [{ name: file, text }], seed, policy, faults, limits }
  if (schedule !== undefined) request.schedule = schedule
  return { request, title, model: null }
}

function sharedPinned({ request }: Pinned): Shared {
  const { files, seed, policy, faults, schedule, limits = {} } = request
  const [file] = files
  const own = Object.entries(limits).filter(([name, value]) => PAGE_LIMITS[name] !== value)
  const shared: Shared = { seed, policy, faults: [...faults] }
  const knobs = (id: string) => turnedFrom(lessonProgram(id)?.original ?? '', file?.text ?? '')
  const lesson = LESSONS.find(({ id }) => knobs(id) !== null)
  if (own.length > 0) shared.limits = Object.fromEntries(own)
  if (lesson) Object.assign(shared, { lesson: lesson.id, knobs: knobs(lesson.id) })
  else Object.assign(shared, { file: file?.name, text: file?.text })
  if (schedule && schedule.length <= LONGEST_SCHEDULE) shared.schedule = schedule
  return shared
}

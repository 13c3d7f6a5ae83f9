import type { Engine, Policy } from '../engine/types'
import { bookmarksFromWire } from './bookmarks'
import { BreakIt } from './break_it'
import { movedFaults } from './faults'
import { Inspector } from './inspector'
import { turned } from './knobs'
import { Moves } from './moves'
import { Navigator } from './navigator'
import { initialState, NOTHING, type PlayerState, type Selection } from './player_state'
import type { Program } from './program'
import type { AxisKind } from './run_model'
import { Runner } from './runner'
import { SavedTexts } from './saved'
import { Store } from './store'
import { Trials } from './trials'
import type { ViewChoice } from './view_choice'

/** A pause in typing after which the program runs, and one after which that is begun. */
const SETTLE_MS = 250
const AHEAD_MS = 100

/**
 * The one who knows what the reader wants: views send intents here and listen to the state. Knows neither
 * the DOM nor how the engine works.
 */
export class Player {
  readonly store: Store<PlayerState>
  /** Ways through the run. */
  readonly navigator: Navigator
  readonly moves: Moves
  readonly trials: Trials
  readonly breakIt: BreakIt
  private readonly runner: Runner
  private readonly engine: Engine
  private readonly saved: SavedTexts
  private settle: ReturnType<typeof setTimeout> | undefined

  constructor(engine: Engine, program: Program, saved = new SavedTexts()) {
    this.engine = engine
    this.saved = saved
    this.store = new Store(savedState(program, saved))
    this.navigator = new Navigator(this.store, saved, () => performance.now())
    this.moves = new Moves(this.store, () => this.moving())
    this.runner = new Runner(engine, this.store, () => this.trials.findForgettings())
    this.trials = new Trials(engine, this.store, () => this.runner.request([]))
    this.breakIt = new BreakIt(engine, this.store, this.runner, this.trials, () => this.run())
    const inspector = new Inspector(engine, this.store)
    this.store.listen(() => inspector.update())
  }

  get state(): Readonly<PlayerState> {
    return this.store.state
  }

  /** Another program: everything of the old one goes, its text stays kept. */
  open(program: Program, settings: Partial<PlayerState> = {}): void {
    this.runner.cancel()
    this.trials.stop()
    this.runner.base = null
    const { seed, policy, speed, inspecting, pinned } = this.state
    // keys of tracks and groups are of a program; the rest is the reader's
    const view = { ...this.state.view, collapsed: [], tracks: null }
    this.store.set({
      ...savedState(program, this.saved),
      seed,
      policy,
      speed,
      inspecting,
      view,
      pinned,
      ...settings,
    })
  }

  /** The reader typed. The program runs when they pause. */
  edit(text: string): void {
    const { program } = this.state
    if (text === program.text) return
    this.store.set({
      program: { ...program, text },
      faults: movedFaults(this.state.faults, program.text, text),
      edits: this.state.edits + 1,
      schedule: null,
      playing: false,
    })
    this.saved.keep(program.key, text, program.original)
    this.trials.forget()
    this.runner.drop()
    clearTimeout(this.settle)
    this.settle = setTimeout(() => {
      this.runner.prepare()
      this.settle = setTimeout(() => {
        performance.mark('interleave:settled')
        void this.run()
      }, SETTLE_MS - AHEAD_MS)
    }, AHEAD_MS)
  }

  /** Turns a knob of the program: its value in the text changes, and it runs at once. */
  turn(name: string, value: number): void {
    const { program } = this.state
    const text = turned(program.text, name, value)
    if (text === program.text) return
    this.edit(text)
    void this.run()
  }

  /** Runs what stands there now; a run that is under way is dropped. */
  run(): Promise<void> {
    clearTimeout(this.settle)
    this.trials.stop()
    return this.runner.run()
  }

  /** Ends the run where it is and shows it so far. */
  stop(): void {
    this.runner.stop()
  }

  /** Back to the text that the program began with. */
  restore(): void {
    const { program } = this.state
    this.saved.keep(program.key, program.original, program.original)
    this.store.set({ program: { ...program, text: program.original }, faults: [], schedule: null })
    this.trials.forget()
    void this.run()
  }

  setSeed(seed: number): void {
    if (!Number.isSafeInteger(seed) || seed < 0) return
    this.store.set({ seed, schedule: null })
    this.trials.forget()
    void this.run()
  }

  setPolicy(policy: Policy): void {
    this.store.set({ policy, schedule: null })
    this.trials.forget()
    void this.run()
  }

  /** Another limit for the runs to come; 0 is the usual one. */
  limit(name: string, value: number): void {
    const { [name]: _, ...others } = this.state.limits
    this.store.set({ limits: value > 0 ? { ...others, [name]: value } : others, schedule: null })
    this.trials.forget()
    void this.run()
  }

  setAxis(axis: AxisKind): void {
    this.store.set({ axis, axisChosen: true })
  }

  /** Keeps the shown run beside all later ones, or lets it go. */
  pin(on = this.state.pinned === null): void {
    const { model, program } = this.state
    if (!on) this.store.set({ pinned: null })
    else if (model) this.store.set({ pinned: { request: model.run.request, title: program.title, model } })
  }

  /** How the run is shown; nothing runs again. */
  choose(choice: Partial<ViewChoice>): void {
    this.store.set({ view: { ...this.state.view, ...choice } })
  }

  setSpeed(speed: number): void {
    this.store.set({ speed })
  }

  select(selection: Partial<Selection>): void {
    this.store.set({ selection: { ...NOTHING, ...selection } })
  }

  /** Opens or closes the inspector. */
  inspect(inspecting = !this.state.inspecting): void {
    this.store.set({ inspecting })
  }

  /** The picture moves under the reader's hand. */
  moving(): void {
    this.engine.hush?.()
  }

  close(): void {
    this.runner.cancel()
    this.trials.stop()
    clearTimeout(this.settle)
  }

  /** Makes the change that mends the run, and runs again. */
  applyMend(): Promise<void> {
    const { mend, program } = this.state
    if (!mend || mend.file !== program.file) return Promise.resolve()
    this.edit(mend.text)
    return this.run()
  }
}

/** A program as the reader left it. */
function savedState(program: Program, saved: SavedTexts): PlayerState {
  const text = saved.get(program.key)
  const state = initialState(text === null ? program : { ...program, text })
  return { ...state, bookmarks: bookmarksFromWire(saved.marks(program.key)) }
}

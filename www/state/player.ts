import { STOP } from '../engine/client'
import { PAGE_LIMITS } from '../engine/limits'
import type { Engine, Policy, RunRequest, RunResult } from '../engine/types'
import { Afterwards } from './afterwards'
import { cursorFor, keptSelection } from './arrival'
import { bookmarksFromWire } from './bookmarks'
import { movedFaults } from './faults'
import { Inspector } from './inspector'
import { turned } from './knobs'
import { Moves } from './moves'
import { Navigator } from './navigator'
import { initialState, NOTHING, type PlayerState, type Selection } from './player_state'
import type { Program } from './program'
import { type AxisKind, RunModel } from './run_model'
import { SavedTexts } from './saved'
import { Store } from './store'
import { Trials } from './trials'
import type { ViewChoice } from './view_choice'

/** A pause in typing after which the program runs. */
const SETTLE_MS = 250

/**
 * The one who knows what the reader wants: views send intents here and listen to the state. Knows neither
 * the DOM nor how the engine works.
 *
 * **Invariant:** a run that fails to compile or to start never takes the shown run away.
 */
export class Player {
  readonly store: Store<PlayerState>
  /** Ways through the run. */
  readonly navigator: Navigator
  readonly moves: Moves
  readonly trials: Trials
  private readonly afterwards: Afterwards
  private readonly engine: Engine
  private readonly saved: SavedTexts
  private current: AbortController | null = null
  private settle: ReturnType<typeof setTimeout> | undefined
  /** The run without any of `faults` beyond those it had; what a new fault is compared with. */
  private base: RunModel | null = null
  /** The next run is shown where it differs first. */
  private pointOut = false

  constructor(engine: Engine, program: Program, saved = new SavedTexts()) {
    this.engine = engine
    this.saved = saved
    this.store = new Store(savedState(program, saved))
    this.navigator = new Navigator(this.store, saved, () => performance.now())
    this.moves = new Moves(this.store, () => this.moving())
    this.trials = new Trials(engine, this.store, () => this.request([]))
    this.afterwards = new Afterwards(engine, this.store)
    const inspector = new Inspector(engine, this.store)
    this.store.listen(() => inspector.update())
  }

  get state(): Readonly<PlayerState> {
    return this.store.state
  }

  /** Another program: everything of the old one goes, its text stays kept. */
  open(program: Program, settings: Partial<PlayerState> = {}): void {
    this.cancel()
    this.trials.stop()
    this.base = null
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
    clearTimeout(this.settle)
    this.settle = setTimeout(() => {
      performance.mark('interleave:settled')
      void this.run()
    }, SETTLE_MS)
  }

  /** Turns a knob of the program: its value in the text changes, and it runs at once. */
  turn(name: string, value: number): void {
    const { program } = this.state
    const text = turned(program.text, name, value)
    if (text === program.text) return
    this.edit(text)
    void this.run()
  }

  /** Back to the text that the program began with. */
  restore(): void {
    const { program } = this.state
    this.saved.keep(program.key, program.original, program.original)
    this.store.set({ program: { ...program, text: program.original }, faults: [], schedule: null })
    this.trials.forget()
    void this.run()
  }

  request(faults: readonly string[] = this.state.faults): RunRequest {
    const { program, seed, policy, schedule, limits } = this.state
    const request: RunRequest = {
      files: [{ name: program.file, text: program.text }],
      seed,
      policy,
      faults: [...faults],
    }
    if (schedule !== null) request.schedule = schedule
    if (this.state.breaking) request.count_calls = true
    request.limits = { ...PAGE_LIMITS, ...limits }
    return request
  }

  /** Runs what stands there now; a run that is under way is dropped. */
  async run(): Promise<void> {
    clearTimeout(this.settle)
    this.trials.stop()
    this.cancel()
    const controller = new AbortController()
    this.current = controller
    this.store.set({ phase: 'running', progress: null, playing: false })
    const text = this.state.program.text
    try {
      const result = await this.engine.run(this.request(), {
        signal: controller.signal,
        keep: true,
        onProgress: (progress) => this.current === controller && this.store.set({ progress }),
      })
      if (this.current === controller) this.take(result, text)
    } catch (error) {
      if (this.current === controller)
        this.fail('crash', error instanceof Error ? error.message : String(error))
    }
  }

  /** Ends the run where it is and shows it so far. */
  stop(): void {
    this.current?.abort(STOP)
  }

  /** Adds a fault and runs again; the run before it stays beside it. */
  breakIt(fault: string): Promise<void> {
    if (this.state.faults.includes(fault)) return Promise.resolve()
    this.store.set({
      faults: [...this.state.faults, fault],
      before: this.state.model,
      schedule: null,
      selection: NOTHING,
    })
    return this.run()
  }

  mend(fault: string): Promise<void> {
    const faults = this.state.faults.filter((f) => f !== fault)
    this.store.set({ faults, schedule: null, before: faults.length === 0 ? null : this.state.before })
    return this.run()
  }

  /** What a fault would do, without showing it: the run that it would give. */
  async preview(fault: string, signal: AbortSignal): Promise<RunResult> {
    return this.engine.run(this.request([...this.state.faults, fault]), { signal })
  }

  /** Into the Break it mode or out of it. */
  setBreaking(breaking = !this.state.breaking): void {
    this.store.set({ breaking })
    this.trials.findForgettings()
    if (breaking) void this.countCalls()
  }

  /** Shows a run of the atlas, alone, the cursor on what differs first; the same one again takes it back. */
  showTried(fault: string): Promise<void> {
    const { faults } = this.state
    if (faults.length === 1 && faults[0] === fault) return this.mend(fault)
    this.pointOut = true
    this.store.set({ faults: [fault], before: this.base, schedule: null, selection: NOTHING })
    return this.run()
  }

  /** How often each call of the shown run was made: asked for once it matters, for it costs time. */
  private async countCalls(): Promise<void> {
    const { model } = this.state
    if (!model || model.run.sites.some((s) => s.calls > 0)) return
    try {
      const result = await this.engine.run({ ...model.run.request, count_calls: true })
      if (result.kind === 'run') model.run.sites = result.run.sites
    } catch {
      // Another run began: it counts for itself.
    }
  }

  /** The run that a fault would give, beside the shown one; null takes it away. */
  showPreview(preview: RunModel | null): void {
    if (this.state.preview !== preview) this.store.set({ preview })
  }

  /** Shows the run that stands beside the shown one, which then stands beside it. */
  showOther(): void {
    const { before, model } = this.state
    if (!before || !model) return
    this.store.set({
      model: before,
      before: model,
      faults: before.run.request.faults,
      schedule: null,
      selection: NOTHING,
      cursor: cursorFor(this.state, before, null, this.takePointOut()),
      playing: false,
    })
  }

  /** The run beside the shown one goes. */
  dismiss(): void {
    this.base = this.state.model
    this.store.set({ before: null })
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

  /** A pinned run that came with a link is still to be made. */
  private async runPinned(): Promise<void> {
    const { pinned } = this.state
    if (!pinned || pinned.model) return
    const result = await this.engine.run(pinned.request).catch(() => null)
    if (this.state.pinned !== pinned) return
    const made = result?.kind === 'run' ? new RunModel(result.run) : null
    this.store.set({ pinned: made ? { ...pinned, model: made } : null })
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
    this.cancel()
    this.trials.stop()
    clearTimeout(this.settle)
  }

  private cancel(): void {
    this.afterwards.stop()
    this.current?.abort(new DOMException('superseded', 'AbortError'))
    this.current = null
  }

  private take(result: RunResult, text: string): void {
    this.current = null
    switch (result.kind) {
      case 'errors':
        return this.store.set({ phase: 'errors', diagnostics: result.diagnostics, progress: null })
      case 'refused':
      case 'crash':
        return this.fail(result.kind, result.message)
      case 'run':
        this.show(new RunModel(result.run), text)
        void this.runPinned()
        return
    }
  }

  private fail(phase: 'refused' | 'crash', message: string): void {
    this.store.set({ phase, message, progress: null })
  }

  private show(model: RunModel, text: string): void {
    const { state } = this
    const faulty = model.run.request.faults.length > 0
    const sameText = state.ranText === text
    if (!faulty) this.base = model
    const before = faulty && sameText ? (state.before ?? this.base) : null
    const strikes = before !== null && before === state.model && faulty
    this.store.set({
      struck: state.struck + Number(strikes),
      preview: null,
      mend: null,
      phase: 'ready',
      model,
      before,
      ranText: text,
      edits: 0,
      message: '',
      progress: null,
      diagnostics: model.run.warnings,
      axis: state.axisChosen ? state.axis : model.run.report.virtual_ns > 0 ? 'time' : 'steps',
      cursor: cursorFor(state, model, before, this.takePointOut()),
      selection: keptSelection(state.selection, model),
    })
    this.trials.findForgettings()
    this.afterwards.shown(model)
  }

  /** Whether the run at hand is to be shown where it differs first; only that one is. */
  private takePointOut(): boolean {
    const { pointOut } = this
    this.pointOut = false
    return pointOut
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

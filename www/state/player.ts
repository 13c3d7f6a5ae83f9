import { STOP } from '../engine/client'
import { PAGE_LIMITS } from '../engine/limits'
import type { Engine, Policy, RunRequest, RunResult } from '../engine/types'
import { bookmarksFromWire } from './bookmarks'
import { difference } from './compare'
import { type Cursor, cursorAt, cursorAtStep, stepBy } from './cursor'
import { movedFaults } from './faults'
import { Inspector } from './inspector'
import { turned } from './knobs'
import { Navigator } from './navigator'
import { initialState, NOTHING, type PlayerState, type Selection } from './player_state'
import type { Program } from './program'
import { type AxisKind, RunModel } from './run_model'
import { SavedTexts } from './saved'
import { Store } from './store'
import type { ViewChoice } from './view_choice'

/** Ends of a run for which a change is searched that mends them. */
const MENDABLE: ReadonlySet<string> = new Set(['deadlock', 'stuck', 'leak', 'race', 'panic', 'fatal'])

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
  private readonly engine: Engine
  private readonly saved: SavedTexts
  private current: AbortController | null = null
  private settle: ReturnType<typeof setTimeout> | undefined
  /** The run without any of `faults` beyond those it had; what a new fault is compared with. */
  private base: RunModel | null = null
  /** The search for a change that mends the shown run. */
  private mending: AbortController | null = null
  private measuring: AbortController | null = null
  /** The atlas that is being made. */
  private tried: AbortController | null = null
  /** The next run is shown where it differs first. */
  private pointOut = false

  constructor(engine: Engine, program: Program, saved = new SavedTexts()) {
    this.engine = engine
    this.saved = saved
    this.store = new Store(savedState(program, saved))
    this.navigator = new Navigator(this.store, saved, () => performance.now())
    const inspector = new Inspector(engine, this.store)
    this.store.listen(() => inspector.update())
  }

  get state(): Readonly<PlayerState> {
    return this.store.state
  }

  /** Another program: everything of the old one goes, its text stays kept. */
  open(program: Program, settings: Partial<PlayerState> = {}): void {
    this.cancel()
    this.stopTrying()
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
    this.forgetAtlas()
    clearTimeout(this.settle)
    this.settle = setTimeout(() => void this.run(), SETTLE_MS)
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
    this.forgetAtlas()
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
    this.stopTrying()
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
    this.findForgettings()
    if (breaking) void this.countCalls()
  }

  /** In the Break it mode what can be forgotten is tried by itself: it is little. */
  private findForgettings(): void {
    const { breaking, atlas, trying, phase } = this.state
    if (breaking && phase === 'ready' && !atlas && !trying) void this.tryAll(true)
  }

  /** Tries every single fault, or only what can be forgotten. The shown run stays. */
  async tryAll(onlyForgettings = false): Promise<void> {
    if (!this.engine.atlas) return
    this.stopTrying()
    const controller = new AbortController()
    this.tried = controller
    this.store.set({ trying: { done: false, runs: 0, total: 0 } })
    try {
      const atlas = await this.engine.atlas(this.request([]), onlyForgettings, {
        signal: controller.signal,
        onProgress: (trying) => this.tried === controller && this.store.set({ trying }),
      })
      if (this.tried !== controller) return
      this.tried = null
      this.store.set({ atlas, atlasWhole: atlas !== null && !onlyForgettings, trying: null })
    } catch (error) {
      if (this.tried !== controller) return
      this.tried = null
      const notice = error instanceof Error ? error.message : String(error)
      this.store.set({ trying: null, notice })
    }
  }

  stopTrying(): void {
    this.tried?.abort(new DOMException('superseded', 'AbortError'))
    this.tried = null
    if (this.state.trying) this.store.set({ trying: null })
  }

  /** What was tried holds for one text, seed and policy. */
  private forgetAtlas(): void {
    this.stopTrying()
    if (this.state.atlas) this.store.set({ atlas: null, atlasWhole: false })
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
      cursor: this.cursorFor(before, null),
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
    this.forgetAtlas()
    void this.run()
  }

  setPolicy(policy: Policy): void {
    this.store.set({ policy, schedule: null })
    this.forgetAtlas()
    void this.run()
  }

  /** Another limit for the runs to come; 0 is the usual one. */
  limit(name: string, value: number): void {
    const { [name]: _, ...others } = this.state.limits
    this.store.set({ limits: value > 0 ? { ...others, [name]: value } : others, schedule: null })
    this.forgetAtlas()
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

  moveTo(cursor: Cursor): void {
    if (!this.state.playing) this.moving()
    const { cursor: now } = this.state
    if (now.timeNs !== cursor.timeNs || now.step !== cursor.step) this.store.set({ cursor })
  }

  /** A value of the shown axis, as the scrubber gives it. */
  moveToValue(value: number): void {
    const { model, axis } = this.state
    if (model) this.moveTo(cursorAt(model, axis, value))
  }

  moveToStep(step: number): void {
    this.store.set({ playing: false })
    if (this.state.model) this.moveTo(cursorAtStep(this.state.model, step))
  }

  step(by: number): void {
    const { model, cursor } = this.state
    this.store.set({ playing: false })
    if (model) this.moveTo(stepBy(model, cursor, by))
  }

  first(): void {
    this.store.set({ playing: false })
    if (this.state.model) this.moveTo(cursorAtStep(this.state.model, 0))
  }

  last(): void {
    this.store.set({ playing: false })
    if (this.state.model) this.moveTo(endOf(this.state.model))
  }

  /** Plays on, from the start when the cursor stands at the end. */
  play(playing = !this.state.playing): void {
    const { model, cursor } = this.state
    if (!model) return
    if (playing && atEnd(model, cursor)) this.moveTo(cursorAtStep(model, 0))
    this.store.set({ playing })
  }

  close(): void {
    this.cancel()
    this.stopTrying()
    clearTimeout(this.settle)
  }

  private cancel(): void {
    this.mending?.abort()
    this.mending = null
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
      cursor: this.cursorFor(model, before),
      selection: keepSelection(state.selection, model),
    })
    this.findForgettings()
    void this.findMend(model)
    this.measuring?.abort()
    if (!model.run.report.numbers) void this.measure(model)
  }

  /** After a run that failed: what would mend it. The next run ends the search. */
  private async findMend(model: RunModel): Promise<void> {
    if (!this.engine.mend || !model.run.report.why || !MENDABLE.has(model.run.report.why.kind)) return
    const controller = new AbortController()
    this.mending = controller
    const mend = await this.engine.mend(model.run.request, controller.signal)
    if (this.mending !== controller) return
    this.mending = null
    if (mend && this.state.model === model) this.store.set({ mend })
  }

  /** Makes the change that mends the run, and runs again. */
  applyMend(): Promise<void> {
    const { mend, program } = this.state
    if (!mend || mend.file !== program.file) return Promise.resolve()
    this.edit(mend.text)
    return this.run()
  }

  /** A long run is shown first and measured afterwards, unless another is shown by then. */
  private async measure(model: RunModel): Promise<void> {
    const controller = new AbortController()
    this.measuring = controller
    const numbers = await this.engine.numbers?.(model.run.request, controller.signal).catch(() => null)
    if (!numbers || controller.signal.aborted) return
    model.run.report.numbers = numbers
    this.store.set({ measured: this.state.measured + 1 })
  }

  /** A new fault is shown at the moment at which it tells; else the reader's own place is kept. */
  private cursorFor(model: RunModel, before: RunModel | null): Cursor {
    const { cursor, model: shown } = this.state
    const pointOut = this.pointOut
    this.pointOut = false
    if (before && (before === shown || pointOut)) {
      const { event } = difference(before.run, model.run)
      const { timeNs, step } = model.run.events
      if (event >= 0 && event < timeNs.length)
        return { timeNs: timeNs[event] as number, step: step[event] as number }
    }
    const fresh = !shown && cursor.step === 0 && cursor.timeNs === 0
    if (fresh || (shown && atEnd(shown, cursor))) return endOf(model)
    const { steps, virtual_ns } = model.run.report
    return { timeNs: Math.min(cursor.timeNs, virtual_ns), step: Math.min(cursor.step, steps) }
  }
}

export function endOf(model: RunModel): Cursor {
  const { steps, virtual_ns } = model.run.report
  return { step: steps, timeNs: virtual_ns }
}

export function atEnd(model: RunModel, cursor: Cursor): boolean {
  const end = endOf(model)
  return cursor.step >= end.step && cursor.timeNs >= end.timeNs
}

/** Spans have other numbers in another run; a goroutine that is still there stays selected. */
function keepSelection(selection: Selection, model: RunModel): Selection {
  return selection.g > model.goroutines ? NOTHING : { ...selection, span: -1 }
}

/** A program as the reader left it. */
function savedState(program: Program, saved: SavedTexts): PlayerState {
  const text = saved.get(program.key)
  const state = initialState(text === null ? program : { ...program, text })
  return { ...state, bookmarks: bookmarksFromWire(saved.marks(program.key)) }
}

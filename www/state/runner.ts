import { STOP } from '../engine/client'
import { PAGE_LIMITS } from '../engine/limits'
import type { Engine, RunRequest, RunResult } from '../engine/types'
import { Afterwards } from './afterwards'
import { cursorFor, keptSelection } from './arrival'
import type { PlayerState } from './player_state'
import { RunModel } from './run_model'
import type { Store } from './store'

/**
 * Has what stands there run, and shows what comes of it. One run at a time is made.
 *
 * **Invariant:** a run that fails to compile or to start never takes the shown run away.
 */
export class Runner {
  private readonly engine: Engine
  private readonly store: Store<PlayerState>
  private readonly afterwards: Afterwards
  private readonly shown: () => void
  private current: AbortController | null = null
  /** The run without any of `faults` beyond those it had; what a new fault is compared with. */
  base: RunModel | null = null
  /** The next run is shown where it differs first. */
  pointOut = false

  /** `shown` is told when there is another run to look at. */
  constructor(engine: Engine, store: Store<PlayerState>, shown: () => void) {
    this.engine = engine
    this.store = store
    this.shown = shown
    this.afterwards = new Afterwards(engine, store)
  }

  /** What a run of the program as it stands is asked for with. */
  request(faults: readonly string[] = this.store.state.faults): RunRequest {
    const { program, seed, policy, schedule, limits } = this.store.state
    const request: RunRequest = {
      files: [{ name: program.file, text: program.text }],
      seed,
      policy,
      faults: [...faults],
    }
    if (schedule !== null) request.schedule = schedule
    if (this.store.state.breaking) request.count_calls = true
    request.limits = { ...PAGE_LIMITS, ...limits }
    return request
  }

  /** Runs what stands there now; a run that is under way is dropped. */
  async run(): Promise<void> {
    this.cancel()
    const controller = new AbortController()
    this.current = controller
    this.store.set({ phase: 'running', progress: null, playing: false })
    const text = this.store.state.program.text
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

  /** Nobody waits any more for the run under way, nor for what is found out about the shown one. */
  cancel(): void {
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
    const { state } = this.store
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
    this.shown()
    this.afterwards.shown(model)
  }

  /** Whether the run at hand is to be shown where it differs first; only that one is. */
  takePointOut(): boolean {
    const { pointOut } = this
    this.pointOut = false
    return pointOut
  }

  /** A pinned run that came with a link is still to be made. */
  private async runPinned(): Promise<void> {
    const { pinned } = this.store.state
    if (!pinned || pinned.model) return
    const result = await this.engine.run(pinned.request).catch(() => null)
    if (this.store.state.pinned !== pinned) return
    const made = result?.kind === 'run' ? new RunModel(result.run) : null
    this.store.set({ pinned: made ? { ...pinned, model: made } : null })
  }
}

import type { Engine, RunResult } from '../engine/types'
import { cursorFor } from './arrival'
import { NOTHING, type PlayerState } from './player_state'
import type { RunModel } from './run_model'
import type { Runner } from './runner'
import type { Store } from './store'
import type { Trials } from './trials'

/** What the reader breaks, and the runs with and without it beside each other. */
export class BreakIt {
  private readonly engine: Engine
  private readonly store: Store<PlayerState>
  private readonly runner: Runner
  private readonly trials: Trials
  private readonly run: () => Promise<void>

  constructor(
    engine: Engine,
    store: Store<PlayerState>,
    runner: Runner,
    trials: Trials,
    run: () => Promise<void>,
  ) {
    this.engine = engine
    this.store = store
    this.runner = runner
    this.trials = trials
    this.run = run
  }

  /** Adds a fault and runs again; the run before it stays beside it. */
  add(fault: string): Promise<void> {
    if (this.store.state.faults.includes(fault)) return Promise.resolve()
    this.store.set({
      faults: [...this.store.state.faults, fault],
      before: this.store.state.model,
      schedule: null,
      selection: NOTHING,
    })
    return this.run()
  }

  /** Takes a fault back and runs again. */
  remove(fault: string): Promise<void> {
    const faults = this.store.state.faults.filter((f) => f !== fault)
    this.store.set({ faults, schedule: null, before: faults.length === 0 ? null : this.store.state.before })
    return this.run()
  }

  /** What a fault would do, without showing it: the run that it would give. */
  async preview(fault: string, signal: AbortSignal): Promise<RunResult> {
    return this.engine.run(this.runner.request([...this.store.state.faults, fault]), { signal })
  }

  /** Into the Break it mode or out of it. */
  setMode(breaking = !this.store.state.breaking): void {
    this.store.set({ breaking })
    this.trials.findForgettings()
    if (breaking) void this.countCalls()
  }

  /** Shows a run of the atlas, alone, the cursor on what differs first; the same one again takes it back. */
  showTried(fault: string): Promise<void> {
    const { faults } = this.store.state
    if (faults.length === 1 && faults[0] === fault) return this.remove(fault)
    this.runner.pointOut = true
    this.store.set({ faults: [fault], before: this.runner.base, schedule: null, selection: NOTHING })
    return this.run()
  }

  /** How often each call of the shown run was made: asked for once it matters, for it costs time. */
  private async countCalls(): Promise<void> {
    const { model } = this.store.state
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
    if (this.store.state.preview !== preview) this.store.set({ preview })
  }

  /** Shows the run that stands beside the shown one, which then stands beside it. */
  showOther(): void {
    const { before, model } = this.store.state
    if (!before || !model) return
    this.store.set({
      model: before,
      before: model,
      faults: before.run.request.faults,
      schedule: null,
      selection: NOTHING,
      cursor: cursorFor(this.store.state, before, null, this.runner.takePointOut()),
      playing: false,
    })
  }

  /** The run beside the shown one goes. */
  dismiss(): void {
    this.runner.base = this.store.state.model
    this.store.set({ before: null })
  }
}

import type { Engine } from '../engine/types'
import type { PlayerState } from './player_state'
import type { RunModel } from './run_model'
import type { Store } from './store'

/** Ends of a run for which a change is searched that mends them. */
const MENDABLE: ReadonlySet<string> = new Set(['deadlock', 'stuck', 'leak', 'race', 'panic', 'fatal'])

/** What is found out about a run while it is shown already: what would mend it, and the numbers of a long one. */
export class Afterwards {
  private readonly engine: Engine
  private readonly store: Store<PlayerState>
  private mending: AbortController | null = null
  private measuring: AbortController | null = null

  constructor(engine: Engine, store: Store<PlayerState>) {
    this.engine = engine
    this.store = store
  }

  /** A run is shown now, instead of another. */
  shown(model: RunModel): void {
    void this.findMend(model)
    this.measuring?.abort()
    if (!model.run.report.numbers) void this.measure(model)
  }

  /** Another run begins: nobody waits for the mend of this one. */
  stop(): void {
    this.mending?.abort()
    this.mending = null
  }

  private async findMend(model: RunModel): Promise<void> {
    if (!this.engine.mend || !model.run.report.why || !MENDABLE.has(model.run.report.why.kind)) return
    const controller = new AbortController()
    this.mending = controller
    const mend = await this.engine.mend(model.run.request, controller.signal)
    if (this.mending !== controller) return
    this.mending = null
    if (mend && this.store.state.model === model) this.store.set({ mend })
  }

  private async measure(model: RunModel): Promise<void> {
    const controller = new AbortController()
    this.measuring = controller
    const numbers = await this.engine.numbers?.(model.run.request, controller.signal).catch(() => null)
    if (!numbers || controller.signal.aborted) return
    model.run.report.numbers = numbers
    this.store.set({ measured: this.store.state.measured + 1 })
  }
}

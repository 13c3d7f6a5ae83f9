import type { Engine, RunRequest } from '../engine/types'
import type { PlayerState } from './player_state'
import type { Store } from './store'

/** Every single fault tried, a run each, beside the shown run: the atlas. One at a time is made. */
export class Trials {
  private readonly engine: Engine
  private readonly store: Store<PlayerState>
  private readonly request: () => RunRequest
  private made: AbortController | null = null

  /** `request` is for the run that they are tried in, without faults. */
  constructor(engine: Engine, store: Store<PlayerState>, request: () => RunRequest) {
    this.engine = engine
    this.store = store
    this.request = request
  }

  /** Tries every single fault, or only what can be forgotten. The shown run stays. */
  async tryAll(onlyForgettings = false): Promise<void> {
    if (!this.engine.atlas) return
    this.stop()
    const controller = new AbortController()
    this.made = controller
    this.store.set({ trying: { done: false, runs: 0, total: 0 } })
    try {
      const atlas = await this.engine.atlas(this.request(), onlyForgettings, {
        signal: controller.signal,
        onProgress: (trying) => this.made === controller && this.store.set({ trying }),
      })
      if (this.made !== controller) return
      this.made = null
      this.store.set({ atlas, atlasWhole: atlas !== null && !onlyForgettings, trying: null })
    } catch (error) {
      if (this.made !== controller) return
      this.made = null
      const notice = error instanceof Error ? error.message : String(error)
      this.store.set({ trying: null, notice })
    }
  }

  /** In the Break it mode what can be forgotten is tried by itself: it is little. */
  findForgettings(): void {
    const { breaking, atlas, trying, phase } = this.store.state
    if (breaking && phase === 'ready' && !atlas && !trying) void this.tryAll(true)
  }

  stop(): void {
    this.made?.abort(new DOMException('superseded', 'AbortError'))
    this.made = null
    if (this.store.state.trying) this.store.set({ trying: null })
  }

  /** What was tried holds for one text, seed and policy. */
  forget(): void {
    this.stop()
    if (this.store.state.atlas) this.store.set({ atlas: null, atlasWhole: false })
  }
}

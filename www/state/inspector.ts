import type { Engine, GoroutineState } from '../engine/types'
import type { Cursor } from './cursor'
import { lookOf } from './inspect'
import type { PlayerState } from './player_state'
import type { RunModel } from './run_model'
import type { Store } from './store'

/** A state with what it is a state of. */
export interface Inspection {
  model: RunModel
  cursor: Cursor
  g: number
  /** Null: the engine could not say. */
  state: GoroutineState | null
}

/**
 * Asks the engine for the state at the cursor while the inspector is open, and while a goroutine is selected, so
 * that it is explained; not while the run plays, but for the inspector. One question at a time, and the next is
 * always about the newest moment: a reader who scrubs never waits for moments that they have left.
 */
export class Inspector {
  private readonly engine: Engine
  private readonly store: Store<PlayerState>
  private asking = false
  private explaining: AbortController | null = null

  constructor(engine: Engine, store: Store<PlayerState>) {
    this.engine = engine
    this.store = store
  }

  /** To be called whenever the state changes. */
  update(): void {
    const wanted = this.wanted()
    if (!wanted || this.asking) return
    void this.ask(wanted)
  }

  private wanted(): Omit<Inspection, 'state'> | null {
    const { inspecting, model, cursor, selection, inspection, phase, playing } = this.store.state
    const explained = selection.g > 0 && !playing
    if (!(inspecting || explained) || !model || phase === 'running') return null
    const g = selection.g || 1
    const same = inspection?.model === model && inspection.cursor === cursor && inspection.g === g
    return same ? null : { model, cursor, g }
  }

  private async ask(wanted: Omit<Inspection, 'state'>): Promise<void> {
    this.asking = true
    this.explaining?.abort()
    const { model, cursor, g } = wanted
    let state: GoroutineState | null = null
    try {
      state = (await this.engine.inspect?.(model.run.request, lookOf(model, g, cursor))) ?? null
    } catch {
      // the worker was replaced: the next question is asked of the new one
    }
    this.asking = false
    performance.mark('interleave:inspected')
    const inspection = { ...wanted, state }
    this.store.set({ inspection })
    this.update()
    if (state && !state.why && !this.asking) void this.explain(inspection, state)
  }

  /** In a long run why takes longer than the state: it comes afterwards, unless the reader has gone on. */
  private async explain(inspection: Inspection, state: GoroutineState): Promise<void> {
    const { model, cursor, g } = inspection
    const controller = new AbortController()
    this.explaining = controller
    const look = lookOf(model, g, cursor)
    const why = await this.engine.explain?.(model.run.request, look, controller.signal).catch(() => null)
    if (!why || controller.signal.aborted || this.store.state.inspection !== inspection) return
    this.store.set({ inspection: { ...inspection, state: { ...state, why } } })
  }
}

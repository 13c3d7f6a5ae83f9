import { type Cursor, cursorAt, cursorAtStep, stepBy } from './cursor'
import type { PlayerState } from './player_state'
import type { RunModel } from './run_model'
import type { Store } from './store'

/** The reader's ways along the shown run, back and forth. */
export class Moves {
  private readonly store: Store<PlayerState>
  private readonly moving: () => void

  /** `moving` is told of moves by the reader's hand. */
  constructor(store: Store<PlayerState>, moving: () => void) {
    this.store = store
    this.moving = moving
  }

  to(cursor: Cursor): void {
    const { playing, cursor: now } = this.store.state
    if (!playing) this.moving()
    if (now.timeNs !== cursor.timeNs || now.step !== cursor.step) this.store.set({ cursor })
  }

  /** To a value of the shown axis, as the scrubber gives it. */
  toValue(value: number): void {
    const { model, axis } = this.store.state
    if (model) this.to(cursorAt(model, axis, value))
  }

  toStep(step: number): void {
    this.rest((model) => cursorAtStep(model, step))
  }

  step(by: number): void {
    this.rest((model) => stepBy(model, this.store.state.cursor, by))
  }

  first(): void {
    this.rest((model) => cursorAtStep(model, 0))
  }

  last(): void {
    this.rest(endOf)
  }

  /** Plays on, from the start when the cursor stands at the end. */
  play(playing = !this.store.state.playing): void {
    const { model, cursor } = this.store.state
    if (!model) return
    if (playing && atEnd(model, cursor)) this.to(cursorAtStep(model, 0))
    this.store.set({ playing })
  }

  /** Goes there, and stays. */
  private rest(where: (model: RunModel) => Cursor): void {
    const { model } = this.store.state
    this.store.set({ playing: false })
    if (model) this.to(where(model))
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

import { STOP } from '../engine/client'
import { PAGE_LIMITS } from '../engine/limits'
import type { Engine, Progress, Run, RunRequest, RunResult } from '../engine/types'
import { Afterwards } from './afterwards'
import { cursorFor, keptSelection } from './arrival'
import type { PlayerState } from './player_state'
import { RunModel } from './run_model'
import type { Store } from './store'

/** A run that was asked for. */
interface Begun {
  /** Of its request. */
  key: string
  stop: AbortController
  result: Promise<RunResult>
  done: boolean
  progress: ((progress: Progress) => void) | null
  sketch: ((run: Run) => void) | null
}

const keyOf = (request: RunRequest) => JSON.stringify(request)
const superseded = () => new DOMException('superseded', 'AbortError')

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
  private current: Begun | null = null
  /** Begun before it was asked for. */
  private ahead: Begun | null = null
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

  /**
   * Begins, unseen, the run that will be asked for when the reader types nothing more: made by then, it is shown at
   * once. One that is typed into is dropped.
   */
  prepare(): void {
    this.drop()
    this.ahead = this.begin(this.request())
  }

  /** What was begun for an older text is of no use. */
  drop(): void {
    this.ahead?.stop.abort(superseded())
    this.ahead = null
  }

  /** Runs what stands there now; a run that is under way is dropped. */
  async run(): Promise<void> {
    const request = this.request()
    const ahead = this.ahead?.key === keyOf(request) ? this.ahead : null
    if (ahead) this.ahead = null
    this.cancel()
    const begun = ahead ?? this.begin(request)
    this.current = begun
    if (!begun.done) this.store.set({ phase: 'running', progress: null, sketch: null, playing: false })
    begun.progress = (progress) => this.current === begun && this.store.set({ progress })
    begun.sketch = (run) => this.current === begun && this.store.set({ sketch: new RunModel(run) })
    const text = this.store.state.program.text
    try {
      const result = await begun.result
      if (this.current === begun) this.take(result, text)
    } catch (error) {
      if (this.current === begun) this.fail('crash', error instanceof Error ? error.message : String(error))
    }
  }

  private begin(request: RunRequest): Begun {
    const stop = new AbortController()
    const onProgress = (progress: Progress) => begun.progress?.(progress)
    const onSketch = (run: Run) => begun.sketch?.(run)
    const result = this.engine.run(request, { signal: stop.signal, keep: true, onProgress, onSketch })
    const begun: Begun = { key: keyOf(request), stop, result, done: false, progress: null, sketch: null }
    const end = () => {
      begun.done = true
    }
    result.then(end, end)
    return begun
  }

  /** Ends the run where it is and shows it so far. */
  stop(): void {
    this.current?.stop.abort(STOP)
  }

  /** Nobody waits any more for the run under way, nor for what is found out about the shown one. */
  cancel(): void {
    this.drop()
    this.afterwards.stop()
    this.current?.stop.abort(superseded())
    this.current = null
    if (this.store.state.sketch) this.store.set({ sketch: null })
  }

  private take(result: RunResult, text: string): void {
    this.current = null
    switch (result.kind) {
      case 'errors':
        return this.store.set({
          phase: 'errors',
          diagnostics: result.diagnostics,
          progress: null,
          sketch: null,
        })
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
    this.store.set({ phase, message, progress: null, sketch: null })
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
      sketch: null,
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

import type { Player } from '../state/player'

/** Runs shorter than this are stretched at speed 1, so that the eye can follow. */
const SHORTEST_MS = 4_000
/** Longer ones are gone through in this time: nobody waits for days. */
const LONGEST_MS = 60_000
/** Steps a second at speed 1. */
const STEPS_PER_SECOND = 4
/** With reduced motion, from one step to the next. */
const STILL_MS = 700

/** Moves the cursor while the player plays. */
export class Playback {
  private readonly player: Player
  private frame = 0
  private timer: ReturnType<typeof setTimeout> | undefined
  private last = 0
  /** Exact place on the axis; the cursor is whole. */
  private at = 0

  constructor(player: Player) {
    this.player = player
  }

  start(): void {
    this.stop()
    const { axis, cursor } = this.player.state
    this.at = axis === 'time' ? cursor.timeNs : cursor.step
    this.last = performance.now()
    if (matchMedia('(prefers-reduced-motion: reduce)').matches) this.hop()
    else this.frame = requestAnimationFrame((now) => this.tick(now))
  }

  stop(): void {
    cancelAnimationFrame(this.frame)
    clearTimeout(this.timer)
  }

  private tick(now: number): void {
    const { model, axis, playing, speed } = this.player.state
    if (!model || !playing) return
    const { virtual_ns, steps } = model.run.report
    const end = axis === 'time' ? virtual_ns : steps
    const pace = axis === 'time' ? Math.min(1e6, virtual_ns / SHORTEST_MS) : STEPS_PER_SECOND / 1000
    const perMs = Math.max(pace, end / LONGEST_MS)
    this.at = Math.min(end, this.at + Math.max(0, now - this.last) * perMs * speed)
    this.last = now
    if (this.at >= end) return this.player.moves.last()
    this.player.moves.toValue(this.at)
    this.frame = requestAnimationFrame((next) => this.tick(next))
  }

  /** Without motion: from event to event. */
  private hop(): void {
    const { model, playing, cursor, speed } = this.player.state
    if (!model || !playing) return
    if (cursor.step >= model.run.report.steps) return this.player.moves.last()
    this.player.moves.step(1)
    this.player.moves.play(true)
    this.timer = setTimeout(() => this.hop(), STILL_MS / speed)
  }
}

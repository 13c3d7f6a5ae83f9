import { Kind, ObjectKind, Reason } from '../../base'
import type { RunModel } from '../../state'

/**
 * Whoever takes one value and never waits for one is no worker: it gives a permit back, as goroutines of an errgroup
 * with a limit do. A channel of which that is true for all has no pool.
 */
function withoutPermits(best: Uint32Array, most: Uint32Array): Uint32Array {
  const works = new Set<number>()
  best.forEach((channel, g) => {
    if ((most[g] as number) > 1) works.add(channel)
  })
  return best.map((channel) => (works.has(channel) ? channel : 0))
}

/**
 * The channel from which each goroutine takes its work, by goroutine; 0 for none. It is the one that it received
 * from most often or waited to receive from, the older one where two are even.
 */
export function poolsOf(model: RunModel): Uint32Array {
  const { events, objects } = model.run
  const counts = new Map<number, number>()
  const best = new Uint32Array(model.goroutines + 1)
  const most = new Uint32Array(model.goroutines + 1)
  const keys = objects.kind.length + 1
  for (let e = 0; e < events.kind.length; e++) {
    const receives =
      events.kind[e] === Kind.Recv || (events.kind[e] === Kind.Block && events.a[e] === Reason.ChanReceive)
    const channel = events.obj[e] as number
    if (!receives || objects.kind[channel - 1] !== ObjectKind.Chan) continue
    const g = events.g[e] as number
    const key = g * keys + channel
    const count = (counts.get(key) ?? 0) + 1
    counts.set(key, count)
    const now = best[g] as number
    if (count > (most[g] as number) || (count === most[g] && channel < now)) {
      best[g] = channel
      most[g] = count
    }
  }
  return withoutPermits(best, most)
}

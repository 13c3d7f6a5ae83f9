import type { CoreSession } from './core'
import type { RunRequest } from './types'

/** The shown run, the one beside it, and one more: going back to it needs no run. */
const MOST = 3
/** Events of all kept runs together: with what is kept of them, about 40 bytes each of the worker's memory. */
const MOST_EVENTS = 12_000_000

interface Kept {
  session: CoreSession
  /** Events of its run, once it has ended. */
  events: number
}

/** Sessions of runs that are looked into, by request; the one that was used least lately goes first. */
export class KeptSessions {
  private readonly make: () => CoreSession
  private readonly most: number
  private readonly sessions = new Map<string, Kept>()

  constructor(make: () => CoreSession, most = MOST) {
    this.make = make
    this.most = most
  }

  /** An empty session for a request; one that it had before is given back. */
  add(request: RunRequest): CoreSession {
    this.drop(request)
    this.makeRoom(this.most - 1, MOST_EVENTS)
    const session = this.make()
    this.sessions.set(keyOf(request), { session, events: 0 })
    return session
  }

  get(request: RunRequest): CoreSession | undefined {
    const key = keyOf(request)
    const kept = this.sessions.get(key)
    if (kept) {
      this.sessions.delete(key)
      this.sessions.set(key, kept)
    }
    return kept?.session
  }

  /** How large a run was: very large ones are not kept beside each other. */
  weigh(request: RunRequest, events: number): void {
    const kept = this.sessions.get(keyOf(request))
    if (!kept) return
    this.sessions.delete(keyOf(request))
    this.makeRoom(this.most - 1, MOST_EVENTS - events)
    this.sessions.set(keyOf(request), { ...kept, events })
  }

  drop(request: RunRequest): void {
    this.free(keyOf(request))
  }

  /** All others go; false when there are none. */
  dropOthers(request: RunRequest): boolean {
    const own = keyOf(request)
    const others = [...this.sessions.keys()].filter((key) => key !== own)
    for (const key of others) this.free(key)
    return others.length > 0
  }

  /** The oldest go until so many are left, and so many events. */
  private makeRoom(most: number, mostEvents: number): void {
    const events = () => [...this.sessions.values()].reduce((sum, kept) => sum + kept.events, 0)
    for (const key of [...this.sessions.keys()]) {
      if (this.sessions.size <= most && events() <= mostEvents) return
      this.free(key)
    }
  }

  private free(key: string): void {
    this.sessions.get(key)?.session.free()
    this.sessions.delete(key)
  }
}

/** A run is a value: equal requests are equal runs. */
const keyOf = (request: RunRequest) => JSON.stringify(request)

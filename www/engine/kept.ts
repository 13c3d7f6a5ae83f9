import type { CoreSession } from './core'
import type { RunRequest } from './types'

/** The shown run, the one beside it, and one more: going back to it needs no run. */
const MOST = 3

/** Sessions of runs that are looked into, by request; the one that was used least lately goes first. */
export class KeptSessions {
  private readonly make: () => CoreSession
  private readonly most: number
  private readonly sessions = new Map<string, CoreSession>()

  constructor(make: () => CoreSession, most = MOST) {
    this.make = make
    this.most = most
  }

  /** An empty session for a request; one that it had before is given back. */
  add(request: RunRequest): CoreSession {
    this.drop(request)
    for (const key of this.sessions.keys()) {
      if (this.sessions.size < this.most) break
      this.sessions.get(key)?.free()
      this.sessions.delete(key)
    }
    const session = this.make()
    this.sessions.set(keyOf(request), session)
    return session
  }

  get(request: RunRequest): CoreSession | undefined {
    const key = keyOf(request)
    const session = this.sessions.get(key)
    if (session) {
      this.sessions.delete(key)
      this.sessions.set(key, session)
    }
    return session
  }

  drop(request: RunRequest): void {
    const key = keyOf(request)
    this.sessions.get(key)?.free()
    this.sessions.delete(key)
  }
}

/** A run is a value: equal requests are equal runs. */
const keyOf = (request: RunRequest) => JSON.stringify(request)

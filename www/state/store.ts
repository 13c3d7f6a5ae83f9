/** A frozen state, replaced as a whole; whoever listens is told once for each replacement. */
export class Store<T extends object> {
  private current: Readonly<T>
  private readonly listeners = new Set<(now: Readonly<T>, before: Readonly<T>) => void>()

  constructor(initial: T) {
    this.current = Object.freeze({ ...initial })
  }

  get state(): Readonly<T> {
    return this.current
  }

  /** Replaces the named parts; does nothing when all of them are the same already. */
  set(patch: Partial<T>): void {
    const before = this.current
    const keys = Object.keys(patch) as (keyof T)[]
    if (keys.every((key) => Object.is(before[key], patch[key]))) return
    this.current = Object.freeze({ ...before, ...patch })
    for (const listener of this.listeners) listener(this.current, before)
  }

  /** Returns the function that ends it. */
  listen(listener: (now: Readonly<T>, before: Readonly<T>) => void): () => void {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }
}

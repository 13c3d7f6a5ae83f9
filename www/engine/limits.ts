/**
 * Limits of a run in the page, by the core's names. Smaller than the command line's: whatever a reader
 * types, the page answers within a few seconds and its columns fit into a tab. A request's own limits win.
 */
export const PAGE_LIMITS: Readonly<Record<string, number>> = {
  steps: 5_000_000,
  /** Backward jumps and calls: an empty endless loop ends after one to three seconds. */
  instructions: 600_000_000,
  goroutines: 500_000,
  heap: 256 * 2 ** 20,
  output: 2 * 2 ** 20,
  /** An event widens to about 60 bytes. */
  events: 6_000_000,
  /** Of the four gigabytes that WebAssembly has. */
  page_memory: 3 * 2 ** 30,
}

/**
 * What a link may ask for at most. A run of that size has ten million spans, takes half a minute and a gigabyte, and can
 * be stopped; beyond it a tab would not live.
 */
const CEILINGS: Readonly<Record<string, number>> = {
  steps: 12_000_000,
  instructions: 6_000_000_000,
  goroutines: 1_000_000,
  heap: 2 ** 30,
  memory: 2 ** 40,
  output: 16 * 2 ** 20,
  events: 26_000_000,
  stack: 2 ** 30,
  virtual_time: 2 ** 53,
  page_memory: 3.5 * 2 ** 30,
  /** Of the machine: what computing takes. */
  processors: 256,
  instruction_ns: 1e9,
}

/** Limits by known names, none above what a tab can hold. */
export function withinCeilings(limits: Readonly<Record<string, number>>): Record<string, number> {
  const known = Object.entries(limits).filter(([name, value]) => Object.hasOwn(CEILINGS, name) && value > 0)
  return Object.fromEntries(known.map(([name, value]) => [name, Math.min(value, CEILINGS[name] as number)]))
}

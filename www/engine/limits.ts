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
}

/**
 * What the page knows about a finished run beyond its columns: names, lookups, and where a cursor stands.
 * Knows neither the DOM nor pixels.
 *
 * **Invariant:** a `RunModel` never changes a run; two models of one run answer alike.
 */
export * from './cursor'
export * from './object_index'
export * from './run_model'
export * from './span_bins'
export * from './span_sums'
export type { Grouping, Order } from './view_choice'

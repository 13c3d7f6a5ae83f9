/**
 * What every other room of the page may use: the states of a goroutine with their letters and textures, the
 * words of the trace, numbers as text, and searching in sorted columns. Knows neither the DOM nor a run.
 *
 * **Invariant:** everything here is pure; the same arguments give the same answer.
 */
export * from './format'
export * from './search'
export * from './states'
export * from './trace_words'

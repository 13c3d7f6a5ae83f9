/** Sentences from the trace. All of them are pure; the same run says the same. */
export * from './event'
export * from './moment'
export * from './object'
export * from './run'
export * from './span'

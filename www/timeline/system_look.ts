/** What a page is told of the reader's system that a canvas must follow by itself. */
const QUERIES = ['(prefers-color-scheme: dark)', '(forced-colors: active)'] as const

/**
 * Tells when the system's colours change while the page is open, and when the screen has another number of pixels for
 * one of ours (the window went to a projector).
 */
export function onSystemLook(changed: () => void, signal: AbortSignal): void {
  for (const query of QUERIES) matchMedia(query).addEventListener('change', changed, { signal })
  const watchPixels = () => {
    const query = matchMedia(`(resolution: ${devicePixelRatio}dppx)`)
    const other = () => {
      changed()
      watchPixels()
    }
    query.addEventListener('change', other, { once: true, signal })
  }
  watchPixels()
}

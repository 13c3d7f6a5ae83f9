/** The parts of a timeline in the DOM: a canvas to see, a list to hear and to focus, a line that speaks up. */
export interface ViewParts {
  root: HTMLElement
  canvas: HTMLCanvasElement
  /** Takes focus, pointers and keys; its options are the goroutines near the selected one. */
  list: HTMLElement
  options: HTMLElement
  live: HTMLElement
  tip: HTMLElement
}

const CSS = `
.tl-root{position:relative;width:100%;height:100%;min-height:64px;overflow:hidden;contain:strict;background:var(--surface)}
.tl-root canvas{position:absolute;inset:0;width:100%;height:100%;display:block}
.tl-list{position:absolute;inset:0;outline:none;cursor:default;touch-action:pan-y;user-select:none;-webkit-user-select:none}
.tl-list:focus-visible{outline:2px solid var(--focus);outline-offset:-2px}
.tl-list[data-grab="true"]{cursor:grabbing}
.tl-list[data-over="span"]{cursor:pointer}
.tl-list[data-over="axis"]{cursor:ew-resize}
.tl-hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.tl-tip{position:absolute;left:0;top:0;max-width:min(340px,90%);padding:6px 9px;border-radius:6px;border:1px solid var(--border);background:var(--raised);color:var(--text);box-shadow:var(--shadow-pop);font:var(--size-s)/1.4 var(--font-ui);pointer-events:none;visibility:hidden;z-index:2}
.tl-tip b{font-weight:600}.tl-tip small{display:block;font-size:var(--size-xs);color:var(--text-3)}
@media print{.tl-tip{display:none}}
`

let ids = 0

export function buildParts(host: HTMLElement): ViewParts {
  const doc = host.ownerDocument
  const make = (tag: string, name: string): HTMLElement => {
    const element = doc.createElement(tag)
    element.className = name
    return element
  }
  const style = doc.createElement('style')
  style.textContent = CSS
  const root = make('div', 'tl-root')
  const canvas = doc.createElement('canvas')
  canvas.setAttribute('aria-hidden', 'true')
  const list = make('div', 'tl-list')
  list.tabIndex = 0
  list.id = `tl-${++ids}`
  list.setAttribute('role', 'listbox')
  list.setAttribute('aria-label', 'Goroutines')
  const options = make('div', 'tl-hidden')
  options.setAttribute('role', 'presentation')
  list.append(options)
  const live = make('div', 'tl-hidden')
  live.setAttribute('role', 'status')
  live.setAttribute('aria-live', 'polite')
  const tip = make('div', 'tl-tip')
  tip.setAttribute('aria-hidden', 'true')
  root.append(style, canvas, list, live, tip)
  host.append(root)
  return { root, canvas, list, options, live, tip }
}

/** Fills the list with sentences; `active` is the selected one. */
export function fillOptions(
  parts: ViewParts,
  rows: readonly { g: number; text: string }[],
  active: number,
  total: number,
  firstPlace: number,
): void {
  const doc = parts.list.ownerDocument
  const items = rows.map(({ g, text }, index) => {
    const item = doc.createElement('div')
    item.setAttribute('role', 'option')
    item.id = `${parts.list.id}-g${g}`
    item.setAttribute('aria-selected', String(g === active))
    item.setAttribute('aria-setsize', String(total))
    item.setAttribute('aria-posinset', String(firstPlace + index))
    item.textContent = text
    return item
  })
  parts.options.replaceChildren(...items)
  if (rows.some(({ g }) => g === active))
    parts.list.setAttribute('aria-activedescendant', `${parts.list.id}-g${active}`)
  else parts.list.removeAttribute('aria-activedescendant')
}

/** Shows a tip beside a point, inside the root. */
export function placeTip(parts: ViewParts, title: string, detail: string, x: number, y: number): void {
  const { tip, root } = parts
  const strong = root.ownerDocument.createElement('span')
  strong.textContent = title
  const small = root.ownerDocument.createElement('small')
  small.textContent = detail
  tip.replaceChildren(strong, ...(detail === '' ? [] : [small]))
  const width = tip.offsetWidth
  const height = tip.offsetHeight
  const left = Math.max(4, Math.min(x + 12, root.clientWidth - width - 4))
  const below = y + 18 + height < root.clientHeight
  const top = below ? y + 18 : Math.max(4, y - height - 12)
  tip.style.transform = `translate(${Math.round(left)}px,${Math.round(top)}px)`
  tip.style.visibility = 'visible'
}

export function hideTip(parts: ViewParts): void {
  parts.tip.style.visibility = 'hidden'
}

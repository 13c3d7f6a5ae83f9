/** What a key means on the timeline. */
export type KeyAction =
  | { kind: 'zoom'; factor: number }
  | { kind: 'thicken'; factor: number }
  /** Share of the visible part, to the right. */
  | { kind: 'pan'; share: number }
  | { kind: 'fit' }
  | { kind: 'step'; by: number }
  | { kind: 'edge'; end: boolean }
  | { kind: 'lane'; by: number }
  | { kind: 'span'; by: number }
  | { kind: 'activate' }
  | { kind: 'clear' }
  | { kind: 'menu' }
  /** Fold or open the group of the selected goroutine, or all groups. */
  | { kind: 'group'; all: boolean }

type Key = Pick<KeyboardEvent, 'key' | 'code' | 'shiftKey' | 'ctrlKey' | 'altKey' | 'metaKey'>

/** W and S zoom, A and D pan by their place on the keyboard, whatever the letters printed there. */
export function keyAction(event: Key): KeyAction | null {
  if (event.ctrlKey || event.metaKey || event.altKey) return null
  if (event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey)) return { kind: 'menu' }
  switch (event.code) {
    case 'KeyW':
      return event.shiftKey ? { kind: 'thicken', factor: 1.5 } : { kind: 'zoom', factor: 1.5 }
    case 'KeyS':
      return event.shiftKey ? { kind: 'thicken', factor: 1 / 1.5 } : { kind: 'zoom', factor: 1 / 1.5 }
    case 'KeyA':
      return { kind: 'pan', share: -0.2 }
    case 'KeyD':
      return { kind: 'pan', share: 0.2 }
    case 'ArrowUp':
      return { kind: 'lane', by: -1 }
    case 'ArrowDown':
      return { kind: 'lane', by: 1 }
    case 'PageUp':
      return { kind: 'lane', by: -10 }
    case 'PageDown':
      return { kind: 'lane', by: 10 }
    case 'ArrowLeft':
      return { kind: 'span', by: -1 }
    case 'ArrowRight':
      return { kind: 'span', by: 1 }
    case 'Home':
      return { kind: 'edge', end: false }
    case 'End':
      return { kind: 'edge', end: true }
    case 'KeyG':
      return { kind: 'group', all: event.shiftKey }
    case 'Enter':
    case 'NumpadEnter':
      return event.shiftKey ? null : { kind: 'activate' }
    case 'Escape':
      return { kind: 'clear' }
    case 'Digit0':
    case 'Numpad0':
      return { kind: 'fit' }
  }
  if (event.key === '.') return { kind: 'step', by: 1 }
  if (event.key === ',') return { kind: 'step', by: -1 }
  if (event.key === '+' || event.key === '=') return { kind: 'zoom', factor: 1.5 }
  if (event.key === '-') return { kind: 'zoom', factor: 1 / 1.5 }
  return null
}

import { OBJECT_WORDS } from '../../base'
import type { RunModel } from '../../state'

/** An object as the reader calls it: its name, else its kind. */
export function objectWords(model: RunModel, object: number): string {
  if (object === 0) return ''
  const name = model.objectName(object)
  if (name !== '') return name
  const kind = OBJECT_WORDS[model.run.objects.kind[object - 1] ?? -1] ?? 'object'
  const line = model.run.objects.line[object - 1] ?? 0
  return line > 0 ? `the ${kind} of line ${line}` : `a ${kind}`
}

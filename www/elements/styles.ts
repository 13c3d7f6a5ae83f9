import tokens from '../base/tokens.css?inline'
import atlas from '../views/css/atlas.css?inline'
import breaking from '../views/css/breaking.css?inline'
import compare from '../views/css/compare.css?inline'
import controls from '../views/css/controls.css?inline'
import editor from '../views/css/editor.css?inline'
import groups from '../views/css/groups.css?inline'
import inspector from '../views/css/inspector.css?inline'
import knobs from '../views/css/knobs.css?inline'
import layout from '../views/css/layout.css?inline'
import panels from '../views/css/panels.css?inline'
import runtable from '../views/css/runtable.css?inline'

let sheet: CSSStyleSheet | null = null

/** One style sheet, shared by all elements of a page. */
export function playerStyles(): CSSStyleSheet {
  if (sheet) return sheet
  sheet = new CSSStyleSheet()
  sheet.replaceSync(
    [
      tokens,
      controls,
      layout,
      breaking,
      panels,
      groups,
      inspector,
      editor,
      atlas,
      compare,
      runtable,
      knobs,
    ].join('\n'),
  )
  return sheet
}

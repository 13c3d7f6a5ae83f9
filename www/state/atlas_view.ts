import { type AtlasReport, type AtlasRun, EFFECTS, type Effect } from '../engine/atlas'

/** Letters by consequence; the texture is in the style sheet. */
export const EFFECT_MARKS: Record<Effect, string> = {
  none: '=',
  later: '+',
  wrong: '≠',
  leak: 'L',
  deadlock: 'X',
  crash: 'P',
}

export const EFFECT_WORDS: Record<Effect, string> = {
  none: 'no effect',
  later: 'later',
  wrong: 'wrong result',
  leak: 'leak',
  deadlock: 'deadlock',
  crash: 'crash',
}

/** Columns that come first, in this order; whatever else a fault can do follows as it comes. */
const ORDER = ['error', 'panic', 'slow', 'hang', 'refuse', 'cancel', 'deadline', 'leave', 'kill', 'crash']

/** The worst of several runs. */
export interface Cell {
  effect: Effect
  /** Indexes of its runs in the report, the worst first. */
  runs: readonly number[]
}

export interface MatrixRow {
  line: number
  cells: readonly (Cell | null)[]
  forgotten: readonly Cell[]
}

/** Lines of code down, faults across, forgettings last. */
export interface Matrix {
  /** What faults do, as they write it. */
  columns: readonly string[]
  rows: readonly MatrixRow[]
}

const severity = (effect: Effect): number => EFFECTS.indexOf(effect)

const isForgetting = (run: AtlasRun) => run.what.startsWith('forget ')

/** Rows follow the code and are never sorted by outcome. */
export function matrix(report: AtlasReport): Matrix {
  const columns = columnsOf(report.runs)
  const byLine = new Map<number, Map<string, number[]>>()
  report.runs.forEach((run, i) => {
    const { line } = run.where
    const cells = byLine.get(line) ?? new Map<string, number[]>()
    byLine.set(line, cells)
    cells.set(run.what, [...(cells.get(run.what) ?? []), i])
  })
  const rows = [...byLine].sort(([a], [b]) => a - b)
  const cell = (runs: number[]) => worst(report.runs, runs)
  return {
    columns,
    rows: rows.map(([line, cells]) => ({
      line,
      cells: columns.map((what) => {
        const runs = cells.get(what)
        return runs ? cell(runs) : null
      }),
      forgotten: [...cells].filter(([what]) => what.startsWith('forget ')).map(([, runs]) => cell(runs)),
    })),
  }
}

function columnsOf(runs: readonly AtlasRun[]): string[] {
  const found = [...new Set(runs.filter((r) => !isForgetting(r)).map((r) => r.what))]
  const rank = (what: string) => {
    const at = ORDER.indexOf(what.split('(')[0] ?? '')
    return at < 0 ? ORDER.length : at
  }
  return found
    .map((what, i) => ({ what, i }))
    .sort((a, b) => rank(a.what) - rank(b.what) || a.i - b.i)
    .map((x) => x.what)
}

function worst(all: readonly AtlasRun[], runs: readonly number[]): Cell {
  const effectOf = (i: number): Effect => all[i]?.effect ?? 'none'
  const sorted = [...runs].sort((a, b) => severity(effectOf(b)) - severity(effectOf(a)) || a - b)
  return { effect: effectOf(sorted[0] ?? -1), runs: sorted }
}

/** The effects of each line's cells, the worst first: what the gutter shows. */
export function effectsByLine(report: AtlasReport): Map<number, readonly Cell[]> {
  const out = new Map<number, readonly Cell[]>()
  for (const { line, cells, forgotten } of matrix(report).rows) {
    const all = [...cells.filter((c) => c !== null), ...forgotten]
    out.set(
      line,
      all.sort((a, b) => severity(b.effect) - severity(a.effect)),
    )
  }
  return out
}

/** A column's head: `×3`, `+500 ms`, `error`. */
export function columnLabel(what: string): string {
  const [, name = what, argument = ''] = /^(\w+)\((.*)\)$/.exec(what) ?? []
  if (argument.startsWith('"')) return name
  switch (name) {
    case 'slow':
      return argument
        .replace(/^x/, '×')
        .replace(/^\+(\d+)(\w+)$/, '+$1 $2')
        .replace(/^(exp|tail).*/, '$1')
    case 'hang':
      return argument === 'cancel' ? 'hang, ctx' : 'hang'
    case 'refuse':
      return argument === 'connection' ? 'refused' : argument
    case 'limit':
    case 'rate':
    case 'queue':
      return `${name} ${argument}`
    case 'deadline':
    case 'signal':
      return name
    default:
      return what.length > 12 ? name : what
  }
}

/** A run in words, for its mark: `line 14, mu.Lock, hang, call 2: deadlock. …`. */
export function runWords(run: AtlasRun): string {
  const { name, line } = run.where
  const which = /^#(\d+)$/.exec(run.when)?.[1]
  const when = which ? `, call ${which} of ${run.where.occasions}` : run.when ? `, ${run.when}` : ''
  const what = isForgetting(run) ? run.what : `${name}: ${run.what}${when}`
  return `Line ${line}, ${what}: ${EFFECT_WORDS[run.effect]}. ${run.message}`
}

/** On a forgetting's pill: what kind of thing it is. */
export function forgetShort(kind: string): string {
  return kind === 'case' ? 'ctx.Done case' : kind
}

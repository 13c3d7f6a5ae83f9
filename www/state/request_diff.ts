import { formatCount, listWords, memoryWords } from '../base'
import type { RunRequest } from '../engine/types'
import { faultShort } from './faults'
import { knobsOf, turnedFrom } from './knobs'
import { POLICY_WORDS } from './player_state'

/** What was changed from one run to another, in words: `workers 3 → 7`, `seed 1 → 2`, `with panic("x")`. */
export function changeWords(a: RunRequest, b: RunRequest): string[] {
  return [
    ...textWords(a, b),
    ...knobWords(a, b),
    ...choiceWords(a, b),
    ...limitWords(a, b),
    ...faultWords(a, b),
  ]
}

function textWords(a: RunRequest, b: RunRequest): string[] {
  const [before, after] = [a.files[0]?.text ?? '', b.files[0]?.text ?? '']
  if (before === after) return []
  const turned = turnedFrom(before, after)
  if (!turned) return ['the code']
  const old = new Map(knobsOf(before).map((knob) => [knob.name, knob.value]))
  return Object.entries(turned).map(
    ([name, value]) => `${name} ${formatCount(old.get(name) ?? 0)} → ${formatCount(value)}`,
  )
}

/** Those that are turned beside the text, as the command line does. */
function knobWords(a: RunRequest, b: RunRequest): string[] {
  const names = [...new Set([...Object.keys(a.knobs ?? {}), ...Object.keys(b.knobs ?? {})])].sort()
  return names.flatMap((name) => {
    const [was, now] = [a, b].map((request) => request.knobs?.[name] ?? written(request, name))
    return was === now ? [] : [was === undefined ? `${name} ${now}` : `${name} ${was} → ${now}`]
  })
}

function written({ files }: RunRequest, name: string): string | undefined {
  return knobsOf(files[0]?.text ?? '')
    .find((knob) => knob.name === name)
    ?.value.toString()
}

function choiceWords(a: RunRequest, b: RunRequest): string[] {
  const words: string[] = []
  if (a.seed !== b.seed) words.push(`seed ${formatCount(a.seed)} → ${formatCount(b.seed)}`)
  if (a.policy !== b.policy) words.push(`order ${POLICY_WORDS[a.policy]} → ${POLICY_WORDS[b.policy]}`)
  return words
}

function limitWords(a: RunRequest, b: RunRequest): string[] {
  const names = [...new Set([...Object.keys(a.limits ?? {}), ...Object.keys(b.limits ?? {})])].sort()
  return names.flatMap((name) => {
    const [was, now] = [a.limits?.[name], b.limits?.[name]]
    if (was === now) return []
    const say = (n: number | undefined) =>
      n === undefined ? 'none' : name === 'memory' ? memoryWords(Math.round(n / 1024)) : formatCount(n)
    const machine = name === 'processors' || name === 'instruction_ns'
    return [`${machine ? '' : 'limit '}${name.replace('_ns', ' (ns)')} ${say(was)} → ${say(now)}`]
  })
}

function faultWords(a: RunRequest, b: RunRequest): string[] {
  const only = (x: RunRequest, y: RunRequest) =>
    x.faults.filter((fault) => !y.faults.includes(fault)).map(faultShort)
  const [gone, added] = [only(a, b), only(b, a)]
  const words: string[] = []
  if (added.length > 0) words.push(`with ${listWords(added)}`)
  if (gone.length > 0) words.push(`without ${listWords(gone)}`)
  return words
}

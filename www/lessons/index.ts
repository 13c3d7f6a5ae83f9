/**
 * Programs that show one pattern each. A lesson is a Go file of this folder, which any Go toolchain runs
 * unchanged, and its line in the list below.
 */
import type { Program } from '../state/program'

export interface Lesson {
  /** Name of the Go file without `.go`; stands in links, so it stays. */
  id: string
  group: string
  title: string
  /** What to look for, or to try. */
  look: string
}

const GROUPS = ['Waiting', 'Too many', 'Bounded work', 'Fan-out', 'Collecting results', 'Stopping']

const lesson = (group: number, id: string, title: string, look: string): Lesson => ({
  id,
  group: `${group} ${GROUPS[group - 1] ?? ''}`,
  title,
  look,
})

/** In the order of the menu. */
export const LESSONS: readonly Lesson[] = [
  lesson(1, 'wait', 'Wait for all', 'main waits until the counter is 0. Let one cook hang.'),
  lesson(1, 'forgotten', 'A forgotten Done', 'One save fails and returns without Done. Who waits for ever?'),
  lesson(2, 'unlimited', 'A goroutine for each order', 'Sixty cooks, five stoves: most of them wait.'),
  lesson(
    2,
    'connections',
    'Too few connections',
    'The pool makes them wait. Give run a limit of 20, forget the pool, and read what they get.',
  ),
  lesson(3, 'batches', 'Batches of five', 'A hundred deployments in twenty rounds of two seconds.'),
  lesson(
    3,
    'straggler',
    'Batches with a straggler',
    'Three finish early and wait for the fourth. Make deploy panic.',
  ),
  lesson(3, 'pool', 'A pool of workers', 'Nobody waits for a batch. Change the number of workers.'),
  lesson(3, 'group', 'A group with a limit', 'The first error cancels the others.'),
  lesson(3, 'unread', 'Errors that nobody reads', 'Why do all wait? Take the change that is offered.'),
  lesson(4, 'fanout', 'One by one, then all at once', 'Six seconds against two.'),
  lesson(4, 'deadline', 'Three fetches, one deadline', 'Let one fetch hang: the deadline frees it.'),
  lesson(4, 'abandoned', 'The slower half is abandoned', 'Two goroutines never end. One number mends it.'),
  lesson(5, 'captured', 'One err for all', 'Apply 3 fails. Where is its error?'),
  lesson(
    5,
    'map_crash',
    'Everybody writes one map',
    'With the order “random” Go notices, and ends the program.',
  ),
  lesson(5, 'map_mutex', 'A map behind a lock', 'The lock makes a queue. How long is it?'),
  lesson(5, 'map_sync', 'A sync.Map', 'No lock of ours, no queue.'),
  lesson(5, 'map_owner', 'One owner, one channel', 'The owner is slower than the others: the channel fills.'),
  lesson(6, 'timeout', 'A query cut at five seconds', 'Make the query faster than the deadline.'),
  lesson(6, 'disconnect', 'The client leaves', 'The handler stops between saving and testing.'),
  lesson(6, 'shutdown', 'Graceful shutdown', 'Make a request 3× slower: is there still time to drain?'),
]

const TEXTS = import.meta.glob<string>('./*.go', { query: '?raw', import: 'default', eager: true })

/** What opens first. */
export const FIRST = 'straggler'

/** The program of a lesson, null when there is none of that name. */
export function lessonProgram(id: string): Program | null {
  const found = LESSONS.find((l) => l.id === id)
  const text = TEXTS[`./${id}.go`]
  if (!found || text === undefined) return null
  const { group, title, look } = found
  return { file: `${id}.go`, title, group, lesson: id, look, text, original: text, key: `lesson:${id}` }
}

import { expect, test } from 'vitest'
import { whyNot } from '../../www/state/fault_kinds'
import { faultLine, faultShort, faultText, faultWords, movedFaults, parseFault } from '../../www/state/faults'

test.each([
  ['call:main.fetch@35#2=error("boom")', 'fetch returns an error, call 2', 35],
  ['call:main.fetch@35=panic("a=b@3")', 'panic in fetch', 35],
  ['call:main.fetch#2=slow(x3)', 'fetch 3× slower, call 2', 0],
  ['call:main.fetch@main.go:35#2..=slow(+500ms)', 'fetch 500 ms slower, from call 2', 35],
  ['call:main.(*Pool).Run%25=slow(tail(200ms))', '(*Pool).Run slower, with a heavy tail, 1 in 4', 0],
  ['call:main.fetch@35#2=hang', 'fetch hangs, call 2', 35],
  ['call:main.fetch@2s..=hang(cancel)', 'fetch hangs until cancelled, from 2 s', 0],
  ['call:main.query=limit(50,"busy")', 'at most 50 of query', 0],
  ['call:main.query=rate(10/1s)', 'at most 10 of query in 1s', 0],
  ['call:main.query?calls>5=refuse(429)', 'query is refused: 429, while calls > 5', 0],
  ['line:12=hang', 'each call on line 12 hangs', 12],
  ['send:jobs@28#3=dup', 'send to jobs happens twice, time 3', 28],
  ['recv:*=drop', 'receive from a channel loses its message', 0],
  ['recv:6@19#1=panic("x")', 'panic in receive from channel 6, time 1', 19],
  ['close:jobs=drop', 'close of jobs is lost', 0],
  ['lock:mu@14=slow(+2s)', 'Lock of mu 2 s slower', 14],
  ['go:3@1500ms=kill', 'goroutine 3 is killed, at 1.5 s', 0],
  ['ctx:4@2400000000ns=cancel', 'cancelled here', 0],
  ['ctx:@9=deadline(500ms)', 'deadline after 500 ms', 9],
  ['http:POST/deploy#2=leave(+200ms)', 'the client leaves after 200 ms, request 2', 0],
  ['process@2s=signal(SIGTERM)', 'SIGTERM arrives, at 2 s', 0],
])('%s', (text, words, line) => {
  const fault = parseFault(text)
  expect(fault && faultText(fault)).toBe(text.replace('main.go:', ''))
  expect(faultWords(text)).toBe(words)
  expect(faultLine(text)).toBe(line)
  expect(text).toContain(faultShort(text))
})

test('what is no fault stands as it is', () => {
  expect(parseFault('cell:main.f=kill')).toBeNull()
  expect(faultWords('cell:main.f=kill')).toBe('cell:main.f=kill')
})

test('faults move with the lines below an edit', () => {
  const before = 'a\nb\nc\nd'
  const fault = 'call:main.f@3=hang'
  expect(movedFaults([fault], before, 'a\nnew\nnew\nb\nc\nd')).toEqual(['call:main.f@5=hang'])
  expect(movedFaults([fault], before, 'a\nb\nc\nd\nnew')).toEqual([fault])
  expect(movedFaults([fault], before, 'b\nc\nd')).toEqual(['call:main.f@2=hang'])
  expect(movedFaults(['call:main.f=hang'], before, 'b')).toEqual(['call:main.f=hang'])
})

test('each kind says why it cannot fall on a place', () => {
  const site = { file: 'main.go', line: 3, function: 'time.Sleep', returnsError: false, calls: 1 }
  expect(whyNot('error', 'call', site)).toBe('this call returns no error')
  expect(whyNot('error', 'call', { ...site, returnsError: true })).toBe('')
  expect(whyNot('drop', 'call', site)).not.toBe('')
  expect(whyNot('leave', 'http', null)).toBe('')
})

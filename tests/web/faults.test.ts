import { expect, test } from 'vitest'
import { type Fault, faultText, faultWords, movedFaults, parseFault } from '../../www/state/faults'

const call = (fault: Partial<Fault>): Fault => ({
  kind: 'panic',
  target: 'main.fetch',
  line: 35,
  nth: 2,
  value: 'boom',
  atNs: 0,
  ...fault,
})

test.each<[Fault, string, string]>([
  [call({ kind: 'error' }), 'call:main.fetch@35#2=error("boom")', 'fetch returns an error, call 2'],
  [call({ kind: 'panic', nth: 0 }), 'call:main.fetch@35=panic("boom")', 'panic in fetch'],
  [call({ kind: 'slow', value: '3', line: 0 }), 'call:main.fetch#2=slow(x3)', 'fetch 3× slower, call 2'],
  [call({ kind: 'hang', value: '' }), 'call:main.fetch@35#2=hang', 'fetch hangs, call 2'],
  [
    call({ kind: 'cancel', target: '4', line: 0, nth: 0, value: '', atNs: 2_400_000_000 }),
    'ctx:4@2400000000ns=cancel',
    'cancelled here',
  ],
])('%o', (fault, text, words) => {
  expect(faultText(fault)).toBe(text)
  expect(parseFault(text)).toEqual(fault)
  expect(faultWords(text)).toBe(words)
})

test('what only the core understands stands as it is', () => {
  expect(parseFault('call:main.f%25=kill')).toBeNull()
  expect(faultWords('call:main.f%25=kill')).toBe('call:main.f%25=kill')
})

test('faults move with the lines below an edit', () => {
  const before = 'a\nb\nc\nd'
  const fault = 'call:main.f@3=hang'
  expect(movedFaults([fault], before, 'a\nnew\nnew\nb\nc\nd')).toEqual(['call:main.f@5=hang'])
  expect(movedFaults([fault], before, 'a\nb\nc\nd\nnew')).toEqual([fault])
  expect(movedFaults([fault], before, 'b\nc\nd')).toEqual(['call:main.f@2=hang'])
  expect(movedFaults(['call:main.f=hang'], before, 'b')).toEqual(['call:main.f=hang'])
})

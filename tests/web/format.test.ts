import { describe, expect, test } from 'vitest'
import {
  countWord,
  formatCount,
  formatTime,
  laneLabel,
  listWords,
  quantile,
  shortCount,
  shortFunction,
  shortTime,
  tinyCount,
} from '../../www/base'

describe('times', () => {
  test('have fixed decimals in the unit of their scale', () => {
    expect(formatTime(2.5e9)).toBe('2.500 s')
    expect(formatTime(40e9)).toBe('40.000 s')
    expect(formatTime(0)).toBe('0.000 s')
    expect(formatTime(12e6)).toBe('12.000 ms')
    expect(formatTime(12e6, 40e9)).toBe('0.012 s')
    expect(formatTime(1500)).toBe('1.500 µs')
    expect(formatTime(7)).toBe('7 ns')
    expect(formatTime(3600e9)).toBe('3,600.000 s')
    expect(formatTime(518_670e9)).toBe('144:04:30 h')
    expect(formatTime(90.25e9, 518_670e9)).toBe('0:01:30.250 h')
  })

  test('can be said shortly', () => {
    expect(shortTime(12e6)).toBe('12 ms')
    expect(shortTime(1.25e9)).toBe('1.25 s')
    expect(shortTime(0)).toBe('0')
    expect(shortTime(40e9)).toBe('40 s')
    expect(shortTime(86_400e9)).toBe('24:00:00 h')
  })
})

test('counts', () => {
  expect(formatCount(10583)).toBe('10,583')
  expect(formatCount(999)).toBe('999')
  expect(shortCount(10_000_000)).toBe('10 M')
  expect(shortCount(2_500_000)).toBe('2.5 M')
  expect([7, 999, 1000, 1234, 9_960, 50_000, 2_000_000].map(tinyCount)).toEqual([
    '7',
    '999',
    '1k',
    '1.2k',
    '9k',
    '50k',
    '2M',
  ])
  expect(countWord(4)).toBe('four')
  expect(countWord(11)).toBe('11')
  expect(listWords(['a', 'b', 'c'])).toBe('a, b and c')
})

test('lane labels', () => {
  expect(laneLabel('main.worker', '3')).toBe('worker(3)')
  expect(laneLabel('main.main', '')).toBe('main')
  expect(laneLabel('main.main.func1', '')).toBe('func1')
  expect(shortFunction('main.(*Server).run')).toBe('(*Server).run')
  expect(shortFunction('main.main.func1.2')).toBe('func1.2')
  expect(shortFunction('net/http.(*conn).serve')).toBe('http.(*conn).serve')
  expect(shortFunction('context.WithTimeout.func2')).toBe('context.WithTimeout')
})

test('quantiles are nearest ranks', () => {
  expect(quantile([1, 2, 3, 4], 0.5)).toBe(2)
  expect(quantile([1, 2, 3, 4], 0.95)).toBe(4)
  expect(quantile([], 0.5)).toBe(0)
})

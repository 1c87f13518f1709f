import { describe, expect, test } from 'vitest'
import { guessDecimal, plainAmount, shownDecimal } from './written-numbers.ts'

describe('an amount as somebody wrote it', () => {
  test.each([
    ['1250', '.', '1250'],
    ['0', '.', '0'],
    ['-12', '.', '-12'],
    ['1,250', '.', '1250'],
    ['1.250', ',', '1250'],
    ['1.204,50 €', ',', '1204.50'],
    ["1'204.5", '.', '1204.5'],
    ['(12.00)', '.', '-12.00'],
    ['12,00-', ',', '-12.00'],
    ['.5', '.', '0.5'],
    ['12.', '.', '12'],
    ['12,34', '.', null],
    ['1.2.3', '.', null],
    ['', '.', null],
    ['twelve', '.', null],
    ['1e3', '.', null],
  ] as const)('%s by %s is %s', (text, decimal, plain) => {
    expect(plainAmount(text, decimal)).toBe(plain)
  })

  test('tells its decimal sign by the others of its column', () => {
    expect(guessDecimal(['1.204,50', '3,20', '12'])).toBe(',')
    expect(guessDecimal(['1,204.50', '3.20', '12'])).toBe('.')
    expect(guessDecimal(['12', '7'])).toBe('.')
    expect(guessDecimal(['663,233', '1.409,263'])).toBe(',')
    expect(guessDecimal(['1.409.263', '917'])).toBe(',')
    expect(guessDecimal(['0,707', '0,125'])).toBe(',')
  })

  test('shows no decimal sign where each mark may stand between thousands', () => {
    expect(shownDecimal(['1.707', '1.241', '917'])).toBeNull()
    expect(shownDecimal(['1.707', '1.241', '917', '3,5'])).toBe(',')
  })
})

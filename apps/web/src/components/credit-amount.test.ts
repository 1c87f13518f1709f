import { expect, it } from 'vitest'
import { amountMicro } from './credit-amount.ts'

it.each([
  ['250', 250_000_000],
  ['12.5', 12_500_000],
  ['1,250.50', 1_250_500_000],
  [' 0.000001 ', 1],
  ['1000000', 1_000_000_000_000],
])('reads %s as an exact amount', (typed, micro) => {
  expect(amountMicro(typed)).toBe(micro)
})

it.each(['', '0', '-5', 'ten', '1.2345678', '1000001', '1e6', '12,5'])('refuses %s', (typed) => {
  expect(amountMicro(typed)).toBeUndefined()
})

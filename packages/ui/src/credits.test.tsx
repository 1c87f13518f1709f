import { expect, test } from 'vitest'

import { Credits, formatCredits } from './credits.tsx'
import { render } from './testing.ts'

test.each([
  [1_284_600_000, '1,284.60'],
  [0, '0.00'],
  [50_000, '0.05'],
  [1_000_000, '1.00'],
  [-620_000, '−0.62'],
  [1_005_000, '1.01'],
  [-1_005_000, '−1.01'],
  [999_995_000, '1,000.00'],
  [1_004_999, '1.00'],
  [5_000, '0.01'],
  [4_999, '0.004999'],
  [400, '0.0004'],
  [-1, '−0.000001'],
  [9_007_199_254_740_991, '9,007,199,254.74'],
])('%i micro-credits read %s', (micro, words) => {
  expect(formatCredits(micro)).toBe(words)
})

test('a gain is signed on request, nothing is not', () => {
  expect(formatCredits(8_000_000, { signed: true })).toBe('+8.00')
  expect(formatCredits(-8_000_000, { signed: true })).toBe('−8.00')
  expect(formatCredits(0, { signed: true })).toBe('0.00')
})

test('a large figure reads as one number although its decimals are apart', () => {
  const { container } = render(<Credits micro={1_284_600_000} size="xl" unit />)
  expect(container).toHaveTextContent('1,284.60 credits')
})

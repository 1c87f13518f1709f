import { expect, test } from 'vitest'
import { creditsText } from './micro.ts'

test.each([
  [0, '0.00'],
  [1_284_600_000, '1,284.60'],
  [1_601_744_876, '1,601.74'],
  [49_999, '0.05'],
  [-49_999, '-0.05'],
  [1_230, '0.00123'],
])('%i micro-credits are written %s', (micro, text) => {
  expect(creditsText(micro)).toBe(text)
})

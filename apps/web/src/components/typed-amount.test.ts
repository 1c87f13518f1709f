import { expect, test } from 'vitest'
import { typedAmount } from './typed-amount.ts'

test.each([
  ['6.95', '6.95'],
  ['6,95', '6.95'],
  ['1.234,50', '1234.50'],
  ['€ 45', '45'],
  ['', ''],
  ['nothing', 'nothing'],
  [null, null],
  [undefined, undefined],
])('%j is sent as %j', (typed, sent) => expect(typedAmount(typed)).toBe(sent))

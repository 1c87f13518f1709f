import { expect, test } from 'vitest'
import { tokensOf } from '../../../../../reading/text.ts'
import { asksWhatIs } from './asks-what-is.ts'

const asks = (text: string) => asksWhatIs({ tokens: tokensOf(text) })

test.each([
  'Is invoice 6 paid?',
  'please, has Ana been invited',
  'When is invoice 4 due?',
  'did we book the car',
  'do we owe anybody money',
  'have they answered',
  'how many orders came in',
  'and how are things going with the roster',
  'but is it paid',
  "isn't the scan finished yet",
])('“%s” wants to know something', (text) => {
  expect(asks(text)).toBe(true)
})

test.each([
  'have Ana call the bank',
  'do the accounts',
  '107 is ready',
  'is it possible to move the trip',
  'are there any chances to cancel it',
  'do you mind adding a task',
  'can you invite Ana',
  'when an invoice is overdue, tell me',
  'how about Friday',
  '',
])('“%s” does not', (text) => {
  expect(asks(text)).toBe(false)
})

import { expect, test } from 'vitest'
import { request } from './normalize.ts'

test.each([
  ['what is due this week, pal', 'what is due this week'],
  ['show the open invoices bud', 'show the open invoices'],
  ['who still owes us, the absolute chancers!', 'who still owes us'],
  ["which keys are there, for heaven's sake", 'which keys are there'],
  ['is the flour here yet, boss?', 'is the flour here yet'],
  ['look up the roster for us', 'look up the roster'],
  ['open up the roster', 'open the roster'],
])('“%s” asks for “%s”', (said, text) => {
  expect(request(said).text).toBe(text)
})

test.each([
  'what still needs my ok',
  'book a table for a mate',
  'add a task: ring my pal',
  'email the boss',
  'open up at six',
])('“%s” is meant as it was said', (said) => {
  expect(request(said).text).toBe(said)
})

import { expect, test } from 'vitest'
import { termsUnquoted } from './terms.ts'

test.each([
  ["What does it mean when credits are 'on hold'?", 'What does it mean when credits are on hold?'],
  ['could you explain what “declined” means', 'could you explain what declined means'],
])('in “%s” a term is asked about', (text, plain) => {
  expect(termsUnquoted(text)).toBe(plain)
})

test.each([
  'add a task "ask the bank what it means"',
  "what does the task 'Plan the roster' mean",
  "what's due on Monday",
  "rename it to 'on hold'",
])('in “%s” nothing is a term', (text) => {
  expect(termsUnquoted(text)).toBe(text)
})

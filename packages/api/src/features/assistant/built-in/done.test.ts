import { describe, expect, test } from 'vitest'
import { hub } from '../../../testing/bare-hub.ts'
import { actTable } from './acts/act-table.ts'
import { doneText } from './done.ts'
import { toldAnswer } from './told.ts'

const output = {
  id: 'one',
  version: 3,
  currency: 'EUR',
  total: '1277.39',
  open: '0.00',
  status: 'draft',
  kind: 'below',
  isOn: true,
}

describe('what was changed', () => {
  const untold = actTable(hub).acts.filter(
    ({ isOpen, entry, phrases }) => isOpen && entry.meta.effect !== 'read' && phrases.answer === undefined,
  )

  test.each(untold.map(({ path }) => path))('by %s is told in a sentence', (path) => {
    for (const sample of [
      output,
      { ...output, number: '7' },
      { done: true },
      { jobId: 'job' },
      { days: [] },
    ]) {
      const { text } = toldAnswer(hub, path, sample)
      expect(text).toMatch(/^(?:Done|It is under way): [^\n]+\.$/)
      expect(text).not.toMatch(/\b(?:status|kind|version|is|open): /)
    }
  })
})

test.each([
  [
    'Post an invoice',
    'invoice',
    'INV-7 Harbour Cafe',
    'Done: the invoice “INV-7 Harbour Cafe” is posted, 1,277.39 EUR.',
  ],
  [
    'Draft an invoice',
    'invoice',
    'invoice over 1,277.39 EUR',
    'Done: the invoice over 1,277.39 EUR is drafted.',
  ],
  [
    'Switch a workflow on or off',
    'workflow',
    'Month end',
    'Done: the workflow “Month end” is switched on, 1,277.39 EUR.',
  ],
  ['Remove a website', null, undefined, 'Done: remove a website.'],
])('“%s” of a %s', (...[title, noun, name, sentence]) => {
  expect(doneText({ title, noun, name, output })).toBe(sentence)
})

import { expect, test } from 'vitest'
import { foundTold } from './found-told.ts'

const kind = (noun: string, ...items: { name: string; detail: string | null }[]) => ({
  kind: noun.toLowerCase(),
  noun,
  plural: `${noun}s`,
  items: items.map((item) => ({ id: item.name, link: null, ...item })),
})

test('what was found is told by its name and kind (AI-2)', () => {
  const kinds = [
    kind('Task', { name: 'Fix the leak at Marlow Street', detail: 'doing' }),
    kind('Customer', { name: 'Marlow Inn', detail: null }),
  ]
  expect(foundTold({ kinds, unanswered: [] }).text).toBe(
    '1. Fix the leak at Marlow Street (task, doing)\n2. Marlow Inn (customer)',
  )
})

test('where nothing was found, that is said, and what could not be searched', () => {
  expect(foundTold({ kinds: [], unanswered: ['Invoices'] }).text).toBe(
    'Nothing is called like that. Try one word of it, or fewer letters.\nI could not search Invoices just now: ask again in a moment.',
  )
})

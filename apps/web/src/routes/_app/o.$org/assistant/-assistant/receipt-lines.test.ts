import { expect, it } from 'vitest'
import { receiptLines, tokenNote } from './receipt-lines.ts'

const step = (title: string, micro: number) => ({
  id: title,
  title,
  tool: 'x',
  status: 'done' as const,
  micro,
})

it('adds up to what was charged: look-ups by name, the words as the rest (CRED-1)', () => {
  const answer = {
    steps: [step('List tasks', 10_000), step('List tasks', 10_000), step('Read a task', 0)],
    micro: 700_000,
    tokens: { input: 1_800, output: 90 },
  }
  expect(receiptLines(answer)).toEqual([
    { name: 'Answer', amount: 680_000 },
    { name: 'List tasks, 2 times', amount: 20_000 },
    { name: 'Read a task', amount: 'free' },
  ])
  expect(tokenNote(answer)).toBe('1,800 tokens read, 90 written')
  expect(tokenNote({ tokens: { input: 1_800, cached: 1_500, output: 90 } })).toBe(
    '1,800 tokens read (1,500 of them from the cache), 90 written',
  )
})

it('says that an answer by rules is free', () => {
  const answer = { steps: [], micro: 0, tokens: null }
  expect(receiptLines(answer)).toEqual([{ name: 'Answer from fixed rules', amount: 'free' }])
  expect(tokenNote(answer)).toBeUndefined()
})

import { expect, test } from 'vitest'
import { resultText } from './result-text.ts'

const id = (n: number) => `0198b000-0000-7000-8000-${String(n).padStart(12, '0')}`
const people = ['Maeve Byrne', 'Tomás Ferreira', 'Ana Lopes', 'Jonas Weber']

/** A board as a busy firm has it: nothing is the same in all rows but what nobody uses. */
const task = (n: number) => ({
  id: id(n),
  title: `Send the quote to customer number ${n}`,
  notes: n % 3 === 0 ? 'They asked for two weeks more to pay, and for the blue labels.' : '',
  priority: ['low', 'normal', 'high'][n % 3],
  tag: ['sales', 'finance', null][n % 3],
  assigneeId: id(900 + (n % 4)),
  dueOn: '2026-11-24',
  dueTime: n % 5 === 0 ? '14:00' : null,
  status: ['todo', 'doing', 'waiting'][n % 3],
  assigneeName: people[n % 4],
  assigneeAvatarUrl: `/avatars/${id(n)}.webp`,
  commentCount: n % 4,
  createdById: id(900 + (n % 3)),
  createdAt: `2026-11-${10 + (n % 10)}T09:00:12.345Z`,
  updatedAt: `2026-11-20T09:${10 + (n % 50)}:12.345Z`,
  doneAt: null,
  removedAt: null,
  version: n % 7,
})
const board = { items: Array.from({ length: 100 }, (_, n) => task(n)), nextCursor: 'abc' }

test('a hundred tasks are at most 25 kB of text, and told from each other', () => {
  const text = resultText(board)
  expect(Buffer.byteLength(text)).toBeLessThanOrEqual(25_000)
  const { same, columns, rows, nextCursor } = JSON.parse(text) as {
    same: object
    columns: string[]
    rows: unknown[][]
    nextCursor: string
  }
  expect(same).toEqual({ dueOn: '2026-11-24' })
  expect(nextCursor).toBe('abc')
  expect(rows).toHaveLength(100)
  const first = Object.fromEntries(columns.map((name, at) => [name, rows[0]?.[at]]))
  expect(first).toMatchObject({
    id: id(0),
    assigneeName: 'Maeve Byrne',
    createdAt: '2026-11-10T09:00Z',
    version: 0,
  })
  expect(columns).not.toContain('assigneeAvatarUrl')
  expect(columns).not.toContain('doneAt')
})

test('a long text of a row is cut, and anything but a list is what it was', () => {
  const long = { ...task(1), notes: 'a'.repeat(10_000) }
  expect(resultText({ items: [long, task(2)], nextCursor: null }).length).toBeLessThan(2_000)
  for (const other of [long, { items: [long], nextCursor: null }, { items: [1, 2] }, { result: [1] }])
    expect(resultText(other)).toBe(JSON.stringify(other))
})

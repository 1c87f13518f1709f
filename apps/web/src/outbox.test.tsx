import { beforeEach, expect, it } from 'vitest'
import {
  addToOutbox,
  countWaiting,
  emptyOutboxes,
  keyOf,
  markTried,
  onOutbox,
  readOutbox,
  takeFromOutbox,
} from './outbox.ts'
import type { WaitingWrite } from './outbox.ts'

beforeEach(() => localStorage.clear())

const complete = (key: string): WaitingWrite => ({
  act: 'complete',
  input: { id: '01a1f85a-e708-70db-9f28-5d1527c7cea5', idempotencyKey: key },
  title: 'Book the grinder service',
  at: 1_800_000_000_000,
  wasTried: false,
})

it('keeps writes in the order in which they were done, one list for each person and organization', () => {
  addToOutbox('maeve.bakery', complete('k1'))
  addToOutbox('maeve.bakery', complete('k2'))
  addToOutbox('tomas.bakery', complete('k3'))
  expect(readOutbox('maeve.bakery').map(keyOf)).toEqual(['k1', 'k2'])
  expect(readOutbox('tomas.bakery').map(keyOf)).toEqual(['k3'])
  expect([countWaiting('maeve'), countWaiting('tomas')]).toEqual([2, 1])
})

it('never holds the same act twice (CON-6)', () => {
  addToOutbox('maeve.bakery', complete('k1'))
  addToOutbox('maeve.bakery', { ...complete('k1'), wasTried: true })
  expect(readOutbox('maeve.bakery')).toEqual([{ ...complete('k1'), wasTried: true }])
})

it('says whether what is taken back was still there', () => {
  addToOutbox('maeve.bakery', complete('k1'))
  expect(takeFromOutbox('maeve.bakery', 'k1')).toBe(true)
  expect(takeFromOutbox('maeve.bakery', 'k1')).toBe(false)
  expect(localStorage).toHaveLength(0)
})

it('remembers which write was sent without an answer', () => {
  addToOutbox('maeve.bakery', complete('k1'))
  addToOutbox('maeve.bakery', complete('k2'))
  markTried('maeve.bakery', 'k1')
  expect(readOutbox('maeve.bakery').map(({ wasTried }) => wasTried)).toEqual([true, false])
})

it('gives the same list until something changes, and tells who listens', () => {
  addToOutbox('maeve.bakery', complete('k1'))
  expect(readOutbox('maeve.bakery')).toBe(readOutbox('maeve.bakery'))
  let heard = 0
  const stop = onOutbox(() => (heard += 1))
  addToOutbox('maeve.bakery', complete('k2'))
  emptyOutboxes('maeve')
  stop()
  addToOutbox('maeve.bakery', complete('k3'))
  expect(heard).toBe(2)
  expect(readOutbox('maeve.bakery').map(keyOf)).toEqual(['k3'])
})

it('gives up what one person did in every organization, and nothing of whoever else uses the browser', () => {
  addToOutbox('maeve.bakery', complete('k1'))
  addToOutbox('maeve.quay', complete('k2'))
  addToOutbox('tomas.bakery', complete('k3'))
  emptyOutboxes('maeve')
  expect([countWaiting('maeve'), countWaiting('tomas')]).toEqual([0, 1])
})

it('leaves out what is not of its making', () => {
  localStorage.setItem('hub.outbox.maeve.bakery', '[{"act":"wipe"},7,null]')
  expect(readOutbox('maeve.bakery')).toEqual([])
  localStorage.setItem('hub.outbox.maeve.bakery', 'no list')
  expect(readOutbox('maeve.bakery')).toEqual([])
})

import { expect, test } from 'vitest'
import { inOrder } from './in-order.ts'

const steps = ['write', 'ask', 'send'].map((id) => ({ id }))
const at = (stepId: string, startedAt: string, path = stepId) => ({ stepId, startedAt, path })
const orderOf = (rows: ReturnType<typeof at>[]) => inOrder({ steps }, rows).map(({ path }) => path)

test('steps of a run stand in the order of their beginnings, also where a time ends in a zero (WF-4)', () => {
  expect(
    orderOf([
      at('send', '2026-11-22T08:00:01Z'),
      at('ask', '2026-11-22T08:00:00.121Z'),
      at('write', '2026-11-22T08:00:00.12Z'),
    ]),
  ).toEqual(['write', 'ask', 'send'])
})

test('steps that began in the same moment stand as the workflow has them, turns by their number (WF-4)', () => {
  const moment = '2026-11-22T08:00:00.5Z'
  expect(
    orderOf([
      at('send', moment, 'each[10]/send'),
      at('send', moment, 'each[2]/send'),
      at('ask', moment),
      at('write', moment),
    ]),
  ).toEqual(['write', 'ask', 'each[2]/send', 'each[10]/send'])
})

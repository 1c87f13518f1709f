import { expect, test } from 'vitest'
import type { Machine } from '../calls/machine.ts'
import { inBatches } from './in-batches.ts'

function machineWith(batches: number) {
  const keys: string[] = []
  const call: Machine['call'] = async (_act, input) => {
    keys.push((input as { idempotencyKey: string }).idempotencyKey)
    return { told: 500, isMore: keys.length < batches }
  }
  return { machine: { call } as Machine, keys }
}

test('an act is called until nothing is left, each time as another one (EVT-1)', async () => {
  const { machine, keys } = machineWith(3)
  await inBatches(machine, 'modules.shelf.tell')
  expect(keys).toHaveLength(3)
  expect(new Set(keys).size).toBe(3)
})

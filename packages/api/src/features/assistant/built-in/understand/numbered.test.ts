import { expect, test } from 'vitest'
import { labelOf } from '../../../../reading/labels.ts'
import type { Row } from '../acts/usable.ts'
import { acts } from '../testing/meant.ts'
import { worldOf } from '../testing/world.ts'
import { AT_HAND } from '../acts/usable.ts'
import { understand } from './understand.ts'

const all = Array.from({ length: AT_HAND + 20 }, (_, at): Row => {
  const name = `R-${String(at + 1).padStart(4, '0')} Repair`
  const label = labelOf(name)
  return { id: `row-${at + 1}`, name, also: [], item: { status: 'todo' }, ...(label && { label }) }
})

/** Of a list that is longer than what is kept at hand, the newest rows, and those that hold the words. */
const world = () => ({
  ...worldOf(),
  rows: (entity: string, _among: unknown, words?: string) => {
    if (entity !== 'ops_task') return Promise.resolve([])
    if (words === undefined) return Promise.resolve(all.slice(-AT_HAND))
    return Promise.resolve(all.filter(({ name }) => name.toLowerCase().includes(words)))
  },
})

test.each([
  ['mark R-0117 as done', 'row-117'],
  ['mark R-0003 as done', 'row-3'],
  ['delete the task R-0003', 'row-3'],
])('a row is found by its number, also behind the newest: %s (AI-2)', async (text, id) => {
  expect(acts(await understand(text, world()))).toMatchObject([[expect.any(String), { id }]])
})

test('a number that no row has is no other row', async () => {
  expect(JSON.stringify(await understand('mark R-9999 as done', world()))).not.toContain('"id":"row-')
})

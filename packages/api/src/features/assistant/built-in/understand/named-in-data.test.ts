import { expect, test } from 'vitest'
import { acts } from '../testing/meant.ts'
import { worldOf } from '../testing/world.ts'
import { understand } from './understand.ts'

const asked = (where: readonly string[]) => ({
  ...worldOf(),
  question: () =>
    Promise.resolve({
      path: 'modules.ops.tasks.list',
      input: { ...(where.length > 0 && { where }) },
      missed: [],
      isPlain: true,
    }),
})

test('what only names a row, and is read to its last word as a question about one, is answered by that row', async () => {
  expect(await understand('the roster', worldOf())).not.toMatchObject({ kind: 'calls' })
  expect(acts(await understand('the roster', asked(['title=Plan the December roster'])))).toEqual([
    ['tasks.get', { id: 'roster' }],
  ])
})

test('a question about all of them is answered by none of them', async () => {
  expect(await understand('the roster', asked([]))).not.toMatchObject({ kind: 'calls' })
})

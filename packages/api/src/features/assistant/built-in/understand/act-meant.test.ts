import { expect, test } from 'vitest'
import { hub } from '../../../../testing/bare-hub.ts'
import { actTable } from '../acts/act-table.ts'
import { rankerOf } from '../ranking/hub-ranker.ts'
import { actMeant } from './act-meant.ts'

const { table, ranker } = { table: actTable(hub), ranker: await rankerOf(hub) }

test.each([
  ['Modules.ops.tasks.create', 'modules.ops.tasks.create'],
  ['credits.setLimits', 'credits.setLimits'],
])('“%s” is %s', (words, path) => {
  expect(actMeant(words, { table, ranker })).toBe(path)
})

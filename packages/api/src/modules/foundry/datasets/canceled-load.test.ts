import { afterAll, beforeAll, expect, test } from 'vitest'
import { startHub } from '../../../testing/index.ts'
import type { TestHub, TestOrg } from '../../../testing/index.ts'
import { attach } from '../testing.ts'

let hub: TestHub
let org: TestOrg
beforeAll(async () => {
  // Nobody works here, so what is asked for waits.
  hub = await startHub()
  org = await hub.newOrg()
})
afterAll(() => hub.stop())

test('a file whose job is canceled before it begins stands in the way of no other (FND-1)', async () => {
  const { datasets } = org.api.modules.foundry
  const { id } = await datasets.create({ title: 'Sales' })
  const load = async (name: string) =>
    datasets.load({ id, fileId: await attach({ org }, id, { name, text: 'Id;Name\n1;Bread' }) })
  const states = async () => (await datasets.get({ id })).history.map(({ source, state }) => [source, state])
  const { jobId } = await load('wrong.csv')
  await expect(load('right.csv')).rejects.toThrow('“wrong.csv” is being read in. Wait for it to be done.')
  await org.api.jobs.cancel({ id: jobId })
  expect(await states()).toEqual([['wrong.csv', 'failed']])
  await load('right.csv')
  expect(await states()).toEqual([
    ['right.csv', 'running'],
    ['wrong.csv', 'failed'],
  ])
})

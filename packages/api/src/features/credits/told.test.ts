import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { MICRO } from '../../shared/micro.ts'
import { textOfSentence } from '../../shared/sentence.ts'
import { asked } from '../../testing/asked.ts'
import { giveCredits } from '../../testing/give-credits.ts'
import { startHub } from '../../testing/index.ts'
import type { TestHub, TestOrg } from '../../testing/index.ts'

let hub: TestHub
beforeAll(async () => {
  hub = await startHub()
})
afterAll(() => hub.stop())

async function richOrg(): Promise<TestOrg> {
  const org = await hub.newOrg()
  await giveCredits(hub, org.orgId, { micro: MICRO })
  return org
}

const movesOf = async ({ api }: Pick<TestOrg, 'api'>, filter: { search?: string } = {}) =>
  (await api.credits.history({ kind: 'charge', ...filter })).items
const wordsOf = async (...from: Parameters<typeof movesOf>) =>
  (await movesOf(...from)).map(({ sentence }) => textOfSentence(sentence))
/** A write by a scheduled workflow: charged, and asks nobody. */
const workflow = (org: TestOrg) => org.as({ door: 'workflow' }).modules.ops.tasks

describe('a charge is told in the words of the audit log', () => {
  test('with the thing linked', async () => {
    const org = await richOrg()
    const task = await workflow(org).create({ title: 'Fix the seal' })
    const [move] = await movesOf(org)
    expect(move).toMatchObject({ title: 'Create a task', procedure: 'modules.ops.tasks.create' })
    expect(move?.sentence).toEqual([
      { text: 'Created ', link: null },
      { text: 'Fix the seal', link: `/o/${org.slug}/tasks?task=${task.id}` },
    ])
  })

  test('as what was approved, under the name of who approved it', async () => {
    const org = await richOrg()
    const approval = await asked(org.as({ door: 'mcp' }).modules.ops.tasks.create({ title: 'Order flour' }))
    await org.api.approvals.approve({ id: approval })
    const [move] = await movesOf(org)
    expect(textOfSentence(move?.sentence ?? [])).toBe('Created Order flour')
    expect(move).toMatchObject({ actorName: org.owner.name, door: 'mcp' })
  })

  test('each by what its call did, and with whom', async () => {
    const org = await richOrg()
    const { id } = await workflow(org).create({ title: 'Fix the seal' })
    const member = await org.join('member')
    await workflow(org).assign({ id, assigneeId: member.userId })
    await workflow(org).complete({ id })
    expect(await wordsOf(org)).toEqual([
      'Finished Fix the seal',
      `Assigned Fix the seal to ${member.name}`,
      'Created Fix the seal',
    ])
  })

  test('under the name that the thing has now', async () => {
    const org = await richOrg()
    const { id } = await workflow(org).create({ title: 'Fix the sael' })
    await org.api.modules.ops.tasks.update({ id, title: 'Fix the seal' })
    expect(await wordsOf(org)).toEqual(['Created Fix the seal'])
  })

  test('without names for those who may not see them', async () => {
    const org = await richOrg()
    await workflow(org).create({ title: 'Give Lea notice' })
    const admin = await org.join('admin', { ops: 'none' })
    expect(await wordsOf(admin)).toEqual(['Created a task'])
  })

  test('by its title where it left nothing in the log', async () => {
    const org = await richOrg()
    await org.as({ door: 'mcp' }).modules.ops.tasks.list({})
    expect(await wordsOf(org)).toEqual(['List tasks'])
  })

  test('and found by those words', async () => {
    const org = await richOrg()
    await workflow(org).create({ title: 'Fix the seal' })
    await org.as({ door: 'mcp' }).modules.ops.tasks.list({})
    expect(await wordsOf(org, { search: 'created' })).toEqual(['Created Fix the seal'])
    expect(await wordsOf(org, { search: 'list tasks' })).toEqual(['List tasks'])
    expect(await wordsOf(org, { search: 'finished a task' })).toEqual([])
  })

  test('in a few statements a page, however many rows', async () => {
    const org = await richOrg()
    for (const n of [1, 2, 3, 4, 5, 6]) await workflow(org).create({ title: `Task ${n}` })
    let statements = 0
    hub.hub.db.watch(() => (statements += 1))
    expect(await movesOf(org)).toHaveLength(6)
    expect(statements).toBeLessThanOrEqual(8)
  })
})

test('a failed call leaves no act behind', async () => {
  const org = await richOrg()
  const { id } = await workflow(org).create({ title: 'Fix the seal' })
  await expect(workflow(org).update({ id, title: 'Fix it', version: 9 })).rejects.toMatchObject({
    code: 'STALE_VERSION',
  })
  expect(await wordsOf(org)).toEqual(['Created Fix the seal'])
  const holds = await hub.hub.db.org(org.orgId).selectFrom('creditHold').select(['status', 'act']).execute()
  expect(holds.filter(({ act }) => act !== null).map(({ status }) => status)).toEqual(['settled'])
})

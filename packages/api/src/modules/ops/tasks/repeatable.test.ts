import { afterAll, beforeAll, expect, test } from 'vitest'
import { appRouter } from '../../../router.ts'
import { createCatalog } from '../../../platform/catalog/create-catalog.ts'
import { startHub } from '../../../testing/index.ts'
import type { TestHub } from '../../../testing/index.ts'

const { entries } = createCatalog(appRouter, () => {
  throw new Error('This catalog only describes.')
})
const repeatable = entries
  .filter(({ path, meta }) => path.startsWith('modules.ops.') && meta.isRepeatable === true)
  .map(({ path }) => path)

let hub: TestHub
beforeAll(async () => {
  hub = await startHub()
})
afterAll(() => hub.stop())

test.each(repeatable.filter((path) => path.startsWith('modules.ops.')))(
  '%s, done twice, leaves what it left the first time',
  async (path) => {
    const org = await hub.newOrg()
    const { id } = await org.api.modules.ops.tasks.create({ title: 'Order labels', dueOn: '2026-11-20' })
    const inputs: Record<string, object> = {
      'modules.ops.tasks.update': { id, title: 'Order blue labels', status: 'done', dueOn: '2026-11-24' },
      'modules.ops.tasks.move': { id, status: 'doing' },
      'modules.ops.tasks.assign': { id, assigneeId: org.owner.userId },
      'modules.ops.tasks.tellOverdue': {},
    }
    const call = hub.call({ credential: { kind: 'person', userId: org.owner.userId }, org: org.slug })
    const run = () =>
      hub.hub.catalog.call(path, inputs[path] ?? { id }, call).then(
        () => 'done',
        (error: { code: string }) => error.code,
      )
    const left = async () => {
      const tasks = await hub.hub.db.org(org.orgId).selectFrom('opsTask').selectAll().execute()
      return tasks.map(({ version: _version, updatedAt: _at, ...task }) => task)
    }
    const first = await run()
    const before = await left()
    const second = await run()
    expect(await left()).toEqual(before)
    expect([first, second]).toEqual([
      expect.stringMatching(/^(done|NOT_FOUND)$/),
      expect.stringMatching(/^(done|NOT_FOUND)$/),
    ])
  },
)

test('what adds something is not called repeatable', () => {
  expect(repeatable.filter((path) => /create|add|send|invite/i.test(path))).toEqual([])
  expect(repeatable.length).toBeGreaterThan(3)
})

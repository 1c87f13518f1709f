import { afterAll, beforeAll, expect, test } from 'vitest'
import { startHub } from '../../testing/start-hub.ts'
import type { TestHub, TestOrg } from '../../testing/start-hub.ts'
import type { Call } from './call.ts'

let hub: TestHub
let org: TestOrg
beforeAll(async () => {
  hub = await startHub()
  org = await hub.newOrg()
})
afterAll(() => hub.stop())

const owner = (): Call =>
  hub.call({ credential: { kind: 'person', userId: org.owner.userId }, org: org.slug })

const call = (path: string, input: unknown) => hub.hub.catalog.call(path, input, owner())

test('what takes no input is given none, so junk makes no answers of its own', async () => {
  const open = hub.hub.catalog.entries.filter(
    ({ input, type, meta }) =>
      input === null && type === 'query' && (meta.permission as string) !== 'platform.admin',
  )
  expect(open.map(({ path }) => path)).toContain('credits.priceBook')
  const refusal = { code: 'BAD_REQUEST', message: 'This takes no input.' }
  for (const { path } of open)
    for (const junk of [{ junk: 1 }, [1], 'junk', 1, false])
      await expect(call(path, junk), path).rejects.toMatchObject(refusal)
  for (const nothing of [undefined, null, {}])
    await expect(call('credits.priceBook', nothing)).resolves.toHaveProperty('rules')
})

test.each([65, 7_000, 100_000])(
  'an input nested %i deep is refused before anything walks it',
  async (depth) => {
    const nested = JSON.parse('['.repeat(depth) + ']'.repeat(depth)) as unknown
    const refusal = { code: 'BAD_REQUEST', message: 'This input is nested too deeply.' }
    for (const path of ['system.status', 'system.help', 'auth.me', 'modules.ops.tasks.create'])
      await expect(call(path, { nested, idempotencyKey: 'a-key-of-its-own' })).rejects.toMatchObject(refusal)
  },
)

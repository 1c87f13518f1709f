import { afterAll, beforeAll, expect, test } from 'vitest'
import { startHub } from '../../testing/start-hub.ts'
import type { TestHub } from '../../testing/start-hub.ts'
import { compileOnce } from './compile-once.ts'

let hub: TestHub
beforeAll(async () => {
  hub = await startHub()
})
afterAll(() => hub.stop())

let built = 0
const findPerson = compileOnce((db, { userId, email }: { userId: string; email: string }) => {
  built += 1
  return db
    .selectFrom('authUser')
    .select(['id', 'emailVerifiedAt'])
    .where('email', '=', email)
    .where('id', '=', userId)
})

test('each call binds its own values to a statement that is built once', async () => {
  const people = [await hub.newPerson(), await hub.newPerson({ isVerified: false })] as const
  const found = await Promise.all(people.map((person) => findPerson(hub.hub.db.system, person)))
  expect(found.map((row) => row?.id)).toEqual(people.map(({ userId }) => userId))
  expect(found.map((row) => row?.emailVerifiedAt === null)).toEqual([false, true])
  expect(built).toBe(1)
})

test('a value that fits no row finds nothing', async () => {
  const [one, other] = [await hub.newPerson(), await hub.newPerson()]
  expect(await findPerson(hub.hub.db.system, { userId: one.userId, email: other.email })).toBeUndefined()
})

import { randomBytes } from 'node:crypto'
import { uuidv7 } from '@hub/db'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startHub } from '../../../testing/index.ts'
import type { TestHub } from '../../../testing/index.ts'

let hub: TestHub
beforeAll(async () => {
  hub = await startHub()
})
afterAll(() => hub.stop())

/** Somebody without a password, whom Google and one passkey let in. */
async function twoWays() {
  const { userId, email } = await hub.newPerson()
  const db = hub.hub.db.system
  const createdAt = hub.hub.now()
  const id = uuidv7()
  await db
    .insertInto('authIdentity')
    .values({ id: uuidv7(), userId, provider: 'google', subject: userId, email, createdAt })
    .execute()
  await db
    .insertInto('authPasskey')
    .values({
      id,
      userId,
      credentialId: userId,
      publicKey: randomBytes(32),
      counter: 0,
      transports: [],
      name: 'Laptop',
      isBackedUp: false,
      createdAt,
    })
    .execute()
  return { id, api: hub.api(hub.call({ credential: { kind: 'person', userId } })) }
}

test('the last way into an account stays, whichever of them it is', async () => {
  const one = await twoWays()
  await one.api.auth.passkeys.remove({ id: one.id })
  await expect(one.api.auth.google.unlink({})).rejects.toMatchObject({ code: 'CONFLICT' })
  await expect(one.api.auth.google.get({})).resolves.toMatchObject({ canUnlink: false })
  const other = await twoWays()
  await expect(other.api.auth.google.get({})).resolves.toMatchObject({ canUnlink: true })
  await other.api.auth.google.unlink({})
  await expect(other.api.auth.passkeys.remove({ id: other.id })).rejects.toMatchObject({ code: 'CONFLICT' })
})

test('two ways taken away at once leave one', async () => {
  const people = await Promise.all(Array.from({ length: 20 }, twoWays))
  // All at once, so that the steps of the two acts on one account fall between each other.
  const ends = await Promise.all(
    people.map(({ api, id }) =>
      Promise.allSettled([api.auth.passkeys.remove({ id }), api.auth.google.unlink({})]),
    ),
  )
  const counts = ends.map((both) => both.filter(({ status }) => status === 'fulfilled').length)
  expect(counts).toEqual(people.map(() => 1))
})

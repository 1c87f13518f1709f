import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { systemWrite } from '../../platform/data/write.ts'
import { signedIn, startHub } from '../../testing/index.ts'
import type { TestHub } from '../../testing/index.ts'
import { actorOf, findByEmail } from './people.ts'
import { bearing, nobody, signIn, signUp } from './testing.ts'
import { openSession } from './tokens.ts'

const MINUTE_MS = 60_000

let now = new Date()
let hub: TestHub
beforeAll(async () => {
  hub = await startHub({ now: () => now })
})
beforeEach(() => {
  now = new Date()
})
afterAll(() => hub.stop())

const wait = (minutes: number) => void (now = new Date(now.getTime() + minutes * MINUTE_MS))

describe('sessions', () => {
  test('list shows every device with the one that asks (AUTH-6, ASVS 7.5.2)', async () => {
    const form = await signUp(hub)
    const phone = await hub
      .api(hub.call({ userAgent: 'Phone', ip: '203.0.113.5' }))
      .auth.login({ email: form.email, password: form.password })
    const { api } = await signIn(hub, form)
    const { items } = await api.auth.sessions.list({})
    expect(items.filter(({ isCurrent }) => isCurrent)).toHaveLength(1)
    expect(items).toHaveLength(2)
    expect(items.find(({ isCurrent }) => !isCurrent)).toMatchObject({ userAgent: 'Phone', ip: '203.0.113.5' })
    await expect(bearing(hub, signedIn(phone)).auth.sessions.list({})).resolves.toMatchObject({
      items: { length: 2 },
    })
  })

  test('revoke signs one device out at once (AUTH-6, AUTH-4, ASVS 7.5.2)', async () => {
    const form = await signUp(hub)
    const phone = await signIn(hub, form)
    const { api } = await signIn(hub, form)
    const other = (await api.auth.sessions.list({})).items.find(({ isCurrent }) => !isCurrent)
    await api.auth.sessions.revoke({ id: other?.id ?? '' })
    await expect(phone.api.auth.me({})).rejects.toMatchObject({ code: 'UNAUTHORIZED' })
    await expect(nobody(hub).auth.refresh({ refreshToken: phone.tokens.refreshToken })).rejects.toMatchObject(
      { code: 'UNAUTHORIZED' },
    )
    await api.auth.me({})
  })

  test("revoke does not find another person's session", async () => {
    const victim = await signIn(hub, await signUp(hub))
    const { api } = await signIn(hub, await signUp(hub))
    const id = (await victim.api.auth.sessions.list({})).items[0]?.id ?? ''
    await expect(api.auth.sessions.revoke({ id })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await victim.api.auth.me({})
  })

  test('logout ends this device only, logoutEverywhere all of them (AUTH-6)', async () => {
    const form = await signUp(hub)
    const [here, there, third] = [await signIn(hub, form), await signIn(hub, form), await signIn(hub, form)]
    await here.api.auth.logout({})
    await expect(bearing(hub, here.tokens).auth.me({})).rejects.toMatchObject({ code: 'UNAUTHORIZED' })
    await there.api.auth.logoutEverywhere({})
    for (const { tokens } of [there, third])
      await expect(bearing(hub, tokens).auth.me({})).rejects.toMatchObject({ code: 'UNAUTHORIZED' })
  })

  test('a suspended person is out at once (AUTH-11)', async () => {
    const form = await signUp(hub)
    const { tokens, api } = await signIn(hub, form)
    await api.auth.me({})
    await hub.hub.db.system
      .updateTable('authUser')
      .set({ suspendedAt: now })
      .where('email', '=', form.email)
      .execute()
    await expect(bearing(hub, tokens).auth.me({})).rejects.toMatchObject({ code: 'UNAUTHORIZED' })
  })

  test('last use is noted once a minute', async () => {
    const { tokens } = await signIn(hub, await signUp(hub))
    const seen = async () => (await bearing(hub, tokens).auth.sessions.list({})).items[0]?.lastSeenAt
    const first = await seen()
    wait(0.5)
    expect(await seen()).toBe(first)
    wait(1)
    expect(await seen()).not.toBe(first)
  })
})

test('forty sign-ins of one person at the same moment all open, and none stops another (AUTH-6)', async () => {
  const { userId, email } = await hub.newPerson()
  const person = await findByEmail(hub.hub.db.system, email)
  if (!person) throw new Error(email)
  const opened = await Promise.allSettled(
    Array.from({ length: 40 }, async (_, n) => {
      const ctx = {
        hub: hub.hub,
        now: hub.hub.now,
        call: hub.call({ ip: `203.0.113.${n}`, userAgent: `Phone ${n % 3}` }),
      }
      return systemWrite(
        ctx,
        actorOf(person),
        null,
      )((tx) => openSession(tx, ctx, { userId, isRemembered: true, amr: 'pwd' }))
    }),
  )
  expect(opened.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : []))).toEqual([])
  const rows = await hub.hub.db.system
    .selectFrom('authSession')
    .select('id')
    .where('userId', '=', userId)
    .execute()
  expect(rows).toHaveLength(40)
})

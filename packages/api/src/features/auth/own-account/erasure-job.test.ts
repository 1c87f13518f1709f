import { inTx, NIL_ORG } from '@hub/db'
import type { OrgTx } from '@hub/db'
import { asSuperuser } from '@hub/db/testing'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { askOwn, ownWish } from '../../../platform/jobs/own.ts'
import { deriveKey, ringOf } from '../../../platform/secrets/secrets.ts'
import { startHub } from '../../../testing/index.ts'
import type { TestHub } from '../../../testing/index.ts'
import { tablesHolding } from '../../../testing/tables-holding.ts'
import { signIn, signUp } from '../testing.ts'
import { eraseAccount } from './erase-account.ts'
import { erasure } from './erasure-job.ts'
import { sweepAccounts } from './sweep.ts'

const DAY_MS = 24 * 3_600_000

let now = new Date()
let hub: TestHub
let administrator: { userId: string }
beforeAll(async () => {
  hub = await startHub({ now: () => now })
  administrator = await hub.newPerson({ isPlatformAdmin: true })
})
beforeEach(async () => {
  now = new Date()
  await asSuperuser(hub.database, 'delete from app.job')
  await asSuperuser(hub.database, 'update app.auth_user set deletes_at = null where erased_at is null')
})
afterAll(() => hub.stop())

const inDays = (days: number) => void (now = new Date(Date.now() + days * DAY_MS))
const admin = () => hub.api(hub.call({ credential: { kind: 'person', userId: administrator.userId } })).admin
const sweep = () => sweepAccounts(hub.hub)

async function countOf(table: string, condition: string, values: unknown[] = []): Promise<number> {
  const rows = await asSuperuser<{ count: number }>(
    hub.database,
    `select count(*)::int as count from app.${table} where ${condition}`,
    values,
  )
  return rows[0]?.count ?? 0
}

const isErased = async (userId: string) =>
  (await countOf('auth_user', 'id = $1 and erased_at is not null', [userId])) === 1

interface Stored {
  id: string
  status: string
  title: string
  sealed: Buffer | null
  error: { code: string; message: string } | null
  whole: string
}

const erasures = () =>
  asSuperuser<Stored>(
    hub.database,
    `select id, status, title, sealed, error, to_jsonb(j)::text || (
       select string_agg(to_jsonb(e)::text, '') from app.job_event e where e.job_id = j.id) as whole
     from app.job j where kind = 'account.erase' order by created_at, id`,
  )

/** Somebody with an organization of their own and a place in another, who has asked for the end of their account. */
async function leaver() {
  const form = await signUp(hub)
  const { api } = await signIn(hub, form)
  const { user, organizations } = await api.auth.me({})
  const shared = await hub.newOrg()
  await hub.hub.db.system
    .insertInto('organizationMember')
    .values({ id: user.id, orgId: shared.orgId, userId: user.id, role: 'member' })
    .execute()
  await api.auth.deleteAccount({ email: form.email })
  await hub.deliver()
  return {
    email: form.email,
    password: form.password,
    userId: user.id,
    orgId: organizations[0]?.id ?? '',
    shared,
  }
}

type Leaver = Awaited<ReturnType<typeof leaver>>

/** The roles of somebody who leaves and of the owner of what they share, as if they were changed by hand. */
async function setRoles({ userId, shared }: Leaver, own: 'owner' | 'member', other: 'owner' | 'member') {
  const roles = [
    { userId, role: own },
    { userId: shared.owner.userId, role: other },
  ]
  for (const { userId: whose, role } of roles)
    await hub.hub.db.system
      .updateTable('organizationMember')
      .set({ role })
      .where('userId', '=', whose)
      .where('orgId', '=', shared.orgId)
      .execute()
}

/** A statement that fails as it would when the server dies at that place. */
async function dyingAt(place: string, run: () => Promise<unknown>): Promise<void> {
  await asSuperuser(
    hub.database,
    `create or replace function app.die() returns trigger language plpgsql as $$ begin raise exception 'the server died'; end $$`,
  )
  await asSuperuser(
    hub.database,
    `create trigger die before ${place} for each row execute function app.die()`,
  )
  try {
    await run()
  } finally {
    await asSuperuser(hub.database, 'drop function app.die() cascade')
  }
}

describe('the schedule of accounts (JOB-1, AUTH-10)', () => {
  test('puts one erasure in line for each account whose time is over, and does nothing more', async () => {
    const [one, other] = [await leaver(), await leaver()]
    inDays(13.9)
    await sweep()
    expect(await erasures()).toEqual([])
    inDays(14.1)
    await Promise.all([sweep(), sweep(), sweep()])
    await sweep()
    expect((await erasures()).map(({ status }) => status)).toEqual(['queued', 'queued'])
    expect(await isErased(one.userId)).toBe(false)
    await hub.deliver()
    expect((await erasures()).map(({ status }) => status)).toEqual(['done', 'done'])
    for (const { userId, shared } of [one, other]) {
      expect(await isErased(userId)).toBe(true)
      const which = `org_id = $1 and action = $2 and target ->> 'user' = $3`
      const about = (orgId: string, action: string) => countOf('audit_entry', which, [orgId, action, userId])
      expect(await about(NIL_ORG, 'auth.account.erased')).toBe(1)
      expect(await about(shared.orgId, 'organization.member.left')).toBe(1)
    }
    await sweep()
    expect(await erasures()).toHaveLength(2)
  })

  test('waits for another server that asks at the same moment, and asks no second time', async () => {
    const { userId } = await leaver()
    inDays(14.1)
    let sweeping: Promise<void> | undefined
    await inTx(hub.hub.db.system, async (tx) => {
      const source = { hub: hub.hub, orgId: NIL_ORG, requestId: 'another server' }
      await askOwn(tx as unknown as OrgTx, source, [ownWish(erasure, { userId })])
      sweeping = sweep()
      const waiting = `select 1 from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`
      await vi.waitFor(async () => expect(await asSuperuser(hub.database, waiting)).toHaveLength(1))
    })
    await sweeping
    expect(await erasures()).toHaveLength(1)
  })

  test('asks again where the one in line was sealed by another HUB_SECRET', async () => {
    const { userId } = await leaver()
    inDays(14.1)
    const another = ringOf(deriveKey('another secret', 'seal'))
    await sweepAccounts({ ...hub.hub, keys: { ...hub.hub.keys, seal: another, sameWork: another } })
    await hub.deliver()
    expect(await erasures()).toMatchObject([{ status: 'dead', error: { code: 'CONFLICT' } }])
    await sweep()
    await hub.deliver()
    expect((await erasures()).map(({ status }) => status)).toEqual(['dead', 'done'])
    expect(await isErased(userId)).toBe(true)
  })

  test('asks again for what an administrator canceled or put aside, for it has to be done', async () => {
    const { userId } = await leaver()
    inDays(14.1)
    await sweep()
    const [first] = await erasures()
    await admin().jobs.act({ id: first?.id ?? '', act: 'cancel' })
    await sweep()
    await asSuperuser(hub.database, `update app.job set status = 'dead' where status = 'queued'`)
    const [, second] = await erasures()
    await admin().jobs.act({ id: second?.id ?? '', act: 'discard' })
    expect((await erasures()).map(({ sealed }) => sealed)).toEqual([null, null])
    await sweep()
    await hub.deliver()
    expect((await erasures()).map(({ status }) => status)).toEqual(['canceled', 'canceled', 'done'])
    expect(await isErased(userId)).toBe(true)
  })
})

describe('an erasure is a job of the hub itself (JOB-1)', () => {
  test('says nowhere whose account it ends, neither before nor after', async () => {
    const { email, userId, orgId } = await leaver()
    inDays(14.1)
    await sweep()
    const [waiting] = await erasures()
    expect(waiting?.title).toBe('Erasure of an account')
    expect(waiting?.sealed).not.toBeNull()
    await hub.deliver()
    const [ended] = await erasures()
    expect(ended).toMatchObject({ status: 'done', sealed: null, error: null })
    for (const trace of [email, userId, orgId])
      for (const job of [waiting, ended]) expect(job?.whole).not.toContain(trace)
    expect(await tablesHolding(hub.database, [email])).toEqual([])
  })

  test('leaves alone whoever has decided to keep the account before it begins', async () => {
    const { email, password, userId, orgId } = await leaver()
    // Their clocks differ: to one server the time is over, to the other it is not.
    inDays(14.1)
    await sweep()
    inDays(13.9)
    const { api } = await signIn(hub, { email, password })
    await api.auth.keepAccount({})
    inDays(14.2)
    await hub.deliver()
    expect((await erasures()).map(({ status }) => status)).toEqual(['done'])
    expect(
      await countOf('auth_user', 'id = $1 and email = $2 and suspended_at is null', [userId, email]),
    ).toBe(1)
    expect(await countOf('organization_member', 'org_id = $1', [orgId])).toBe(1)
    await sweep()
    expect(await erasures()).toHaveLength(1)
  })

  test.each([
    ['in the middle of an organization', 'update on app.organization'],
    ['after the organization, before the person', 'delete on app.auth_password_history'],
    ['at the end', 'update of erased_at on app.auth_user'],
  ])('goes on where it failed %s', async (_when, place) => {
    const { email, userId, orgId } = await leaver()
    inDays(14.1)
    await sweep()
    await dyingAt(place, () => hub.deliver())
    expect(await isErased(userId)).toBe(false)
    expect((await erasures()).map(({ status }) => status)).toEqual(['queued'])
    inDays(14.2)
    await sweep()
    await hub.deliver()
    expect((await erasures()).map(({ status }) => status)).toEqual(['done'])
    expect(await isErased(userId)).toBe(true)
    expect(await countOf('organization_member', 'org_id = $1', [orgId])).toBe(0)
    expect(await tablesHolding(hub.database, [email])).toEqual([])
  })

  test('that is stopped touches no further organization, and the next one goes on', async () => {
    const { userId, orgId } = await leaver()
    inDays(14.1)
    const stopped = eraseAccount(hub.hub, userId, AbortSignal.abort())
    await expect(stopped).rejects.toMatchObject({ name: 'AbortError' })
    expect(await countOf('organization_member', 'org_id = $1', [orgId])).toBe(1)
    await sweep()
    await hub.deliver()
    expect(await isErased(userId)).toBe(true)
  })

  test('that fails as often as it is tried is given up, and done once an administrator says so', async () => {
    const { email, userId } = await leaver()
    inDays(14.1)
    await sweep()
    await asSuperuser(hub.database, 'update app.job set attempts = 9')
    await dyingAt('update of erased_at on app.auth_user', () => hub.deliver())
    inDays(15)
    await sweep()
    await hub.deliver()
    const [dead, ...more] = await erasures()
    expect(more).toEqual([])
    expect(dead).toMatchObject({ status: 'dead', error: { code: 'UNAVAILABLE' } })
    expect(dead?.whole).not.toContain(userId)
    expect(await admin().jobs.retryAll({ kind: 'account.erase' })).toEqual({ count: 1 })
    await hub.deliver()
    expect(await isErased(userId)).toBe(true)
    const [done] = await erasures()
    expect(done).toMatchObject({ id: dead?.id, status: 'done', sealed: null, error: null })
    expect(await tablesHolding(hub.database, [email])).toEqual([])
  })

  test('that needs somebody to act first is given up at once, and holds up no other', async () => {
    const [stuck, next] = [await leaver(), await leaver()]
    await setRoles(stuck, 'owner', 'member')
    inDays(14.1)
    await sweep()
    await hub.deliver()
    expect([await isErased(stuck.userId), await isErased(next.userId)]).toEqual([false, true])
    const { items } = await admin().jobs.list({ kind: 'account.erase', status: 'dead' })
    expect(items).toMatchObject([
      {
        title: 'Erasure of an account',
        orgId: null,
        attempts: 1,
        error: { code: 'CONFLICT', message: expect.stringContaining('only owner') },
      },
    ])
    await setRoles(stuck, 'member', 'owner')
    await admin().jobs.act({ id: items[0]?.id ?? '', act: 'retry' })
    await hub.deliver()
    expect(await isErased(stuck.userId)).toBe(true)
  })
})

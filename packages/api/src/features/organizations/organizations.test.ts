import { sql, uuidv7, verifyAuditChain } from '@hub/db'
import { asSuperuser } from '@hub/db/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startHub } from '../../testing/index.ts'
import type { TestHub, TestOrg } from '../../testing/index.ts'
import { slugOf } from './domain.ts'

let hub: TestHub
let org: TestOrg
beforeAll(async () => {
  hub = await startHub()
  org = await hub.newOrg()
})
afterAll(() => hub.stop())

const as = (userId: string, orgSlug: string | null = null) =>
  hub.api(hub.call({ credential: { kind: 'person', userId }, org: orgSlug }))
const actionsOf = async (of: { orgId: string }) =>
  (await hub.hub.db.org(of.orgId).selectFrom('auditEntry').select('action').orderBy('seq').execute()).map(
    ({ action }) => action,
  )

describe('slugOf', () => {
  test.each([
    ['Café Altamira & Co.', 'cafe-altamira-co'],
    ['  --Ünïted__Lab ', 'united-lab'],
    ['日本', 'company'],
    ['x'.repeat(60), 'x'.repeat(40)],
    [`${'x'.repeat(39)} yz`, 'x'.repeat(39)],
  ])('%s is %s', (name, slug) => {
    expect(slugOf(name)).toBe(slug)
  })
})

describe('organizations.get and update', () => {
  test('change what was sent and refuse a stale version (CON-5)', async () => {
    const own = await hub.newOrg()
    const before = await own.api.organizations.get({})
    const after = await own.api.organizations.update({
      name: 'Harbour Roastery',
      currency: 'GBP',
      version: before.version,
    })
    expect(after).toEqual({
      ...before,
      name: 'Harbour Roastery',
      currency: 'GBP',
      version: before.version + 1,
    })
    await expect(
      own.api.organizations.update({ name: 'Late', version: before.version }),
    ).rejects.toMatchObject({ code: 'STALE_VERSION' })
    await expect(own.api.organizations.update({ currency: 'euro' })).rejects.toMatchObject({
      code: 'BAD_REQUEST',
    })
    expect(await actionsOf(own)).toEqual(['organization.updated'])
    const invented = { code: 'BAD_REQUEST', details: { issues: [{ path: 'currency' }] } }
    await expect(own.api.organizations.update({ currency: 'XYZ' })).rejects.toMatchObject(invented)
  })

  test('are refused to members who may not (AUTH-11)', async () => {
    const member = await org.join('member')
    await member.api.organizations.get({})
    await expect(member.api.organizations.update({ name: 'Mine' })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    })
  })
})

describe('organizations.create', () => {
  test('makes the caller the owner and leaves an entry in both logs (AUTH-12)', async () => {
    const person = await hub.newPerson()
    const made = await as(person.userId).organizations.create({
      name: 'North Pier',
      timeZone: 'Europe/Dublin',
    })
    expect(made).toMatchObject({ slug: 'north-pier', timeZone: 'Europe/Dublin', currency: 'EUR' })
    expect(await actionsOf({ orgId: made.id })).toEqual(['organization.created'])
    await expect(verifyAuditChain(hub.hub.db.org(made.id), made.id)).resolves.toMatchObject({ ok: true })
    await expect(as(person.userId).auth.me({})).resolves.toMatchObject({
      organizations: [{ slug: 'north-pier', role: 'owner' }],
    })
    await expect(as(person.userId, 'north-pier').credits.balance()).resolves.toMatchObject({
      availableMicro: 100_000_000,
    })
    await as(person.userId).organizations.create({ name: 'North Pier' })
    await expect(as(person.userId, 'north-pier-2').credits.balance()).resolves.toMatchObject({
      availableMicro: 0,
    })
  })

  test('gives twenty parallel organizations of one name twenty slugs', async () => {
    const person = await hub.newPerson()
    const made = await Promise.all(
      Array.from({ length: 20 }, () => as(person.userId).organizations.create({ name: 'Same Name' })),
    )
    expect(new Set(made.map(({ slug }) => slug)).size).toBe(20)
  })

  test('needs a verified address (AUTH-2)', async () => {
    const { userId } = await hub.newPerson({ isVerified: false })
    await expect(as(userId).organizations.create({ name: 'Too soon' })).rejects.toMatchObject({
      code: 'EMAIL_NOT_VERIFIED',
    })
  })
})

describe('an organization that is called by the id of another one', () => {
  /** Somebody who was in the one before they came into the other. */
  async function memberOf(...orgIds: string[]): Promise<string> {
    const { userId } = await hub.newPerson()
    for (const orgId of orgIds)
      await hub.hub.db.system
        .insertInto('organizationMember')
        .values({ id: uuidv7(), orgId, userId, role: 'member', createdAt: new Date() })
        .execute()
    return userId
  }

  test.each(['made now', 'from before'])('is not taken for it: one %s', async (when) => {
    const own = await hub.newOrg()
    const trap = await as((await hub.newPerson()).userId).organizations.create({ name: own.orgId })
    if (when === 'from before')
      await asSuperuser(hub.database, 'update app.organization set slug = $2 where id = $1', [
        trap.id,
        own.orgId,
      ])
    const userId = await memberOf(trap.id, own.orgId)
    await expect(as(userId, own.orgId).organizations.get({})).resolves.toMatchObject({ id: own.orgId })
  })
})

describe('organizations.members.list', () => {
  test('finds by the start of a word and by role, page by page (CON-3)', async () => {
    const own = await hub.newOrg()
    for (const role of ['admin', 'member', 'viewer'] as const) await own.join(role)
    const all: string[] = []
    let cursor: string | undefined
    do {
      const page = await own.api.organizations.members.list({ limit: 1, cursor })
      all.push(...page.items.map(({ userId }) => userId))
      cursor = page.nextCursor ?? undefined
    } while (cursor !== undefined)
    expect(new Set(all).size).toBe(4)
    const owners = await own.api.organizations.members.list({ role: 'owner' })
    expect(owners.items).toMatchObject([{ userId: own.owner.userId, role: 'owner' }])
    const last = own.owner.name.split(' ')[1] ?? ''
    const found = await own.api.organizations.members.list({ search: last })
    expect(found.items.map(({ userId }) => userId)).toContain(own.owner.userId)
    await expect(own.api.organizations.members.list({ search: '%' })).resolves.toMatchObject({ items: [] })
    await expect(own.api.organizations.members.list({ search: '_' })).resolves.toMatchObject({ items: [] })
  })
})

describe('organizations.roles', () => {
  test('shows everybody the one table that decides (AUTH-11)', async () => {
    const viewer = await org.join('viewer')
    const { roles, permissions } = await viewer.api.organizations.roles({})
    expect(roles).toEqual(['owner', 'admin', 'member', 'viewer'])
    const holding = (role: (typeof roles)[number]) =>
      permissions.filter((permission) => permission.roles.includes(role)).map(({ name }) => name)
    for (const role of roles) {
      const { api } = await org.join(role)
      const me = await api.auth.me({})
      expect(holding(role)).toEqual(me.organizations[0]?.permissions)
    }
    expect(permissions.every(({ title }) => title.length > 3)).toBe(true)
    expect(permissions.find(({ name }) => name === 'organization.own')?.roles).toEqual(['owner'])
  })
})

test('a request cannot write into the log of an organization it names (AUTH-15)', async () => {
  const entries = JSON.stringify([{ action: 'forged', door: 'web' }])
  const forged = sql`select app.audit_append_for(${org.orgId}::uuid, ${entries}::jsonb)`
  await expect(forged.execute(hub.hub.db.org(org.orgId))).rejects.toMatchObject({ code: '42501' })
  const nowhere = sql`select app.audit_append_for(null, ${entries}::jsonb)`
  await expect(nowhere.execute(hub.hub.db.system)).rejects.toMatchObject({ code: '42501' })
})

describe('membership', () => {
  test('is read live: a removed member is out at once, a changed role holds at once (AUTH-11, ASVS 8.3.2)', async () => {
    const own = await hub.newOrg()
    const member = await own.join('member')
    await member.api.modules.ops.tasks.create({ title: 'Mine' })
    await hub.hub.db
      .org(own.orgId)
      .updateTable('organizationMember')
      .set({ role: 'viewer' })
      .where('userId', '=', member.userId)
      .execute()
    await expect(
      as(member.userId, own.slug).modules.ops.tasks.create({ title: 'No more' }),
    ).rejects.toMatchObject({ code: 'FORBIDDEN' })
    await hub.hub.db
      .org(own.orgId)
      .deleteFrom('organizationMember')
      .where('userId', '=', member.userId)
      .execute()
    await expect(as(member.userId, own.slug).modules.ops.tasks.list({})).rejects.toMatchObject({
      code: 'NOT_FOUND',
    })
  })
})

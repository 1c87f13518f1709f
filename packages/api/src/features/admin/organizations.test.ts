import { uuidv7 } from '@hub/db'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startHub } from '../../testing/index.ts'
import type { TestHub } from '../../testing/index.ts'

let hub: TestHub
let organizations: ReturnType<TestHub['api']>['admin']['organizations']
beforeAll(async () => {
  hub = await startHub()
  const { userId } = await hub.newPerson({ isPlatformAdmin: true })
  organizations = hub.api(hub.call({ credential: { kind: 'person', userId } })).admin.organizations
})
afterAll(() => hub.stop())

const REASON = 'Unpaid since spring'

describe('admin.organizations', () => {
  test('shows an organization and pages through its people (ADM-1)', async () => {
    const org = await hub.newOrg()
    const joined = await Promise.all((['admin', 'member', 'viewer'] as const).map((role) => org.join(role)))
    await expect(organizations.get({ orgId: org.orgId })).resolves.toMatchObject({
      slug: org.slug,
      memberCount: 4,
      availableMicro: 0,
      monthLimitMicro: null,
      suspendedAt: null,
    })
    await org.api.credits.setLimits({ monthMicro: 5_000_000, memberDayMicro: null })
    await expect(organizations.get({ orgId: org.orgId })).resolves.toMatchObject({
      monthLimitMicro: 5_000_000,
      memberDayLimitMicro: null,
    })
    const seen: string[] = []
    let cursor: string | undefined
    do {
      const page = await organizations.members({ orgId: org.orgId, limit: 2, cursor })
      seen.push(...page.items.map(({ userId }) => userId))
      cursor = page.nextCursor ?? undefined
    } while (cursor !== undefined)
    expect(new Set(seen)).toEqual(new Set([org.owner.userId, ...joined.map(({ userId }) => userId)]))
    const owners = await organizations.members({ orgId: org.orgId, role: 'owner' })
    expect(owners.items.map(({ userId }) => userId)).toEqual([org.owner.userId])
    await expect(organizations.get({ orgId: uuidv7() })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })

  test('suspends one: its people hear why, see it as suspended, and reach nothing in it (ADM-1)', async () => {
    const org = await hub.newOrg()
    await organizations.suspend({ orgId: org.orgId, reason: REASON })
    await expect(org.as({}).modules.ops.tasks.list({})).rejects.toMatchObject({
      code: 'ORGANIZATION_SUSPENDED',
    })
    const { organizations: mine } = await org.as({}).auth.me({})
    expect(mine).toMatchObject([{ slug: org.slug, isSuspended: true, permissions: [] }])
    await hub.deliver()
    const mail = hub.mails.find(({ to }) => to === org.owner.email)
    expect(mail?.text).toContain(REASON)
    await organizations.restore({ orgId: org.orgId })
    const own = await org.as({}).audit.list({ action: 'admin.organization' })
    expect(own.items.map(({ action }) => action)).toEqual([
      'admin.organization.restored',
      'admin.organization.suspended',
    ])
    await expect(organizations.restore({ orgId: org.orgId })).rejects.toMatchObject({ code: 'CONFLICT' })
    await expect(organizations.suspend({ orgId: uuidv7(), reason: REASON })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    })
  })

  test('does not shut its people out of their other organizations', async () => {
    const [org, other] = [await hub.newOrg(), await hub.newOrg()]
    const { userId } = org.owner
    await hub.hub.db.system
      .insertInto('organizationMember')
      .values({ id: uuidv7(), orgId: other.orgId, userId, role: 'member' })
      .execute()
    await organizations.suspend({ orgId: org.orgId, reason: REASON })
    const unnamed = hub.api(hub.call({ credential: { kind: 'person', userId } }))
    await expect(unnamed.organizations.get({})).resolves.toMatchObject({ id: other.orgId })
  })

  test('keeps what is under way there waiting until it is open again', async () => {
    const org = await hub.newOrg()
    await organizations.suspend({ orgId: org.orgId, reason: REASON })
    await hub.deliver()
    const id = uuidv7()
    await hub.hub.db
      .org(org.orgId)
      .insertInto('outboxEvent')
      .values({ id, topic: 'mail.withheld', aggregate: `test:${id}`, payload: '{}' })
      .execute()
    const isDelivered = async () => {
      await hub.deliver()
      const row = await hub.hub.db.system
        .selectFrom('outboxDelivery')
        .select('deliveredAt')
        .where('eventId', '=', id)
        .executeTakeFirst()
      return typeof row?.deliveredAt === 'string'
    }
    await expect(isDelivered()).resolves.toBe(false)
    await organizations.restore({ orgId: org.orgId })
    await expect(isDelivered()).resolves.toBe(true)
  })
})

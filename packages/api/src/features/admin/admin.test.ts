import { randomUUID } from 'node:crypto'
import { verifyLedger } from '@hub/db'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { MICRO } from '../../shared/micro.ts'
import { startHub } from '../../testing/index.ts'
import type { TestHub, TestOrg } from '../../testing/index.ts'

let hub: TestHub
let admin: TestOrg['api']
beforeAll(async () => {
  hub = await startHub()
  const person = await hub.newPerson({ isPlatformAdmin: true })
  admin = hub.api(hub.call({ credential: { kind: 'person', userId: person.userId } }))
})
afterAll(() => hub.stop())

describe('admin.credits.adjust', () => {
  test('adds and takes away with a reason the organization sees (CRED-3)', async () => {
    const { orgId, api } = await hub.newOrg()
    await expect(
      admin.admin.credits.adjust({ orgId, amountMicro: 5 * MICRO, reason: 'Pilot customer' }),
    ).resolves.toEqual({ availableMicro: 5 * MICRO })
    await expect(
      admin.admin.credits.adjust({ orgId, amountMicro: -2 * MICRO, reason: 'Booked twice' }),
    ).resolves.toEqual({ availableMicro: 3 * MICRO })
    const { items } = await api.credits.history({ kind: 'adjustment' })
    expect(items.map(({ title, deltaMicro }) => [title, deltaMicro])).toEqual([
      ['Booked twice', -2 * MICRO],
      ['Pilot customer', 5 * MICRO],
    ])
    expect(await verifyLedger(hub.hub.db.org(orgId), orgId)).toMatchObject({ ok: true })
  })

  test('keeps its reason as it was typed, whatever the word means to a program', async () => {
    const { orgId, api } = await hub.newOrg()
    for (const reason of ['constructor', '__proto__', 'toString'])
      await admin.admin.credits.adjust({ orgId, amountMicro: MICRO, reason })
    const { items } = await api.credits.history({ kind: 'adjustment' })
    expect(items.map(({ title }) => title)).toEqual(['toString', '__proto__', 'constructor'])
  })

  test('never takes more than is there', async () => {
    const { orgId } = await hub.newOrg()
    await admin.admin.credits.adjust({ orgId, amountMicro: MICRO, reason: 'Trial' })
    await expect(
      admin.admin.credits.adjust({ orgId, amountMicro: -2 * MICRO, reason: 'Too much' }),
    ).rejects.toMatchObject({
      code: 'CONFLICT',
      message: expect.stringContaining('1.00 credits'),
    })
  })

  test('acts once per key and is written to the audit log (CON-6, CRED-3)', async () => {
    const { orgId, api } = await hub.newOrg()
    const input = { orgId, amountMicro: MICRO, reason: 'Once only', idempotencyKey: randomUUID() }
    await admin.admin.credits.adjust(input)
    await admin.admin.credits.adjust(input)
    await expect(api.credits.balance()).resolves.toMatchObject({ availableMicro: MICRO })
    const entries = await hub.hub.db.system
      .selectFrom('auditEntry')
      .select(['action', 'data'])
      .where('action', '=', 'credits.adjusted')
      .execute()
    expect(entries.filter(({ data }) => data['reason'] === 'Once only')).toHaveLength(1)
    const own = await api.audit.list({ action: 'credits.adjusted' })
    expect(own.items).toMatchObject([{ data: { micro: MICRO, reason: 'Once only' } }])
  })

  test('is refused to everybody else, and to a key of an administrator', async () => {
    const org = await hub.newOrg()
    const wish = { orgId: org.orgId, amountMicro: MICRO, reason: 'For me' }
    await expect(org.api.admin.credits.adjust(wish)).rejects.toMatchObject({ code: 'FORBIDDEN' })
    await expect(org.as({ door: 'mcp' }).admin.credits.adjust(wish)).rejects.toMatchObject({
      code: 'NOT_FOUND',
    })
    await expect(admin.admin.credits.adjust({ ...wish, orgId: randomUUID() })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    })
    await expect(admin.admin.credits.adjust({ ...wish, amountMicro: 0 })).rejects.toMatchObject({
      code: 'BAD_REQUEST',
    })
  })
})

describe('admin lists', () => {
  test('find people by letters of address or name, one or two at the start of a word, and by state', async () => {
    const open = await hub.newPerson({ isVerified: false })
    const found = async (filter: Parameters<typeof admin.admin.users.list>[0]) =>
      (await admin.admin.users.list(filter)).items.map(({ id }) => id)
    await expect(found({ search: open.email.slice(0, 18).toUpperCase() })).resolves.toEqual([open.userId])
    await expect(found({ search: open.email.slice(10, 18) })).resolves.toEqual([open.userId])
    await expect(found({ search: `${open.email.slice(0, 10)}%${open.email.slice(11)}` })).resolves.toEqual([])
    await expect(found({ search: open.email.slice(1, 3), isVerified: false })).resolves.toEqual([])
    await expect(found({ search: open.name.split(' ')[1] ?? '', isVerified: false })).resolves.toContain(
      open.userId,
    )
    await expect(found({ isVerified: true, limit: 100 })).resolves.not.toContain(open.userId)
    const admins = await admin.admin.users.list({ role: 'admin' })
    expect(admins.items).toMatchObject([{ role: 'admin', isVerified: true, organizationCount: 0 }])
  })

  test('show organizations with owner, members and credits, page by page', async () => {
    const org = await hub.newOrg()
    await org.join('viewer')
    await admin.admin.credits.adjust({ orgId: org.orgId, amountMicro: MICRO, reason: 'Trial' })
    const { items } = await admin.admin.organizations.list({ search: org.slug })
    expect(items).toMatchObject([
      {
        id: org.orgId,
        memberCount: 2,
        ownerEmail: org.owner.email,
        availableMicro: MICRO,
        heldMicro: 0,
        isSuspended: false,
      },
    ])
    const seen: string[] = []
    let cursor: string | undefined
    do {
      const page = await admin.admin.organizations.list({ limit: 2, sort: 'name', cursor })
      seen.push(...page.items.map(({ id }) => id))
      cursor = page.nextCursor ?? undefined
    } while (cursor !== undefined)
    const total = await hub.hub.db.system.selectFrom('organization').select('id').execute()
    expect(new Set(seen).size).toBe(total.length)
    expect(seen).toHaveLength(total.length)
  })
})

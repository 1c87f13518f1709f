import { sql, uuidv7 } from '@hub/db'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { declaredBy } from './declared.ts'
import { askToCreate } from './features/approvals/testing.ts'
import { modules } from './modules/index.ts'
import { orgProcedure, router } from './platform/calls/trpc.ts'
import { listener } from './platform/events/listener.ts'
import { EventTable } from './platform/events/topics.ts'
import type { HubModule } from './platform/module.ts'
import { MICRO } from './shared/micro.ts'
import { Done } from './shared/mutation.ts'
import { z } from 'zod'
import { asked } from './testing/asked.ts'
import { giveCredits } from './testing/give-credits.ts'
import { startHub } from './testing/index.ts'
import type { TestHub, TestOrg } from './testing/index.ts'

let hub: TestHub
beforeAll(async () => {
  hub = await startHub()
})
afterAll(() => hub.stop())

const declared = new EventTable([])

/** What happened in an organization, but for mails; each as it is declared. */
async function happened({ orgId }: Pick<TestOrg, 'orgId'>) {
  const rows = await hub.hub.db.system
    .selectFrom('outboxEvent')
    .select(['topic', 'aggregate', 'payload', 'requestId'])
    .where('orgId', '=', orgId)
    .where('topic', 'not like', 'mail.%')
    .where('topic', 'not like', 'ops.%')
    .orderBy('position')
    .execute()
  return rows.map(({ topic, aggregate, payload }) => [topic, aggregate, declared.parse(topic, payload)])
}

async function invited(org: TestOrg, email: string): Promise<{ id: string; token: string }> {
  const { id } = await org.api.organizations.invitations.create({ email, role: 'member' })
  await hub.deliver()
  const url = hub.mails.findLast(({ to }) => to === email)?.action?.url ?? ''
  return { id, token: new URL(url).searchParams.get('token') ?? '' }
}

describe('events of membership (EVT-1)', () => {
  test('say who was invited, came, changed and went', async () => {
    const org = await hub.newOrg()
    const { userId, email } = await hub.newPerson()
    const { id: invitationId, token } = await invited(org, email)
    const person = hub.api(hub.call({ credential: { kind: 'person', userId } }))
    await person.organizations.invitations.accept({ token })
    await org.api.organizations.members.changeRole({ userId, role: 'viewer' })
    await org.api.organizations.members.changeRole({ userId, role: 'viewer' })
    await org.api.organizations.members.remove({ userId })
    expect(await happened(org)).toEqual([
      [
        'member.invited',
        `invitation:${invitationId}`,
        { invitationId, role: 'member', invitedById: org.owner.userId },
      ],
      ['member.joined', `member:${userId}`, { userId, role: 'member', invitationId }],
      ['member.role_changed', `member:${userId}`, { userId, from: 'member', to: 'viewer' }],
      ['member.removed', `member:${userId}`, { userId, role: 'viewer', how: 'removed' }],
    ])
  })

  test('tell of both when ownership is handed over, and of somebody who leaves', async () => {
    const org = await hub.newOrg()
    const { userId, api } = await org.join('admin')
    await org.api.organizations.transferOwnership({ userId })
    const before = org.owner.userId
    await org.api.organizations.members.leave({})
    expect(await happened(org)).toEqual([
      ['member.role_changed', `member:${userId}`, { userId, from: 'admin', to: 'owner' }],
      ['member.role_changed', `member:${before}`, { userId: before, from: 'owner', to: 'admin' }],
      ['member.removed', `member:${before}`, { userId: before, role: 'admin', how: 'left' }],
    ])
    await api.organizations.update({ name: 'Salt & Crumb' })
    expect((await happened(org)).at(-1)).toEqual([
      'organization.updated',
      `organization:${org.orgId}`,
      { fields: ['name'] },
    ])
  })
})

describe('events of approvals (EVT-1)', () => {
  const requested = (org: TestOrg, id: string) => ({
    approvalId: id,
    procedure: 'modules.ops.tasks.create',
    askedById: org.owner.userId,
  })

  test('tell once what is asked for and what a person decided', async () => {
    const org = await hub.newOrg()
    await giveCredits(hub, org.orgId, { micro: MICRO })
    const id = await askToCreate(org, 'Order labels')
    await askToCreate(org, 'Order labels')
    await org.api.approvals.approve({ id })
    await org.api.approvals.approve({ id })
    const other = await askToCreate(org, 'Order lids')
    await org.api.approvals.decline({ id: other })
    const topics = await happened(org)
    expect(topics).toEqual([
      [
        'approval.requested',
        `approval:${id}`,
        { ...requested(org, id), door: 'assistant', expiresAt: expect.any(String) },
      ],
      [
        'approval.decided',
        `approval:${id}`,
        { ...requested(org, id), decision: 'approved', decidedById: org.owner.userId },
      ],
      ['approval.requested', `approval:${other}`, expect.anything()],
      [
        'approval.decided',
        `approval:${other}`,
        { ...requested(org, other), decision: 'declined', decidedById: org.owner.userId },
      ],
    ])
  })

  test('tell nothing where the act was refused before anybody was asked', async () => {
    const org = await hub.newOrg()
    const assistant = org.as({ door: 'assistant', driver: 'built-in' })
    await expect(asked(assistant.modules.ops.tasks.complete({ id: uuidv7() }))).rejects.toThrow()
    expect(await happened(org)).toEqual([])
  })
})

describe('credits that run low (CRED-4, EVT-1)', () => {
  const LOW = 10 * MICRO
  const charge = async ({ orgId, owner }: TestOrg, { held, spent }: { held: number; spent: number }) => {
    const line = hub.hub.credits.of(orgId)
    const hold = await line.reserve({
      idem: null,
      micro: held,
      procedure: 'modules.ops.tasks.create',
      door: 'workflow',
      driver: null,
      actorId: owner.userId,
      apiKeyId: null,
      priceVersion: 1,
    })
    if (hold !== 'done') await line.settle(hold.holdId, { micro: spent })
  }

  test('are told once, when what is left goes below the line, and again after they were filled up', async () => {
    const org = await hub.newOrg()
    await giveCredits(hub, org.orgId, { micro: LOW + 3 * MICRO })
    // Sets more aside than there is above the line, and costs less.
    await charge(org, { held: 8 * MICRO, spent: MICRO })
    expect(await happened(org)).toEqual([])
    await charge(org, { held: 3 * MICRO, spent: 3 * MICRO })
    await charge(org, { held: MICRO, spent: MICRO })
    const low = (availableMicro: number) => [
      'credits.low',
      `credits:${org.orgId}`,
      { availableMicro, thresholdMicro: LOW },
    ]
    expect(await happened(org)).toEqual([low(9 * MICRO)])
    await giveCredits(hub, org.orgId, { micro: 2 * MICRO })
    await charge(org, { held: 4 * MICRO, spent: 4 * MICRO })
    expect(await happened(org)).toEqual([low(9 * MICRO), low(6 * MICRO)])
  })

  test('have an id in the order of time, as every event', async () => {
    const { rows } = await sql<{ id: string; late: number }>`
      select id, extract(epoch from created_at) * 1000 - ('x' || left(replace(id::text, '-', ''), 12))::bit(48)::bigint as late
      from outbox_event where topic = 'credits.low'`.execute(hub.hub.db.system)
    expect(rows.length).toBeGreaterThan(0)
    for (const { id, late } of rows) {
      expect(id[14]).toBe('7')
      expect(Math.abs(Number(late))).toBeLessThan(1_000)
    }
  })
})

describe('a module', () => {
  const heard: string[] = []
  const look = router({
    look: orgProcedure
      .meta({
        price: 'free',
        permission: 'organization.read',
        effect: 'read',
        doors: 'all',
        title: 'Look',
        description: 'Looks.',
      })
      .input(z.strictObject({}))
      .output(Done)
      .query(() => ({ done: true as const })),
  })
  const shelf: HubModule = {
    name: 'shelf',
    title: 'Shelf',
    router: look,
    schemas: [],
    permissions: {},
    machines: { 'shelf.keeper': { title: 'Shelf: keeper', permissions: [] } },
    listeners: [
      listener({
        name: 'shelf.guests',
        as: 'shelf.keeper',
        topics: ['member.invited', 'organization.updated'],
        run: async ({ topic }) => void heard.push(topic),
      }),
    ],
    entities: {},
    activity: {},
    personal: { files: [], leftOut: [] },
  }

  test('hears what the hub tells openly', async () => {
    const own = await startHub({ modules: [...modules, shelf] })
    try {
      const org = await own.newOrg()
      await org.api.organizations.update({ name: 'Salt & Crumb' })
      await org.api.organizations.invitations.create({ email: 'guest@example.test', role: 'viewer' })
      await own.hub.outbox.drain()
      expect(heard.toSorted()).toEqual(['member.invited', 'organization.updated'])
    } finally {
      await own.stop()
    }
  })

  test('that asks for what the hub never tells is refused at start', () => {
    const asks = (topic: string) =>
      declaredBy([
        {
          ...shelf,
          listeners: [
            { name: 'shelf.guests', as: 'shelf.keeper', topics: [topic], run: async () => undefined },
          ],
        },
      ])
    expect(() => asks('approval.forgotten')).toThrow(/asks for the event "approval\.forgotten", which nobody/)
    expect(() => asks('mail.withheld')).toThrow(/the hub's own and may hold secrets/)
  })
})

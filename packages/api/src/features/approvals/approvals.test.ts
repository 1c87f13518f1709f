import { asSuperuser } from '@hub/db/testing'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { AppError } from '../../shared/errors.ts'
import { MICRO } from '../../shared/micro.ts'
import { asked } from '../../testing/asked.ts'
import { giveCredits } from '../../testing/give-credits.ts'
import { issueKey, startHub } from '../../testing/index.ts'
import type { TestHub } from '../../testing/index.ts'
import { askToCreate, assistantOf, availableIn, HOUR_MS, paidOrg, tasksOf, WRITE } from './testing.ts'

let hub: TestHub
let clock = Date.now()
beforeAll(async () => {
  hub = await startHub({ now: () => new Date(clock) })
})
afterEach(() => {
  clock = Date.now()
})
afterAll(() => hub.stop())

describe('approvals.approve', () => {
  test('runs the act in the name of the approver at the price of the asking door', async () => {
    const org = await paidOrg(hub)
    const member = await org.join('member')
    const id = await asked(
      org
        .as({ door: 'assistant', driver: 'built-in', credential: { kind: 'person', userId: member.userId } })
        .modules.ops.tasks.create({ title: 'Mine' }),
    )
    const approval = await org.api.approvals.approve({ id })
    expect(approval).toMatchObject({
      status: 'done',
      askerName: member.name,
      decidedByName: org.owner.name,
      result: { title: 'Mine' },
      error: null,
    })
    expect(await tasksOf(org)).toMatchObject([{ title: 'Mine', createdById: org.owner.userId }])
    expect(await availableIn(org)).toBe(MICRO - WRITE)
    const [created] = await hub.hub.db
      .org(org.orgId)
      .selectFrom('auditEntry')
      .select(['actorId', 'door', 'data'])
      .where('action', '=', 'ops.task.created')
      .execute()
    expect(created).toMatchObject({
      actorId: org.owner.userId,
      door: 'assistant',
      data: { approval: id, askedBy: member.userId },
    })
  })

  test('runs once for twenty at the same time', async () => {
    const org = await paidOrg(hub)
    const id = await askToCreate(org)
    const results = await Promise.allSettled(
      Array.from({ length: 20 }, () => org.api.approvals.approve({ id })),
    )
    expect(results.some(({ status }) => status === 'fulfilled')).toBe(true)
    const refusals = results.flatMap((result) =>
      result.status === 'rejected' ? [result.reason as AppError] : [],
    )
    expect(refusals.filter(({ code }) => code !== 'IN_FLIGHT')).toEqual([])
    const runs = await hub.hub.db
      .org(org.orgId)
      .selectFrom('auditEntry')
      .select('seq')
      .where('action', '=', 'approval.approved')
      .execute()
    expect(runs).toHaveLength(1)
    expect(await tasksOf(org)).toHaveLength(1)
    expect(await availableIn(org)).toBe(MICRO - WRITE)
    await expect(org.api.approvals.approve({ id })).resolves.toMatchObject({ status: 'done' })
    expect(await tasksOf(org)).toHaveLength(1)
  })

  test('takes up a run that was lost, without acting or charging twice', async () => {
    const org = await paidOrg(hub)
    const id = await askToCreate(org)
    await org.api.approvals.approve({ id })
    const rewind = `update app.approval set status = 'running', result = null where id = $1`
    await asSuperuser(hub.database, rewind, [id])
    await expect(org.api.approvals.approve({ id })).rejects.toMatchObject({ code: 'IN_FLIGHT' })
    clock += 61_000
    await expect(org.api.approvals.approve({ id })).resolves.toMatchObject({
      status: 'done',
      result: { title: 'Order labels' },
    })
    expect(await tasksOf(org)).toHaveLength(1)
    expect(await availableIn(org)).toBe(MICRO - WRITE)
  })

  test('takes up a run that somebody else began in the name of who began it', async () => {
    const org = await paidOrg(hub)
    const member = await org.join('member')
    const id = await askToCreate(org)
    await member.api.approvals.approve({ id })
    await asSuperuser(
      hub.database,
      `update app.approval set status = 'running', result = null where id = $1`,
      [id],
    )
    clock += 61_000
    await expect(org.api.approvals.approve({ id })).resolves.toMatchObject({
      status: 'done',
      decidedByName: member.name,
      result: { createdById: member.userId },
    })
    expect(await tasksOf(org)).toHaveLength(1)
    expect(await availableIn(org)).toBe(MICRO - WRITE)
  })

  test('is refused to a viewer, a key, a tool and a program (AUTH-11)', async () => {
    const org = await paidOrg(hub)
    const id = await askToCreate(org)
    const viewer = await org.join('viewer')
    await expect(viewer.api.approvals.approve({ id })).rejects.toMatchObject({ code: 'FORBIDDEN' })
    for (const door of ['mcp', 'rest', 'cli', 'assistant', 'workflow'] as const)
      await expect(org.as({ door }).approvals.approve({ id })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    expect(await tasksOf(org)).toEqual([])
  })

  test('needs the live right of the asker', async () => {
    const org = await paidOrg(hub)
    const member = await org.join('member')
    const id = await asked(
      org
        .as({ door: 'mcp', credential: { kind: 'person', userId: member.userId } })
        .modules.ops.tasks.create({ title: 'Late' }),
    )
    await asSuperuser(hub.database, `update app.organization_member set role = 'viewer' where user_id = $1`, [
      member.userId,
    ])
    await expect(org.api.approvals.approve({ id })).resolves.toMatchObject({
      status: 'failed',
      error: { code: 'FORBIDDEN' },
    })
    expect(await tasksOf(org)).toEqual([])
    expect(await availableIn(org)).toBe(MICRO)
  })

  test('needs the key it was asked by to live on', async () => {
    const org = await paidOrg(hub)
    const member = await org.join('member')
    const fields = { orgId: org.orgId, userId: member.userId, kind: 'assistant' } as const
    const { id: keyId, text: key } = await issueKey(hub.hub, fields)
    const byKey = hub.api(hub.call({ door: 'mcp', credential: { kind: 'apiKey', key } }))
    const id = await asked(byKey.modules.ops.tasks.create({ title: 'By a stolen key' }))
    await org.api.auth.apiKeys.revoke({ id: keyId })
    await expect(org.api.approvals.approve({ id })).resolves.toMatchObject({
      status: 'failed',
      error: { code: 'FORBIDDEN', message: expect.stringContaining(member.name) },
    })
    expect(await tasksOf(org)).toEqual([])
  })

  test('refuses arguments, a door or an asker that were changed behind its back', async () => {
    const org = await paidOrg(hub)
    const other = await org.join('member')
    for (const change of [
      `args = '{"title":"Transfer everything"}'`,
      `door = 'mcp'`,
      `asker_id = '${other.userId}'`,
      `procedure = 'modules.ops.tasks.remove'`,
    ]) {
      const id = await askToCreate(org, `Honest, then ${change.slice(0, 8)}`)
      await asSuperuser(hub.database, `update app.approval set ${change} where id = $1`, [id])
      await expect(org.api.approvals.approve({ id })).rejects.toMatchObject({
        code: 'CONFLICT',
        message: expect.stringContaining('changed outside the hub'),
      })
    }
    expect(await tasksOf(org)).toEqual([])
  })

  test('is too late after 24 hours', async () => {
    const org = await paidOrg(hub)
    const id = await askToCreate(org)
    clock += 24 * HOUR_MS + 1_000
    await expect(org.api.approvals.approve({ id })).rejects.toMatchObject({
      code: 'CONFLICT',
      message: expect.stringContaining('expired'),
    })
    await expect(org.api.approvals.get({ id })).resolves.toMatchObject({ status: 'expired' })
    expect((await org.api.approvals.list({ status: 'expired' })).items).toHaveLength(1)
    expect((await org.api.approvals.list({ status: 'pending' })).items).toEqual([])
  })

  test('lets the request wait on when credits are out', async () => {
    const org = await paidOrg(hub, WRITE - 1)
    const id = await askToCreate(org)
    await expect(org.api.approvals.approve({ id })).rejects.toMatchObject({ code: 'PAYMENT_REQUIRED' })
    await expect(org.api.approvals.get({ id })).resolves.toMatchObject({
      status: 'pending',
      decidedByName: null,
    })
    await giveCredits(hub, org.orgId, { micro: 1 })
    await expect(org.api.approvals.approve({ id })).resolves.toMatchObject({ status: 'done' })
  })

  test('records why an act failed', async () => {
    const org = await paidOrg(hub)
    const task = await org.api.modules.ops.tasks.create({ title: 'Gone by then' })
    const id = await asked(assistantOf(org).complete({ id: task.id }))
    await asSuperuser(hub.database, `delete from app.ops_task where id = $1`, [task.id])
    await expect(org.api.approvals.approve({ id })).resolves.toMatchObject({
      status: 'failed',
      error: { code: 'NOT_FOUND' },
      result: null,
    })
    expect(await availableIn(org)).toBe(MICRO)
  })

  test('refuses a version that somebody has changed since (CON-5)', async () => {
    const org = await paidOrg(hub)
    const id = await askToCreate(org)
    await org.api.approvals.edit({ id, version: 1, args: { title: 'Changed' } })
    await expect(org.api.approvals.approve({ id, version: 1 })).rejects.toMatchObject({
      code: 'STALE_VERSION',
    })
  })

  test('wakes who waits for the decision', async () => {
    const org = await paidOrg(hub)
    const id = await askToCreate(org)
    const woken = hub.hub.bus.next(`approval:${id}`, 60_000, undefined).then(() => 'woken')
    await org.api.approvals.approve({ id })
    await expect(woken).resolves.toBe('woken')
  })
})

describe('approvals.edit', () => {
  test('replaces what will happen, checked by the procedure itself', async () => {
    const org = await paidOrg(hub)
    const id = await askToCreate(org)
    const edited = await org.api.approvals.edit({
      id,
      args: { title: '  Order blue labels ', dueOn: '2026-11-21' },
    })
    expect(edited).toMatchObject({
      status: 'pending',
      version: 2,
      args: { title: 'Order blue labels', priority: 'normal' },
    })
    await expect(org.api.approvals.edit({ id, args: { title: '' } })).rejects.toMatchObject({
      code: 'BAD_REQUEST',
    })
    await org.api.approvals.approve({ id })
    expect(await tasksOf(org)).toMatchObject([{ title: 'Order blue labels', dueOn: '2026-11-21' }])
    await expect(org.api.approvals.edit({ id, args: { title: 'Too late' } })).rejects.toMatchObject({
      code: 'CONFLICT',
    })
  })
})

describe('approvals.decline', () => {
  test('ends the request without acting', async () => {
    const org = await paidOrg(hub)
    const id = await askToCreate(org)
    await expect(org.api.approvals.decline({ id })).resolves.toMatchObject({
      status: 'declined',
      decidedByName: org.owner.name,
    })
    await expect(org.api.approvals.approve({ id })).rejects.toMatchObject({
      code: 'CONFLICT',
      message: expect.stringContaining('declined'),
    })
    expect(await tasksOf(org)).toEqual([])
    expect(await availableIn(org)).toBe(MICRO)
  })
})

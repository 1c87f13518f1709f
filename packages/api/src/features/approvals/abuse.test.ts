import { randomUUID } from 'node:crypto'
import { asSuperuser } from '@hub/db/testing'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { MICRO } from '../../shared/micro.ts'
import { asked } from '../../testing/asked.ts'
import { issueKey, startHub } from '../../testing/index.ts'
import type { TestHub } from '../../testing/index.ts'
import { askToCreate, availableIn, HOUR_MS, paidOrg, tasksOf, WRITE } from './testing.ts'

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
  test('gives up a run that was lost so long ago that its answer is no longer kept', async () => {
    const org = await paidOrg(hub)
    const id = await askToCreate(org)
    await org.api.approvals.approve({ id })
    await asSuperuser(
      hub.database,
      `update app.approval set status = 'running', result = null where id = $1`,
      [id],
    )
    await asSuperuser(hub.database, `delete from app.idempotency where key = $1`, [id])
    clock += 25 * HOUR_MS
    await expect(org.api.approvals.approve({ id })).resolves.toMatchObject({
      status: 'failed',
      error: { code: 'TIMEOUT', message: expect.stringContaining('Check whether it was done') },
    })
    expect(await tasksOf(org)).toHaveLength(1)
    expect(await availableIn(org)).toBe(MICRO - WRITE)
  })
})

describe('what was asked for by somebody who is about to leave the hub', () => {
  test('is done by nobody on their asking', async () => {
    const org = await paidOrg(hub)
    const member = await org.join('member')
    const credential = { kind: 'person', userId: member.userId } as const
    const assistant = org.as({ door: 'assistant', driver: 'built-in', credential })
    const id = await asked(assistant.modules.ops.tasks.create({ title: 'Order labels' }))
    await member.api.auth.deleteAccount({ email: member.email })
    await expect(org.api.approvals.approve({ id })).resolves.toMatchObject({
      status: 'failed',
      error: { code: 'FORBIDDEN', message: expect.stringContaining('may no longer do it') },
    })
    expect(await tasksOf(org)).toEqual([])
  })
})

describe('approvals.edit with hostile input', () => {
  test('is refused where the arguments are nested without end', async () => {
    const org = await paidOrg(hub)
    const id = await askToCreate(org)
    let nested: unknown = 'end'
    for (let depth = 0; depth < 20_000; depth += 1) nested = [nested]
    await expect(
      org.api.approvals.edit({ id, args: { title: nested }, idempotencyKey: randomUUID() }),
    ).rejects.toMatchObject({ code: 'BAD_REQUEST' })
  })
})

describe('approvals.edit by somebody else', () => {
  test('is refused: nobody puts words into the name of the asker', async () => {
    const org = await paidOrg(hub)
    const id = await askToCreate(org)
    const member = await org.join('member')
    await expect(member.api.approvals.edit({ id, args: { title: 'Not mine' } })).rejects.toMatchObject({
      code: 'FORBIDDEN',
      message: expect.stringContaining(org.owner.name),
    })
    await member.api.approvals.approve({ id })
    expect(await tasksOf(org)).toMatchObject([{ title: 'Order labels' }])
  })
})

describe('approvals.list and approvals.get', () => {
  test('keep arguments and result from a key that may not use the procedure (AUTH-13)', async () => {
    const org = await paidOrg(hub)
    const id = await askToCreate(org, 'Give Lea notice')
    const narrow = await issueKey(hub.hub, {
      orgId: org.orgId,
      userId: org.owner.userId,
      scopes: ['approval.read'],
    })
    const api = hub.api(hub.call({ door: 'rest', credential: { kind: 'apiKey', key: narrow.text } }))
    const hidden = { args: {}, preview: [], result: null }
    await expect(api.approvals.get({ id })).resolves.toMatchObject({ ...hidden, title: 'Create a task' })
    await org.api.approvals.approve({ id })
    await expect(api.approvals.get({ id })).resolves.toMatchObject(hidden)
    expect((await api.approvals.list({})).items).toMatchObject([hidden])
    await expect(org.api.approvals.get({ id })).resolves.toMatchObject({
      args: { title: 'Give Lea notice' },
      result: { title: 'Give Lea notice' },
    })
  })
})

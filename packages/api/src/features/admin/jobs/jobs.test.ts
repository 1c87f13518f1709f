import { asSuperuser } from '@hub/db/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startHub } from '../../../testing/index.ts'
import type { TestHub, TestOrg } from '../../../testing/index.ts'
import {
  actOnJobHere,
  jobLines,
  jobStateHere,
  retryAllHere,
  runScheduleHere,
  schedulesHere,
} from '../service.ts'

let hub: TestHub
let administrator: { userId: string }
beforeAll(async () => {
  hub = await startHub()
  administrator = await hub.newPerson({ isPlatformAdmin: true })
})
afterAll(() => hub.stop())

const admin = () => hub.api(hub.call({ credential: { kind: 'person', userId: administrator.userId } })).admin

/** Nobody works in this hub, so it waits. */
const waiting = async ({ api }: TestOrg) => (await api.jobs.startExport({ list: 'members' })).id

async function dead(org: TestOrg): Promise<string> {
  const id = await waiting(org)
  await asSuperuser(
    hub.database,
    `update app.job set status = 'dead', finished_at = now(), error = '{"code":"INTERNAL","message":"Paper jam"}'
     where id = $1`,
    [id],
  )
  return id
}

const entriesOf = (id: string) =>
  asSuperuser<{ action: string; actor: string | null; orgId: string }>(
    hub.database,
    `select action, actor_id as actor, org_id as "orgId" from app.audit_entry
     where target ->> 'job' = $1 and action <> 'job.asked'`,
    [id],
  )

describe('admin.jobs (JOB-1)', () => {
  test('lists jobs of every organization, without what they are about', async () => {
    const [one, other] = [await hub.newOrg(), await hub.newOrg()]
    const ids = [await waiting(one), await waiting(other)]
    const { items } = await admin().jobs.list({})
    expect(items.slice(0, 2).map(({ id }) => id)).toEqual(ids.toReversed())
    expect(Object.keys(items[0] ?? {})).not.toContain('result')
    const { items: ofOne } = await admin().jobs.list({ orgId: one.orgId })
    expect(ofOne.map(({ orgSlug }) => orgSlug)).toEqual([one.slug])
  })

  test('finds those whose title has these words, in one organization or in all', async () => {
    const [one, other] = [await hub.newOrg(), await hub.newOrg()]
    await waiting(one)
    await waiting(other)
    await one.api.modules.ops.tasks.create({ title: 'Order cups' })
    const tasks = await one.api.jobs.startExport({ list: 'tasks' })
    const found = async (input: Parameters<ReturnType<typeof admin>['jobs']['list']>[0]) =>
      (await admin().jobs.list(input)).items.map(({ id }) => id)
    expect(await found({ search: 'of TASKS' })).toEqual([tasks.id])
    expect(await found({ search: 'of tasks', orgId: other.orgId })).toEqual([])
    expect(await found({ search: '%' })).toEqual([])
  })

  test('counts what waits, and since when', async () => {
    await waiting(await hub.newOrg())
    const state = await admin().jobs.state({})
    expect(state).toMatchObject({ workers: [], running: 0 })
    expect(state.waiting).toBeGreaterThan(0)
    expect(state.oldestWaitingAt).not.toBeNull()
  })

  test('acts in the organization of the job, whose log names the administrator', async () => {
    const org = await hub.newOrg()
    const id = await waiting(org)
    await admin().jobs.act({ id, act: 'cancel' })
    expect((await org.api.jobs.get({ id })).status).toBe('canceled')
    expect(await entriesOf(id)).toEqual([
      { action: 'job.canceled', actor: administrator.userId, orgId: org.orgId },
    ])
  })

  test('refuses what the state of a job does not allow, and leaves nothing', async () => {
    const id = await waiting(await hub.newOrg())
    await expect(admin().jobs.act({ id, act: 'retry' })).rejects.toMatchObject({ code: 'CONFLICT' })
    expect(await entriesOf(id)).toEqual([])
  })

  test('knows no job that is not there', async () => {
    await expect(
      admin().jobs.act({ id: '01a1f859-d525-702e-874d-6f9b61ee33cc', act: 'cancel' }),
    ).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })
})

describe('whoever sits at the machine', () => {
  test('sees jobs by organization and state', async () => {
    const org = await hub.newOrg()
    const id = await dead(org)
    await waiting(await hub.newOrg())
    expect(await jobLines(hub.hub, { org: org.slug, status: 'dead' })).toEqual([
      {
        id,
        title: 'Export of members',
        status: 'dead',
        organization: org.slug,
        attempts: 0,
        error: 'Paper jam',
      },
    ])
    expect((await jobStateHere(hub.hub)).dead).toBeGreaterThan(0)
  })

  test('is told of a state or an organization that there is not', async () => {
    await expect(jobLines(hub.hub, { status: 'sleepy' })).rejects.toMatchObject({ code: 'BAD_REQUEST' })
    await expect(jobLines(hub.hub, { org: 'nowhere' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })

  test('puts one aside, and has the others tried again', async () => {
    const org = await hub.newOrg()
    const [aside, again] = [await dead(org), await dead(org)]
    await actOnJobHere(hub.hub, aside, 'discard')
    expect(await retryAllHere(hub.hub, org.slug)).toEqual({ count: 1 })
    const { items } = await org.api.jobs.list({})
    expect(items.map(({ id, status }) => [id, status])).toEqual([
      [again, 'queued'],
      [aside, 'canceled'],
    ])
    expect((await entriesOf(aside)).map(({ actor }) => actor)).toEqual([null])
  })

  test('is told where the same was asked for anew, and goes on with the others', async () => {
    const org = await hub.newOrg()
    const [first, second] = [await dead(org), await dead(org)]
    expect(await retryAllHere(hub.hub, org.slug)).toEqual({ count: 1 })
    await expect(actOnJobHere(hub.hub, second, 'retry')).rejects.toMatchObject({ code: 'CONFLICT' })
    expect(await org.api.jobs.retryAll({})).toEqual({ count: 0 })
    expect((await org.api.jobs.get({ id: first })).status).toBe('queued')
  })
})

describe('scheduled work (JOB-1)', () => {
  test('is shown with how it went, and run now where an administrator says so', async () => {
    await hub.hub.schedules.drain()
    const find = async () =>
      (await admin().jobs.schedules({})).schedules.find(({ name }) => name === 'credit holds')
    const first = await find()
    expect(first).toMatchObject({ everyMs: 10_000, runs: 1, failures: 0, lastError: null, isRunning: false })
    await admin().jobs.runSchedule({ name: 'credit holds' })
    await hub.hub.schedules.drain()
    expect((await find())?.runs).toBe(2)
    expect((await schedulesHere(hub.hub)).map(({ name }) => name)).toContain('ended jobs')
  })

  test('has no other names than those', async () => {
    const away = { code: 'NOT_FOUND' }
    await expect(admin().jobs.runSchedule({ name: 'tea' })).rejects.toMatchObject(away)
    await expect(runScheduleHere(hub.hub, 'tea')).rejects.toMatchObject(away)
  })
})

import { asSuperuser } from '@hub/db/testing'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { openFile } from '../../open-file.ts'
import type { DurableWorker } from '../../platform/durable/worker.ts'
import { sweepJobs } from '../../platform/jobs/mend.ts'
import { startWorker } from '../../platform/jobs/worker.ts'
import { startHub } from '../../testing/index.ts'
import type { TestHub, TestOrg } from '../../testing/index.ts'
import { sweepFiles } from '../files/service.ts'

let hub: TestHub
let worker: DurableWorker
let org: TestOrg
beforeAll(async () => {
  hub = await startHub()
  worker = await startWorker(hub.hub)
})
afterAll(async () => {
  await worker.stop()
  await hub.stop()
})
beforeEach(async () => {
  org = await hub.newOrg()
})

const TASKS = 1_000

async function addTasks(): Promise<void> {
  await asSuperuser(
    hub.database,
    `insert into app.ops_task (id, org_id, title, notes, status, priority, created_by_id, created_at, updated_at)
     select gen_random_uuid(), $1, 'Task ' || n, '', 'todo', 'normal', $2, now(), now() from generate_series(1, $3::int) as n`,
    [org.orgId, org.owner.userId, TASKS],
  )
}

const until = (id: string, status: 'done' | 'dead') =>
  vi.waitFor(
    async () => {
      const job = await org.api.jobs.get({ id })
      expect(job.status).toBe(status)
      return job
    },
    { timeout: 15_000, interval: 25 },
  )

/** As the browser opens it: by an address, as somebody who is signed in. */
async function textOf(path: string, userId = org.owner.userId): Promise<string> {
  const call = hub.call({ credential: { kind: 'person', userId } })
  const { parts } = await openFile(hub.hub, call, path.split('/').at(-1) ?? '')
  let whole = ''
  for await (const part of parts) whole += part
  return whole
}

describe('an export in the background', () => {
  test('holds every row that fits, and opens for whoever asked', async () => {
    await addTasks()
    const { id } = await org.api.jobs.startExport({ list: 'tasks', filters: { status: 'todo' } })
    const job = await until(id, 'done')
    expect(job).toMatchObject({ title: 'Export of tasks', hasFile: true, result: { rows: TASKS } })
    expect(job.total).toBe(TASKS)
    const { path } = await org.api.jobs.file({ id })
    expect((await textOf(path)).trimEnd().split('\n')).toHaveLength(TASKS + 1)
  })

  test('asked for twice is made once', async () => {
    const first = await org.api.jobs.startExport({ list: 'members' })
    const second = await org.api.jobs.startExport({ list: 'members' })
    expect([second.isNew, second.id]).toEqual([false, first.id])
  })

  test('is refused for a list that is not there, and for filters it does not take', async () => {
    await expect(org.api.jobs.startExport({ list: 'wishes' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await expect(
      org.api.jobs.startExport({ list: 'tasks', filters: { status: 'sleepy' } }),
    ).rejects.toMatchObject({ code: 'BAD_REQUEST' })
  })

  test('opens for nobody else, an owner included', async () => {
    const member = await org.join('member')
    const { id } = await member.api.jobs.startExport({ list: 'members' })
    await until(id, 'done')
    await expect(org.api.jobs.file({ id })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    const { path } = await member.api.jobs.file({ id })
    await expect(textOf(path)).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })

  test('no longer opens for whoever lost the right to the list since', async () => {
    const member = await org.join('member')
    const { id } = await member.api.jobs.startExport({ list: 'tasks', filters: {} })
    await until(id, 'done')
    const { path } = await member.api.jobs.file({ id })
    await org.api.organizations.access.setLevels({ userId: member.userId, levels: { ops: 'none' } })
    await expect(textOf(path, member.userId)).rejects.toMatchObject({ code: 'FORBIDDEN' })
  })

  test('goes with its file a week after its end', async () => {
    const { id } = await org.api.jobs.startExport({ list: 'members' })
    await until(id, 'done')
    const files = () =>
      asSuperuser<{ id: string }>(
        hub.database,
        `select id from app.file where kind = 'job' and organization_id = $1`,
        [org.orgId],
      )
    await asSuperuser(hub.database, `update app.file set created_at = now() - interval '8 days'`)
    await sweepFiles(hub.hub)
    expect(await files()).toHaveLength(1)
    await asSuperuser(hub.database, `update app.job set finished_at = now() - interval '8 days'`)
    await sweepJobs(hub.hub)
    await sweepFiles(hub.hub)
    expect(await files()).toEqual([])
    await asSuperuser(
      hub.database,
      'update hub_dbos.workflow_status set completed_at = completed_at - 8::bigint * 86400000',
    )
    await sweepJobs(hub.hub)
    const kept = await asSuperuser(
      hub.database,
      'select from hub_dbos.workflow_input where workflow_uuid like $1',
      [`${id}:%`],
    )
    expect(kept).toEqual([])
    await expect(org.api.jobs.get({ id })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })
})

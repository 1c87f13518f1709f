import { asSuperuser } from '@hub/db/testing'
import { expect, test, vi } from 'vitest'
import { ENGINE_PROTOCOL } from '../../platform/durable/queues.ts'
import { mendRuns } from './service.ts'
import { killedHub, task, TASK_MICRO } from './testing.ts'
import type { Draft } from './testing.ts'

const OLD = 'jobs-0'
const NEWER = 'jobs-of-tomorrow'

const upgraded = killedHub()
const { counts, published, titles, until } = upgraded

async function started(draft: Draft, times = 1): Promise<string[]> {
  const id = await published(draft)
  const runs: string[] = []
  for (let time = 0; time < times; time += 1)
    runs.push((await upgraded.org.api.workflows.runs.start({ id })).id)
  return runs
}

/** What the engine keeps for processes of this release. */
const inEngine = async (release: string) =>
  (
    await asSuperuser<{ status: string }>(
      upgraded.hub.database,
      `select status from hub_dbos.workflow_status
       where application_version = $1 and status in ('PENDING', 'ENQUEUED') order by status`,
      [release],
    )
  ).map(({ status }) => status)

/** As a server of that release has put it in line. */
const putInLineBy = (release: string | null) =>
  asSuperuser(
    upgraded.hub.database,
    `update hub_dbos.workflow_status set application_version = $1
     where status = 'ENQUEUED' and application_version = $2`,
    [release, ENGINE_PROTOCOL],
  )

const STEPS = 12
const chain = Array.from({ length: STEPS }, (_, step) => task(`s${step}`, `{{ run.number }}: ${step}`))

test.each([
  ['SIGKILL', ['ENQUEUED', 'PENDING']],
  ['SIGTERM', ['ENQUEUED']],
] as const)(
  'runs that an old worker leaves by %s at work, waiting and in line are ended by a new one, each step once (WF-3)',
  async (signal, states) => {
    const { hub, org, workers } = upgraded
    const old = await workers.startOf(OLD, hub)
    const [asked = ''] = await started({
      steps: [
        task('before', 'before the decision'),
        { id: 'ok', type: 'approval', title: 'OK?', question: 'Go on?' },
        task('after', 'after the decision'),
      ],
    })
    await started({
      steps: [
        { id: 'pause', type: 'delay', title: 'Pause', for: { amount: 8, unit: 'seconds' } },
        task('later', 'after the pause'),
      ],
    })
    await until(async () => expect(await counts()).toEqual({ waiting: 2 }))
    const many = 10
    await started({ steps: chain }, many)
    await vi.waitFor(async () => expect((await titles()).length).toBeGreaterThan(3), {
      timeout: 30_000,
      interval: 5,
    })
    await workers.end(old, signal)
    await started({ steps: [task('last', 'in line')] })
    await putInLineBy(OLD)
    expect(await inEngine(OLD)).toEqual(expect.arrayContaining([...states]))

    await workers.start(hub)
    await org.api.workflows.runs.decide({ runId: asked, path: 'ok', decision: 'yes' })
    await until(async () => expect(await counts()).toEqual({ done: many + 3 }))
    const made = await titles()
    expect(made).toHaveLength(many * STEPS + 4)
    expect(new Set(made).size).toBe(made.length)
    expect(await upgraded.spent()).toBe(made.length * TASK_MICRO)
  },
  120_000,
)

test('while workers of both releases live, work stays with those of the release that put it in line', async () => {
  const { hub, workers } = upgraded
  await Promise.all([workers.startOf(OLD, hub), workers.start(hub)])
  const [mine = ''] = await started({ steps: chain })
  await until(async () => expect(await counts()).toEqual({ done: 1 }))
  const ranUnder = async (runId: string) =>
    asSuperuser<{ release: string }>(
      hub.database,
      `select distinct application_version as release from hub_dbos.workflow_status where workflow_uuid like 'flow:' || $1 || ':%'`,
      [runId],
    )
  expect(await ranUnder(mine)).toEqual([{ release: ENGINE_PROTOCOL }])
})

test('after a step back to the release before, what the newer one left is done as well', async () => {
  const { hub, workers } = upgraded
  // The engine knows which release was the first to come last.
  await workers.end(await workers.start(hub), 'SIGTERM')
  await workers.end(await workers.startOf(NEWER, hub), 'SIGTERM')
  await started({ steps: chain })
  await putInLineBy(NEWER)
  await started({ steps: [task('one', 'without a number')] })
  await putInLineBy(null)
  await workers.start(hub)
  await until(async () => expect(await counts()).toEqual({ done: 2 }))
})

test('a run whose version this release cannot read is ended with what to do, and holds up no other', async () => {
  const { hub, org, workers } = upgraded
  const [strange = '', plain = ''] = [
    ...(await started({ steps: [task('one', 'of another release')] })),
    ...(await started({ steps: [task('one', 'of this release')] })),
  ]
  await asSuperuser(
    hub.database,
    `begin;
     set local session_replication_role = replica;
     update app.workflow_version set definition = jsonb_set(definition, '{steps,0,type}', '"send_pigeon"')
     where workflow_id = (select workflow_id from app.workflow_run where id = '${strange}');
     update app.workflow_run set created_at = created_at - interval '1 hour';
     delete from hub_dbos.workflow_status;
     commit`,
  )
  await asSuperuser(
    hub.database,
    `insert into hub_dbos.workflow_status (workflow_uuid, status, name, created_at, completed_at)
     select 'flow:' || $1 || ':-' || number, 'ERROR', 'gone', 0, 0 from generate_series(1, 9) number`,
    [strange],
  )
  await mendRuns(hub.hub)
  const { items } = await org.api.workflows.runs.list({})
  expect(items.find(({ id }) => id === strange)).toMatchObject({
    status: 'failed',
    error: { code: 'FAILED' },
  })
  await expect(org.api.workflows.runs.get({ id: strange })).rejects.toMatchObject({
    code: 'CONFLICT',
    message: expect.stringContaining('Another release of the hub made this version') as string,
  })
  expect((await org.api.workflows.list({})).items).toHaveLength(2)
  await workers.start(hub)
  await until(async () => expect((await org.api.workflows.runs.get({ id: plain })).status).toBe('done'))
})

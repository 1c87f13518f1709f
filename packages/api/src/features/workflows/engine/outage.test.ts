import { setTimeout as sleep } from 'node:timers/promises'
import { asSuperuser, duringOutage } from '@hub/db/testing'
import { expect, inject, test, vi } from 'vitest'
import { flowHub, task, tick } from '../testing.ts'
import { mendRuns } from '../service.ts'

const flows = flowHub()
const STEPS = 30

const away = () =>
  duringOutage({ adminUrl: inject('adminUrl'), databaseUrl: flows.hub.database.adminUrl }, () => sleep(1_000))

/** As PostgreSQL does when it restarts, and is back before anybody has noticed. */
async function cutConnections(): Promise<void> {
  for (let cut = 0; cut < 10; cut += 1) {
    await asSuperuser(
      flows.hub.database,
      `select pg_terminate_backend(pid) from pg_stat_activity
       where datname = current_database() and pid <> pg_backend_pid()`,
    )
    await sleep(100)
  }
}

test.each([
  ['was away', away],
  ['broke off its connections', cutConnections],
])(
  'a run goes on where it was when the database %s (WF-3)',
  async (_how, breaks) => {
    const { api } = flows.org
    const id = await flows.published({
      steps: Array.from({ length: STEPS }, (_, step) => task(`s${step}`, `step ${step}`)),
    })
    const { id: runId } = await api.workflows.runs.start({ id })
    const steps = async () => (await api.workflows.runs.get({ id: runId })).steps.length
    await vi.waitFor(async () => expect(await steps()).toBeGreaterThan(2), { timeout: 20_000, interval: 5 })
    await breaks()
    await vi.waitFor(
      async () => {
        await tick(flows.hub)
        expect(await api.workflows.runs.get({ id: runId })).toMatchObject({ status: 'done', error: null })
      },
      { timeout: 90_000, interval: 200 },
    )
    const titles = await flows.titles()
    expect(titles).toHaveLength(STEPS)
    expect(new Set(titles).size).toBe(STEPS)
  },
  120_000,
)

/** As an outage leaves it that was longer than the engine's patience. */
const leaveWithoutEnd = (runId: string) =>
  asSuperuser(
    flows.hub.database,
    `with forgotten as (delete from hub_dbos.workflow_status where workflow_uuid like 'flow:' || $1 || ':%')
     update app.workflow_run set status = 'running', run_token = null, wake_at = null,
       created_at = now() - interval '1 hour' where id = $1::uuid`,
    [runId],
  )

test('a run that a long outage left without an end is lined up again, and ended where that does not help', async () => {
  const { api } = flows.org
  const id = await flows.published({
    steps: [{ id: 'ok', type: 'approval', title: 'OK?', question: 'Go on?' }, task('after', 'after')],
  })
  const run = await api.workflows.runs.start({ id })
  await flows.until(run.id, 'waiting')
  await leaveWithoutEnd(run.id)
  await mendRuns(flows.hub.hub)
  await flows.until(run.id, 'waiting')
  await leaveWithoutEnd(run.id)
  await asSuperuser(
    flows.hub.database,
    `insert into hub_dbos.workflow_status (workflow_uuid, status, name, created_at, completed_at)
     select 'flow:' || $1 || ':-' || number, 'ERROR', 'gone', 0, 0 from generate_series(1, 9) number`,
    [run.id],
  )
  await mendRuns(flows.hub.hub)
  expect(await api.workflows.runs.get({ id: run.id })).toMatchObject({
    status: 'failed',
    error: { code: 'UNAVAILABLE' },
  })
})

import { rmSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { Client } from 'pg'
import { callRest } from '../faults/clients.ts'
import { newStateDir, startWorld } from '../faults/world.ts'
import type { World } from '../faults/world.ts'
import { withCleanup } from './cleanup.ts'
import { idleSteps } from './idle-steps.ts'
import { percentile } from './measure.ts'
import type { Figure, Suite } from './suite.ts'
import { call, publish, rowsOf, stop, until } from './workflows/bench.ts'
import type { Bench } from './workflows/bench.ts'
import { recovery } from './workflows/recovery.ts'
import { retries } from './workflows/retries.ts'

/** The engine looks more often in the first minute. */
const SETTLED_MS = 65_000
const IDLE_SECONDS = 20
const SCHEDULES = 2_000
const SCHEDULED_OVER_SECONDS = 30
const WAITING = 10_000
const STEPS = 40
const RUNS = 20

async function idle(bench: Bench): Promise<Figure> {
  const text = `select (xact_commit + xact_rollback)::int as count from pg_stat_database where datname = 'hub'`
  const count = async () => (await rowsOf<{ count: number }>(bench, text))[0]?.count ?? 0
  await sleep(SETTLED_MS)
  const before = await count()
  await sleep(IDLE_SECONDS * 1_000)
  return {
    what: 'a hub that nobody uses, a minute after its start: transactions a second',
    value: ((await count()) - before) / IDLE_SECONDS,
    unit: '/s',
    budget: { atMost: 10 },
    note: `over ${IDLE_SECONDS} s, server and worker in one process`,
  }
}

async function schedules(bench: Bench): Promise<Figure[]> {
  const id = await publish(bench.owner, {
    triggers: [{ id: 'often', type: 'schedule', cron: '0 5 * * *' }],
    steps: [stop],
  })
  // As many workflows, each due once, spread over half a minute.
  await rowsOf(
    bench,
    `with copies as (
       insert into workflow select (jsonb_populate_record(f, jsonb_build_object('id', uuidv7(), 'name', 'Scheduled'))).*
       from workflow f, generate_series(1, $2) where f.id = $1 returning id, org_id),
     versions as (
       insert into workflow_version select (jsonb_populate_record(v, jsonb_build_object('workflow_id', c.id))).*
       from workflow_version v, copies c where v.workflow_id = $1)
     insert into workflow_trigger select (jsonb_populate_record(t, jsonb_build_object('id', uuidv7(), 'workflow_id', c.id,
       'next_at', now() + interval '3 seconds' + random() * $3 * interval '1 second'))).*
     from workflow_trigger t, copies c where t.workflow_id = $1`,
    [id, SCHEDULES, SCHEDULED_OVER_SECONDS],
  )
  const seen = await until<{ runs: number; causes: number; late: number[] }>(
    bench,
    `select count(*)::int as runs, count(distinct (workflow_id, cause))::int as causes,
       coalesce(array_agg(extract(epoch from started_at - planned_at)::float8), '{}') as late
     from workflow_run where started_by = 'schedule' and status = 'done'`,
    { isThere: ({ runs }) => runs >= SCHEDULES },
  )
  if (seen.runs !== SCHEDULES || seen.causes !== SCHEDULES) throw new Error('A schedule fired twice.')
  return [
    {
      what: `${SCHEDULES.toLocaleString('en')} schedules due within ${SCHEDULED_OVER_SECONDS} s: the latest begins after its time by`,
      value: Math.max(...seen.late),
      unit: 's',
      budget: { atMost: 5 },
      note: `p50 ${percentile(seen.late, 0.5).toFixed(1)} s; each fired once`,
    },
  ]
}

async function waiting(bench: Bench): Promise<Figure[]> {
  const { owner, world, bare } = bench
  const id = await publish(owner, {
    steps: [{ id: 'pause', type: 'delay', title: 'Pause', for: { amount: 3, unit: 'days' } }, stop],
  })
  const run = await call(owner, 'workflows/runs/start', { id })
  const isWaiting = { isThere: ({ status }: { status: string }) => status === 'waiting', values: [run] }
  await until(bench, 'select status from workflow_run where id = $1', isWaiting)
  await sleep(5_000)
  const before = world.hub.residentMb() ?? 0
  await bare.query(
    `with copies as (
       insert into workflow_run select (jsonb_populate_record(r, jsonb_build_object('id', uuidv7(), 'cause', 'copy:' || n,
         'number', n + 1))).* from workflow_run r, generate_series(1, $2::int) n where r.id = $1 returning id)
     insert into workflow_step_run select (jsonb_populate_record(s, jsonb_build_object('run_id', c.id))).*
     from workflow_step_run s, copies c where s.run_id = $1`,
    [run, WAITING],
  )
  await sleep(20_000)
  const growth = (world.hub.residentMb() ?? 0) - before
  const due = `with due as (update workflow_run set wake_at = now() + interval '3 seconds' where id = $1 returning id, wake_at)
    update workflow_step_run s set wait_until = due.wake_at from due where s.run_id = due.id`
  await bare.query(due, [run])
  const woken = await until<{ status: string; late: number }>(
    bench,
    `select r.status, extract(epoch from r.finished_at - s.wait_until)::float8 as late
     from workflow_run r join workflow_step_run s on s.run_id = r.id and s.path = 'pause' where r.id = $1`,
    { isThere: ({ status }) => status === 'done', values: [run] },
  )
  return [
    {
      what: `${WAITING.toLocaleString('en')} runs that wait for days: memory of the hub grows by`,
      value: growth,
      unit: 'MB',
      budget: { atMost: 20 },
      note: `from ${before.toFixed(0)} MB, 20 s later`,
    },
    { what: 'one of them is over after it was due by', value: woken.late, unit: 's', budget: { atMost: 5 } },
  ]
}

async function steps(bench: Bench): Promise<Figure[]> {
  const { owner } = bench
  const id = await publish(owner, { steps: idleSteps(STEPS) })
  await callRest(owner, { path: 'workflows/update', body: { id, atOnce: 100 } })
  const ended = async (count: number) =>
    until<{ runs: number; seconds: number; alone: number }>(
      bench,
      `select count(*)::int as runs, extract(epoch from max(finished_at) - min(created_at))::float8 as seconds,
         avg(extract(epoch from finished_at - started_at))::float8 as alone
       from (select * from workflow_run where workflow_id = $1 order by created_at desc limit $2) r where status = 'done'`,
      { isThere: ({ runs }) => runs === count, values: [id, count] },
    )
  // The first one compiles.
  for (let warm = 0; warm < 3; warm += 1) {
    await call(owner, 'workflows/runs/start', { id })
    await ended(1)
  }
  const { alone } = await ended(1)
  await Promise.all(Array.from({ length: RUNS }, () => call(owner, 'workflows/runs/start', { id })))
  const { seconds } = await ended(RUNS)
  return [
    {
      what: 'a step that does nothing, one after the other',
      value: (alone * 1_000) / STEPS,
      unit: 'ms',
      note: `${STEPS} steps, each written down before and after`,
    },
    {
      what: `${RUNS} such runs at once, from their starts to the end of the last`,
      value: (RUNS * STEPS) / seconds,
      unit: '/s',
      budget: { atLeast: 400 },
      note: 'steps a second',
      finding:
        'Load, hub and PostgreSQL share the cores of one machine; a step is two transactions that look whose the run is.',
    },
  ]
}

async function measure(world: World, say: (line: string) => void): Promise<Figure[]> {
  const org = await world.newOrg('Measured', 100)
  const databaseUrl = await world.inside((_hub, url) => Promise.resolve(url))
  const bare = new Client({ connectionString: databaseUrl, options: '-c search_path=app -c timezone=UTC' })
  await bare.connect()
  const bench = { world, owner: org.owner, bare, databaseUrl }
  return withCleanup(
    () => bare.end(),
    async () => {
      const figures = [await idle(bench)]
      for (const part of [steps, retries, recovery, schedules, waiting]) {
        figures.push(...(await part(bench)))
        say(`${part.name} measured`)
      }
      return figures
    },
  )
}

export const workflows: Suite = {
  name: 'workflows',
  about: 'a hub as npm start runs it: steps, retries, a killed worker, schedules and runs that wait',
  async run({ say }) {
    const stateDir = newStateDir()
    const removeState = async () => rmSync(stateDir, { recursive: true, force: true })
    return withCleanup(removeState, async () => {
      const world = await startWorld(stateDir, { OPENAI_BASE_URL: '' })
      return withCleanup(
        () => world.close(),
        () => measure(world, say),
      )
    })
  },
}

import { readFileSync } from 'node:fs'
import { asSuperuser } from '@hub/db/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { MICRO } from '../../shared/micro.ts'
import { giveCredits } from '../../testing/give-credits.ts'
import { newAccount } from '../../testing/ledger-account.ts'
import { probeRouter, startHub } from '../../testing/index.ts'
import type { TestHub, TestOrg } from '../../testing/index.ts'
import { chargeWork } from '../credits/credits.ts'

let hub: TestHub
let org: TestOrg
beforeAll(async () => {
  hub = await startHub()
  org = await hub.newOrg()
})
afterAll(() => hub.stop())

/** The value of one series; undefined where there is none. */
async function value(series: string, of = hub): Promise<number | undefined> {
  const text = await of.hub.metrics.text()
  const line = text.split('\n').find((one) => one.startsWith(`${series} `))
  return line === undefined ? undefined : Number(line.slice(series.length + 1))
}

test('calls are counted by procedure, door and outcome (GW-5)', async () => {
  await org.api.modules.ops.tasks.create({ title: 'Count me' })
  await org.api.modules.ops.tasks.list({})
  const viewer = await org.join('viewer')
  await viewer.api.modules.ops.tasks.create({ title: 'Not me' }).catch(() => undefined)
  const series = (code: string) =>
    `hub_calls_total{procedure="modules.ops.tasks.create",door="web",code="${code}"}`
  expect(await value(series('OK'))).toBe(1)
  expect(await value(series('FORBIDDEN'))).toBe(1)
  expect(await value('hub_call_seconds_count{door="web",effect="read"}')).toBeGreaterThanOrEqual(1)
})

test('statements, their failures and the pools are counted', async () => {
  expect(await value('hub_database_statement_seconds_count{login="app"}')).toBeGreaterThan(0)
  expect(await value('hub_database_statement_seconds_count{login="system"}')).toBeGreaterThan(0)
  expect(await value('hub_database_connections{login="app",state="total"}')).toBeGreaterThan(0)
  const series = 'hub_database_statement_errors_total{login="app"}'
  const before = (await value(series)) ?? 0
  const noted = { title: 'x', assigneeId: '0190a5c8-0000-7000-8000-000000000000' }
  await org.api.modules.ops.tasks.create(noted).catch(() => undefined)
  await hub.hub.db
    .org(org.orgId)
    .selectFrom('apiCall')
    .select('id')
    .where('orgId', '=', 'no uuid')
    .execute()
    .catch(() => 0)
  expect(await value(series)).toBeGreaterThan(before)
})

test('credits put on hold equal those charged and freed (CRED-2)', async () => {
  await giveCredits(hub, org.orgId, { micro: MICRO })
  await org.as({ door: 'mcp' }).modules.ops.tasks.list({})
  await org
    .as({ door: 'mcp' })
    .modules.ops.tasks.get({ id: '0190a5c8-0000-7000-8000-000000000000' })
    .catch(() => 0)
  const [reserved = 0, settled = 0, voided = 0] = await Promise.all(
    ['reserved', 'settled', 'voided'].map((act) => value(`hub_credits_micro_total{act="${act}"}`)),
  )
  expect(settled).toBe(MICRO / 100)
  expect(voided).toBe(MICRO / 100)
  expect(reserved).toBe(settled + voided)
})

test('what a call used less than was on hold counts as freed', async () => {
  const account = await newAccount(hub, MICRO)
  const holdId = await account.hold(100)
  const before = (await value('hub_credits_micro_total{act="voided"}')) ?? 0
  const { log, metrics } = hub.hub
  const work = { db: account.db, line: account.line, log, metrics, holdId, heldMicro: 100, micro: 100 }
  await chargeWork(work, async ({ meter }) => meter(30))
  expect((await value('hub_credits_micro_total{act="voided"}')) ?? 0).toBe(before + 70)
})

test('events that wait, their age and dead letters are looked up', async () => {
  await asSuperuser(
    hub.database,
    `insert into app.outbox_event (id, org_id, topic, aggregate, payload, created_at)
     values (gen_random_uuid(), $1, 'mail.withheld', 'x', '{}', now() - interval '90 seconds'),
            (gen_random_uuid(), $1, 'mail.withheld', 'dead', '{}', now())`,
    [org.orgId],
  )
  await asSuperuser(hub.database, "update app.outbox_delivery set dead_at = now() where aggregate = 'dead'")
  expect(await value('hub_outbox_events{state="dead"}')).toBe(1)
  expect(await value('hub_outbox_events{state="waiting"}')).toBeGreaterThanOrEqual(1)
  expect(await value('hub_outbox_lag_seconds')).toBeGreaterThanOrEqual(90)
  expect(await value('hub_listener_events{listener="hub.mail",state="dead"}')).toBe(1)
  expect(await value('hub_database_up')).toBe(1)
})

test('jobs that wait, how late they are, and those given up are looked up (JOB-1)', async () => {
  await asSuperuser(
    hub.database,
    `insert into app.job (id, org_id, kind, title, payload, status, priority, asked_by_id, request_id, run_id, due_at, created_at)
     select gen_random_uuid(), $1, 'press.print', 'Printing', '{}', one.status, 'normal', gen_random_uuid(), 'r', 'r', now() - one.ago, now()
     from (values ('queued', interval '90 seconds'), ('queued', interval '-1 hour'), ('dead', interval '2 hours')) as one (status, ago)`,
    [org.orgId],
  )
  expect(await value('hub_jobs{state="dead"}')).toBe(1)
  expect(await value('hub_jobs{state="waiting"}')).toBeGreaterThanOrEqual(2)
  expect(await value('hub_jobs{state="running"}')).toBe(0)
  const lag = await value('hub_jobs_lag_seconds')
  expect(lag).toBeGreaterThanOrEqual(90)
  expect(lag).toBeLessThan(600)
})

test('a database that is away leaves the other figures readable, and none that look fresh', async () => {
  const gone = await startHub()
  try {
    await gone.hub.metrics.text()
    await gone.hub.db.close()
    expect(await value('hub_database_up', gone)).toBe(0)
    expect(await value('hub_outbox_lag_seconds', gone)).toBeUndefined()
    expect(await value('hub_outbox_events{state="waiting"}', gone)).toBeUndefined()
    expect(await value('hub_jobs{state="dead"}', gone)).toBeUndefined()
    expect(await value('process_start_time_seconds', gone)).toBeGreaterThan(0)
  } finally {
    await gone.stop()
  }
})

test('a refused call is counted under the rule that refused it (GW-1)', async () => {
  const small = await startHub({ router: probeRouter, settings: { callsPerHour: { anonymous: 1, user: 1 } } })
  try {
    for (let turn = 0; turn < 3; turn += 1)
      await small.hub.catalog
        .call('probe.open', undefined, small.call({ ip: '192.0.2.7' }))
        .catch(() => undefined)
    expect(await value('hub_limit_refusals_total{rule="anonymous"}', small)).toBe(2)
    expect(
      await value('hub_calls_total{procedure="probe.open",door="web",code="TOO_MANY_REQUESTS"}', small),
    ).toBe(2)
  } finally {
    await small.stop()
  }
})

test('two hubs in one process keep their figures apart', async () => {
  const other = await startHub()
  try {
    expect(
      await value('hub_calls_total{procedure="modules.ops.tasks.list",door="web",code="OK"}', other),
    ).toBeUndefined()
  } finally {
    await other.stop()
  }
})

test('every figure of ours is explained in the page for operators', async () => {
  const page = readFileSync(new URL('../../../../../docs/operations.md', import.meta.url), 'utf8')
  const names = [...(await hub.hub.metrics.text()).matchAll(/^# TYPE (hub_\w+)/gm)].map(
    ([, name = '']) => name,
  )
  expect(names.length).toBeGreaterThan(15)
  expect(names.filter((name) => !page.includes(`\`${name}`))).toEqual([])
})

test('measuring a call costs less than 2 µs of processor time', () => {
  const { metrics } = hub.hub
  const measured = {
    procedure: 'modules.ops.tasks.list',
    door: 'web',
    effect: 'read',
    code: 'OK',
    ms: 2.1,
  } as const
  const turns = 100_000
  const micros = Array.from({ length: 5 }, () => {
    const before = process.threadCpuUsage()
    for (let turn = 0; turn < turns; turn += 1) metrics.call(measured)
    const spent = process.threadCpuUsage(before)
    return (spent.user + spent.system) / turns
  })
  process.stdout.write(`metrics: ${Math.min(...micros).toFixed(2)} µs a call\n`)
  expect(Math.min(...micros)).toBeLessThan(2)
})

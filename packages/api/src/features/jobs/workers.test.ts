import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { asSuperuser } from '@hub/db/testing'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { modules } from '../../modules/index.ts'
import { mendJobs } from '../../platform/jobs/mend.ts'
import { startHub } from '../../testing/index.ts'
import type { TestHub, TestOrg } from '../../testing/index.ts'
import { WorkerProcesses } from '../../testing/worker-process.ts'
import { pressModule } from '../../testing/press-module.ts'

// This process only asks; those it starts do the work.
const press = pressModule({ print: async () => undefined, queue: 'bulk' })

let hub: TestHub
let org: TestOrg
let folder: string
let printed: string
const workers = new WorkerProcesses()

beforeEach(async () => {
  hub = await startHub({ modules: [...modules, press] })
  org = await hub.newOrg()
  folder = mkdtempSync(join(tmpdir(), 'hub-press-'))
  printed = join(folder, 'printed')
  writeFileSync(printed, '')
})
afterEach(async () => {
  await workers.killAll()
  await hub.stop()
  rmSync(folder, { recursive: true })
})

const startOne = (...recoveries: string[]) => workers.start(hub, printed, ...recoveries)

const ask = (sheets: number, { owner, slug }: TestOrg = org) =>
  hub.hub.catalog.call(
    'modules.press.print',
    { sheets },
    { ...hub.call(), credential: { kind: 'person', userId: owner.userId }, org: slug },
  ) as Promise<{ id: string }>

const lines = (word: string) =>
  readFileSync(printed, 'utf8')
    .split('\n')
    .filter((line) => line.startsWith(word))
    .map((line) => line.slice(word.length + 1))

const counts = () =>
  asSuperuser<{ status: string; count: number }>(
    hub.database,
    'select status, count(*)::int as count from app.job group by status order by status',
  )

const until = (check: () => void | Promise<void>) => vi.waitFor(check, { timeout: 90_000, interval: 50 })

const JOBS = 120

test('killed workers lose no job and finish none twice (JOB-1)', async () => {
  const asked: { id: string }[] = []
  const askMore = async (count: number) => {
    asked.push(...(await Promise.all(Array.from({ length: count }, (_, sheet) => ask(sheet)))))
  }
  await askMore(JOBS)
  let alive = [await startOne(), await startOne()]
  let kills = 0
  while (kills < 6) {
    // A worker takes its time to start, in which the other one may end all there is.
    await askMore(20)
    const begun = lines('began').length
    await until(() => expect(lines('began').length).toBeGreaterThan(begun))
    const [oldest, ...others] = alive
    if (oldest) await workers.end(oldest, 'SIGKILL')
    kills += 1
    alive = [...others, await startOne()]
  }
  await until(async () => expect(await counts()).toEqual([{ status: 'done', count: asked.length }]))

  expect(new Set(lines('ended'))).toEqual(new Set(asked.map(({ id }) => id)))
  // What was under way when a process died is begun again, and nothing else is.
  expect(lines('began').length).toBeLessThanOrEqual(asked.length + kills * 4)
  const ends = await asSuperuser<{ jobs: number; ends: number }>(
    hub.database,
    `select count(distinct job_id)::int as jobs, count(*)::int as ends from app.job_event where status = 'done'`,
  )
  expect(ends).toEqual([{ jobs: asked.length, ends: asked.length }])
}, 240_000)

test('a worker that was only asleep does not end what another has taken over', async () => {
  const frozen = await startOne()
  const { id } = await ask(1)
  await until(() => expect(lines('began')).toEqual([id]))
  frozen.kill('SIGSTOP')
  await startOne()
  await until(() => expect(lines('ended')).toEqual([id]))
  frozen.kill('SIGCONT')
  await until(async () => expect(await counts()).toEqual([{ status: 'done', count: 1 }]))
  await sleep(1_500)
  const { events } = await org.api.jobs.get({ id })
  expect(events.map(({ status }) => status)).toEqual(['queued', 'started', 'started', 'done'])
}, 240_000)

test('a job that brings its process down each time is given up', async () => {
  const { id } = await ask(666)
  await until(async () => {
    if (workers.areGone) await startOne('2').catch(() => undefined)
    const [run] = await asSuperuser<{ status: string }>(
      hub.database,
      'select status from hub_dbos.workflow_status where workflow_uuid like $1',
      [`${id}:%`],
    )
    expect(run?.status).toBe('MAX_RECOVERY_ATTEMPTS_EXCEEDED')
  })
  await asSuperuser(hub.database, `update app.job set created_at = now() - interval '1 hour'`)
  await asSuperuser(hub.database, 'update hub_dbos.workflow_status set completed_at = completed_at - 60000')
  await mendJobs(hub.hub)
  expect(await org.api.jobs.get({ id })).toMatchObject({ status: 'dead', error: { code: 'INTERNAL' } })
}, 240_000)

test('a worker that is asked to stop ends what it has begun', async () => {
  const worker = await startOne()
  const { id } = await ask(1)
  await until(() => expect(lines('began')).toEqual([id]))
  await workers.end(worker, 'SIGTERM')
  expect(lines('ended')).toEqual([id])
  expect(await counts()).toEqual([{ status: 'done', count: 1 }])
})

test('two workers together begin no more of a kind than its limit, and nobody waits behind a long line (JOB-1)', async () => {
  const MOST = 2
  const other = await hub.newOrg()
  for (let sheet = 0; sheet < 10; sheet += 1) await ask(sheet)
  await Promise.all([startOne('', `${MOST}`), startOne('', `${MOST}`)])
  await until(() => expect(lines('began').length).toBeGreaterThan(0))
  const late = await ask(99, other)
  await until(async () => expect(await counts()).toEqual([{ status: 'done', count: 11 }]))
  const begun = await asSuperuser<{ id: string; at: Date }>(
    hub.database,
    `select job_id as id, at from app.job_event where status = 'started' order by at`,
  )
  const times = begun.map(({ at }) => at.getTime())
  // A window may end and the next one begin: twice as many within one length, never more.
  for (const [index, at] of times.entries())
    expect((times[index + 2 * MOST] ?? Number.POSITIVE_INFINITY) - at).toBeGreaterThan(1_900)
  expect(begun.findIndex(({ id }) => id === late.id)).toBeLessThan(7)
  const tries = await asSuperuser(hub.database, 'select distinct attempts from app.job')
  expect(tries).toEqual([{ attempts: 1 }])
}, 240_000)

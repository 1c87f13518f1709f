import { asSuperuser } from '@hub/db/testing'
import { afterAll, afterEach, beforeAll, beforeEach, expect, vi } from 'vitest'
import type { DurableWorker } from '../../platform/durable/worker.ts'
import { startWorker } from '../../platform/jobs/worker.ts'
import { sweepCredits } from '../../platform/credits/credits.ts'
import { MICRO } from '../../shared/micro.ts'
import { giveCredits, startHub } from '../../testing/index.ts'
import type { TestHub, TestOrg } from '../../testing/index.ts'
import { WorkerProcesses } from '../../testing/worker-process.ts'
import type { z } from 'zod'
import type { Definition } from './definition/schema.ts'
import { tickWorkflows } from './service.ts'
import type { RunStatus, RunWithSteps } from './schema.ts'

export type Draft = z.input<typeof Definition>

/** A hub with a worker, and for each test an organization with credits. */
export interface FlowHub {
  hub: TestHub
  org: TestOrg
  published(draft: Draft): Promise<string>
  until(id: string, ...statuses: RunStatus[]): Promise<RunWithSteps>
  /** Starts a workflow of this draft and waits for its end. */
  ran(draft: Draft, input?: Record<string, string>): Promise<RunWithSteps>
  /** Of the organization's tasks, by the alphabet. */
  titles(): Promise<string[]>
}

export function flowHub(): FlowHub {
  let worker: DurableWorker
  const flows: FlowHub = {
    // They are there once a test begins.
    hub: undefined as unknown as TestHub,
    org: undefined as unknown as TestOrg,
    async published(draft) {
      const { api } = flows.org
      const { id } = await api.workflows.create({ name: 'Late payers', draft })
      await api.workflows.publish({ id })
      return id
    },
    until: (id, ...statuses) =>
      vi.waitFor(
        async () => {
          const run = await flows.org.api.workflows.runs.get({ id })
          expect(statuses, JSON.stringify(run.error)).toContain(run.status)
          return run
        },
        { timeout: 10_000, interval: 20 },
      ),
    async ran(draft, input = {}) {
      const id = await flows.published(draft)
      const run = await flows.org.api.workflows.runs.start({ id, input })
      return flows.until(run.id, 'done', 'failed')
    },
    async titles() {
      const { items } = await flows.org.api.modules.ops.tasks.list({ limit: 100 })
      return items.map(({ title }) => title).toSorted()
    },
  }
  beforeAll(async () => {
    flows.hub = await startHub()
    worker = await startWorker(flows.hub.hub)
  })
  afterAll(async () => {
    await worker.stop()
    await flows.hub.stop()
  })
  beforeEach(async () => {
    flows.org = await flows.hub.newOrg()
    await giveCredits(flows.hub, flows.org.orgId, { micro: 100 * MICRO })
  })
  return flows
}

/** A hub of its own for each test, whose workers are processes that die. */
export interface KilledHub {
  hub: TestHub
  org: TestOrg
  workers: WorkerProcesses
  published(draft: Draft): Promise<string>
  /** Runs of the organization by their state. */
  counts(): Promise<Record<string, number>>
  /** Of its tasks, by the alphabet, each as often as it was made. */
  titles(): Promise<string[]>
  /** Micro-credits it paid. */
  spent(): Promise<number>
  /** Waits while the clock goes on. What is checked may throw until then. */
  until(check: () => Promise<void>): Promise<void>
}

export function killedHub(): KilledHub {
  const rows = <T extends object>(text: string) => asSuperuser<T>(killed.hub.database, text)
  const killed: KilledHub = {
    // They are there once a test begins.
    hub: undefined as unknown as TestHub,
    org: undefined as unknown as TestOrg,
    workers: new WorkerProcesses(),
    async published(draft) {
      const { workflows } = killed.org.api
      const { id } = await workflows.create({ name: 'Outlives its workers', draft })
      await workflows.publish({ id })
      await workflows.update({ id, atOnce: 40 })
      return id
    },
    async counts() {
      const found = await rows<{ status: string; count: number }>(
        'select status, count(*)::int as count from app.workflow_run group by status',
      )
      return Object.fromEntries(found.map(({ status, count }) => [status, count]))
    },
    async titles() {
      const found = await rows<{ title: string }>('select title from app.ops_task order by title')
      return found.map(({ title }) => title)
    },
    async spent() {
      const [sum] = await rows<{ spent: number }>(
        `select coalesce(sum(-d_available - d_held), 0)::int as spent
         from app.credit_entry where kind in ('hold', 'release', 'charge')`,
      )
      return sum?.spent ?? 0
    },
    until: (check) =>
      vi.waitFor(
        async () => {
          await tickLater(killed.hub)
          await check()
        },
        { timeout: 150_000, interval: 200 },
      ),
  }
  beforeEach(async () => {
    killed.hub = await startHub()
    killed.org = await killed.hub.newOrg()
    await giveCredits(killed.hub, killed.org.orgId, { micro: 1_000 * MICRO })
  })
  afterEach(async () => {
    await killed.workers.killAll()
    await killed.hub.stop()
  })
  return killed
}

/** What one `create_task` costs. */
export const TASK_MICRO = MICRO / 20

/** What a server does by its clock: wakes runs, and frees what calls that died still hold. */
export async function tick({ hub }: TestHub): Promise<void> {
  await tickWorkflows(hub)
  await sweepCredits(hub.db.system)
}

/**
 * The same half a minute later, for calls that gave no sign for five seconds: their process was killed. Their holds of credits,
 * which keep them from being done again, end by then.
 */
export async function tickLater(hub: TestHub): Promise<void> {
  await asSuperuser(
    hub.database,
    `update app.credit_hold set expires_at = now() where status = 'open' and expires_at < now() + interval '25 seconds'`,
  )
  await tick(hub)
}

export const task = (id: string, title: string, more: object = {}) =>
  ({ id, type: 'create_task', title: `Make ${id}`, input: { title }, ...more }) as const

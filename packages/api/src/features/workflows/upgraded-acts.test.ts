import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { modules } from '../../modules/index.ts'
import type { OrgPermission } from '../../platform/access/permissions.ts'
import { orgProcedure, router } from '../../platform/calls/trpc.ts'
import type { DurableWorker } from '../../platform/durable/worker.ts'
import { startWorker } from '../../platform/jobs/worker.ts'
import type { HubModule } from '../../platform/module.ts'
import { MICRO } from '../../shared/micro.ts'
import { anotherServer, giveCredits, startHub } from '../../testing/index.ts'
import type { TestHub, TestOrg } from '../../testing/index.ts'
import { task } from './testing.ts'

const base: Omit<HubModule, 'router'> = {
  name: 'labels',
  title: 'Labels',
  schemas: [],
  permissions: { 'labels.read': { title: 'Read labels', level: 'read', isWork: true } },
  entities: {},
  activity: {},
  personal: { files: [], leftOut: [] },
}

/** A module whose one act takes this. */
const labelsTaking = (input: z.ZodObject): HubModule => ({
  ...base,
  router: router({
    price: orgProcedure
      .meta({
        title: 'Price of labels',
        description: 'What labels cost.',
        permission: 'labels.read' as OrgPermission,
        price: 'free',
        effect: 'read',
        doors: 'all',
      })
      .input(input)
      .output(z.strictObject({ price: z.int() }))
      .query(() => ({ price: 3 })),
  }),
})

const before = labelsTaking(z.strictObject({ count: z.int() }))

let hub: TestHub
let org: TestOrg
let worker: DurableWorker | undefined

beforeEach(async () => {
  hub = await startHub({ modules: [...modules, before] })
  org = await hub.newOrg()
  await giveCredits(hub, org.orgId, { micro: 100 * MICRO })
})
afterEach(async () => {
  await worker?.stop()
  worker = undefined
  await hub.stop()
})

/** A run that was asked for before the upgrade to a hub of these modules, and is done after it. */
async function ranAfterUpgrade(...after: HubModule[]) {
  const { api } = org
  const { id } = await api.workflows.create({
    name: 'Price list',
    draft: {
      steps: [
        task('first', 'first'),
        {
          id: 'price',
          type: 'act',
          title: 'Look the price up',
          procedure: 'modules.labels.price',
          input: { count: 2 },
        },
        task('last', 'price {{ steps.price.price }}'),
      ],
    },
  })
  await api.workflows.publish({ id })
  const { id: runId } = await api.workflows.runs.start({ id })
  const upgraded = await anotherServer(hub, [...modules, ...after])
  worker = await startWorker(upgraded)
  const run = await vi.waitFor(
    async () => {
      const now = await api.workflows.runs.get({ id: runId })
      expect(['done', 'failed']).toContain(now.status)
      return now
    },
    { timeout: 20_000, interval: 50 },
  )
  await upgraded.outbox.stop()
  await upgraded.durable.close()
  const { items } = await api.modules.ops.tasks.list({})
  return { status: run.status, error: run.error, made: items.map(({ title }) => title) }
}

test('a run that was published before an upgrade goes on where acts take what they took (WF-3)', async () => {
  const wider = labelsTaking(z.strictObject({ count: z.int(), color: z.string().default('white') }))
  expect(await ranAfterUpgrade(wider)).toMatchObject({
    status: 'done',
    made: expect.arrayContaining(['price 3']) as string[],
  })
})

test.each([
  ['asks for more', z.strictObject({ count: z.int(), color: z.string() }), 'Fill in the color.'],
  [
    'has another name for it',
    z.strictObject({ amount: z.int() }),
    'There is no field "count" here, but amount.',
  ],
  ['takes another kind', z.strictObject({ count: z.string() }), 'The count must be text.'],
])('an act that %s since then fails at its step and says what to fill in', async (_how, input, words) => {
  const { status, error, made } = await ranAfterUpgrade(labelsTaking(input))
  expect(status).toBe('failed')
  expect(error).toMatchObject({ code: 'BAD_REQUEST', stepId: 'price' })
  expect(error?.message).toContain(words)
  expect(made).toEqual(['first'])
})

test('an act that is gone since then fails at its step and says to change it', async () => {
  expect(await ranAfterUpgrade()).toMatchObject({
    status: 'failed',
    error: {
      stepId: 'price',
      message: 'This hub no longer has what “Look the price up” needs. Change the step.',
    },
    made: ['first'],
  })
})

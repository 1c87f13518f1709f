import { z } from 'zod'
import type { OrgPermission } from '../platform/access/permissions.ts'
import { orgProcedure, router } from '../platform/calls/trpc.ts'
import type { QueueName } from '../platform/durable/queues.ts'
import { enqueueJob } from '../platform/jobs/enqueue.ts'
import { jobKind } from '../platform/jobs/kind.ts'
import type { JobKind, JobWork, KindLimit } from '../platform/jobs/kind.ts'
import type { HubModule } from '../platform/module.ts'
import { AppError } from '../shared/errors.ts'
import { mutationInput } from '../shared/mutation.ts'

type Print = (work: JobWork, sheets: number) => Promise<void>

interface PressOptions {
  /** What a job of it does. */
  print: Print
  attempts?: number
  firstPauseMs?: number
  timeLimitMs?: number
  queue?: QueueName
  limit?: KindLimit | undefined
}

const Sheets = z.strictObject({ sheets: z.int() })
const Printed = z.strictObject({ printed: z.int() })

const kindOf = ({
  print,
  attempts = 3,
  firstPauseMs = 1,
  timeLimitMs = 60_000,
  queue = 'interactive',
  limit,
}: PressOptions) =>
  jobKind({
    name: 'press.print',
    title: ({ sheets }) => `Printing of ${sheets} sheets`,
    payload: Sheets,
    result: Printed,
    queue,
    procedure: 'modules.press.print',
    attempts,
    firstPauseMs,
    timeLimitMs,
    ...(limit && { limit }),
    async run(work, { sheets }) {
      await print(work, sheets)
      return { result: { printed: sheets } }
    },
  })

const Wish = mutationInput({
  sheets: z.number(),
  once: z.string().optional(),
  delayMs: z.int().optional(),
  priority: z.enum(['high', 'normal', 'low']).optional(),
})

const routerOf = (kind: JobKind<typeof Sheets, typeof Printed>) =>
  router({
    print: orgProcedure
      .meta({
        title: 'Print sheets',
        description: 'Prints sheets while nobody waits.',
        permission: 'press.print' as OrgPermission,
        price: 'free',
        effect: 'write',
        doors: 'noTools',
      })
      .input(Wish)
      .output(z.strictObject({ id: z.string(), isNew: z.boolean() }))
      .mutation(({ ctx, input: { sheets, once, delayMs = 0, priority = 'normal' } }) =>
        ctx.write(async (tx) => {
          const wish = { kind, payload: { sheets: Math.ceil(sheets) }, delayMs, priority }
          const asked = await enqueueJob(ctx, tx, { ...wish, ...(once !== undefined && { dedupeKey: once }) })
          if (!Number.isInteger(sheets)) throw new AppError('BAD_REQUEST')
          return asked
        }),
      ),
  })

/** A module with one kind of job, for tests of jobs: `modules.press.print` asks for one. */
export function pressModule(options: PressOptions): HubModule {
  const kind = kindOf(options)
  return {
    name: 'press',
    title: 'Press',
    router: routerOf(kind),
    schemas: [],
    permissions: { 'press.print': { title: 'Print', level: 'write', isWork: true } },
    entities: {},
    activity: {},
    personal: { files: [], leftOut: [] },
    jobKinds: [kind],
  }
}

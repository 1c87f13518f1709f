import { setTimeout as sleep } from 'node:timers/promises'
import { tracked } from '@trpc/server'
import { z } from 'zod'
import { systemRouter } from '../features/system/router.ts'
import type { Meta } from '../platform/calls/meta.ts'
import { orgProcedure, publicProcedure, router } from '../platform/calls/trpc.ts'
import { Done, done, mutationInput } from '../shared/mutation.ts'

const meta = {
  permission: 'organization.read',
  price: 'free',
  effect: 'read',
  doors: 'all',
  description: 'Only here to look through the doors.',
} as const satisfies Partial<Meta>

const STEPS = 5

/**
 * Procedures that exist in no feature: what the doors do with them, they do with any. `probe.echo` is the procedure
 * that "touches no door"; the others answer late, in parts, with a failure, or to some doors only.
 */
export const probeRouter = router({
  system: systemRouter,
  probe: router({
    echo: orgProcedure
      .meta({ ...meta, title: 'Echo a word' })
      .input(
        z.strictObject({
          word: z.string().max(50),
          times: z.int().min(1).max(3).default(1),
          loud: z.boolean().optional(),
          marks: z.array(z.int()).optional(),
        }),
      )
      .output(
        z.strictObject({
          words: z.array(z.string()),
          door: z.string(),
          actor: z.string(),
          marks: z.array(z.int()),
        }),
      )
      .query(({ ctx, input: { word, times, loud, marks = [] } }) => ({
        words: Array.from({ length: times }, () => (loud === true ? word.toUpperCase() : word)),
        door: ctx.call.door,
        actor: ctx.actor.email,
        marks,
      })),
    count: orgProcedure
      .meta({ ...meta, title: 'Count to one' })
      .output(z.int())
      .query(() => 1),
    note: orgProcedure
      .meta({ ...meta, title: 'Leave a note', effect: 'write' })
      .input(mutationInput({ text: z.string().min(1) }))
      .output(z.strictObject({ text: z.string(), key: z.string().nullable() }))
      .mutation(({ ctx, input: { text, idempotencyKey = null } }) =>
        ctx.write(async (tx) => {
          tx.audit('probe.noted', {}, { text })
          return { text, key: idempotencyKey }
        }),
      ),
    secret: orgProcedure
      .meta({ ...meta, title: 'Do what no tool may', effect: 'write', doors: 'noTools' })
      .input(mutationInput({}))
      .output(Done)
      .mutation(() => done),
    click: orgProcedure
      .meta({ ...meta, title: 'Do what only a page may', effect: 'write', doors: 'browserOnly' })
      .input(mutationInput({}))
      .output(Done)
      .mutation(() => done),
    open: publicProcedure
      .meta({ ...meta, permission: 'public', title: 'Say hello' })
      .output(z.strictObject({ hello: z.string() }))
      .query(() => ({ hello: 'you' })),
    broken: orgProcedure
      .meta({ ...meta, title: 'Break' })
      .output(Done)
      .query((): Done => {
        throw new Error('an inner detail nobody may see')
      }),
    slow: orgProcedure
      .meta({ ...meta, title: 'Take a while' })
      .input(z.strictObject({ steps: z.int().min(1).max(1_000).default(STEPS) }).prefault({}))
      .output(z.strictObject({ finished: z.boolean() }))
      .query(async ({ ctx: { call }, input: { steps } }) => {
        for (let step = 1; step <= steps; step += 1) {
          await sleep(20, undefined, { signal: call.signal })
          call.progress?.(step / steps, `step ${step}`)
        }
        return { finished: true }
      }),
    ticks: orgProcedure
      .meta({ ...meta, title: 'Follow a clock', doors: 'noTools' })
      .input(z.strictObject({ lastEventId: z.string().optional() }))
      .subscription(async function* ({ input, signal }) {
        for (let tick = Number(input.lastEventId ?? 0) + 1; !signal?.aborted; tick += 1) {
          yield tracked(String(tick), { tick })
          await sleep(10)
        }
      }),
  }),
})

export type ProbeRouter = typeof probeRouter

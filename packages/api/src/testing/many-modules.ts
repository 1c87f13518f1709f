import { z } from 'zod'
import type { OrgPermission } from '../platform/access/permissions.ts'
import { orgProcedure, router } from '../platform/calls/trpc.ts'
import type { HubModule } from '../platform/module.ts'
import { Done, done, mutationInput } from '../shared/mutation.ts'

const modules = ['estates', 'sales', 'stock', 'people', 'journeys', 'projects', 'support', 'fleet']
const nouns = ['invoice', 'contract', 'order', 'delivery', 'shift', 'expense', 'ticket', 'vehicle', 'budget']
const acts = ['list', 'get', 'create', 'update', 'archive'] as const

/** Modules name their permissions by merging; these exist only in tests. */
const may = (permission: string) => permission as OrgPermission

const fields = {
  number: z.string().max(40).optional().meta({ description: 'As it is printed, such as 2026-0042' }),
  subject: z.string().max(200).optional().meta({ description: 'In a few words' }),
  amountCents: z.int().min(0).optional().meta({ description: 'Without tax, in the smallest coin' }),
  currency: z.enum(['EUR', 'USD', 'GBP']).optional(),
  dueOn: z.iso.date().nullable().optional().meta({ description: 'The day by which it is to be done' }),
  state: z.enum(['draft', 'open', 'sent', 'done']).optional(),
  note: z.string().max(2_000).optional(),
}

function actsOf(module: string, noun: string) {
  const permission = (level: 'read' | 'write') => may(`${module}.${level}`)
  const made = acts.map((act) => {
    const isRead = act === 'list' || act === 'get'
    const meta = {
      title: `${act[0]?.toUpperCase()}${act.slice(1)} ${noun} in ${module}`,
      description: `The ${noun} of ${module}: what it is about, who it is for and by when it has to be done.`,
      price: null,
      doors: 'all',
    } as const
    const procedure = isRead
      ? orgProcedure
          .meta({ ...meta, permission: permission('read'), effect: 'read' })
          .input(z.strictObject(fields))
          .output(z.strictObject({ found: z.string() }))
          .query(() => ({ found: `${module} ${noun}` }))
      : orgProcedure
          .meta({
            ...meta,
            permission: permission('write'),
            effect: act === 'archive' ? 'destructive' : 'write',
          })
          .input(mutationInput(fields))
          .output(Done)
          .mutation(({ ctx }) => ctx.write(() => Promise.resolve(done)))
    return [act, procedure] as const
  })
  return router(Object.fromEntries(made))
}

/** Eight modules with 45 procedures each: with the hub's own, as many as the product will have. */
export const manyModules: readonly HubModule[] = modules.map((name) => ({
  name,
  title: name,
  router: router(Object.fromEntries(nouns.map((noun) => [noun, actsOf(name, noun)]))),
  schemas: [],
  permissions: {
    [`${name}.read`]: { title: `See ${name}`, level: 'read' },
    [`${name}.write`]: { title: `Change ${name}`, level: 'write', isWork: true },
  },
  migrations: {},
  tables: {},
  entities: {},
  activity: {},
  personal: { files: [], leftOut: [] },
}))

import type { Meta } from '../../platform/calls/meta.ts'
import { orgProcedure, router } from '../../platform/calls/trpc.ts'
import { Done } from '../../shared/mutation.ts'
import * as schema from './schema.ts'
import { createView, getView, listViews, removeView, updateView } from './service.ts'

/** What a view is a list of decides who may see and change it, beside this permission. */
const read = {
  permission: 'organization.read',
  price: null,
  effect: 'read',
  doors: 'all',
} as const satisfies Partial<Meta>
/**
 * A name for what one may see is a person's own matter, so reading is enough; one for everybody asks for more, which the service
 * looks at. Programs and assistants that may only read write nothing, so they open views, and people arrange them.
 */
const write = { ...read, effect: 'write', doors: 'browserOnly' } as const satisfies Partial<Meta>

export const viewsRouter = router({
  list: orgProcedure
    .meta({
      ...read,
      title: 'List saved views',
      description: 'Names for filters, order and columns of lists: one’s own, and those for everybody.',
    })
    .input(schema.ListViews)
    .output(schema.SavedViewPage)
    .query(({ ctx, input }) => listViews(ctx, input)),
  get: orgProcedure
    .meta({ ...read, title: 'Read a saved view', description: 'What a saved view filters, sorts and shows.' })
    .input(schema.GetView)
    .output(schema.SavedView)
    .query(({ ctx, input }) => getView(ctx, input)),
  create: orgProcedure
    .meta({
      ...write,
      title: 'Save a view',
      description: 'Gives filters, order and columns of a list a name, for oneself or for everybody.',
    })
    .input(schema.CreateView)
    .output(schema.SavedView)
    .mutation(({ ctx, input }) => createView(ctx, input)),
  update: orgProcedure
    .meta({
      ...write,
      title: 'Change a saved view',
      description: 'Its name, whom it is for, or what it filters, sorts and shows.',
    })
    .input(schema.UpdateView)
    .output(schema.SavedView)
    .mutation(({ ctx, input }) => updateView(ctx, input)),
  remove: orgProcedure
    .meta({
      ...write,
      effect: 'destructive',
      title: 'Remove a saved view',
      description: 'Takes the name away; what the list shows stays as it is.',
    })
    .input(schema.RemoveView)
    .output(Done)
    .mutation(({ ctx, input }) => removeView(ctx, input)),
})

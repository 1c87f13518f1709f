import type { OrgPermission } from '../../../../../platform/access/permissions.ts'
import type { Meta } from '../../../../../platform/calls/meta.ts'
import { orgProcedure, router } from '../../../../../platform/calls/trpc.ts'
import * as schema from './schema.ts'
import { addBike, bookRepair, changeRepair, getRepair, listBikes, listRepairs } from './service.ts'

/** Modules name their permissions by merging; these exist only in tests. */
const may = (permission: string) => permission as OrgPermission

const read = {
  permission: may('workshop.repair.read'),
  price: null,
  effect: 'read',
  doors: 'all',
} as const satisfies Partial<Meta>
const write = {
  permission: may('workshop.repair.write'),
  price: null,
  effect: 'write',
  doors: 'all',
} as const satisfies Partial<Meta>

const repairsRouter = router({
  list: orgProcedure
    .meta({
      ...read,
      title: 'List repairs',
      description: 'Finds repairs by words, status, mechanic or the day they are promised for.',
    })
    .input(schema.ListRepairs)
    .output(schema.RepairPage)
    .query(({ ctx, input }) => listRepairs(ctx, input)),
  get: orgProcedure
    .meta({
      ...read,
      title: 'Read a repair',
      description: 'One repair with its bike, what is wrong, its mechanic, promised day and price.',
    })
    .input(schema.NamedRepair)
    .output(schema.Repair)
    .query(({ ctx, input }) => getRepair(ctx, input)),
  book: orgProcedure
    .meta({
      ...write,
      title: 'Book a repair',
      description: 'Takes a bike in for a repair, which gets the next number.',
    })
    .input(schema.BookRepair)
    .output(schema.Repair)
    .mutation(({ ctx, input }) => bookRepair(ctx, input)),
  setStatus: orgProcedure
    .meta({
      ...write,
      isRepeatable: true,
      title: 'Change the status of a repair',
      description: 'Says how far a repair is: booked, on the stand, waiting for parts, ready or collected.',
    })
    .input(schema.SetStatus)
    .output(schema.Repair)
    .mutation(({ ctx, input: { id, status } }) =>
      changeRepair(ctx, { id, set: { status }, action: 'workshop.repair.moved' }),
    ),
  assign: orgProcedure
    .meta({
      ...write,
      isRepeatable: true,
      title: 'Assign a repair',
      description: 'Gives a repair to a mechanic; null takes it from whoever has it.',
    })
    .input(schema.AssignRepair)
    .output(schema.Repair)
    .mutation(({ ctx, input: { id, mechanicId } }) =>
      changeRepair(ctx, { id, set: { mechanicId }, action: 'workshop.repair.assigned' }),
    ),
  promise: orgProcedure
    .meta({
      ...write,
      isRepeatable: true,
      title: 'Promise a repair for a day',
      description: 'Sets the day on which the customer gets the bike back; null takes the day away.',
    })
    .input(schema.PromiseRepair)
    .output(schema.Repair)
    .mutation(({ ctx, input: { id, promisedOn } }) =>
      changeRepair(ctx, { id, set: { promisedOn }, action: 'workshop.repair.promised' }),
    ),
  quote: orgProcedure
    .meta({
      ...write,
      isRepeatable: true,
      title: 'Quote a price for a repair',
      description: 'Sets what a repair costs the customer.',
    })
    .input(schema.QuoteRepair)
    .output(schema.Repair)
    .mutation(({ ctx, input: { id, priceCents } }) =>
      changeRepair(ctx, { id, set: { priceCents }, action: 'workshop.repair.quoted' }),
    ),
  cancel: orgProcedure
    .meta({
      ...write,
      effect: 'destructive',
      title: 'Cancel a repair',
      description: 'Takes a repair out of the books. This cannot be undone.',
    })
    .input(schema.CancelRepair)
    .output(schema.Repair)
    .mutation(({ ctx, input: { id } }) =>
      changeRepair(ctx, { id, set: { cancelledAt: ctx.now() }, action: 'workshop.repair.cancelled' }),
    ),
})

const bikesRouter = router({
  list: orgProcedure
    .meta({ ...read, title: 'List bikes', description: 'Bikes the workshop knows, with their owners.' })
    .input(schema.ListBikes)
    .output(schema.BikePage)
    .query(({ ctx, input }) => listBikes(ctx, input)),
  add: orgProcedure
    .meta({ ...write, title: 'Add a bike', description: 'Writes a bike and its owner into the books.' })
    .input(schema.AddBike)
    .output(schema.Bike)
    .mutation(({ ctx, input }) => addBike(ctx, input)),
})

export const workshopRouter = router({ repairs: repairsRouter, bikes: bikesRouter })

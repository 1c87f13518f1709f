import { orgProcedure, router } from '../../../platform/calls/trpc.ts'
import { read, write } from '../meta.ts'
import * as schema from './schema.ts'
import {
  createRental,
  freeRentalDays,
  keepRentalDays,
  listRentals,
  readRentalDays,
  updateRental,
} from './service.ts'

export const rentalsRouter = router({
  list: orgProcedure
    .meta({ ...read, title: 'List own rental cars', description: 'Where each stands and what a day costs.' })
    .input(schema.ListRentals)
    .output(schema.RentalPage)
    .query(({ ctx, input }) => listRentals(ctx, input)),
  days: orgProcedure
    .meta({
      ...read,
      title: 'Read the calendar of a rental car',
      description: 'The days of a month on which it is taken.',
    })
    .input(schema.ReadRentalDays)
    .output(schema.RentalDays)
    .query(({ ctx, input }) => readRentalDays(ctx, input)),
  create: orgProcedure
    .meta({
      ...write,
      title: 'Add an own rental car',
      description: 'It is offered on trips to the town where it stands.',
    })
    .input(schema.CreateRental)
    .output(schema.Rental)
    .mutation(({ ctx, input }) => createRental(ctx, input)),
  update: orgProcedure
    .meta({
      ...write,
      title: 'Change an own rental car',
      description: 'Another price or town, or no longer offered.',
    })
    .input(schema.UpdateRental)
    .output(schema.Rental)
    .mutation(({ ctx, input }) => updateRental(ctx, input)),
  keep: orgProcedure
    .meta({
      ...write,
      title: 'Keep a rental car free of bookings',
      description: 'On these days nobody can book it.',
    })
    .input(schema.KeepRentalDays)
    .output(schema.ChangedRentalDays)
    .mutation(({ ctx, input }) => keepRentalDays(ctx, input)),
  free: orgProcedure
    .meta({
      ...write,
      title: 'Offer a rental car again',
      description: 'Gives back days that were kept; bookings stay.',
    })
    .input(schema.FreeRentalDays)
    .output(schema.ChangedRentalDays)
    .mutation(({ ctx, input }) => freeRentalDays(ctx, input)),
})

import { z } from 'zod'
import { entityId } from '../../../shared/ids.ts'
import { listInput, listOutput } from '../../../shared/list.ts'
import { Amount, CurrencyCode } from '../../../shared/money.ts'
import { mutationInput } from '../../../shared/mutation.ts'
import { line, searchPhrase } from '../../../shared/text.ts'
import { Day, Instant } from '../../../shared/time.ts'
import { KnownVersion } from '../../../shared/version.ts'
import { MOST_TRAVELLERS } from '../slots/schema.ts'

export const RentalId = entityId('travel_rental')

/** A car that the business lets. */
export const Rental = z.strictObject({
  id: RentalId,
  name: z.string(),
  placeId: z.string(),
  place: z.string(),
  seats: z.int(),
  isAutomatic: z.boolean(),
  amount: Amount.meta({ description: 'For a day' }),
  currency: CurrencyCode,
  isArchived: z.boolean().meta({ description: 'No longer offered' }),
  createdAt: Instant,
  version: z.int(),
})
export type Rental = z.infer<typeof Rental>
export const RentalPage = listOutput(Rental)
export const ListRentals = listInput(['newest'], {
  search: searchPhrase.optional(),
  isArchived: z.boolean().optional(),
})
export type ListRentals = z.infer<typeof ListRentals>

const fields = {
  name: line(80, 2),
  place: line(80, 2).meta({ description: 'The town where it stands' }),
  seats: z.int().min(1).max(MOST_TRAVELLERS),
  isAutomatic: z.boolean(),
  amount: Amount.meta({ description: 'For a day, such as 45.00' }),
}

export const CreateRental = mutationInput({ ...fields, isAutomatic: fields.isAutomatic.default(false) })
export type CreateRental = z.infer<typeof CreateRental>

export const UpdateRental = mutationInput({
  id: RentalId,
  version: KnownVersion.optional(),
  name: fields.name.optional(),
  place: fields.place.optional(),
  seats: fields.seats.optional(),
  isAutomatic: fields.isAutomatic.optional(),
  amount: fields.amount.optional(),
  isArchived: z.boolean().optional().meta({ description: 'true: no longer offered' }),
})
export type UpdateRental = z.infer<typeof UpdateRental>

/** "2027-05" */
const Month = z
  .string()
  .regex(/^\d{4}-(?:0[1-9]|1[0-2])$/, 'Write the month as 2027-05.')
  .refine((month) => !month.startsWith('0000'), 'There was no year 0. Write the month as 2027-05.')
  .meta({ examples: ['2027-05'] })

export const ReadRentalDays = z.strictObject({
  id: RentalId,
  month: Month.meta({ description: 'Whose days to show, such as 2027-05' }),
})
export type ReadRentalDays = z.infer<typeof ReadRentalDays>
export const RentalDays = z.strictObject({
  days: z
    .array(z.strictObject({ day: Day, state: z.enum(['kept', 'held', 'booked']) }))
    .meta({ description: 'Those that are taken; every other day is free' }),
})
export type RentalDays = z.infer<typeof RentalDays>

const span = { id: RentalId, from: Day, to: Day.meta({ description: 'The last of the days' }) }
export const KeepRentalDays = mutationInput(span)
export type KeepRentalDays = z.infer<typeof KeepRentalDays>
export const FreeRentalDays = mutationInput(span)
export type FreeRentalDays = z.infer<typeof FreeRentalDays>
export const ChangedRentalDays = z.strictObject({ days: z.int() })
export type ChangedRentalDays = z.infer<typeof ChangedRentalDays>

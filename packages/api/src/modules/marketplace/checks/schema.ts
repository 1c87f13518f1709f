import { z } from 'zod'
import { entityId } from '../../../shared/ids.ts'
import { listInput, listOutput } from '../../../shared/list.ts'
import { mutationInput } from '../../../shared/mutation.ts'
import { NoInput } from '../../../shared/no-input.ts'
import { Instant } from '../../../shared/time.ts'
import { Reader } from '../reading/schema.ts'
import { ListingId, Outcome } from '../listings/schema.ts'
import { ShownPrice } from '../products/schema.ts'

export const Check = z.strictObject({
  id: z.uuid(),
  listingId: ListingId,
  outcome: Outcome,
  price: ShownPrice.nullable(),
  note: z.string(),
  checkedAt: Instant,
})
export type Check = z.infer<typeof Check>
export const CheckPage = listOutput(Check)
export const ListChecks = listInput(['newest'], { listingId: ListingId })
export type ListChecks = z.infer<typeof ListChecks>

/** A look by a browser costs more, so whoever asks says so. */
const by = Reader.default('page').meta({ description: 'browser = after its scripts ran; costs more' })

export const StartCheck = mutationInput({ id: ListingId, by })
export type StartCheck = z.infer<typeof StartCheck>
export const StartedCheck = z.strictObject({ jobId: entityId('job') })
export type StartedCheck = z.infer<typeof StartedCheck>

export const ListDue = NoInput
export const DueListings = z.strictObject({ items: z.array(z.strictObject({ id: ListingId, by: Reader })) })
export type DueListings = z.infer<typeof DueListings>

export const RunCheck = mutationInput({ id: ListingId, by })
export type RunCheck = z.infer<typeof RunCheck>
export const RanCheck = z.strictObject({
  outcome: Outcome.nullable().meta({ description: 'null = the shop asks programs to come later' }),
})
export type RanCheck = z.infer<typeof RanCheck>

export const HoldCheck = mutationInput({ id: ListingId, because: z.enum(['credits', 'failed']) })
export type HoldCheck = z.infer<typeof HoldCheck>

import type { OrgContext } from '../../../platform/calls/context.ts'
import { AppError } from '../../../shared/errors.ts'
import { fieldFault } from '../../../shared/field-fault.ts'
import { dayIn } from '../../../shared/time.ts'
import { limitOf } from '../bundles/budget.ts'
import type { TripSlots, Understood } from '../slots/schema.ts'
import { tripTitle } from '../trips/chips.ts'
import { openQuestions } from '../trips/open-questions.ts'
import { understoodBy } from '../trips/understood.ts'
import { lineOf } from './line.ts'
import type { CreateTravelWatch } from './schema.ts'

interface Journey extends Understood {
  tripId: string | null
  title: string
}

/** What a watch is of: the trip as it stands, whatever becomes of that later. */
export interface Wanted {
  tripId: string | null
  title: string
  slots: TripSlots
  departs: string
  /** Whole minor units of the currency. */
  line: bigint
  currency: string
}

async function ofTrip(ctx: OrgContext, id: string): Promise<Journey> {
  const row = await ctx.db
    .selectFrom('travelTrip')
    .select(['title', 'slots', 'questions', 'faults'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) throw new AppError('NOT_FOUND')
  return { tripId: id, ...row }
}

function ofText(ctx: OrgContext, text: string): Journey {
  const read = understoodBy(ctx, text)
  return {
    ...read,
    questions: openQuestions(read.slots, read.questions),
    tripId: null,
    title: tripTitle(read.slots),
  }
}

const journeyOf = async (ctx: OrgContext, { tripId, text }: CreateTravelWatch): Promise<Journey> => {
  if (tripId !== undefined && text === undefined) return ofTrip(ctx, tripId)
  if (text !== undefined && tripId === undefined) return ofText(ctx, text)
  throw fieldFault('tripId', 'Say which trip to watch, or describe one in words; not both.')
}

/** The day of the journey. Throws a BAD_REQUEST where something is missing that prices are asked for with. */
function dayOf(ctx: OrgContext, { tripId, slots, questions, faults }: Journey): string {
  const field = tripId === null ? 'text' : 'tripId'
  const missing = faults[0] ?? questions[0]?.text
  if (missing !== undefined) throw fieldFault(field, missing)
  const departs = slots.depart?.value
  if (departs === undefined || departs <= dayIn(ctx.org.timeZone, ctx.now()))
    throw fieldFault(field, 'This trip has begun, so its price cannot be watched.')
  return departs
}

/** Throws a BAD_REQUEST that says what is missing: where to, when, or below which price. */
export async function wantedBy(ctx: OrgContext, input: CreateTravelWatch): Promise<Wanted> {
  const journey = await journeyOf(ctx, input)
  const { tripId, title, slots } = journey
  const departs = dayOf(ctx, journey)
  const currency = slots.budget?.value.currency ?? ctx.org.currency
  if (input.amount !== undefined)
    return { tripId, title, slots, departs, line: lineOf(input.amount, currency), currency }
  const said = limitOf(slots, { stay: null, currency })
  if (said === null) throw fieldFault('amount', 'Say below which price you want to be told.')
  return { tripId, title, slots, departs, line: BigInt(said), currency }
}

import { sql } from '@hub/db'
import type { OrgContext } from '../../../platform/calls/context.ts'
import { dayIn } from '../../../shared/time.ts'
import { listBookings } from '../bookings/service.ts'
import { listCards } from '../cards/service.ts'
import type { TravelService } from '../cards/schema.ts'
import { wholeTrip } from '../trips/queries.ts'
import type { WholeTrip } from '../trips/schema.ts'
import { listWatches } from '../watches/service.ts'
import type { NextPrice, NextTrip, ReadNextTrip } from './schema.ts'

/** The trip that begins next; one without a day is being planned, and comes after those. */
const findNext = ({ db, org, now }: OrgContext) => {
  const departs = sql<string>`coalesce(slots -> 'depart' ->> 'value', '9999-12-31')`
  return db
    .selectFrom('travelTrip')
    .select(['id', 'slots'])
    .where(departs, '>=', dayIn(org.timeZone, now()))
    .orderBy(departs)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
}

const newest = { limit: 1, sort: 'newest' } as const

interface Priced {
  total: string
  currency: string
  services: readonly TravelService[]
}

const toPrice = ({ total, currency, services }: Priced, left: string | null): NextPrice => ({
  total,
  currency,
  left,
  services: services.map(({ kind, amount }) => ({ kind, amount })),
})

/** What is held or booked, else the best offer; nothing while offers are looked for. */
async function priceOf(ctx: OrgContext, { id: tripId, state }: WholeTrip): Promise<NextPrice | null> {
  if (state === 'booked' || state === 'held') {
    const [booking] = (await listBookings(ctx, { ...newest, tripId })).items
    return booking ? toPrice(booking, null) : null
  }
  const [card] = state === 'found' ? (await listCards(ctx, { tripId, sort: 'best' })).items : []
  return card ? toPrice(card, card.left) : null
}

/** The next trip, with what it costs and whether somebody watches that. */
export async function readNextTrip(ctx: OrgContext, _input: ReadNextTrip): Promise<NextTrip> {
  const next = await findNext(ctx)
  if (!next) return { trip: null, price: null, watch: null }
  const whole = await wholeTrip(ctx.db, next.id, ctx.now())
  const { chips: _chips, questions, faults, unmet: _unmet, jobId: _job, ...trip } = whole
  const watches = await listWatches(ctx, { ...newest, tripId: next.id, state: 'watching' })
  const [watch] = watches.items
  const { adults, childAges } = next.slots.party.value
  return {
    trip: {
      ...trip,
      to: next.slots.to?.value.name ?? null,
      travellers: adults + childAges.length,
      asks: questions[0]?.text ?? faults[0] ?? null,
    },
    price: await priceOf(ctx, whole),
    watch: watch ? { amount: watch.amount, currency: watch.currency } : null,
  }
}

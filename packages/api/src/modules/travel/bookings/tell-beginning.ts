import type { OrgContext } from '../../../platform/calls/context.ts'
import { addDays, dayIn } from '../../../shared/time.ts'
import type { BeginningTold } from './schema.ts'

/** Events that one transaction writes at most. */
const MOST_TOLD = 500

/** Says of each booked trip once that it begins tomorrow. */
export async function tellBeginning(ctx: OrgContext): Promise<BeginningTold> {
  const today = dayIn(ctx.org.timeZone, ctx.now())
  return ctx.write(async (tx) => {
    const beginning = await tx
      .updateTable('travelBooking')
      .set({ isBeginningTold: true })
      .where('id', 'in', (db) =>
        db
          .selectFrom('travelBooking')
          .select('id')
          .where('state', '=', 'confirmed')
          .where('isBeginningTold', '=', false)
          .where('startsOn', '>=', today)
          .where('startsOn', '<=', addDays(today, 1))
          .orderBy('startsOn')
          .orderBy('id')
          .limit(MOST_TOLD),
      )
      .returning(['id', 'tripId', 'title', 'startsOn'])
      .execute()
    for (const { id, ...trip } of beginning)
      tx.emit({
        topic: 'travel.trip.begins',
        aggregate: `booking:${id}`,
        payload: { ...trip, bookingId: id },
      })
    if (beginning.length > 0) tx.audit('travel.booking.beginningTold', {}, { count: beginning.length })
    return { told: beginning.length, isMore: beginning.length === MOST_TOLD }
  })
}

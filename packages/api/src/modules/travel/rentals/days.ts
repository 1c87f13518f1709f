import { sql } from '@hub/db'
import type { OrgDb } from '@hub/db'
import type { OrgContext } from '../../../platform/calls/context.ts'
import type { OrgWriteTx } from '../../../platform/data/recorder.ts'
import { AppError } from '../../../shared/errors.ts'
import { addDays } from '../../../shared/time.ts'
import { shortDay } from '../words.ts'

/** Days of one rental; both ends are among them. */
export interface RentalSpan {
  rentalId: string
  from: string
  to: string
}

export interface TakenDay {
  day: string
  state: 'kept' | 'held' | 'booked'
}

const DAY_MS = 86_400_000

/** Counted, because the year after 9999 has no four digits to compare. */
export const countDays = ({ from, to }: Pick<RentalSpan, 'from' | 'to'>): number =>
  Math.max(0, Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS) + 1)

export const daysOf = (span: RentalSpan): string[] =>
  Array.from({ length: countDays(span) }, (_, at) => addDays(span.from, at))

/** What is taken: kept by hand, booked, or held still. */
export async function takenDays(
  db: OrgDb,
  { rentalId, from, to }: RentalSpan,
  now: Date,
): Promise<TakenDay[]> {
  return db
    .selectFrom('travelRentalDay as d')
    .leftJoin('travelBooking as b', 'b.id', 'd.bookingId')
    .select([
      'd.day',
      sql<
        TakenDay['state']
      >`case when d.booking_id is null then 'kept' when b.state = 'held' then 'held' else 'booked' end`.as(
        'state',
      ),
    ])
    .where('d.rentalId', '=', rentalId)
    .where('d.day', '>=', from)
    .where('d.day', '<=', to)
    .where(
      sql<boolean>`(d.booking_id is null or b.state = 'confirmed' or (b.state = 'held' and b.held_until > ${now.toISOString()}))`,
    )
    .orderBy('d.day')
    .execute()
}

/** A hold that ran out gives its days back when somebody else wants them; no job has to run for that. */
const forgetLapsed = (tx: OrgWriteTx, { rentalId, from, to }: RentalSpan, now: Date) =>
  sql`
    delete from travel_rental_day d using travel_booking b
    where b.id = d.booking_id and b.org_id = d.org_id and d.rental_id = ${rentalId} and d.day between ${from} and ${to}
      and (b.state in ('cancelled', 'expired') or (b.state = 'held' and b.held_until <= ${now.toISOString()}))`.execute(
    tx,
  )

const bookedDays = (tx: OrgWriteTx, bookingId: string) =>
  tx.selectFrom('travelRentalDay').select('day').where('bookingId', '=', bookingId).execute()

/**
 * Takes all these days or none; those that its booking has already stay. Throws a CONFLICT that names one that is taken. Answers how
 * many were taken now.
 */
export async function takeDays(
  ctx: OrgContext,
  tx: OrgWriteTx,
  span: RentalSpan & { bookingId: string | null },
): Promise<number> {
  const { rentalId, bookingId } = span
  const now = ctx.now()
  await forgetLapsed(tx, span, now)
  const had = bookingId === null ? [] : await bookedDays(tx, bookingId)
  const days = daysOf(span).filter((day) => !had.some((one) => one.day === day))
  if (days.length === 0) return 0
  const taken = await tx
    .insertInto('travelRentalDay')
    // In one order for everybody, so that two who want the same days wait for one another and do not lock each other.
    .values(days.map((day) => ({ orgId: ctx.org.orgId, rentalId, day, bookingId })))
    .onConflict((conflict) => conflict.columns(['orgId', 'rentalId', 'day']).doNothing())
    .returning('day')
    .execute()
  if (taken.length === days.length) return days.length
  const missing = days.find((day) => !taken.some((one) => one.day === day)) ?? span.from
  throw new AppError('CONFLICT', { message: `The car is taken on ${shortDay(missing)}. Choose other days.` })
}

/** Gives back what a booking took. */
export const freeBooking = (tx: OrgWriteTx, bookingId: string) =>
  tx.deleteFrom('travelRentalDay').where('bookingId', '=', bookingId).execute()

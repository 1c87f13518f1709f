import { sql, uuidv7 } from '@hub/db'
import type { OrgDb } from '@hub/db'
import type { OrgContext } from '../../../platform/calls/context.ts'
import { readPage } from '../../../platform/data/keyset.ts'
import type { OrgWriteTx } from '../../../platform/data/recorder.ts'
import { currencyDigits } from '../../../shared/currencies.ts'
import { AppError } from '../../../shared/errors.ts'
import type { Page } from '../../../shared/list.ts'
import { formatMoney, parseMoney } from '../../../shared/money.ts'
import type { TripBundle } from '../bundles/schema.ts'
import { cardOf } from '../cards/service.ts'
import { servicesOf } from '../cards/services.ts'
import { dayIn } from '../../../shared/time.ts'
import { freeBooking, takeDays } from '../rentals/days.ts'
import { spanOf } from '../rentals/own-cars.ts'
import { requireSame } from './ask-again.ts'
import type { AskOptions } from '../looking/providers.ts'
import type {
  Booking,
  BookingState,
  CancelBooking,
  ConfirmBooking,
  HoldBooking,
  ListBookings,
} from './schema.ts'

const HELD_MS = 20 * 60_000

/** One that is held too long is not held any more, also before anybody has written that down; a hold that was let go was no booking. */
const stateAt = (now: Date) =>
  sql<BookingState>`case
    when b.state = 'held' and b.held_until <= ${now.toISOString()} then 'expired'
    when b.is_let_go then 'released'
    else b.state end`

const selectBookings = (db: OrgDb, now: Date) =>
  db
    .selectFrom('travelBooking as b')
    .select(['b.id', 'b.tripId', 'b.title', 'b.bundle', 'b.minor', 'b.currency'])
    .select(['b.startsOn', 'b.heldUntil', 'b.createdAt', 'b.version'])
    .select(stateAt(now).as('state'))

type BookingRow = Awaited<ReturnType<ReturnType<typeof selectBookings>['executeTakeFirstOrThrow']>>

const toBooking = ({ bundle, minor, ...row }: BookingRow): Booking => ({
  ...row,
  total: formatMoney(BigInt(minor), currencyDigits(row.currency) ?? 2),
  services: servicesOf(bundle),
})

async function bookingRow(db: OrgDb, id: string, now: Date): Promise<BookingRow> {
  const row = await selectBookings(db, now).where('b.id', '=', id).executeTakeFirst()
  if (!row) throw new AppError('NOT_FOUND')
  return row
}

export async function listBookings(ctx: OrgContext, input: ListBookings): Promise<Page<Booking>> {
  const { search = '', tripId, state } = input
  const now = ctx.now()
  if (tripId !== undefined) await requireTrip(ctx.db, tripId)
  const found = selectBookings(ctx.db, now)
    .where(sql<boolean>`strpos(lower(b.title), lower(${search})) > 0`)
    .$if(tripId !== undefined, (query) => query.where('b.tripId', '=', tripId ?? ''))
    .$if(state !== undefined, (query) => query.where(sql<boolean>`${stateAt(now)} = ${state ?? ''}`))
  const page = await readPage(found, {
    scope: { key: ctx.hub.keys.cursor, list: 'modules.travel.bookings.list', orgId: ctx.org.orgId },
    columns: [{ expression: sql`b.id`, type: 'uuid', direction: 'desc' }],
    input,
  })
  return { ...page, items: page.items.map(toBooking) }
}

async function requireTrip(db: OrgDb, id: string): Promise<void> {
  const trip = await db.selectFrom('travelTrip').select('id').where('id', '=', id).executeTakeFirst()
  if (!trip) throw new AppError('NOT_FOUND')
}

/**
 * What was bought, and for which trip. Throws a NOT_FOUND; a CONFLICT where it is over, because the trip may lead elsewhere since.
 */
export async function bookedOf(ctx: OrgContext, id: string) {
  const { tripId, state, bundle } = await bookingRow(ctx.db, id, ctx.now())
  if (state !== 'held' && state !== 'confirmed')
    throw new AppError('CONFLICT', { message: 'This booking is over, so it has no days any more.' })
  const trip = await ctx.db
    .selectFrom('travelTrip')
    .select('slots')
    .where('id', '=', tripId)
    .executeTakeFirstOrThrow()
  return { bundle, slots: trip.slots }
}

/** The day on which it begins; of a bundle without a flight, that of the stay or the car. */
const startOf = ({ flight, stay, car }: TripBundle, today: string): string =>
  flight?.out.legs[0]?.departs.slice(0, 10) ?? stay?.checkIn ?? car?.from ?? today

const changedSince = () =>
  new AppError('CONFLICT', { message: 'The trip was changed since. Choose among its new offers.' })

/** Throws a CONFLICT where the trip was changed meanwhile, or is held or bought already, by whoever pressed first. */
async function lockTrip(
  ctx: OrgContext,
  tx: OrgWriteTx,
  { tripId, wish }: { tripId: string; wish: number },
): Promise<void> {
  const trip = await tx
    .selectFrom('travelTrip')
    .select('wish')
    .where('id', '=', tripId)
    .forUpdate()
    .executeTakeFirst()
  if (trip?.wish !== wish) throw changedSince()
  await markExpired(ctx, tx, tripId)
  const live = await tx
    .selectFrom('travelBooking')
    .select('state')
    .where('tripId', '=', tripId)
    .where('state', 'in', ['held', 'confirmed'])
    .executeTakeFirst()
  if (live)
    throw new AppError('CONFLICT', {
      message:
        live.state === 'held'
          ? 'An offer for this trip is held already. Confirm or cancel it first.'
          : 'This trip is booked already. Cancel the booking first.',
    })
}

/** Holds an offer for twenty minutes, at the price it was shown at. Throws a CONFLICT where that is gone. */
export async function holdBooking(
  ctx: OrgContext,
  { cardId }: HoldBooking,
  asked: AskOptions = {},
): Promise<Booking> {
  const shown = await cardOf(ctx.db, cardId)
  if (shown.wish !== shown.lookedWish) throw changedSince()
  const gone = await requireSame(ctx, shown.bundle, asked).then(
    () => null,
    (fault: unknown) => ({ fault }),
  )
  return ctx.write(async (tx) => {
    // Whoever pressed first has it, and perhaps that was this very request: only then is a service gone to others.
    await lockTrip(ctx, tx, shown)
    if (gone) throw gone.fault
    const [id, now] = [uuidv7(), ctx.now()]
    const { amount, currency } = shown.bundle.total
    await tx
      .insertInto('travelBooking')
      .values({
        id,
        orgId: ctx.org.orgId,
        tripId: shown.tripId,
        title: shown.title,
        state: 'held',
        bundle: JSON.stringify(shown.bundle),
        minor: parseMoney(amount, currencyDigits(currency) ?? 2) ?? 0n,
        currency,
        startsOn: startOf(shown.bundle, dayIn(ctx.org.timeZone, now)),
        heldUntil: new Date(now.getTime() + HELD_MS),
        createdById: ctx.actor.userId,
        createdAt: now,
        updatedAt: now,
      })
      .execute()
    await takeOwn(ctx, tx, { bookingId: id, bundle: shown.bundle })
    tx.audit('travel.booking.held', { booking: id }, { title: shown.title, total: `${amount} ${currency}` })
    tell(tx, { bookingId: id, tripId: shown.tripId, state: 'held' })
    return toBooking(await bookingRow(tx, id, now))
  })
}

/** The days of our own car are taken with the hold, by one alone; a hold of the release before takes the last of them when it is confirmed. */
async function takeOwn(
  ctx: OrgContext,
  tx: OrgWriteTx,
  { bookingId, bundle: { car } }: { bookingId: string; bundle: TripBundle },
): Promise<void> {
  const span = car?.source === 'own' ? spanOf(car.id) : null
  if (span) await takeDays(ctx, tx, { ...span, bookingId })
}

/** What others sell may have moved since the hold; the price of our own car is the one that was held. */
const soldByOthers = (bundle: TripBundle): TripBundle =>
  bundle.car?.source === 'own' ? { ...bundle, car: null } : bundle

interface Changed {
  bookingId: string
  tripId: string
  state: BookingState
}

const tell = (tx: OrgWriteTx, payload: Changed) =>
  tx.emit({ topic: 'travel.booking.changed', aggregate: `booking:${payload.bookingId}`, payload })

async function setState(tx: OrgWriteTx, changed: Changed, now: Date): Promise<void> {
  const isLetGo = changed.state === 'released'
  const state = changed.state === 'released' ? 'cancelled' : changed.state
  await tx
    .updateTable('travelBooking')
    .set({ state, isLetGo, updatedAt: now, version: sql<number>`version + 1` })
    .where('id', '=', changed.bookingId)
    .execute()
  tell(tx, changed)
}

/** Why nothing more can be done with it. */
const overWords: Readonly<Record<Exclude<BookingState, 'held'>, string>> = {
  confirmed: 'This trip is booked already.',
  cancelled: 'This booking was cancelled already.',
  released: 'This offer was let go already. Choose again.',
  expired: 'It was held for twenty minutes, which are over. Choose again.',
}
const overNow = (state: Exclude<BookingState, 'held'>) =>
  new AppError('CONFLICT', { message: overWords[state] })

/** By this note a watch is known that the booking stopped, and nobody by hand. */
const BOOKED = 'The trip is booked.'

/** What was bought is not worth a look any more. */
const stopWatches = (ctx: OrgContext, tx: OrgWriteTx, tripId: string) =>
  tx
    .updateTable('travelWatch')
    .set({ isOn: false, note: BOOKED, updatedAt: ctx.now(), version: sql<number>`version + 1` })
    .where('tripId', '=', tripId)
    .where('isOn', '=', true)
    .execute()

/** What is not bought any more is worth a look again, at once, as long as the journey is ahead. */
const watchAgain = (ctx: OrgContext, tx: OrgWriteTx, tripId: string) =>
  tx
    .updateTable('travelWatch')
    .set({ isOn: true, note: '', nextAt: ctx.now(), updatedAt: ctx.now(), version: sql<number>`version + 1` })
    .where('tripId', '=', tripId)
    .where('isOn', '=', false)
    .where('note', '=', BOOKED)
    .where('departsOn', '>', dayIn(ctx.org.timeZone, ctx.now()))
    .execute()

/** Throws a NOT_FOUND; a CONFLICT where it is not, or no longer, held. */
export async function confirmBooking(
  ctx: OrgContext,
  { id }: ConfirmBooking,
  asked: AskOptions = {},
): Promise<Booking> {
  const before = await bookingRow(ctx.db, id, ctx.now())
  if (before.state === 'held') await requireSame(ctx, soldByOthers(before.bundle), asked)
  return ctx.write(async (tx) => {
    const now = ctx.now()
    await tx.selectFrom('travelBooking').select('id').where('id', '=', id).forUpdate().execute()
    const { state, title, tripId, bundle } = await bookingRow(tx, id, now)
    if (state !== 'held') throw overNow(state)
    await takeOwn(ctx, tx, { bookingId: id, bundle })
    await setState(tx, { bookingId: id, tripId, state: 'confirmed' }, now)
    await stopWatches(ctx, tx, tripId)
    tx.audit('travel.booking.confirmed', { booking: id }, { title })
    return toBooking(await bookingRow(tx, id, now))
  })
}

/** Cancels what was booked; lets go what is held. Throws a NOT_FOUND; a CONFLICT where there is neither. */
export function cancelBooking(ctx: OrgContext, { id }: CancelBooking): Promise<Booking> {
  return ctx.write(async (tx) => {
    const now = ctx.now()
    await tx.selectFrom('travelBooking').select('id').where('id', '=', id).forUpdate().execute()
    const { state, title, tripId } = await bookingRow(tx, id, now)
    if (state !== 'held' && state !== 'confirmed') throw overNow(state)
    const next = state === 'held' ? 'released' : 'cancelled'
    await setState(tx, { bookingId: id, tripId, state: next }, now)
    await freeBooking(tx, id)
    if (state === 'confirmed') await watchAgain(ctx, tx, tripId)
    tx.audit(`travel.booking.${next}`, { booking: id }, { title })
    return toBooking(await bookingRow(tx, id, now))
  })
}

/** What was held too long is over; nobody has to wait for a clerk to write that down. */
const markExpired = (ctx: OrgContext, tx: OrgWriteTx, tripId: string) =>
  tx
    .updateTable('travelBooking')
    .set({ state: 'expired', updatedAt: ctx.now(), version: sql<number>`version + 1` })
    .where('tripId', '=', tripId)
    .where('state', '=', 'held')
    .where('heldUntil', '<=', ctx.now().toISOString())
    .execute()

import { sql, uuidv7 } from '@hub/db'
import type { OrgDb } from '@hub/db'
import type { OrgContext } from '../../../platform/calls/context.ts'
import { readPage } from '../../../platform/data/keyset.ts'
import { lockRow, takeTurn } from '../../../platform/data/locks.ts'
import type { OrgWriteTx } from '../../../platform/data/recorder.ts'
import { requireVersion } from '../../../platform/data/versions.ts'
import { currencyDigits } from '../../../shared/currencies.ts'
import { AppError } from '../../../shared/errors.ts'
import { fieldFault } from '../../../shared/field-fault.ts'
import type { Page } from '../../../shared/list.ts'
import { formatMoney, parseMoney } from '../../../shared/money.ts'
import { addDays } from '../../../shared/time.ts'
import { placesNamed } from '../places/find-places.ts'
import { placeOf } from '../places/places.ts'
import { countDays, takeDays, takenDays } from './days.ts'
import type {
  ChangedRentalDays,
  CreateRental,
  FreeRentalDays,
  KeepRentalDays,
  ListRentals,
  ReadRentalDays,
  Rental,
  RentalDays,
  UpdateRental,
} from './schema.ts'

const MOST_RENTALS = 200
const MOST_DAYS = 366

const selectRentals = (db: OrgDb) =>
  db
    .selectFrom('travelRental as r')
    .select(['r.id', 'r.name', 'r.placeId', 'r.seats', 'r.isAutomatic', 'r.dayMinor', 'r.currency'])
    .select(['r.isArchived', 'r.createdAt', 'r.version'])

type RentalRow = Awaited<ReturnType<ReturnType<typeof selectRentals>['executeTakeFirstOrThrow']>>

const toRental = ({ dayMinor, ...row }: RentalRow): Rental => ({
  ...row,
  place: placeOf(row.placeId)?.name ?? row.placeId,
  amount: formatMoney(BigInt(dayMinor), currencyDigits(row.currency) ?? 2),
})

/** Throws a NOT_FOUND. */
async function findRental(db: OrgDb, id: string): Promise<Rental> {
  const row = await selectRentals(db).where('r.id', '=', id).executeTakeFirst()
  if (!row) throw new AppError('NOT_FOUND')
  return toRental(row)
}

export async function listRentals(ctx: OrgContext, input: ListRentals): Promise<Page<Rental>> {
  const { search = '', isArchived } = input
  const found = selectRentals(ctx.db)
    .where(sql<boolean>`strpos(lower(r.name), lower(${search})) > 0`)
    .$if(isArchived !== undefined, (query) => query.where('r.isArchived', '=', isArchived ?? false))
  const page = await readPage(found, {
    scope: { key: ctx.hub.keys.cursor, list: 'modules.travel.rentals.list', orgId: ctx.org.orgId },
    columns: [{ expression: sql`r.id`, type: 'uuid', direction: 'desc' }],
    input,
  })
  return { ...page, items: page.items.map(toRental) }
}

/** Throws a BAD_REQUEST at the field where no town, or more than one, is called so. */
function placeIdOf(name: string): string {
  const known = placeOf(name)
  if (known) return known.id
  const { places, isClear } = placesNamed(name)
  const [place] = places
  if (!place) throw fieldFault('place', `We know no town called “${name}”.`)
  if (!isClear)
    throw fieldFault('place', `Several towns are called so: ${places.map(({ id }) => id).join(', ')}.`)
  return place.id
}

function dayMinorOf(amount: string, currency: string): bigint {
  const minor = parseMoney(amount, currencyDigits(currency) ?? 2)
  if (minor === null || minor < 0n) throw fieldFault('amount', `Write an amount of ${currency}, such as 45.`)
  return minor
}

/** The caller has the turn of `travel.rentals`. */
async function requireRoom(tx: OrgWriteTx): Promise<void> {
  const { count } = await tx
    .selectFrom('travelRental')
    .select(sql<number>`count(*)::int`.as('count'))
    .executeTakeFirstOrThrow()
  if (count >= MOST_RENTALS)
    throw new AppError('CONFLICT', { message: `There are ${MOST_RENTALS} cars already, which is the most.` })
}

/** A car that stands at a place from now on, at a price in the organization's currency. */
export function createRental(ctx: OrgContext, input: CreateRental): Promise<Rental> {
  const { name, place, seats, isAutomatic, amount } = input
  const { currency, orgId } = ctx.org
  return ctx.write(async (tx) => {
    await takeTurn(tx, `travel.rentals|${orgId}`)
    await requireRoom(tx)
    const [id, now] = [uuidv7(), ctx.now()]
    await tx
      .insertInto('travelRental')
      .values({
        id,
        orgId,
        name,
        placeId: placeIdOf(place),
        seats,
        isAutomatic,
        dayMinor: dayMinorOf(amount, currency),
        currency,
        createdById: ctx.actor.userId,
        createdAt: now,
        updatedAt: now,
      })
      .execute()
    tx.audit('travel.rental.created', { rental: id }, { name })
    return findRental(tx, id)
  })
}

/** What is held or booked stays as it was agreed. */
export function updateRental(ctx: OrgContext, input: UpdateRental): Promise<Rental> {
  const { id, version, idempotencyKey: _, place, amount, ...change } = input
  return ctx.write(async (tx) => {
    await lockRow(tx, 'travelRental', id)
    const before = await findRental(tx, id)
    requireVersion(before, version)
    await tx
      .updateTable('travelRental')
      .set({
        ...change,
        ...(place !== undefined && { placeId: placeIdOf(place) }),
        ...(amount !== undefined && { dayMinor: dayMinorOf(amount, before.currency) }),
        updatedAt: ctx.now(),
        version: sql<number>`version + 1`,
      })
      .where('id', '=', id)
      .execute()
    const after = await findRental(tx, id)
    tx.audit('travel.rental.changed', { rental: id }, { name: after.name })
    return after
  })
}

/** Which days of a month are taken. */
export async function readRentalDays(ctx: OrgContext, { id, month }: ReadRentalDays): Promise<RentalDays> {
  await findRental(ctx.db, id)
  const from = `${month}-01`
  const to = addDays(`${addDays(from, 31).slice(0, 7)}-01`, -1)
  return { days: await takenDays(ctx.db, { rentalId: id, from, to }, ctx.now()) }
}

/** Throws a BAD_REQUEST where the days are in the wrong order, or too many. */
function requireSpan({ from, to }: Pick<KeepRentalDays, 'from' | 'to'>): void {
  if (to < from) throw fieldFault('to', 'The last day is before the first.')
  if (countDays({ from, to }) > MOST_DAYS) throw fieldFault('to', `At most ${MOST_DAYS} days at once.`)
}

/** Keeps days free of bookings: the car is in the garage, or somebody drives it. */
export function keepRentalDays(ctx: OrgContext, input: KeepRentalDays): Promise<ChangedRentalDays> {
  const { id, from, to } = input
  return ctx.write(async (tx) => {
    const { name } = await findRental(tx, id)
    requireSpan(input)
    const days = await takeDays(ctx, tx, { rentalId: id, from, to, bookingId: null })
    tx.audit('travel.rental.kept', { rental: id }, { name, from, to })
    return { days }
  })
}

/** Gives kept days back; what is held or booked stays. */
export function freeRentalDays(ctx: OrgContext, input: FreeRentalDays): Promise<ChangedRentalDays> {
  const { id, from, to } = input
  return ctx.write(async (tx) => {
    const { name } = await findRental(tx, id)
    requireSpan(input)
    const freed = await tx
      .deleteFrom('travelRentalDay')
      .where('rentalId', '=', id)
      .where('day', '>=', from)
      .where('day', '<=', to)
      .where('bookingId', 'is', null)
      .returning('day')
      .execute()
    tx.audit('travel.rental.freed', { rental: id }, { name, from, to })
    return { days: freed.length }
  })
}

import { sql } from '@hub/db'
import type { OrgDb } from '@hub/db'
import { currencyDigits } from '../../../shared/currencies.ts'
import { AppError } from '../../../shared/errors.ts'
import { formatMoney } from '../../../shared/money.ts'
import type { TravelWatch, WatchState } from './schema.ts'

/** As of a day where the organization is: on the day of the journey nobody needs the price any more. */
export const watchState = (today: string) =>
  sql<WatchState>`case when w.departs_on <= ${today} then 'over' when w.is_on then 'watching' else 'paused' end`

export const selectWatches = (db: OrgDb, today: string) =>
  db
    .selectFrom('travelWatch as w')
    .select(['w.id', 'w.tripId', 'w.title', 'w.departsOn as departs', 'w.lineMinor', 'w.currency'])
    .select(['w.minor', 'w.lowestMinor', 'w.isBelow', 'w.note', 'w.lookedAt', 'w.createdAt', 'w.version'])
    .select([
      watchState(today).as('state'),
      sql<string>`coalesce(w.slots -> 'from' -> 'value' ->> 'name', '')`.as('from'),
      sql<number>`(w.slots -> 'party' -> 'value' ->> 'adults')::int
        + jsonb_array_length(w.slots -> 'party' -> 'value' -> 'childAges')`.as('travellers'),
    ])

type WatchRow = Awaited<ReturnType<ReturnType<typeof selectWatches>['executeTakeFirstOrThrow']>>

/** A row of the database as it is sent. */
export function toWatch({ lineMinor, minor, lowestMinor, ...row }: WatchRow): TravelWatch {
  const digits = currencyDigits(row.currency) ?? 2
  const written = (amount: number | null) => (amount === null ? null : formatMoney(BigInt(amount), digits))
  return {
    ...row,
    amount: formatMoney(BigInt(lineMinor), digits),
    price: written(minor),
    lowest: written(lowestMinor),
  }
}

/** Throws a NOT_FOUND. */
export async function findWatch(db: OrgDb, id: string, today: string): Promise<TravelWatch> {
  const row = await selectWatches(db, today).where('w.id', '=', id).executeTakeFirst()
  if (!row) throw new AppError('NOT_FOUND')
  return toWatch(row)
}

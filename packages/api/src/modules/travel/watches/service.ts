import { sql, uuidv7 } from '@hub/db'
import type { OrgDb } from '@hub/db'
import type { OrgContext } from '../../../platform/calls/context.ts'
import { readPage } from '../../../platform/data/keyset.ts'
import { lockRow, takeTurn } from '../../../platform/data/locks.ts'
import type { OrgWriteTx } from '../../../platform/data/recorder.ts'
import { requireVersion } from '../../../platform/data/versions.ts'
import { currencyDigits } from '../../../shared/currencies.ts'
import { AppError } from '../../../shared/errors.ts'
import type { Page } from '../../../shared/list.ts'
import { formatMoney } from '../../../shared/money.ts'
import { done } from '../../../shared/mutation.ts'
import type { Done } from '../../../shared/mutation.ts'
import { dayIn } from '../../../shared/time.ts'
import { askPrice } from './ask-price.ts'
import type { AskOptions } from '../looking/providers.ts'
import { againstLine } from './judge.ts'
import { keepLook, tellCrossed } from './keep-look.ts'
import { lineOf } from './line.ts'
import { findWatch, selectWatches, toWatch, watchState } from './queries.ts'
import type {
  CreateTravelWatch,
  ListTravelWatches,
  ReadWatchHistory,
  RemoveTravelWatch,
  TravelWatch,
  TravelWatchHistory,
  UpdateTravelWatch,
} from './schema.ts'
import { wantedBy } from './wanted.ts'

const MOST_WATCHES = 200
/** A chart has no pixels for more. */
const MOST_POINTS = 500

const todayOf = (ctx: OrgContext): string => dayIn(ctx.org.timeZone, ctx.now())

export async function listWatches(ctx: OrgContext, input: ListTravelWatches): Promise<Page<TravelWatch>> {
  const { search = '', tripId, state } = input
  if (tripId !== undefined) await requireTrip(ctx.db, tripId)
  const today = todayOf(ctx)
  const found = selectWatches(ctx.db, today)
    .where(sql<boolean>`strpos(lower(w.title), lower(${search})) > 0`)
    .$if(tripId !== undefined, (query) => query.where('w.tripId', '=', tripId ?? ''))
    .$if(state !== undefined, (query) => query.where(sql<boolean>`${watchState(today)} = ${state ?? ''}`))
  const page = await readPage(found, {
    scope: { key: ctx.hub.keys.cursor, list: 'modules.travel.watches.list', orgId: ctx.org.orgId },
    columns: [{ expression: sql`w.id`, type: 'uuid', direction: 'desc' }],
    input,
  })
  return { ...page, items: page.items.map(toWatch) }
}

async function requireTrip(db: OrgDb, id: string): Promise<void> {
  const trip = await db.selectFrom('travelTrip').select('id').where('id', '=', id).executeTakeFirst()
  if (!trip) throw new AppError('NOT_FOUND')
}

/** The latest changes of a price, the oldest first. */
export async function readWatchHistory(
  ctx: OrgContext,
  { id }: ReadWatchHistory,
): Promise<TravelWatchHistory> {
  const { currency } = await findWatch(ctx.db, id, todayOf(ctx))
  const rows = await ctx.db
    .selectFrom('travelWatchPrice')
    .select(['seenAt', 'minor'])
    .where('watchId', '=', id)
    .orderBy('seenAt', 'desc')
    .limit(MOST_POINTS)
    .execute()
  const digits = currencyDigits(currency) ?? 2
  const points = rows.toReversed().map(({ seenAt, minor }) => ({
    at: seenAt,
    amount: minor === null ? null : formatMoney(BigInt(minor), digits),
  }))
  return { currency, points }
}

/** The caller has the turn of `travel.watches`. */
async function requireRoom(tx: OrgWriteTx): Promise<void> {
  const { count } = await tx
    .selectFrom('travelWatch')
    .select(sql<number>`count(*)::int`.as('count'))
    .executeTakeFirstOrThrow()
  if (count >= MOST_WATCHES)
    throw new AppError('CONFLICT', {
      message: `There are ${MOST_WATCHES} watches already, which is the most. Remove one first.`,
    })
}

/** Watches what a trip costs, of now or of a sentence. It is looked at while one waits; where nobody answers, soon. */
export async function createWatch(
  ctx: OrgContext,
  input: CreateTravelWatch,
  options: AskOptions = {},
): Promise<TravelWatch> {
  const { tripId, title, slots, departs, line, currency } = await wantedBy(ctx, input)
  const seen = await askPrice(ctx, { slots, currency }, options)
  return ctx.write(async (tx) => {
    await takeTurn(tx, `travel.watches|${ctx.org.orgId}`)
    await requireRoom(tx)
    const [id, now] = [uuidv7(), ctx.now()]
    await tx
      .insertInto('travelWatch')
      .values({
        id,
        orgId: ctx.org.orgId,
        tripId,
        title,
        slots: JSON.stringify(slots),
        departsOn: departs,
        lineMinor: line,
        currency,
        isBelow: false,
        note: '',
        isOn: true,
        nextAt: now,
        createdById: ctx.actor.userId,
        createdAt: now,
        updatedAt: now,
      })
      .execute()
    await keepLook(ctx, tx, { id, seen })
    tx.audit('travel.watch.created', { watch: id }, { title })
    return findWatch(tx, id, todayOf(ctx))
  })
}

/** Another line, or a pause. A line that the price is on the other side of is crossed at once. */
export function updateWatch(
  ctx: OrgContext,
  { id, version, amount, isOn }: UpdateTravelWatch,
): Promise<TravelWatch> {
  return ctx.write(async (tx) => {
    const row = await tx
      .selectFrom('travelWatch')
      .select(['tripId', 'title', 'lineMinor', 'currency', 'minor', 'isBelow', 'isOn', 'version'])
      .where('id', '=', id)
      .forUpdate()
      .executeTakeFirst()
    if (!row) throw new AppError('NOT_FOUND')
    requireVersion(row, version)
    const line = amount === undefined ? BigInt(row.lineMinor) : lineOf(amount, row.currency)
    const { isBelow, crossed } = againstLine(
      { price: row.minor === null ? null : BigInt(row.minor), isBelow: row.isBelow },
      line,
    )
    const willBeOn = isOn ?? row.isOn
    await tx
      .updateTable('travelWatch')
      .set({
        lineMinor: line,
        isBelow,
        isOn: willBeOn,
        ...(willBeOn && !row.isOn && { nextAt: ctx.now(), note: '' }),
        updatedAt: ctx.now(),
        version: sql<number>`version + 1`,
      })
      .where('id', '=', id)
      .execute()
    if (crossed) tellCrossed(tx, { id, tripId: row.tripId }, crossed)
    tx.audit('travel.watch.changed', { watch: id }, { title: row.title })
    return findWatch(tx, id, todayOf(ctx))
  })
}

export function removeWatch(ctx: OrgContext, { id }: RemoveTravelWatch): Promise<Done> {
  return ctx.write(async (tx) => {
    await lockRow(tx, 'travelWatch', id)
    const { title } = await findWatch(tx, id, todayOf(ctx))
    await tx.deleteFrom('travelWatch').where('id', '=', id).execute()
    tx.audit('travel.watch.removed', { watch: id }, { title })
    return done
  })
}

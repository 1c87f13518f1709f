import type { OrgContext } from '../../../platform/calls/context.ts'
import { AppError } from '../../../shared/errors.ts'
import { dayIn } from '../../../shared/time.ts'
import { askPrice } from './ask-price.ts'
import type { AskOptions } from '../looking/providers.ts'
import type { TripSlots } from '../slots/schema.ts'
import type { Seen } from './judge.ts'
import { keepLook } from './keep-look.ts'
import { WATCHES_A_LOOK } from './schema.ts'
import type { DueWatches, LookAtWatches, LookedAtWatches } from './schema.ts'

/** Those whose time has come and whose journey is ahead. */
export async function listDueWatches(ctx: OrgContext): Promise<DueWatches> {
  const rows = await ctx.db
    .selectFrom('travelWatch')
    .select('id')
    .where('isOn', '=', true)
    .where('nextAt', '<=', ctx.now().toISOString())
    .where('departsOn', '>', dayIn(ctx.org.timeZone, ctx.now()))
    .orderBy('nextAt')
    .limit(WATCHES_A_LOOK)
    .execute()
  return { ids: rows.map(({ id }) => id) }
}

/** So many are asked for at the same time: a seller that takes all of its eight seconds holds up no others. */
const ASKED_AT_ONCE = 10

interface Wanted {
  id: string
  slots: TripSlots
  currency: string
}

/** In the order of the watches, whichever is answered first. */
async function askForAll(
  ctx: OrgContext,
  watches: readonly Wanted[],
  options: AskOptions,
): Promise<{ id: string; seen: Seen }[]> {
  const looks = new Map<string, Seen>()
  const waiting = watches.values()
  const askOn = async () => {
    for (const { id, ...wanted } of waiting) looks.set(id, await askPrice(ctx, wanted, options))
  }
  await Promise.all(Array.from({ length: ASKED_AT_ONCE }, askOn))
  return watches.flatMap(({ id }) => {
    const seen = looks.get(id)
    return seen ? [{ id, seen }] : []
  })
}

/** Asks the sellers for each, and then keeps all that they answered at once. Throws a NOT_FOUND where one was removed. */
export async function lookAtWatches(
  ctx: OrgContext,
  { ids }: LookAtWatches,
  options: AskOptions = {},
): Promise<LookedAtWatches> {
  const watches = await ctx.db
    .selectFrom('travelWatch')
    .select(['id', 'slots', 'currency'])
    .where('id', 'in', ids)
    // Whoever locks several locks them in one order.
    .orderBy('id')
    .execute()
  if (watches.length < new Set(ids).size) throw new AppError('NOT_FOUND')
  const looks = await askForAll(ctx, watches, options)
  return ctx.write(async (tx) => {
    let [looked, told] = [0, 0]
    for (const look of looks) {
      const kept = await keepLook(ctx, tx, look)
      looked += kept ? 1 : 0
      told += kept?.crossed === 'below' ? 1 : 0
    }
    tx.audit('travel.watches.looked', {}, { count: looked })
    return { looked, told }
  })
}

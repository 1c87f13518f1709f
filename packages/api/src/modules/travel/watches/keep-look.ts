import { sql, uuidv7 } from '@hub/db'
import type { OrgContext } from '../../../platform/calls/context.ts'
import type { OrgWriteTx } from '../../../platform/data/recorder.ts'
import { judgeLook } from './judge.ts'
import type { After, Seen } from './judge.ts'

const HOUR_MS = 3_600_000
/** Prices are asked for four times a day, and sooner again where nobody answered. */
const EVERY_MS = 6 * HOUR_MS
const RETRY_MS = HOUR_MS

const lockedWatch = (tx: OrgWriteTx, id: string) =>
  tx
    .selectFrom('travelWatch')
    .select(['tripId', 'lineMinor', 'minor', 'lowestMinor', 'isBelow', 'nextAt'])
    .where('id', '=', id)
    .where('isOn', '=', true)
    .forUpdate()
    .executeTakeFirst()

const big = (minor: number | null): bigint | null => (minor === null ? null : BigInt(minor))

interface Looked {
  id: string
  seen: Seen
}

/** Says that the line was crossed. */
export function tellCrossed(
  tx: OrgWriteTx,
  { id, tripId }: { id: string; tripId: string | null },
  side: NonNullable<After['crossed']>,
): void {
  tx.emit({
    topic: 'travel.watch.crossed',
    aggregate: `travel-watch:${id}`,
    payload: { watchId: id, tripId, side },
  })
}

/** Keeps a step of the chart. */
const keepPoint = (ctx: OrgContext, tx: OrgWriteTx, { id, minor }: { id: string; minor: bigint | null }) =>
  tx
    .insertInto('travelWatchPrice')
    .values({ id: uuidv7(), orgId: ctx.org.orgId, watchId: id, minor, seenAt: ctx.now() })
    .execute()

/**
 * Keeps what a look brought, and tells of a line that was crossed. Answers that; null where there was nothing to keep, because it was removed,
 * paused or looked at by somebody else meanwhile.
 */
export async function keepLook(
  ctx: OrgContext,
  tx: OrgWriteTx,
  { id, seen }: Looked,
): Promise<Pick<After, 'crossed'> | null> {
  const now = ctx.now()
  const watch = await lockedWatch(tx, id)
  if (!watch || new Date(watch.nextAt) > now) return null
  const { price, lowest, isBelow, note, isNew, crossed } = judgeLook(
    {
      line: BigInt(watch.lineMinor),
      price: big(watch.minor),
      lowest: big(watch.lowestMinor),
      isBelow: watch.isBelow,
    },
    seen,
  )
  await tx
    .updateTable('travelWatch')
    .set({
      minor: price,
      lowestMinor: lowest,
      isBelow,
      note,
      ...(seen.kind !== 'unknown' && { lookedAt: now }),
      nextAt: new Date(now.getTime() + (seen.kind === 'unknown' ? RETRY_MS : EVERY_MS)),
      updatedAt: now,
      version: sql<number>`version + 1`,
    })
    .where('id', '=', id)
    .execute()
  if (isNew) await keepPoint(ctx, tx, { id, minor: price })
  if (crossed) tellCrossed(tx, { id, tripId: watch.tripId }, crossed)
  return { crossed }
}

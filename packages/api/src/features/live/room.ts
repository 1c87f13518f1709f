import { sql, uuidv7 } from '@hub/db'
import type { OrgPermission } from '../../platform/access/permissions.ts'
import type { OrgContext } from '../../platform/calls/context.ts'
import { avatarUrl } from '../../platform/files/avatars.ts'
import { AppError } from '../../shared/errors.ts'
import type { RoomPeople, WatchRoom } from './schema.ts'

const BEAT_MS = 20_000
/** Whoever has not said for so long that they are there is not: their server may have died. */
const GONE_AFTER = sql<string>`now() + interval '50 seconds'`

/**
 * Throws NOT_FOUND where the reader does not see the record, or nobody but its own person does: that somebody looks at a
 * record says that there is one.
 */
async function requireSeen(ctx: OrgContext, { entity, entityId }: WatchRoom): Promise<void> {
  const kind = ctx.hub.entities.get(entity)
  const isOpen = kind && !kind.own && ctx.permissions.has(kind.permission as OrgPermission)
  const rows = isOpen ? await kind.names(ctx.db, [entityId], ctx.catalog) : []
  if (rows.length === 0) throw new AppError('NOT_FOUND', { message: 'There is no such record here.' })
}

/** Programs, machines and administrators in somebody's place see who is there, and nobody sees them as that person. */
const isInPerson = ({ actor }: OrgContext): boolean =>
  actor.impersonatorId === null && actor.apiKeyId === null && actor.grantId === null && actor.machine === null

const stay = ({ db, actor }: OrgContext, seat: string, { entity, entityId }: WatchRoom) =>
  db
    .insertInto('livePresence')
    .values({ seat, entity, entityId, personId: actor.userId, expiresAt: GONE_AFTER })
    .onConflict((conflict) => conflict.columns(['orgId', 'seat']).doUpdateSet({ expiresAt: GONE_AFTER }))
    .execute()

const peopleIn = (
  { db, actor }: OrgContext,
  { entity, entityId }: WatchRoom,
): Promise<RoomPeople['people']> =>
  db
    .selectFrom('livePresence')
    .innerJoin('authUser', 'authUser.id', 'livePresence.personId')
    .select(['authUser.id', 'authUser.name', avatarUrl().as('avatarUrl')])
    .distinct()
    .where('entity', '=', entity)
    .where('entityId', '=', entityId)
    .where('personId', '<>', actor.userId)
    .where('expiresAt', '>', sql<string>`now()`)
    .orderBy('authUser.name')
    .orderBy('authUser.id')
    .execute()

/** Yields who else has the record open, whenever that changes. Following it is being there: no page has to say that it leaves. */
export async function* watchRoom(
  ctx: OrgContext,
  place: WatchRoom,
  signal: AbortSignal | undefined,
): AsyncGenerator<RoomPeople, void> {
  await requireSeen(ctx, place)
  const { bus } = ctx.hub
  const topic = `room:${ctx.org.orgId}:${place.entity}:${place.entityId}`
  const seat = isInPerson(ctx) ? uuidv7() : null
  let before: string | undefined
  try {
    if (seat !== null) {
      await stay(ctx, seat, place)
      bus.wake(topic)
    }
    while (!signal?.aborted) {
      // Listening starts before the look, so that nobody comes or goes unseen in between.
      const woken = bus.next(topic, BEAT_MS, signal)
      const people = await peopleIn(ctx, place)
      const now = JSON.stringify(people)
      if (now !== before) yield { people }
      before = now
      await woken
      if (seat !== null && !signal?.aborted) await stay(ctx, seat, place)
    }
  } finally {
    if (seat !== null) {
      await ctx.db.deleteFrom('livePresence').where('seat', '=', seat).execute()
      bus.wake(topic)
    }
  }
}

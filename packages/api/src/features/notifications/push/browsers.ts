import { sql } from '@hub/db'
import type { OrgDb, OrgTx, SystemDb } from '@hub/db'
import { z } from 'zod'
import type { OrgContext } from '../../../platform/calls/context.ts'
import { takeTurn } from '../../../platform/data/locks.ts'
import { isAskable } from '../../../platform/outside/guarded-fetch.ts'
import { sealedColumns } from '../../../platform/secrets/sealed.ts'
import { seal, sha256, unseal } from '../../../platform/secrets/secrets.ts'
import type { KeyRing } from '../../../platform/secrets/secrets.ts'
import { deviceWords } from '../../../shared/device.ts'
import { AppError } from '../../../shared/errors.ts'
import { done } from '../../../shared/mutation.ts'
import type { Done } from '../../../shared/mutation.ts'
import type { PushedBrowser, PushedBrowsers, SubscribePush, UnsubscribePush } from '../schema.ts'
import { areKeys } from './encrypt.ts'
import { publicKeyOf } from './vapid.ts'

const AT_MOST = 10

const Reached = z.object({ endpoint: z.string(), p256dh: z.string(), auth: z.string() })
/** Where a browser is reached, and the keys by which it reads. */
export type Reached = z.infer<typeof Reached>

interface Place {
  orgId: string
  userId: string
}

/** Bound to its place: what is moved to another row opens nothing. */
const placeText = ({ orgId, userId }: Place) => `push:${orgId}:${userId}`

export const sealedBrowsers = sealedColumns({
  title: 'browsers to push to',
  of: 'organizations',
  table: 'notification_push',
  key: { user_id: 'uuid', key: 'bytea' },
  columns: ['sealed'],
  context: (orgId, [userId = '']) => placeText({ orgId, userId }),
})

/** null where another HUB_SECRET sealed it, and browsers know another key of the hub. */
export function openReached(key: KeyRing, place: Place, sealed: Buffer): Reached | null {
  try {
    return Reached.parse(JSON.parse(unseal(key, sealed, placeText(place))))
  } catch {
    return null
  }
}

const selectOwn = (db: OrgDb, userId: string) =>
  db
    .selectFrom('notificationPush')
    .select(['key', 'name', 'createdAt', 'pushedAt'])
    .where('userId', '=', userId)
    .orderBy('createdAt', 'desc')

type Row = Awaited<ReturnType<ReturnType<typeof selectOwn>['executeTakeFirstOrThrow']>>

const toBrowser = ({ key, ...row }: Row): PushedBrowser => ({ ...row, key: key.toString('base64url') })

/** The caller's browsers in this organization, and with what one more subscribes. */
export async function listBrowsers({ db, hub, actor }: OrgContext): Promise<PushedBrowsers> {
  const rows = await selectOwn(db, actor.userId).execute()
  return { items: rows.map(toBrowser), publicKey: publicKeyOf(hub.keys.push.current) }
}

function check({ hub }: OrgContext, { endpoint, p256dh, auth }: SubscribePush): void {
  if (!isAskable(endpoint, hub.outside) || !areKeys({ p256dh, auth }))
    throw new AppError('BAD_REQUEST', { message: 'This is no subscription as browsers make them.' })
}

async function requireRoom(
  tx: OrgTx,
  { orgId, userId }: { orgId: string; userId: string },
  key: Buffer,
): Promise<void> {
  await takeTurn(tx, `notifications.push|${orgId}|${userId}`)
  const { count } = await tx
    .selectFrom('notificationPush')
    .select(sql<number>`count(*)::int`.as('count'))
    .where('userId', '=', userId)
    .where('key', '<>', key)
    .executeTakeFirstOrThrow()
  if (count >= AT_MOST)
    throw new AppError('CONFLICT', {
      message: `Push is on in ${AT_MOST} browsers. Turn it off in one of them.`,
    })
}

/** Lets the hub push to the browser that calls. Whoever had it before in the same browser is pushed to no longer. */
export async function subscribe(ctx: OrgContext, input: SubscribePush): Promise<PushedBrowser> {
  check(ctx, input)
  const { endpoint, p256dh, auth } = input
  const { hub, call } = ctx
  const place = { orgId: ctx.org.orgId, userId: ctx.actor.userId }
  const key = sha256(endpoint)
  await hub.db.system
    .deleteFrom('notificationPush')
    .where('key', '=', key)
    .where('userId', '<>', place.userId)
    .execute()
  return ctx.write(async (tx) => {
    await requireRoom(tx, place, key)
    const sealed = seal(hub.keys.seal, JSON.stringify({ endpoint, p256dh, auth }), placeText(place))
    const { device: name } = deviceWords(call.userAgent)
    await tx
      .insertInto('notificationPush')
      .values({ ...place, key, sealed, name, createdAt: ctx.now() })
      .onConflict((conflict) => conflict.columns(['orgId', 'userId', 'key']).doUpdateSet({ sealed, name }))
      .execute()
    tx.audit('notification.push.subscribed', { user: place.userId }, { browser: name })
    return toBrowser(await selectOwn(tx, place.userId).where('key', '=', key).executeTakeFirstOrThrow())
  })
}

/** None of a person's browsers is pushed to any more, in no organization. */
export const forgetBrowsers = async (tx: SystemDb, userId: string): Promise<void> =>
  void (await tx.deleteFrom('notificationPush').where('userId', '=', userId).execute())

/** The browser is pushed to no longer. Repeating it changes nothing. */
export async function unsubscribe(ctx: OrgContext, { key }: UnsubscribePush): Promise<Done> {
  return ctx.write(async (tx) => {
    const gone = await tx
      .deleteFrom('notificationPush')
      .where('userId', '=', ctx.actor.userId)
      .where('key', '=', Buffer.from(key, 'base64url'))
      .returning('name')
      .executeTakeFirst()
    if (gone) tx.audit('notification.push.unsubscribed', { user: ctx.actor.userId }, { browser: gone.name })
    return done
  })
}

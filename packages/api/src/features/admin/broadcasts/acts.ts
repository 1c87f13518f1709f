import { NIL_ORG, sql, uuidv7 } from '@hub/db'
import type { AuthedContext } from '../../../platform/calls/context.ts'
import { readPage } from '../../../platform/data/keyset.ts'
import { takeTurn } from '../../../platform/data/locks.ts'
import { AppError } from '../../../shared/errors.ts'
import type { Page } from '../../../shared/list.ts'
import { done } from '../../../shared/mutation.ts'
import type { Done } from '../../../shared/mutation.ts'
import type { Broadcast, EndBroadcast, ListBroadcasts, SendBroadcast } from './schema.ts'

const LONGEST_MS = 30 * 24 * 3_600_000
/** More at once nobody reads. */
const AT_ONCE = 3

const active = (now: Date) => sql<boolean>`(ends_at > ${now.toISOString()}::timestamptz)`

/** What was said to everybody or to one organization, newest first. */
export function listBroadcasts(
  ctx: AuthedContext,
  { isActive, ...input }: ListBroadcasts,
): Promise<Page<Broadcast>> {
  const isNow = active(ctx.now())
  const query = ctx.system.db
    .selectFrom('broadcast')
    .select(['id', 'words', 'onlyOrgId as orgId', 'createdAt', 'endsAt'])
    .select([
      sql<string | null>`(select name from organization o where o.id = only_org_id)`.as('orgName'),
      sql<string | null>`(select name from auth_user u where u.id = broadcast.created_by_id)`.as(
        'createdByName',
      ),
      isNow.as('isActive'),
    ])
    .$if(isActive !== undefined, (q) => q.where(sql<boolean>`${isNow} = ${isActive ?? true}`))
  return readPage(query, {
    scope: { key: ctx.hub.keys.cursor, list: 'admin.broadcasts.list', orgId: NIL_ORG },
    columns: [
      { expression: sql`created_at`, type: 'timestamptz', direction: 'desc' },
      { expression: sql`id`, type: 'uuid', direction: 'desc' },
    ],
    input,
  })
}

function checkEnd(now: Date, endsAt: string): void {
  const left = Date.parse(endsAt) - now.getTime()
  if (left > 0 && left <= LONGEST_MS) return
  const message = 'Choose a time to come, within 30 days.'
  throw new AppError('BAD_REQUEST', { message, issues: [{ path: 'endsAt', message }] })
}

/** Shows a short text on every page of everybody, or of one organization, until its time is over. */
export async function sendBroadcast(
  ctx: AuthedContext,
  { words, orgId, endsAt }: SendBroadcast,
): Promise<Broadcast> {
  const now = ctx.now()
  checkEnd(now, endsAt)
  const id = uuidv7()
  return ctx.system.write(async (tx) => {
    const place = await tx
      .selectFrom('organization')
      .select('name')
      .where('id', '=', orgId ?? NIL_ORG)
      .executeTakeFirst()
    if (orgId !== null && !place) throw new AppError('NOT_FOUND')
    // Two administrators at once would each see room for one more.
    await takeTurn(tx, 'admin.broadcasts')
    const shown = await tx.selectFrom('broadcast').select('id').where(active(now)).execute()
    if (shown.length >= AT_ONCE)
      throw new AppError('CONFLICT', {
        message: `${AT_ONCE} messages are shown already. End one of them first.`,
      })
    const row = { id, words, onlyOrgId: orgId, createdById: ctx.actor.userId, createdAt: now, endsAt }
    const made = await tx
      .insertInto('broadcast')
      .values(row)
      .returning(['createdAt', 'endsAt'])
      .executeTakeFirstOrThrow()
    tx.audit(
      'admin.broadcast.sent',
      { broadcast: id, ...(orgId !== null && { organization: orgId }) },
      { words, endsAt },
    )
    return {
      ...made,
      id,
      words,
      orgId,
      orgName: place?.name ?? null,
      createdByName: ctx.actor.name,
      isActive: true,
    }
  })
}

/** Takes it off the pages now. */
export async function endBroadcast(ctx: AuthedContext, { id }: EndBroadcast): Promise<Done> {
  return ctx.system.write(async (tx) => {
    const now = ctx.now()
    const row = await tx
      .updateTable('broadcast')
      .set({ endsAt: now })
      .where('id', '=', id)
      .where(active(now))
      .returning('words')
      .executeTakeFirst()
    if (!row) throw new AppError('NOT_FOUND')
    tx.audit('admin.broadcast.ended', { broadcast: id }, { words: row.words })
    return done
  })
}

import { sql } from '@hub/db'
import type { OrgDb, OrgTables } from '@hub/db'
import type { Updateable } from 'kysely'
import type { OrgContext } from '../../platform/calls/context.ts'
import type { OrgPermission } from '../../platform/access/permissions.ts'
import { memberListener } from '../../platform/audit/listener.ts'
import { subjectsOf } from '../../platform/audit/subjects.ts'
import { worstCaseMicro } from '../../platform/credits/price-book.ts'
import { AppError } from '../../shared/errors.ts'
import { withHiddenShown } from '../../shared/hidden-characters.ts'
import { namesOf, previewOf } from './preview.ts'
import type { Approval, ApprovalStatus } from './schema.ts'

/** Where its person can still read it. */
const openConversationId = sql<
  string | null
>`(select c.id from assistant_conversation c where c.id = conversation_id and c.removed_at is null)`

/** A request as it is stored, with the names people know. */
export function selectApprovals(db: OrgDb) {
  return db
    .selectFrom('approval')
    .select([
      'id',
      'orgId',
      'askerId',
      'askerApiKeyId',
      'door',
      'driver',
      'readBefore',
      'procedure',
      'args',
      'signature',
      'status',
    ])
    .select(['decidedById', 'decidedAt', 'result', 'error', 'expiresAt', 'createdAt', 'version'])
    .select(['conversationId', openConversationId.as('openConversationId')])
    .select([
      sql<string>`coalesce((select case when exists (select from auth_user o where o.id <> u.id and lower(o.name) = lower(u.name))
        then u.name || ' (' || u.email || ')' else u.name end from auth_user u where u.id = asker_id), 'Former member')`.as(
        'askerName',
      ),
      sql<string | null>`coalesce((select name from auth_api_key k where k.id = asker_api_key_id),
        (select client_name from oauth_grant g where g.id = asker_api_key_id))`.as('askerApiKeyName'),
      sql<string | null>`(select name from auth_user u where u.id = decided_by_id)`.as('decidedByName'),
    ])
}

export type ApprovalRow = Awaited<ReturnType<typeof findApproval>>

export async function findApproval(db: OrgDb, id: string) {
  const row = await selectApprovals(db).where('id', '=', id).executeTakeFirst()
  if (!row) throw new AppError('NOT_FOUND')
  return row
}

/** Changes a request only as it was read; false when somebody else decided in between. */
export async function changeApproval(
  tx: OrgDb,
  { id, status, version }: ApprovalRow,
  change: Updateable<OrgTables['approval']>,
): Promise<boolean> {
  const changed = await tx
    .updateTable('approval')
    .set({ ...change, version: sql<number>`version + 1` })
    .where('id', '=', id)
    .where('status', '=', status)
    .where('version', '=', version)
    .returning('id')
    .executeTakeFirst()
  return changed !== undefined
}

/** No job turns expired requests over: a pending one past its end has expired. */
export function statusOf(
  { status, expiresAt }: Pick<ApprovalRow, 'status' | 'expiresAt'>,
  now: Date,
): ApprovalStatus {
  return status === 'pending' && Date.parse(expiresAt) <= now.getTime() ? 'expired' : status
}

type Entry = ReturnType<OrgContext['catalog']['get']>

const mayDo = (ctx: OrgContext, entry: Entry): boolean =>
  entry !== undefined && ctx.permissions.has(entry.meta.permission as OrgPermission)

/** What everybody who sees requests at all may know of one. */
function commonOf(ctx: OrgContext, row: ApprovalRow, entry: Entry): Omit<Approval, 'preview' | 'subject'> {
  const {
    orgId: _org,
    askerId,
    askerApiKeyId: _key,
    decidedById: _decider,
    signature: _signature,
    openConversationId,
    ...shown
  } = row
  const isMine = askerId === ctx.actor.userId
  const { door, driver, readBefore, askerName, askerApiKeyName, error, args } = row
  return {
    ...shown,
    isMine,
    canApprove: ctx.permissions.has('approval.decide') && mayDo(ctx, entry),
    askerName: withHiddenShown(askerName),
    askerApiKeyName: askerApiKeyName && withHiddenShown(askerApiKeyName),
    // A conversation is its person's alone.
    conversationId: isMine ? openConversationId : null,
    readBefore: readBefore.map((path) => ctx.catalog.get(path)?.meta.title ?? path),
    status: statusOf(row, ctx.now()),
    title: entry?.meta.title ?? row.procedure,
    effect: entry?.meta.effect ?? 'write',
    error: error as Approval['error'],
    priceMicro: entry ? worstCaseMicro(entry.meta, { door, driver: driver ?? undefined }, args) : 0,
  }
}

/** Requests as every answer shows them; names behind ids are looked up once for all of them. */
export async function toApprovals(
  ctx: OrgContext,
  db: OrgDb,
  rows: readonly ApprovalRow[],
): Promise<Approval[]> {
  const entries = rows.map((row) => ctx.catalog.get(row.procedure))
  const names = await namesOf(
    { db, hub: ctx.hub, permissions: ctx.permissions },
    rows.map((row, at) => ({ args: row.args, inputJson: entries[at]?.inputJson ?? {} })),
  )
  const subjects = await subjectsOf(memberListener({ ...ctx, db }), rows)
  return rows.map((row, at) => {
    const entry = entries[at]
    const about = subjects[at] ?? null
    const common = commonOf(ctx, row, entry)
    // What it is about is told as the activity list tells it.
    const subject = about && { ...about, text: withHiddenShown(about.text) }
    // Arguments and results belong to the procedure: they show to whoever may use it now.
    if (!entry || !mayDo(ctx, entry))
      return { ...common, args: {}, preview: [], subject, result: null, error: null }
    const { timeZone } = ctx.org
    const preview = previewOf({ args: row.args, inputJson: entry.inputJson, names, timeZone })
    return { ...common, preview, subject }
  })
}

export async function toApproval(ctx: OrgContext, db: OrgDb, row: ApprovalRow): Promise<Approval> {
  const [approval] = await toApprovals(ctx, db, [row])
  if (!approval) throw new AppError('INTERNAL')
  return approval
}

import { sql } from '@hub/db'
import type { OrgDb, SystemDb } from '@hub/db'
import { FIRST_ID, ROWS_A_PAGE, whose } from '../../../platform/files/personal-data.ts'
import type { PersonIn, ReadRows } from '../../../platform/files/personal-data.ts'

type Row = Record<string, unknown>
/** Numbers of rows begin at one. */
const numberAfter = (after: string) => (after === FIRST_ID ? 0 : Number(after))

const PEOPLE = ['user', 'userId', 'assigneeId', 'from', 'to', 'by']

/** What an act was about, without the numbers of other people. */
function aloneIn(fields: Row, userId: string): Row {
  const isOther = ([name, value]: [string, unknown]) =>
    PEOPLE.includes(name) && typeof value === 'string' && /^[0-9a-f-]{36}$/.test(value) && value !== userId
  return Object.fromEntries(
    Object.entries(fields).map((field) => (isOther(field) ? [field[0], 'somebody else'] : field)),
  )
}

export const conversations: ReadRows<PersonIn> = ({ db, userId }, after) =>
  db
    .selectFrom('assistantConversation')
    .select(['id', 'title', 'memory', 'createdAt', 'updatedAt', 'removedAt'])
    .where('personId', '=', userId)
    .where('id', '>', after)
    .orderBy('id')
    .limit(ROWS_A_PAGE)
    .execute()

export const messages: ReadRows<PersonIn> = ({ db, userId }, after) =>
  db
    .selectFrom('assistantMessage')
    .innerJoin('assistantConversation as conversation', 'conversation.id', 'assistantMessage.conversationId')
    .select(['assistantMessage.id', 'conversationId', 'role', 'text', 'steps', 'status', 'micro'])
    .select('assistantMessage.createdAt')
    .where('conversation.personId', '=', userId)
    .where('assistantMessage.id', '>', after)
    .orderBy('assistantMessage.id')
    .limit(ROWS_A_PAGE)
    .execute()

export const approvals: ReadRows<PersonIn> = async ({ db, userId }, after) => {
  const rows = await db
    .selectFrom('approval')
    .select(['id', 'procedure', 'door', 'driver', 'conversationId', 'status'])
    .select(['createdAt', 'decidedAt', 'expiresAt'])
    .select([whose('askerId', userId).as('askedBy'), whose('decidedById', userId).as('decidedBy')])
    .select(sql<Row | null>`case when asker_id = ${userId} then args end`.as('asked'))
    .where((eb) => eb.or([eb('askerId', '=', userId), eb('decidedById', '=', userId)]))
    .where('id', '>', after)
    .orderBy('id')
    .limit(ROWS_A_PAGE)
    .execute()
  return rows.map((row) => ({ ...row, asked: row.asked && aloneIn(row.asked, userId) }))
}

export const jobs: ReadRows<PersonIn> = ({ db, userId }, after) =>
  db
    .selectFrom('job')
    .select(['id', 'kind', 'title', 'payload', 'status', 'result', 'createdAt', 'finishedAt'])
    .where('askedById', '=', userId)
    .where('id', '>', after)
    .orderBy('id')
    .limit(ROWS_A_PAGE)
    .execute()

export const notifications: ReadRows<PersonIn> = ({ db, userId }, after) =>
  db
    .selectFrom('notification')
    .select(['id', 'kind', 'entity', 'entityId', 'createdAt', 'readAt', 'doneAt'])
    .where('userId', '=', userId)
    .where('id', '>', after)
    .orderBy('id')
    .limit(ROWS_A_PAGE)
    .execute()

export const notificationChoices: ReadRows<PersonIn> = ({ db, userId }, after) =>
  db
    .selectFrom('notificationPreference')
    .select(['kind as id', 'inApp', 'mail', 'push'])
    .where('userId', '=', userId)
    // Names of kinds come after every id.
    .where('kind', '>', after)
    .orderBy('kind')
    .limit(ROWS_A_PAGE)
    .execute()

export const notificationHours: ReadRows<PersonIn> = ({ db, userId }, after) =>
  db
    .selectFrom('notificationHours')
    .select(['userId as id', 'quietFrom', 'quietTo', 'timeZone', 'digestAt', 'briefing'])
    .where('userId', '=', userId)
    .where('userId', '>', after)
    .execute()

/** Ten at most, so there is no second page; by what else they are told apart, a service reaches them. */
export const pushedBrowsers: ReadRows<PersonIn> = async ({ db, userId }, after) =>
  after === FIRST_ID
    ? db
        .selectFrom('notificationPush')
        .select(['userId as id', 'name', 'createdAt', 'pushedAt'])
        .where('userId', '=', userId)
        .orderBy('createdAt')
        .execute()
    : []

export const creditEntries: ReadRows<PersonIn> = ({ db, userId }, after) =>
  db
    .selectFrom('creditEntry')
    .select(['seq as id', 'at', 'kind', 'dAvailable', 'dHeld', 'reason', 'procedure', 'door', 'driver'])
    .select(['model', 'inputTokens', 'cachedTokens', 'outputTokens'])
    .where('actorId', '=', userId)
    .where('seq', '>', numberAfter(after))
    .orderBy('seq')
    .limit(ROWS_A_PAGE)
    .execute()

/** Never the hash: who holds this file must not hold the key. */
export const apiKeys: ReadRows<PersonIn> = ({ db, userId }, after) =>
  db
    .selectFrom('authApiKey')
    .select([
      'id',
      'name',
      'kind',
      'prefix',
      'scopes',
      'unaskedTools',
      'createdAt',
      'expiresAt',
      'lastUsedAt',
    ])
    .select('revokedAt')
    .where('userId', '=', userId)
    .where('id', '>', after)
    .orderBy('id')
    .limit(ROWS_A_PAGE)
    .execute()

export const apiCalls: ReadRows<PersonIn> = ({ db, userId }, after) =>
  db
    .selectFrom('apiCall')
    .select(['id', 'at', 'apiKeyId', 'door', 'procedure', 'ms', 'code', 'micro'])
    .where('userId', '=', userId)
    .where('id', '>', after)
    .orderBy('id')
    .limit(ROWS_A_PAGE)
    .execute()

export const grants: ReadRows<PersonIn> = ({ db, userId }, after) =>
  db
    .selectFrom('oauthGrant')
    .select(['id', 'clientName', 'redirectHost', 'scopes', 'createdAt', 'expiresAt', 'lastUsedAt'])
    .select('revokedAt')
    .where('userId', '=', userId)
    .where('id', '>', after)
    .orderBy('id')
    .limit(ROWS_A_PAGE)
    .execute()

/** What they attached, not the bytes: those belong to the records of the organization. */
export const files: ReadRows<PersonIn> = ({ db, userId }, after) =>
  db
    .selectFrom('attachedFile')
    .select(['id', 'name', 'kind', 'bytes', 'entity', 'entityId', 'createdAt', 'removedAt'])
    .where('uploadedById', '=', userId)
    .where('id', '>', after)
    .orderBy('id')
    .limit(ROWS_A_PAGE)
    .execute()

export const savedViews: ReadRows<PersonIn> = ({ db, userId }, after) =>
  db
    .selectFrom('savedView')
    .select(['id', 'list', 'ofId', 'name', 'shown', 'createdAt', 'updatedAt'])
    .select(sql<boolean>`person_id is null`.as('isShared'))
    .where('createdById', '=', userId)
    .where('id', '>', after)
    .orderBy('id')
    .limit(ROWS_A_PAGE)
    .execute()

interface Entry extends Row {
  id: number
  target: Row
  data: Row
}

/**
 * What the person did, what was done in their place, and what somebody who was not signed in did to their account. Where an
 * administrator was, and with what, is theirs. The same for an organization's log and for the platform's.
 */
export async function auditEntries(
  { db, userId }: { db: OrgDb | SystemDb; userId: string },
  after: string,
): ReturnType<ReadRows<PersonIn>> {
  const { rows } = await sql<Entry>`
    select e.seq as id, e.at, e.door, e.action, e.target, e.data, s.ip, s.device,
      case when e.acting_for = ${userId} then 'an administrator in your place'
        when e.actor_id = ${userId} then 'you' else 'somebody who was not signed in' end as by
    from audit_entry e
    left join audit_subject s on s.org_id = e.org_id and s.seq = e.seq and e.acting_for is null
    where e.seq > ${numberAfter(after)}
      and (e.actor_id = ${userId} or e.acting_for = ${userId} or (e.actor_id is null and e.target ->> 'user' = ${userId}))
    order by e.seq limit ${ROWS_A_PAGE}`.execute(db)
  return rows.map((entry) => ({
    ...entry,
    target: aloneIn(entry.target, userId),
    data: aloneIn(entry.data, userId),
  }))
}

import { NIL_ORG, sql } from '@hub/db'
import type { SystemTx } from '@hub/db'
import type { Hub } from '../../../platform/hub.ts'
import { aboutAddress, tryToOpenOwn } from '../../../platform/jobs/own.ts'
import { mailSending } from '../../../platform/mail/request-mail.ts'
import type { Person } from '../people.ts'

type Keys = Hub['keys']

interface Column {
  place: string
  column: string
}

/** What belongs to a person and to nobody else says so in its foreign key: it would go with their row. */
async function erasePersonal(tx: SystemTx, userId: string): Promise<void> {
  const { rows } = await sql<Column>`
    select k.conrelid::regclass::text as place, a.attname as "column"
    from pg_constraint k join pg_attribute a on a.attrelid = k.conrelid and a.attnum = k.conkey[1]
    where k.contype = 'f' and k.confrelid = 'app.auth_user'::regclass and k.confdeltype = 'c' and cardinality(k.conkey) = 1
    order by 1, 2`.execute(tx)
  for (const { place, column } of rows)
    await sql`delete from ${sql.table(place)} where ${sql.ref(column)} = ${userId}`.execute(tx)
}

/** Counters, locks, links and invitations that know nothing but the address. */
async function eraseByAddress(tx: SystemTx, { id, email }: Person): Promise<void> {
  await tx.deleteFrom('authOneTimeToken').where('email', '=', email).execute()
  await tx.deleteFrom('authEmailChange').where('email', '=', email).execute()
  await tx
    .deleteFrom('authLockout')
    .where((eb) =>
      eb.or([eb('email', 'in', [email, `second-factor:${id}`]), eb('email', 'like', `step-up:${id}:%`)]),
    )
    .execute()
  await tx.deleteFrom('authLimit').where('subject', 'in', [email, id]).execute()
  await tx.deleteFrom('organizationInvitation').where('email', '=', email).execute()
  await tx
    .deleteFrom('authChallenge')
    .where(sql<boolean>`strpos(data::text, ${email}) > 0`)
    .execute()
}

/**
 * An address of before stands where the person was invited by it. It is told by what they did under it; of one that is
 * somebody else's by now nothing is known to be theirs.
 */
const eraseFormerAddresses = (tx: SystemTx, userId: string) =>
  sql`delete from organization_invitation i
    where i.accepted_at is not null
      and i.email in (select s.email from audit_subject s where s.actor_id = ${userId})
      and not exists (select from auth_user u where u.email = i.email)`.execute(tx)

interface Undelivered {
  id: string
  sealed: Buffer
}

/** Mails to the person, and those that were given up and speak of them. */
async function eraseMailJobs(tx: SystemTx, { email, name }: Person, keys: Keys): Promise<void> {
  await tx.deleteFrom('job').where('about', '=', aboutAddress(email)).execute()
  const { rows } = await sql<Undelivered>`
    select id, sealed from job where kind = ${mailSending.name} and status = 'dead' and sealed is not null`.execute(
    tx,
  )
  const gone = rows.filter(({ id, sealed }) => {
    const words = tryToOpenOwn({ keys }, { id, sealed })
    // What nobody can read any more tells nobody anything.
    return words !== null && [email, name].some((one) => words.includes(JSON.stringify(one).slice(1, -1)))
  })
  if (gone.length > 0)
    await tx
      .deleteFrom('job')
      .where(
        'id',
        'in',
        gone.map(({ id }) => id),
      )
      .execute()
}

/** The same of mails that an older version of the hub asked for. */
async function eraseMailEvents(tx: SystemTx, { email, name }: Person): Promise<void> {
  const mentions = (text: string) => sql<boolean>`strpos(payload::text, ${text}) > 0`
  await tx
    .deleteFrom('outboxEvent')
    .where('topic', '=', 'mail.requested')
    .where((eb) =>
      eb.or([
        sql<boolean>`payload ->> 'to' = ${email}`,
        eb.and([
          eb.exists(
            eb
              .selectFrom('outboxDelivery')
              .select('listener')
              .whereRef('outboxDelivery.eventId', '=', 'outboxEvent.id')
              .whereRef('outboxDelivery.orgId', '=', 'outboxEvent.orgId')
              .where((or) => or.or([or('deadAt', 'is not', null), or('deliveredAt', 'is not', null)])),
          ),
          eb.or([mentions(email), mentions(name)]),
        ]),
      ]),
    )
    .execute()
}

/** Addresses and devices beside the audit logs; the logs themselves hold ids alone, and stay whole. */
async function eraseAuditSubjects(tx: SystemTx, { id, email }: Person): Promise<void> {
  await tx
    .deleteFrom('auditSubject')
    .where((eb) => eb.or([eb('actorId', '=', id), eb('email', '=', email)]))
    .execute()
  // What was done about the account by somebody who was not signed in, and what else the same requests did.
  await sql`
    delete from audit_subject s using audit_entry e
    where s.org_id = ${NIL_ORG} and e.org_id = ${NIL_ORG} and e.seq = s.seq and e.actor_id is null
      and (e.target ->> 'user' = ${id} or e.request_id in (
        select about.request_id from audit_entry about
        where about.org_id = ${NIL_ORG} and about.actor_id is null and about.target ->> 'user' = ${id}))`.execute(
    tx,
  )
}

/** What the authorization server keeps of sign-ins and consents under way. */
const eraseArtifacts = (tx: SystemTx, userId: string) =>
  tx
    .deleteFrom('oauthArtifact')
    .where(sql<boolean>`strpos(payload::text, ${userId}) > 0`)
    .execute()

/** The sweep of files takes the bytes away. */
const releaseFiles = (tx: SystemTx, userId: string, now: Date) =>
  tx.updateTable('file').set({ userId: null, removedAt: now }).where('userId', '=', userId).execute()

export const FORMER_NAME = 'Former member'

/** An address that no mail reaches and nobody can register, so that it stays unique. */
const deadAddress = (userId: string) => `former-${userId}@erased.invalid`

/** Leaves a row that tasks and logs may name and that says nothing of anybody. */
async function emptyRow(tx: SystemTx, userId: string, now: Date): Promise<void> {
  await tx
    .updateTable('authUser')
    .set({
      email: deadAddress(userId),
      name: FORMER_NAME,
      passwordHash: null,
      emailVerifiedAt: null,
      platformRole: 'user',
      timeZone: null,
      preferences: '{}',
      avatar: null,
      termsAcceptedAt: null,
      suspendedAt: now,
      suspendedReason: null,
      lastSeenAt: null,
      erasedAt: now,
      updatedAt: now,
      version: sql<number>`version + 1`,
    })
    .where('id', '=', userId)
    .execute()
}

/** Takes everything of a person out of every table in one transaction; what others made stays under "Former member". */
export async function erasePerson(
  tx: SystemTx,
  person: Person,
  { now, keys }: Pick<Hub, 'now' | 'keys'>,
): Promise<void> {
  const { id } = person
  const at = now()
  await erasePersonal(tx, id)
  await eraseByAddress(tx, person)
  await eraseMailJobs(tx, person, keys)
  await eraseMailEvents(tx, person)
  await eraseFormerAddresses(tx, id)
  await eraseAuditSubjects(tx, person)
  await eraseArtifacts(tx, id)
  await releaseFiles(tx, id, at)
  await emptyRow(tx, id, at)
}

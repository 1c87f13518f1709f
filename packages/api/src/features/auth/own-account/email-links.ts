import { sql } from '@hub/db'
import type { SystemDb } from '@hub/db'
import type { PublicContext } from '../../../platform/calls/context.ts'
import { requestMail } from '../../../platform/mail/request-mail.ts'
import { sha256 } from '../../../platform/secrets/secrets.ts'
import { systemWrite } from '../../../platform/data/write.ts'
import type { SystemWriteTx } from '../../../platform/data/recorder.ts'
import { AppError } from '../../../shared/errors.ts'
import { done } from '../../../shared/mutation.ts'
import type { Done } from '../../../shared/mutation.ts'
import { authLimits, takeAddressLimit } from '../auth-limits.ts'
import { usedLink } from '../one-time-tokens.ts'
import { actorOf, findByEmail, findById, lockedPerson } from '../people.ts'
import type { Person } from '../people.ts'
import { endEverySession, endSessionsBut } from '../sign-out.ts'
import { addressChangedMail, changeStoppedMail } from './mails.ts'
import type { ConfirmedEmail, UseEmailLink } from './schema.ts'

const sides = [
  { hash: 'newTokenHash', confirmedAt: 'newConfirmedAt' },
  { hash: 'oldTokenHash', confirmedAt: 'oldConfirmedAt' },
] as const

/** What a link of a change of address is for: one of the two that confirm it, or the one that stops it. */
type EmailLink = 'change-email' | 'keep-email'

/** The person a link of an open change belongs to; undefined for links that are used, replaced, out of time or of an account that is gone. */
export async function findPersonBehind(
  { system: { db }, now }: PublicContext,
  link: EmailLink,
  token: string,
): Promise<Person | undefined> {
  const row = await db
    .selectFrom('authEmailChange')
    .select('userId')
    .where((eb) =>
      link === 'keep-email'
        ? eb('refuseTokenHash', '=', sha256(token))
        : eb.or(
            sides.map(({ hash, confirmedAt }) =>
              eb.and([eb(hash, '=', sha256(token)), eb(confirmedAt, 'is', null)]),
            ),
          ),
    )
    .where('expiresAt', '>', now().toISOString())
    .executeTakeFirst()
  const person = row && (await findById(db, row.userId))
  return person?.suspendedAt === null && person.deletesAt === null ? person : undefined
}

async function personBehind(ctx: PublicContext, link: EmailLink, token: string): Promise<Person> {
  const person = await findPersonBehind(ctx, link, token)
  if (!person) throw usedLink()
  return person
}

/** Nobody who was shut out or has left meanwhile; taken before the change itself, as whoever ends the account does. */
async function requireOpen(tx: SystemDb, userId: string): Promise<void> {
  const person = await lockedPerson(tx, userId)
  if (person?.deletesAt !== null) throw usedLink()
}

/** Marks the side the link belongs to; of many uses at once exactly one gets the row, and two sides wait for each other. */
async function takeSide(tx: SystemDb, token: string, now: Date) {
  for (const { hash, confirmedAt } of sides) {
    const row = await tx
      .updateTable('authEmailChange')
      .set({ [confirmedAt]: now })
      .where(hash, '=', sha256(token))
      .where(confirmedAt, 'is', null)
      .where('expiresAt', '>', now.toISOString())
      .returning(['email', 'sessionId', 'newConfirmedAt', 'oldConfirmedAt'])
      .executeTakeFirst()
    if (row) return row
  }
  throw usedLink()
}

type Side = Awaited<ReturnType<typeof takeSide>>

const addressTaken = () =>
  new AppError('CONFLICT', { message: 'This address has an account by now. Choose another one.' })

/** Somebody else may have got the address between the look and the write. */
function asTaken(error: unknown): never {
  if (error instanceof Error && 'constraint' in error && error.constraint === 'auth_user_email_key')
    throw addressTaken()
  throw error
}

/** Links to the mailbox that is left must open nothing any more, least of all a new password. */
const dropLinks = (tx: SystemDb, userId: string) =>
  tx.deleteFrom('authOneTimeToken').where('userId', '=', userId).where('usedAt', 'is', null).execute()

async function storeAddress(
  tx: SystemWriteTx,
  ctx: PublicContext,
  { person, side: { email, sessionId } }: { person: Person; side: Side },
): Promise<void> {
  // Whoever reads this reads the mailbox of that address, so it tells them nothing new.
  if (await findByEmail(tx, email)) throw addressTaken()
  const now = ctx.now()
  await tx
    .updateTable('authUser')
    .set({ email, emailVerifiedAt: now, updatedAt: now, version: sql<number>`version + 1` })
    .where('id', '=', person.id)
    .execute()
  await tx.deleteFrom('authEmailChange').where('userId', '=', person.id).execute()
  await dropLinks(tx, person.id)
  await endSessionsBut(tx, ctx, { userId: person.id, kept: sessionId })
  const { publicUrl } = ctx.hub.settings
  requestMail(tx, addressChangedMail(publicUrl, person, email))
  requestMail(tx, addressChangedMail(publicUrl, { email, name: person.name }, email))
  tx.audit('auth.email.changed', { user: person.id })
}

/**
 * Uses one of the two links, in whichever order; the second one makes the change and signs out every device but the one
 * that asked. API keys hang on no address and stay.
 */
export async function confirmEmailChange(
  ctx: PublicContext,
  { token }: UseEmailLink,
): Promise<ConfirmedEmail> {
  await takeAddressLimit(ctx, authLimits.mailPerAddress)
  const person = await personBehind(ctx, 'change-email', token)
  const write = systemWrite(ctx, actorOf(person), null)
  return write<ConfirmedEmail>(async (tx) => {
    await requireOpen(tx, person.id)
    const side = await takeSide(tx, token, ctx.now())
    const { email } = side
    if (side.newConfirmedAt === null || side.oldConfirmedAt === null) {
      const which = side.newConfirmedAt === null ? 'old' : 'new'
      tx.audit('auth.email.change_confirmed', { user: person.id }, { address: which })
      return { status: 'waiting', email }
    }
    await storeAddress(tx, ctx, { person, side })
    return { status: 'changed', email }
  }).catch(asTaken)
}

/** "This was not me": the change is dropped, and as somebody else seems to be signed in, every session ends. */
export async function refuseEmailChange(ctx: PublicContext, { token }: UseEmailLink): Promise<Done> {
  await takeAddressLimit(ctx, authLimits.mailPerAddress)
  const person = await personBehind(ctx, 'keep-email', token)
  const write = systemWrite(ctx, actorOf(person), null)
  return write(async (tx) => {
    await requireOpen(tx, person.id)
    const dropped = await tx
      .deleteFrom('authEmailChange')
      .where('refuseTokenHash', '=', sha256(token))
      .returning('userId')
      .executeTakeFirst()
    if (!dropped) throw usedLink()
    await endEverySession(tx, ctx, person.id)
    requestMail(tx, changeStoppedMail(ctx.hub.settings.publicUrl, person))
    tx.audit('auth.email.change_refused', { user: person.id })
    return done
  })
}

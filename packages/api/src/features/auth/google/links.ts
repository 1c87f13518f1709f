import { uuidv7 } from '@hub/db'
import type { SystemDb } from '@hub/db'
import { z } from 'zod'
import type { AuthedContext, PublicContext } from '../../../platform/calls/context.ts'
import { requestMail } from '../../../platform/mail/request-mail.ts'
import type { SystemWriteTx } from '../../../platform/data/recorder.ts'
import { AppError } from '../../../shared/errors.ts'
import { done } from '../../../shared/mutation.ts'
import type { Done } from '../../../shared/mutation.ts'
import { factorChangedMail } from '../mails.ts'
import { lockPerson } from '../people.ts'
import type { Person } from '../people.ts'
import { requireWayIn, waysIn } from '../ways-in.ts'
import type { GoogleLinkState } from './schema.ts'

/** A Google account as it is kept: `subject` finds it, the address is for people to read. */
export const GoogleAccount = z.object({ subject: z.string(), email: z.string() })
export type GoogleAccount = z.infer<typeof GoogleAccount>

/** Whose Google account this is. */
export const findOwner = (db: SystemDb, subject: string) =>
  db
    .selectFrom('authIdentity')
    .select(['id', 'userId'])
    .where('provider', '=', 'google')
    .where('subject', '=', subject)
    .executeTakeFirst()

export const findLink = (db: SystemDb, userId: string) =>
  db
    .selectFrom('authIdentity')
    .select(['subject', 'email', 'createdAt', 'lastUsedAt'])
    .where('provider', '=', 'google')
    .where('userId', '=', userId)
    .executeTakeFirst()

interface NewLink {
  person: Pick<Person, 'id' | 'email' | 'name'>
  account: GoogleAccount
}

/** Links the account; of two at once one wins. Throws CONFLICT where either side is linked to another. */
export async function addLink(
  tx: SystemWriteTx,
  ctx: PublicContext,
  { person, account: { subject, email } }: NewLink,
): Promise<void> {
  const now = ctx.now()
  const added = await tx
    .insertInto('authIdentity')
    .values({
      id: uuidv7(),
      userId: person.id,
      provider: 'google',
      subject,
      email,
      lastUsedAt: now,
      createdAt: now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!added) {
    if ((await findOwner(tx, subject))?.userId === person.id) return
    throw new AppError('CONFLICT', { message: 'One of the two accounts is linked to another one already.' })
  }
  const what = `Sign-in with the Google account ${email} was added.`
  requestMail(tx, factorChangedMail(ctx.hub.settings.publicUrl, person, what))
  tx.audit('auth.google.linked', { user: person.id })
}

/** Links what a sign-in with a second factor was begun for; most were begun for nothing of the kind. */
export async function linkAsked(
  tx: SystemWriteTx,
  ctx: PublicContext,
  { person, data }: { person: Person; data: Record<string, unknown> },
): Promise<void> {
  const asked = GoogleAccount.safeParse(data['google'])
  if (asked.success) await addLink(tx, ctx, { person, account: asked.data })
}

/** Whether a Google account opens the caller's account, and what else does. */
export async function getGoogle(ctx: AuthedContext): Promise<GoogleLinkState> {
  const { db } = ctx.system
  const { userId } = ctx.actor
  const link = await findLink(db, userId)
  const { hasPassword, passkeys } = await waysIn(db, userId)
  return {
    isOffered: Boolean(ctx.hub.settings.google),
    linked: link ? { email: link.email, since: link.createdAt, lastUsedAt: link.lastUsedAt } : null,
    hasPassword,
    canUnlink: hasPassword || passkeys > 0,
  }
}

/** Takes the Google account away, unless nothing else would open the account. Google's tokens were never kept, so none is left to revoke. */
export async function unlinkGoogle(ctx: AuthedContext): Promise<Done> {
  const { userId, email, name } = ctx.actor
  return ctx.system.write(async (tx) => {
    await lockPerson(tx, userId)
    const removed = await tx
      .deleteFrom('authIdentity')
      .where('userId', '=', userId)
      .where('provider', '=', 'google')
      .returning('email')
      .executeTakeFirst()
    if (!removed) throw new AppError('NOT_FOUND', { message: 'There is no Google account to unlink.' })
    await requireWayIn(tx, userId)
    const what = `Sign-in with the Google account ${removed.email} was removed.`
    requestMail(tx, factorChangedMail(ctx.hub.settings.publicUrl, { email, name }, what))
    tx.audit('auth.google.unlinked', { user: userId })
    return done
  })
}

import { sql, uuidv7 } from '@hub/db'
import { appendOrgAudit } from '../../platform/audit/audit.ts'
import type { BaseContext } from '../../platform/calls/context.ts'
import { requestMail } from '../../platform/mail/request-mail.ts'
import type { SystemWriteTx } from '../../platform/data/recorder.ts'
import { grantSignUpCredits } from '../credits/service.ts'
import { addOrganization, takeInvitation } from '../organizations/service.ts'
import type { LiveInvitation } from '../organizations/service.ts'
import { welcomeMail } from './mails.ts'
import { actorOf, findById, rememberPassword } from './people.ts'

export interface NewAccount {
  email: string
  name: string
  /** null for an account that is opened in another way. */
  passwordHash: string | null
  timeZone: string | null
  /** The organization this account founds, or the invitation it accepts. */
  belongsTo: { founds: string } | { accepts: LiveInvitation }
}

/** A person with a first organization or membership; undefined when the address has an account. */
export async function addAccount(
  tx: SystemWriteTx,
  ctx: Pick<BaseContext, 'hub' | 'call' | 'now'>,
  account: NewAccount,
): Promise<string | undefined> {
  const { email, name, passwordHash, timeZone, belongsTo } = account
  const now = ctx.now()
  // The token of an invitation reached its holder by mail to this very address, which proves it.
  const emailVerifiedAt = 'accepts' in belongsTo ? now : null
  const row = {
    id: uuidv7(),
    email,
    name,
    passwordHash,
    timeZone,
    emailVerifiedAt,
    termsAcceptedAt: now,
    createdAt: now,
    updatedAt: now,
  }
  const added = await tx
    .insertInto('authUser')
    .values(row)
    .onConflict((conflict) => conflict.column('email').doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!added) return undefined
  if (passwordHash !== null) await rememberPassword(tx, added.id, { hash: passwordHash, now })
  const person = await findById(tx, added.id)
  if (!person) throw new Error('The new account is not there.')
  const author = { actor: actorOf(person), call: ctx.call }
  if ('accepts' in belongsTo) {
    await takeInvitation(tx, belongsTo.accepts, { hub: ctx.hub, ...author })
  } else {
    const { id: orgId } = await addOrganization(tx, {
      ownerId: added.id,
      name: belongsTo.founds,
      timeZone: timeZone ?? 'UTC',
      currency: 'EUR',
      now,
    })
    await appendOrgAudit(tx, { orgId, ...author }, [
      { action: 'organization.created', target: { organization: orgId }, data: {} },
    ])
  }
  return added.id
}

/** Does the work of a new account and keeps nothing of it: an address that has one takes the same time. */
export async function likeNewAccount(
  tx: SystemWriteTx,
  ctx: Pick<BaseContext, 'hub' | 'call' | 'now'>,
  account: NewAccount,
): Promise<void> {
  await sql`savepoint like_new`.execute(tx)
  await addAccount(tx, ctx, {
    ...account,
    email: `${uuidv7()}@nobody.invalid`,
    belongsTo: { founds: uuidv7() },
  })
  await sql`rollback to savepoint like_new`.execute(tx)
}

/** First proof that the address is theirs: the sign-up credits and a welcome. Proving it again changes nothing. */
export async function markVerified(
  tx: SystemWriteTx,
  ctx: Pick<BaseContext, 'hub' | 'now'>,
  userId: string,
): Promise<void> {
  const first = await tx
    .updateTable('authUser')
    .set({ emailVerifiedAt: ctx.now() })
    .where('id', '=', userId)
    .where('emailVerifiedAt', 'is', null)
    .returning(['email', 'name'])
    .executeTakeFirst()
  if (!first) return
  tx.audit('auth.email.verified', { user: userId })
  requestMail(tx, welcomeMail(ctx.hub.settings.publicUrl, first))
  const own = await tx
    .selectFrom('organizationMember')
    .select('orgId')
    .where('userId', '=', userId)
    .where('role', '=', 'owner')
    .orderBy('createdAt')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst()
  if (own) await grantSignUpCredits(tx, own.orgId)
}

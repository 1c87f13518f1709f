import { sql } from '@hub/db'
import type { SystemDb } from '@hub/db'
import type { AuthedContext } from '../../../platform/calls/context.ts'
import { requirePerson } from '../../../platform/access/identity.ts'
import { requestMail } from '../../../platform/mail/request-mail.ts'
import { AppError } from '../../../shared/errors.ts'
import { canonicalEmail } from '../../../shared/email.ts'
import { done } from '../../../shared/mutation.ts'
import type { Done } from '../../../shared/mutation.ts'
import { personOf } from '../factor-setup.ts'
import { lockPerson } from '../people.ts'
import { endPrograms } from '../programs.ts'
import { endEverySession } from '../sign-out.ts'
import { accountKeptMail, leavingMail } from './mails.ts'
import { GRACE_DAYS, planFor } from './plan.ts'
import type { PlannedOrganization } from './plan.ts'
import type { AccountDeletion, DeleteAccount } from './schema.ts'

const GRACE_MS = GRACE_DAYS * 24 * 3600 * 1000

function requireOwnAddress({ actor }: AuthedContext, typed: string): void {
  if (canonicalEmail(typed) === actor.email) return
  const message = `Type the address of your account: ${actor.email}.`
  throw new AppError('BAD_REQUEST', { message, issues: [{ path: 'email', message }] })
}

/** Who belongs to the person's organizations, and who owns them, stays as it is until the commit. */
const lockOrganizations = (tx: SystemDb, userId: string) =>
  tx
    .selectFrom('organization')
    .select('id')
    .where('id', 'in', tx.selectFrom('organizationMember').select('orgId').where('userId', '=', userId))
    .orderBy('id')
    .forNoKeyUpdate()
    .execute()

/** Nobody may join an organization that is about to end. Taken back first, so that whoever was quicker is counted. */
async function revokeInvitations(tx: SystemDb, plan: readonly PlannedOrganization[], now: Date) {
  const ending = plan.filter(({ fate }) => fate === 'delete').map(({ orgId }) => orgId)
  if (ending.length === 0) return
  await tx
    .updateTable('organizationInvitation')
    .set({ revokedAt: now })
    .where('orgId', 'in', ending)
    .where('acceptedAt', 'is', null)
    .where('revokedAt', 'is', null)
    .execute()
}

function requireHandedOver(plan: readonly PlannedOrganization[]): void {
  const names = plan.filter(({ fate }) => fate === 'hand-over').map(({ name }) => name)
  if (names.length === 0) return
  throw new AppError('CONFLICT', {
    message: `You are the only owner of ${names.join(' and ')}. Make another member the owner first, or remove the others.`,
  })
}

/** A hub keeps somebody who can look after it. The lock is the one of all who change who that is. */
async function requireAnotherAdmin(tx: SystemDb, { actor }: AuthedContext): Promise<void> {
  if (!actor.isPlatformAdmin) return
  await sql`select pg_advisory_xact_lock(hashtext('platform-administrators'))`.execute(tx)
  const other = await tx
    .selectFrom('authUser')
    .select('id')
    .where('platformRole', '=', 'admin')
    .where('deletesAt', 'is', null)
    .where('suspendedAt', 'is', null)
    .where('id', '<>', actor.userId)
    .limit(1)
    .executeTakeFirst()
  if (other) return
  throw new AppError('CONFLICT', {
    message: 'You are the only administrator of this hub. Make somebody else one first.',
  })
}

/**
 * Ends everything that acts in the person's name at once, and the account itself in fourteen days. Until then signing in
 * shows how to keep it; memberships and what the organizations hold stay as they are (AUTH-10).
 */
export async function deleteAccount(ctx: AuthedContext, { email }: DeleteAccount): Promise<AccountDeletion> {
  requirePerson(ctx.actor)
  requireOwnAddress(ctx, email)
  const { userId } = ctx.actor
  return ctx.system.write(async (tx) => {
    const now = ctx.now()
    await requireAnotherAdmin(tx, ctx)
    await lockPerson(tx, userId)
    await lockOrganizations(tx, userId)
    await revokeInvitations(tx, await planFor(tx, userId), now)
    const plan = await planFor(tx, userId)
    requireHandedOver(plan)
    const deletesAt = new Date(now.getTime() + GRACE_MS)
    const stored = await tx
      .updateTable('authUser')
      .set({ deletesAt })
      .where('id', '=', userId)
      .returning((eb) => eb.ref('deletesAt').$notNull().as('deletesAt'))
      .executeTakeFirstOrThrow()
    const person = await personOf(ctx, tx)
    await tx.deleteFrom('authEmailChange').where('userId', '=', userId).execute()
    await tx.deleteFrom('authOneTimeToken').where('userId', '=', userId).execute()
    await endEverySession(tx, ctx, userId)
    const ending = plan.filter(({ fate }) => fate === 'delete').map(({ name }) => name)
    const { timeZone } = person
    requestMail(tx, leavingMail(ctx.hub.settings.publicUrl, person, { deletesAt, timeZone, ending }))
    tx.audit('auth.account.deletion_asked', { user: userId })
    // Takes the locks of the organizations' logs, so it comes last.
    await endPrograms(tx, ctx, { person, reason: 'account deleted' })
    return stored
  })
}

/** Keeps the account; of two minds at once the erasure that has begun wins. */
export async function keepAccount(ctx: AuthedContext): Promise<Done> {
  requirePerson(ctx.actor)
  const { userId } = ctx.actor
  return ctx.system.write(async (tx) => {
    const kept = await tx
      .updateTable('authUser')
      .set({ deletesAt: null })
      .where('id', '=', userId)
      .where('deletesAt', '>', ctx.now().toISOString())
      .where('suspendedAt', 'is', null)
      .returning(['email', 'name'])
      .executeTakeFirst()
    if (!kept)
      throw new AppError('CONFLICT', {
        message: 'There is nothing to keep: this account is not about to end.',
      })
    requestMail(tx, accountKeptMail(ctx.hub.settings.publicUrl, kept))
    tx.audit('auth.account.kept', { user: userId })
    return done
  })
}

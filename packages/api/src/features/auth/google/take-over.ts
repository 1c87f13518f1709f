import { sql } from '@hub/db'
import type { SystemDb } from '@hub/db'
import type { PublicContext } from '../../../platform/calls/context.ts'
import { systemWrite } from '../../../platform/data/write.ts'
import { markVerified } from '../accounts.ts'
import { clearFailures } from '../failed-tries.ts'
import { actorOf, findById, lockPerson } from '../people.ts'
import type { Person } from '../people.ts'
import { endPrograms } from '../programs.ts'
import { endEverySession } from '../sign-out.ts'
import { openSession } from '../tokens.ts'
import { addLink } from './links.ts'
import type { GoogleAccount } from './links.ts'
import { refused } from './outcome.ts'
import type { Outcome } from './outcome.ts'

/** Everything that could open the account, or stand in its owner's way. */
async function dropCredentials(tx: SystemDb, userId: string): Promise<void> {
  for (const table of [
    'authTotp',
    'authBackupCode',
    'authPasskey',
    'authIdentity',
    'authDevice',
    'authChallenge',
    'authOneTimeToken',
    'authPasswordHistory',
  ] as const)
    await tx.deleteFrom(table).where('userId', '=', userId).execute()
  await tx
    .updateTable('authUser')
    .set({ passwordHash: null, version: sql<number>`version + 1` })
    .where('id', '=', userId)
    .execute()
}

/**
 * An account whose address nobody has confirmed goes to whom Google confirms it for. Somebody else may have made it in
 * advance, to come back with its password later; so every way in that is there ends before the new one begins.
 */
export async function takeOver(ctx: PublicContext, { id }: Person, account: GoogleAccount): Promise<Outcome> {
  const before = await findById(ctx.system.db, id)
  if (!before) return refused('refused')
  const write = systemWrite(ctx, actorOf(before), null)
  return write(async (tx) => {
    await lockPerson(tx, id)
    const person = await findById(tx, id)
    // Confirmed or suspended in the meantime: the next try takes the way that is now right.
    if (!person || person.emailVerifiedAt !== null || person.suspendedAt !== null)
      return refused('refused', id)
    await endEverySession(tx, ctx, id)
    await dropCredentials(tx, id)
    await clearFailures(tx, person.email)
    await endPrograms(tx, ctx, { person, reason: 'password reset' })
    tx.audit('auth.google.taken_over', { user: id })
    await markVerified(tx, ctx, id)
    await addLink(tx, ctx, { person, account })
    const session = await openSession(tx, ctx, { userId: id, isRemembered: true, amr: 'fed' })
    tx.audit('auth.login', { user: id, session: session.handle }, { by: 'google' })
    return { kind: 'session', session }
  })
}

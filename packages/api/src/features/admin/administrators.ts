import { sql } from '@hub/db'
import type { SystemDb, SystemTx } from '@hub/db'
import type { Actor } from '../../platform/calls/call.ts'
import { AppError } from '../../shared/errors.ts'

const live = (db: SystemDb) =>
  db
    .selectFrom('authUser')
    .select('id')
    .where('platformRole', '=', 'admin')
    .where('suspendedAt', 'is', null)
    // Who is about to leave looks after nothing any more.
    .where('deletesAt', 'is', null)

/**
 * Whoever changes who may administer the hub waits here for the others, and their own right is read again: two who take it
 * from each other at once must not both succeed. `null` is the command line, which has every right.
 */
export async function lockAdministrators(tx: SystemTx, actor: Actor | null): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('platform-administrators'))`.execute(tx)
  if (actor === null || (await live(tx).where('id', '=', actor.userId).executeTakeFirst())) return
  throw new AppError('FORBIDDEN', { message: 'Only an administrator of this hub can do this.' })
}

/** A hub without an administrator could only get one from the command line. To be called under the lock. */
export async function requireAnotherAdministrator(tx: SystemTx, userId: string): Promise<void> {
  if (!(await live(tx).where('id', '=', userId).executeTakeFirst())) return
  if (await live(tx).where('id', '<>', userId).executeTakeFirst()) return
  throw new AppError('CONFLICT', {
    message:
      'This is the only administrator, and the hub needs one. Make somebody else an administrator first.',
  })
}

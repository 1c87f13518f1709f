import type { SystemDb } from '@hub/db'
import { AppError } from '../../shared/errors.ts'
import { lockPerson } from './people.ts'

/** What opens an account by itself. */
export interface WaysIn {
  hasPassword: boolean
  passkeys: number
  hasGoogle: boolean
}

export async function waysIn(db: SystemDb, userId: string): Promise<WaysIn> {
  const row = await db
    .selectFrom('authUser')
    .select(({ eb, selectFrom, exists }) => [
      eb('passwordHash', 'is not', null).as('hasPassword'),
      selectFrom('authPasskey')
        .whereRef('authPasskey.userId', '=', 'authUser.id')
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .as('passkeys'),
      exists(
        selectFrom('authIdentity')
          .whereRef('authIdentity.userId', '=', 'authUser.id')
          .select('authIdentity.id'),
      ).as('hasGoogle'),
    ])
    .where('id', '=', userId)
    .executeTakeFirstOrThrow()
  return {
    hasPassword: Boolean(row.hasPassword),
    passkeys: Number(row.passkeys),
    hasGoogle: Boolean(row.hasGoogle),
  }
}

/**
 * After one way in was taken away, in the same transaction: throws CONFLICT when none is left, which brings it back. The
 * person's row is locked, so that two ways taken away at once do not each count on the other.
 */
export async function requireWayIn(tx: SystemDb, userId: string): Promise<void> {
  await lockPerson(tx, userId)
  const { hasPassword, passkeys, hasGoogle } = await waysIn(tx, userId)
  if (hasPassword || passkeys > 0 || hasGoogle) return
  throw new AppError('CONFLICT', {
    message:
      'This is the only way into your account, so it has to stay. Set a password or add a passkey first.',
  })
}

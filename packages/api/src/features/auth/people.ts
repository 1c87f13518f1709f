import { sql, uuidv7 } from '@hub/db'
import type { SystemDb } from '@hub/db'
import { avatarUrl } from '../../platform/files/avatars.ts'
import type { Actor } from '../../platform/calls/call.ts'
import { AppError } from '../../shared/errors.ts'
import { canonicalEmail } from '../../shared/email.ts'

const KEPT_PASSWORDS = 5

/** The one spelling of an address; throws for what is none. */
export function addressOf(text: string): string {
  const address = canonicalEmail(text)
  if (address === null)
    throw new AppError('BAD_REQUEST', {
      issues: [{ path: 'email', message: 'Write an e-mail address such as ana@example.com.' }],
    })
  return address
}

const person = (db: SystemDb) =>
  db
    .selectFrom('authUser')
    .select([
      'id',
      'email',
      'name',
      'passwordHash',
      'emailVerifiedAt',
      'platformRole',
      'timeZone',
      'suspendedAt',
      'deletesAt',
      'preferences',
      avatarUrl().as('avatarUrl'),
    ])
    // What is left of an erased account is nobody.
    .where('erasedAt', 'is', null)

export const findByEmail = (db: SystemDb, email: string) =>
  person(db).where('email', '=', email).executeTakeFirst()
export const findById = (db: SystemDb, id: string) => person(db).where('id', '=', id).executeTakeFirst()

/** Changes of how one account is entered happen one after the other: two at once could each act on what the other ends. */
export const lockPerson = async (tx: SystemDb, userId: string): Promise<void> =>
  void (await tx.selectFrom('authUser').select('id').where('id', '=', userId).forUpdate().execute())

export type Person = NonNullable<Awaited<ReturnType<typeof findById>>>

/**
 * The person as they are now and stay until the commit; undefined where the account is closed. Comparing a password takes a
 * while, in which it may be replaced, or its owner shut out: what ends every session waits for the one that is opened here, or
 * is seen here. Taken first, as by all who change how an account is entered.
 */
export async function lockedPerson(tx: SystemDb, userId: string): Promise<Person | undefined> {
  await lockPerson(tx, userId)
  const person = await findById(tx, userId)
  return person?.suspendedAt === null ? person : undefined
}

/** Whether a password that was compared with what was known of the account is still the one it has. */
export const isStillTheirs = (now: Person | undefined, { email, passwordHash }: Person): boolean =>
  now?.email === email && now.passwordHash === passwordHash

/** The person as author of audit entries, where the call itself came without a credential. */
export const actorOf = ({
  id,
  email,
  name,
  emailVerifiedAt,
  platformRole,
  timeZone,
  deletesAt,
}: Person): Actor => ({
  userId: id,
  email,
  name,
  isEmailVerified: emailVerifiedAt !== null,
  isPlatformAdmin: platformRole === 'admin',
  timeZone,
  sessionId: null,
  apiKeyId: null,
  grantId: null,
  shown: null,
  hasSecondFactor: false,
  impersonatorId: null,
  machine: null,
  deletesAt,
})

/** Names and addresses that must not stand in this person's password. */
export async function contextOf(
  db: SystemDb,
  { id, email, name }: Pick<Person, 'id' | 'email' | 'name'>,
): Promise<string[]> {
  const organizations = await db
    .selectFrom('organizationMember')
    .innerJoin('organization', 'organization.id', 'organizationMember.orgId')
    .select('organization.name')
    .where('organizationMember.userId', '=', id)
    .execute()
  return [email, name, ...organizations.map((organization) => organization.name)]
}

/** Stores a password and remembers it among the last five. */
export async function storePassword(
  db: SystemDb,
  userId: string,
  { hash, now }: { hash: string; now: Date },
): Promise<void> {
  await db
    .updateTable('authUser')
    .set({ passwordHash: hash, updatedAt: now, version: sql<number>`version + 1` })
    .where('id', '=', userId)
    .execute()
  await rememberPassword(db, userId, { hash, now })
  const kept = (await recentPasswords(db, userId)).map(({ id }) => id)
  await db
    .deleteFrom('authPasswordHistory')
    .where('userId', '=', userId)
    .where('id', 'not in', kept)
    .execute()
}

export const rememberPassword = (db: SystemDb, userId: string, { hash, now }: { hash: string; now: Date }) =>
  db
    .insertInto('authPasswordHistory')
    .values({ id: uuidv7(), userId, passwordHash: hash, createdAt: now })
    .execute()

/** Hashes of the last five passwords, the present one among them. */
export const recentPasswords = (db: SystemDb, userId: string) =>
  db
    .selectFrom('authPasswordHistory')
    .select(['id', 'passwordHash'])
    .where('userId', '=', userId)
    .orderBy('id', 'desc')
    .limit(KEPT_PASSWORDS)
    .execute()

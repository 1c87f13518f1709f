import type { SystemDb } from '@hub/db'

interface Account {
  db: SystemDb
  userId: string
}

/** Tables of the person themselves: few rows, read whole. Each names its columns, so that a new secret is never among them. */
type ReadAll = (account: Account) => Promise<unknown[]>

export const profile: ReadAll = ({ db, userId }) =>
  db
    .selectFrom('authUser')
    .select(['id', 'email', 'name', 'emailVerifiedAt', 'platformRole', 'timeZone', 'preferences'])
    .select(['termsAcceptedAt', 'lastSeenAt', 'authUser.createdAt', 'updatedAt', 'suspendedReason'])
    .leftJoin('creditSignUp', 'creditSignUp.userId', 'authUser.id')
    .select('creditSignUp.createdAt as signUpCreditsAt')
    .where('id', '=', userId)
    .execute()

/** What the picture is called among the files. */
export async function pictureName(db: SystemDb, userId: string): Promise<string | null> {
  const row = await db.selectFrom('authUser').select('avatar').where('id', '=', userId).executeTakeFirst()
  return row?.avatar ?? null
}

/** Without what its links would open. */
export const emailChange: ReadAll = ({ db, userId }) =>
  db
    .selectFrom('authEmailChange')
    .select(['email', 'newConfirmedAt', 'oldConfirmedAt', 'createdAt', 'expiresAt'])
    .where('userId', '=', userId)
    .execute()

export const sessions: ReadAll = ({ db, userId }) =>
  db
    .selectFrom('authSession')
    .select(['id', 'userAgent', 'ip', 'amr', 'isRemembered', 'createdAt', 'lastSeenAt', 'expiresAt'])
    .where('userId', '=', userId)
    .orderBy('id')
    .execute()

export const devices: ReadAll = ({ db, userId }) =>
  db
    .selectFrom('authDevice')
    .select(['device', 'network', 'firstSeenAt', 'lastSeenAt'])
    .where('userId', '=', userId)
    .orderBy('id')
    .execute()

const oneKind = async (kind: string, rows: Promise<object[]>) => (await rows).map((row) => ({ kind, ...row }))

/** What opens the account, without anything that would. */
export const waysToSignIn: ReadAll = async ({ db, userId }) =>
  (
    await Promise.all([
      oneKind(
        'authenticator app',
        db.selectFrom('authTotp').select(['confirmedAt', 'createdAt']).where('userId', '=', userId).execute(),
      ),
      oneKind(
        'passkey',
        db
          .selectFrom('authPasskey')
          .select(['name', 'isBackedUp', 'createdAt', 'lastUsedAt'])
          .where('userId', '=', userId)
          .execute(),
      ),
      oneKind(
        'backup code',
        db
          .selectFrom('authBackupCode')
          .select(['createdAt', 'usedAt'])
          .where('userId', '=', userId)
          .execute(),
      ),
      oneKind(
        'account elsewhere',
        db
          .selectFrom('authIdentity')
          .select(['provider', 'email', 'createdAt', 'lastUsedAt'])
          .where('userId', '=', userId)
          .execute(),
      ),
    ])
  ).flat()

export const membershipsOf = (db: SystemDb, userId: string) =>
  db
    .selectFrom('organizationMember as member')
    .innerJoin('organization', 'organization.id', 'member.orgId')
    .select(['organization.id', 'organization.slug', 'organization.name', 'member.role'])
    .select('member.createdAt as joinedAt')
    .where('member.userId', '=', userId)
    .orderBy('member.createdAt')
    .orderBy('member.id')
    .execute()

export const memberships: ReadAll = ({ db, userId }) => membershipsOf(db, userId)

export const invitations: ReadAll = ({ db, userId }) =>
  db
    .selectFrom('organizationInvitation as invitation')
    .innerJoin('organization', 'organization.id', 'invitation.orgId')
    .innerJoin('authUser', 'authUser.email', 'invitation.email')
    .select(['organization.name as organization', 'invitation.role', 'invitation.createdAt'])
    .select(['invitation.expiresAt', 'invitation.acceptedAt', 'invitation.revokedAt'])
    .where('authUser.id', '=', userId)
    .orderBy('invitation.id')
    .execute()

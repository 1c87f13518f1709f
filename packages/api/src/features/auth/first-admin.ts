import { inTx, NIL_ORG, sql } from '@hub/db'
import type { SystemDb } from '@hub/db'
import { appendAudit } from '../../platform/audit/audit.ts'
import type { PublicContext } from '../../platform/calls/context.ts'
import type { Hub } from '../../platform/hub.ts'
import { systemWrite } from '../../platform/data/write.ts'
import type { SystemWriteTx } from '../../platform/data/recorder.ts'
import { AppError } from '../../shared/errors.ts'
import { requirePersonOf, resetLink } from './account-acts.ts'
import { addAccount, markVerified } from './accounts.ts'
import { authLimits, takeAddressLimit } from './auth-limits.ts'
import { consumeToken, findToken, issueToken, usedLink } from './one-time-tokens.ts'
import { checkNewPassword } from './password-policy.ts'
import { addressOf, findByEmail } from './people.ts'
import type { Person } from './people.ts'
import { passwords } from './providers.ts'
import { systemCall } from './system-call.ts'
import type { ClaimFirstAdmin, VerifiedAddress } from './schema.ts'

const hasAdmin = async (db: SystemDb): Promise<boolean> =>
  (await db
    .selectFrom('authUser')
    .select('id')
    .where('platformRole', '=', 'admin')
    .limit(1)
    .executeTakeFirst()) !== undefined

/**
 * A link that makes its first user the administrator, for 24 hours; null as soon as the hub has one (AUTH-1).
 * Several servers that start at once print different links; only one of them can be used.
 */
export async function ensureFirstAdminLink(hub: Hub): Promise<string | null> {
  if (await hasAdmin(hub.db.system)) return null
  return inTx(hub.db.system, async (tx) => {
    const token = await issueToken(tx, { purpose: 'first-admin', userId: null, email: '', now: hub.now() })
    await appendAudit(tx, { orgId: NIL_ORG, actor: null, call: systemCall('system') }, [
      { action: 'auth.firstAdmin.offered', target: {}, data: {} },
    ])
    return `${hub.settings.publicUrl}/setup?token=${token}`
  })
}

interface Administrator {
  email: string
  name: string
  /** null until the person sets one by link. */
  passwordHash: string | null
  organizationName?: string | undefined
  timeZone: string | null
}

async function addAdministrator(
  tx: SystemWriteTx,
  ctx: Pick<PublicContext, 'hub' | 'call' | 'now'>,
  { organizationName, ...admin }: Administrator,
): Promise<string> {
  const userId = await addAccount(tx, ctx, {
    ...admin,
    belongsTo: { founds: organizationName ?? `${admin.name}'s organization` },
  })
  if (userId === undefined) throw new AppError('CONFLICT')
  await promote(tx, ctx, userId)
  return userId
}

/** Whoever holds the link or the state folder runs the hub, so the address needs no proof by mail. */
async function promote(
  tx: SystemWriteTx,
  ctx: Pick<PublicContext, 'hub' | 'now'>,
  userId: string,
): Promise<void> {
  await tx
    .updateTable('authUser')
    .set({ platformRole: 'admin', updatedAt: ctx.now(), version: sql<number>`version + 1` })
    .where('id', '=', userId)
    .execute()
  await markVerified(tx, ctx, userId)
  tx.audit('auth.admin.made', { user: userId })
}

/** Checks before the link is used up, so that a weak password does not cost the link. */
async function readyHash(
  ctx: PublicContext,
  input: ClaimFirstAdmin,
  known: Person | undefined,
): Promise<string> {
  if (known) {
    if (await passwords.verify(known.passwordHash, input.password)) return ''
    throw new AppError('UNAUTHORIZED', {
      message: 'This address has an account. Enter its password to make it the administrator.',
    })
  }
  await checkNewPassword(ctx.hub.settings.passwordPolicy, input.password, [input.email, input.name])
  return passwords.hash(input.password)
}

/** Uses the link printed at the first start; an account that is there already is promoted by its own password. */
export async function claimFirstAdmin(ctx: PublicContext, input: ClaimFirstAdmin): Promise<VerifiedAddress> {
  await takeAddressLimit(ctx, authLimits.loginPerAddress)
  const email = addressOf(input.email)
  const given = { purpose: 'first-admin', token: input.token, now: ctx.now() } as const
  if (!(await findToken(ctx.system.db, given))) throw usedLink()
  const known = await findByEmail(ctx.system.db, email)
  const passwordHash = await readyHash(ctx, input, known)
  return ctx.system.write(async (tx) => {
    // Two links used at once take turns here; the second finds an administrator.
    await sql`select pg_advisory_xact_lock(hashtext('first-admin'))`.execute(tx)
    if (await hasAdmin(tx)) throw usedLink()
    await consumeToken(tx, given)
    if (known) await promote(tx, ctx, known.id)
    else
      await addAdministrator(tx, ctx, {
        email,
        name: input.name,
        passwordHash,
        organizationName: input.organizationName,
        timeZone: input.timeZone ?? null,
      })
    return { email }
  })
}

export interface AdminMade {
  userId: string
  email: string
  /** Where a person without a password sets one, once and within an hour; null where they have one. */
  link: string | null
  /** What is so now, and what to do. */
  next: string
}

const withLink = 'Open the link within an hour; it works once.'

const withoutLink = (email: string): string =>
  `${email} had an account already and is an administrator now: sign in as usual. For a link to a new password, run: admin reset-password --email ${email}`

/**
 * Makes an administrator from the command line: a new account, or one that is there. No password is ever made up, and whoever
 * has not set one yet gets a link again.
 */
export async function makeAdmin(hub: Hub, input: { email: string; name?: string }): Promise<AdminMade> {
  const email = addressOf(input.email)
  const ctx = { hub, call: systemCall('cli'), now: hub.now }
  const name = input.name ?? email.split('@')[0] ?? email
  const known = await findByEmail(hub.db.system, email)
  return systemWrite(
    ctx,
    null,
    null,
  )(async (tx) => {
    if (known) {
      await promote(tx, ctx, known.id)
      if (known.passwordHash !== null)
        return { userId: known.id, email, link: null, next: withoutLink(email) }
    }
    const userId =
      known?.id ?? (await addAdministrator(tx, ctx, { email, name, passwordHash: null, timeZone: null }))
    const link = await resetLink(tx, ctx, await requirePersonOf(tx, userId))
    return { userId, email, link, next: withLink }
  })
}

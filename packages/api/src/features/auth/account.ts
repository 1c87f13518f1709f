import { sql } from '@hub/db'
import type { Membership } from '../../platform/calls/call.ts'
import type { AuthedContext } from '../../platform/calls/context.ts'
import { requirePerson } from '../../platform/access/identity.ts'
import type { OrgPermission } from '../../platform/access/permissions.ts'
import { heldInTheirPlace } from '../../platform/access/step-up.ts'
import { AppError } from '../../shared/errors.ts'
import { findById } from './people.ts'
import type { Person } from './people.ts'
import { Preferences } from './schema.ts'
import type { Me, UpdateProfile } from './schema.ts'

/** Stored preferences may be older than the schema; what it does not know is left out. */
function preferencesOf({ preferences }: Pick<Person, 'preferences'>): Preferences {
  const known = Object.entries(preferences).filter(([name, value]) => {
    const field = Preferences.shape[name as keyof Preferences]
    return field?.safeParse(value).success === true
  })
  return Preferences.parse(Object.fromEntries(known))
}

/** Until when an administrator acts as the person in this session; null where it is the person's own. */
async function impersonationIn({ actor, system }: AuthedContext): Promise<Me['impersonation']> {
  if (actor.impersonatorId === null || actor.sessionId === null) return null
  const session = await system.db
    .selectFrom('authSession')
    .select('absoluteExpiresAt')
    .where('id', '=', actor.sessionId)
    .executeTakeFirst()
  return session ? { expiresAt: session.absoluteExpiresAt } : null
}

async function meOf(ctx: AuthedContext, person: Person): Promise<Me> {
  const identity = await ctx.identity()
  const { permissions } = ctx.hub
  // Pages offer an administrator in somebody's place what is open to them, and nothing that would be refused.
  const usable = (held: ReadonlySet<OrgPermission>) =>
    ctx.actor.impersonatorId === null ? [...held] : heldInTheirPlace(ctx.hub, held)
  const organization = ({ orgId, slug, name, role, timeZone, currency, isSuspended }: Membership) => ({
    id: orgId,
    slug,
    name,
    role,
    timeZone,
    currency,
    isSuspended,
  })
  return {
    user: {
      id: person.id,
      email: person.email,
      name: person.name,
      avatarUrl: person.avatarUrl,
      isEmailVerified: person.emailVerifiedAt !== null,
      isPlatformAdmin: person.platformRole === 'admin',
      deletesAt: person.deletesAt,
      timeZone: person.timeZone,
      preferences: preferencesOf(person),
    },
    impersonation: await impersonationIn(ctx),
    organizations: identity.memberships.map((membership) => ({
      ...organization(membership),
      permissions: membership.isSuspended ? [] : usable(permissions.in(identity, membership)),
    })),
  }
}

/** The person behind the call; of an API key only its organization and scopes. */
export async function getMe(ctx: AuthedContext): Promise<Me> {
  const person = await findById(ctx.system.db, ctx.actor.userId)
  if (!person) throw new AppError('UNAUTHORIZED')
  return meOf(ctx, person)
}

/**
 * Preferences as they are stored next: merged by name, dashboards by organization. Two organizations may be open at once,
 * and one that the person is no longer in leaves nothing behind.
 */
async function preferencesAfter(ctx: AuthedContext, { dashboards, ...others }: Preferences) {
  const plain = sql<string>`preferences || ${JSON.stringify(others)}::jsonb`
  if (dashboards === undefined) return plain
  const { memberships } = await ctx.identity()
  const own = memberships.map(({ orgId }) => orgId)
  if (Object.keys(dashboards).some((orgId) => !own.includes(orgId)))
    throw new AppError('NOT_FOUND', { message: 'You are in no organization of that id.' })
  return sql<string>`${plain} || jsonb_build_object('dashboards', coalesce((
    select jsonb_object_agg(key, value)
    from jsonb_each(coalesce(preferences -> 'dashboards', '{}') || ${JSON.stringify(dashboards)}::jsonb)
    where key = any (${own}::text[])), '{}'))`
}

/** Changes what was sent; preferences are merged by name. */
export async function updateProfile(
  ctx: AuthedContext,
  { name, timeZone, preferences }: UpdateProfile,
): Promise<Me> {
  requirePerson(ctx.actor)
  const { userId } = ctx.actor
  const stored = preferences && (await preferencesAfter(ctx, preferences))
  return ctx.system.write(async (tx) => {
    await tx
      .updateTable('authUser')
      .set({
        ...(name !== undefined && { name }),
        ...(timeZone !== undefined && { timeZone }),
        ...(stored && { preferences: stored }),
        updatedAt: ctx.now(),
        version: sql<number>`version + 1`,
      })
      .where('id', '=', userId)
      .execute()
    const person = await findById(tx, userId)
    if (!person) throw new AppError('UNAUTHORIZED')
    const fields = Object.entries({ name, timeZone, preferences }).flatMap(([field, value]) =>
      value === undefined ? [] : [field],
    )
    tx.audit('auth.profile.updated', { user: userId }, { fields })
    return meOf(ctx, person)
  })
}

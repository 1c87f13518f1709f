import { sql } from '@hub/db'
import type { SystemDb } from '@hub/db'
import type { AuthedContext } from '../../../platform/calls/context.ts'
import { requirePerson } from '../../../platform/access/identity.ts'
import type { DeletionPlan, OrganizationFate } from './schema.ts'

export const GRACE_DAYS = 14

export interface PlannedOrganization {
  orgId: string
  slug: string
  name: string
  otherMembers: number
  fate: OrganizationFate
}

interface Standing {
  role: string
  otherMembers: number
  /** Owners besides the person who are not about to leave the hub themselves, nor suspended. */
  otherOwners: number
}

function fateOf({ role, otherMembers, otherOwners }: Standing): OrganizationFate {
  if (otherMembers === 0) return 'delete'
  return role === 'owner' && otherOwners === 0 ? 'hand-over' : 'leave'
}

/** What the end of an account means for each organization the person is in, suspended ones too. */
export async function planFor(db: SystemDb, userId: string): Promise<PlannedOrganization[]> {
  const rows = await db
    .selectFrom('organizationMember as own')
    .innerJoin('organization', 'organization.id', 'own.orgId')
    .select(['own.orgId', 'own.role', 'organization.slug', 'organization.name'])
    .select([
      sql<number>`(select count(*)::int from organization_member o where o.org_id = own.org_id and o.user_id <> own.user_id)`.as(
        'otherMembers',
      ),
      sql<number>`(select count(*)::int from organization_member o join auth_user u on u.id = o.user_id
        where o.org_id = own.org_id and o.user_id <> own.user_id and o.role = 'owner'
          and u.deletes_at is null and u.suspended_at is null)`.as('otherOwners'),
    ])
    .where('own.userId', '=', userId)
    .orderBy('own.orgId')
    .execute()
  return rows.map(({ role, otherMembers, otherOwners, ...organization }) => ({
    ...organization,
    otherMembers,
    fate: fateOf({ role, otherMembers, otherOwners }),
  }))
}

/** What the page asks before it lets anybody delete their account. */
export async function getDeletionPlan({ system, actor }: AuthedContext): Promise<DeletionPlan> {
  requirePerson(actor)
  const organizations = await planFor(system.db, actor.userId)
  return {
    graceDays: GRACE_DAYS,
    organizations: organizations.map(({ orgId: _orgId, ...shown }) => shown),
  }
}

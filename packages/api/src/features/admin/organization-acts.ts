import { NIL_ORG, sql } from '@hub/db'
import { appendOrgAudit } from '../../platform/audit/audit.ts'
import type { Author } from '../../platform/audit/audit.ts'
import type { AuthedContext, BaseContext } from '../../platform/calls/context.ts'
import { readPage } from '../../platform/data/keyset.ts'
import { requestMail } from '../../platform/mail/request-mail.ts'
import type { SystemWriteTx } from '../../platform/data/recorder.ts'
import { AppError } from '../../shared/errors.ts'
import type { Page } from '../../shared/list.ts'
import { done } from '../../shared/mutation.ts'
import type { Done } from '../../shared/mutation.ts'
import { limitsIn } from '../credits/service.ts'
import { organizationRestoredMail, organizationSuspendedMail } from './mails.ts'
import type {
  ActOnOrganization,
  ListPlatformMembers,
  PlatformMember,
  PlatformOrganizationDetail,
  ReadPlatformOrganization,
  SuspendOrganization,
} from './schema.ts'

const unknown = () => new AppError('NOT_FOUND', { message: 'There is no such organization.' })

/** One organization with its credits. */
export async function getPlatformOrganization(
  ctx: AuthedContext,
  { orgId }: ReadPlatformOrganization,
): Promise<PlatformOrganizationDetail> {
  const row = await ctx.system.db
    .selectFrom('organization')
    .leftJoin('creditAccount', 'creditAccount.orgId', 'organization.id')
    .select(['organization.id', 'organization.slug', 'organization.name', 'organization.timeZone'])
    .select(['organization.currency', 'organization.requiresSecondFactor', 'organization.createdAt'])
    .select(['organization.suspendedAt', 'organization.suspendedReason'])
    .select([
      sql<number>`(select count(*)::int from organization_member m where m.org_id = organization.id)`.as(
        'memberCount',
      ),
      sql<number>`coalesce(credit_account.available, 0)`.as('availableMicro'),
      sql<number>`coalesce(credit_account.held, 0)`.as('heldMicro'),
    ])
    .where('organization.id', '=', orgId)
    .executeTakeFirst()
  if (!row) throw unknown()
  // Limits are the organization's own rows, so they are read through its own handle.
  const limits = await limitsIn(ctx.hub.db.org(orgId))
  return {
    ...row,
    monthLimitMicro: limits?.monthMicro ?? null,
    memberDayLimitMicro: limits?.memberDayMicro ?? null,
  }
}

/** People of one organization, those who were there first at the top. */
export function listPlatformMembers(
  ctx: AuthedContext,
  input: ListPlatformMembers,
): Promise<Page<PlatformMember>> {
  const query = ctx.system.db
    .selectFrom('organizationMember')
    .innerJoin('authUser', 'authUser.id', 'organizationMember.userId')
    .select(['organizationMember.userId', 'organizationMember.role', 'authUser.name', 'authUser.email'])
    .select(['organizationMember.createdAt as joinedAt'])
    .select(sql<boolean>`auth_user.suspended_at is not null`.as('isSuspended'))
    .where('organizationMember.orgId', '=', input.orgId)
    .$if(input.role !== undefined, (q) => q.where('organizationMember.role', '=', input.role ?? 'owner'))
  return readPage(query, {
    scope: { key: ctx.hub.keys.cursor, list: 'admin.organizations.members', orgId: NIL_ORG },
    columns: [{ expression: sql`organization_member.id`, type: 'uuid', direction: 'asc' }],
    input,
  })
}

const ownersOf = (tx: SystemWriteTx, orgId: string) =>
  tx
    .selectFrom('organizationMember')
    .innerJoin('authUser', 'authUser.id', 'organizationMember.userId')
    .select(['authUser.name', 'authUser.email'])
    .where('organizationMember.orgId', '=', orgId)
    .where('organizationMember.role', '=', 'owner')
    .where('authUser.suspendedAt', 'is', null)
    .execute()

interface Change {
  orgId: string
  /** null lifts the suspension. */
  reason: string | null
}

type Work = Omit<Author, 'orgId'> & Pick<BaseContext, 'hub' | 'now'>

/** Changes the state; its owners are told, and the organization's own log says who did it. */
export async function setSuspension(
  tx: SystemWriteTx,
  { hub, actor, call, now }: Work,
  { orgId, reason }: Change,
): Promise<void> {
  const row = await tx
    .updateTable('organization')
    .set({
      suspendedAt: reason === null ? null : now(),
      suspendedReason: reason,
      version: sql<number>`version + 1`,
    })
    .where('id', '=', orgId)
    .where('suspendedAt', reason === null ? 'is not' : 'is', null)
    .returning(['name', 'slug'])
    .executeTakeFirst()
  if (!row) throw await unchanged(tx, { orgId, reason })
  const { publicUrl } = hub.settings
  for (const owner of await ownersOf(tx, orgId))
    requestMail(
      tx,
      reason === null
        ? organizationRestoredMail(publicUrl, owner, row)
        : organizationSuspendedMail(owner, { name: row.name, reason }),
    )
  const action = reason === null ? 'admin.organization.restored' : 'admin.organization.suspended'
  const act = { action, target: { organization: orgId }, data: reason === null ? {} : { reason } }
  tx.audit(act.action, act.target, act.data)
  await appendOrgAudit(tx, { orgId, actor, call }, [act])
}

/** Why nothing was changed. */
async function unchanged(tx: SystemWriteTx, { orgId, reason }: Change): Promise<AppError> {
  const found = await tx.selectFrom('organization').select('id').where('id', '=', orgId).executeTakeFirst()
  if (!found) return unknown()
  const message = reason === null ? 'It is not suspended.' : 'It is suspended already.'
  return new AppError('CONFLICT', { message })
}

const change = (ctx: AuthedContext, given: Change): Promise<Done> =>
  ctx.system.write(async (tx) => {
    await setSuspension(tx, ctx, given)
    return done
  })

/** Nobody works in the organization any more, at any door, within five seconds; what it holds is kept and its jobs wait. */
export const suspendOrganization = (
  ctx: AuthedContext,
  { orgId, reason }: SuspendOrganization,
): Promise<Done> => change(ctx, { orgId, reason })

export const restoreOrganization = (ctx: AuthedContext, { orgId }: ActOnOrganization): Promise<Done> =>
  change(ctx, { orgId, reason: null })

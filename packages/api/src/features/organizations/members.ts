import { sql } from '@hub/db'
import type { OrgDb } from '@hub/db'
import { avatarUrl } from '../../platform/files/avatars.ts'
import type { OrgContext } from '../../platform/calls/context.ts'
import { readPage } from '../../platform/data/keyset.ts'
import type { SortColumn } from '../../platform/data/keyset.ts'
import { AppError } from '../../shared/errors.ts'
import type { Page } from '../../shared/list.ts'
import type { ListMembers, Member } from './schema.ts'

const orders: Record<ListMembers['sort'], SortColumn[]> = {
  name: [
    { expression: sql`lower(auth_user.name)`, type: 'text', direction: 'asc' },
    { expression: sql`organization_member.id`, type: 'uuid', direction: 'asc' },
  ],
  newest: [{ expression: sql`organization_member.id`, type: 'uuid', direction: 'desc' }],
}

/** A phrase as a LIKE pattern for the start of a word. */
const startOf = (phrase: string) => `${phrase.replace(/[\\%_]/g, '\\$&')}%`

const isProtected = sql<boolean | null>`organization_member.user_id in (select app.protected_members())`
const unknown = sql<boolean | null>`null::boolean`

/** Whose account a stolen password alone would open is for those who look after the team, and for no one else. */
const seesProtection = ({ permissions }: OrgContext) => permissions.has('member.write')

/** Their names are readable through membership alone. */
const selectMembers = (ctx: OrgContext, db: OrgDb) =>
  db
    .selectFrom('organizationMember')
    .innerJoin('authUser', 'authUser.id', 'organizationMember.userId')
    .select(['organizationMember.userId', 'authUser.name', 'authUser.email', 'organizationMember.role'])
    .select([
      'organizationMember.levels',
      'organizationMember.createdAt as joinedAt',
      avatarUrl().as('avatarUrl'),
    ])
    .select((seesProtection(ctx) ? isProtected : unknown).as('hasSecondFactor'))

/** One member as the list shows them. Throws NOT_FOUND. */
export async function findMember(ctx: OrgContext, db: OrgDb, userId: string): Promise<Member> {
  const member = await selectMembers(ctx, db)
    .where('organizationMember.userId', '=', userId)
    .executeTakeFirst()
  if (!member) throw new AppError('NOT_FOUND')
  return member
}

/** People of the organization. */
export async function listMembers(ctx: OrgContext, input: ListMembers): Promise<Page<Member>> {
  const { hasSecondFactor } = input
  if (hasSecondFactor !== undefined && !seesProtection(ctx))
    throw new AppError('FORBIDDEN', { message: 'Only owners and admins see who has a second factor.' })
  const start = startOf(input.search ?? '')
  const query = selectMembers(ctx, ctx.db)
    .$if(hasSecondFactor !== undefined, (q) => q.where(isProtected, '=', hasSecondFactor ?? true))
    .$if(input.role !== undefined, (q) => q.where('organizationMember.role', '=', input.role ?? 'member'))
    .$if(input.search !== undefined, (q) =>
      q.where((eb) =>
        eb.or([
          eb('authUser.name', 'ilike', start),
          eb('authUser.name', 'ilike', `% ${start}`),
          eb('authUser.email', 'ilike', start),
        ]),
      ),
    )
  const scope = { key: ctx.hub.keys.cursor, list: 'organizations.members.list', orgId: ctx.org.orgId }
  return readPage(query, { scope, columns: orders[input.sort], input })
}

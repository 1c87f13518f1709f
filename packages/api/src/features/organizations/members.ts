import { sql } from '@hub/db'
import type { OrgContext } from '../../platform/context.ts'
import { readPage } from '../../platform/keyset.ts'
import type { SortColumn } from '../../platform/keyset.ts'
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

/** People of the organization; their names are readable through membership alone. */
export function listMembers(ctx: OrgContext, input: ListMembers): Promise<Page<Member>> {
  const start = startOf(input.search ?? '')
  const query = ctx.db
    .selectFrom('organizationMember')
    .innerJoin('authUser', 'authUser.id', 'organizationMember.userId')
    .select(['organizationMember.userId', 'authUser.name', 'authUser.email', 'organizationMember.role'])
    .select('organizationMember.createdAt as joinedAt')
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

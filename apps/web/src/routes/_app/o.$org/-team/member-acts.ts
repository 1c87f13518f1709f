import type { Member } from '@hub/api/schemas/organizations'
import type { Organization } from '../../../../account.ts'

export type MemberAct = 'role' | 'transfer' | 'remove' | 'leave'

export const actWords: Record<MemberAct, string> = {
  role: 'Change role',
  transfer: 'Hand the organization over',
  remove: 'Remove',
  leave: 'Leave the organization',
}

export interface Reader {
  userId: string
  organization: Pick<Organization, 'role' | 'permissions'>
}

/** What one may do about a member. Nobody touches somebody who holds more, and nobody removes themselves. */
export function actsOn(
  { userId, role }: Pick<Member, 'userId' | 'role'>,
  { userId: reader, organization }: Reader,
): MemberAct[] {
  const isSelf = userId === reader
  const { permissions } = organization
  const reaches = permissions.includes('member.write') && (role !== 'owner' || organization.role === 'owner')
  return [
    ...(reaches ? (['role'] as const) : []),
    ...(!isSelf && permissions.includes('organization.own') ? (['transfer'] as const) : []),
    ...(!isSelf && reaches ? (['remove'] as const) : []),
    ...(isSelf ? (['leave'] as const) : []),
  ]
}

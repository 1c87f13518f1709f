import { exportedList } from '../../platform/files/list-export.ts'
import { listMembers } from './members.ts'
import { MemberFilters } from './schema.ts'

/** The members as a sheet. */
export const memberExport = exportedList({
  kind: 'members',
  procedure: 'organizations.members.export',
  action: 'organization.members.exported',
  filters: MemberFilters,
  list: (ctx, input) => listMembers(ctx, { ...input, sort: 'name' }),
  columns: {
    Name: ({ name }) => name,
    Email: ({ email }) => email,
    Role: ({ role }) => role,
    'Second factor': ({ hasSecondFactor }) =>
      hasSecondFactor === null ? null : hasSecondFactor ? 'yes' : 'no',
    Joined: ({ joinedAt }) => joinedAt,
    Id: ({ userId }) => userId,
  },
})

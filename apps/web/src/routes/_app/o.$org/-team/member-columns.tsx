import type { Member } from '@hub/api/schemas/organizations'
import { Avatar } from '@hub/ui/avatar'
import type { DataColumn } from '@hub/ui/data-table'
import { Status } from '@hub/ui/status'
import { Time } from '@hub/ui/time'
import { roleWords } from '../../../../components/role-words.ts'
import { actsOn } from './member-acts.ts'
import type { MemberAct, Reader } from './member-acts.ts'
import { MemberMenu } from './member-menu.tsx'

interface MemberColumns {
  reader: Reader
  canReadLog: boolean
  /** Whose account a stolen password alone would open. */
  showsFactor: boolean
  timeZone: string | undefined
  onAct: (kind: MemberAct, member: Member) => void
}

export const memberColumns = ({
  reader,
  canReadLog,
  showsFactor,
  timeZone,
  onAct,
}: MemberColumns): readonly DataColumn<Member>[] => [
  {
    id: 'name',
    title: 'Name',
    width: 200,
    fixed: true,
    sort: 'asc',
    phone: 'title',
    cell: ({ userId, name, avatarUrl }) => (
      <span className="flex items-center gap-2.5 font-medium">
        <Avatar name={name} src={avatarUrl} decorative />
        <span className="min-w-0 truncate" title={name}>
          {name}
          {userId === reader.userId && <span className="ml-1.5 font-normal text-text-3">you</span>}
        </span>
      </span>
    ),
  },
  {
    id: 'email',
    title: 'Email',
    width: 158,
    grows: true,
    phone: 'detail',
    cell: ({ email, hasSecondFactor }) => (
      <span className="text-text-2 max-tablet:pl-[38px]" title={email}>
        {showsFactor && hasSecondFactor === false && (
          <span className="text-warning-text tablet:hidden">No second factor, </span>
        )}
        {email}
      </span>
    ),
  },
  { id: 'role', title: 'Role', width: 84, phone: 'detail-end', cell: ({ role }) => roleWords[role] },
  ...(showsFactor ? [factor] : []),
  {
    id: 'since',
    title: 'Since',
    width: 92,
    sort: 'desc',
    cell: ({ joinedAt }) => (
      <Time value={joinedAt} format="day" timeZone={timeZone} className="text-text-2" />
    ),
  },
  {
    id: 'acts',
    title: 'What to do',
    quiet: true,
    width: 60,
    numeric: true,
    fixed: true,
    phone: 'end',
    cell: (member) => (
      <MemberMenu
        member={member}
        acts={actsOn(member, reader)}
        canReadLog={canReadLog}
        onAct={(kind) => onAct(kind, member)}
      />
    ),
  },
]

const factor: DataColumn<Member> = {
  id: 'factor',
  title: 'Second factor',
  width: 108,
  cell: ({ hasSecondFactor }) =>
    hasSecondFactor === true ? <Status tone="success">On</Status> : <Status tone="warning">Off</Status>,
}

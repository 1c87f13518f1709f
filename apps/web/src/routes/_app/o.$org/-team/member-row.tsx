import type { Member } from '@hub/api/schemas/organizations'
import { Avatar } from '@hub/ui/avatar'
import { IconButton } from '@hub/ui/icon-button'
import { Menu, MenuItem, MenuLink } from '@hub/ui/menu'
import { Status } from '@hub/ui/status'
import { TableRow, Td } from '@hub/ui/table'
import { Time } from '@hub/ui/time'
import { Link } from '@tanstack/react-router'
import { Ellipsis } from 'lucide-react'
import { useCan, useMe } from '../../../../account.ts'
import { useTimeZone } from '../../../../components/day-words.ts'
import { EmailText } from '../../../../components/email-text.tsx'
import { roleWords } from '../../../../components/role-words.ts'
import { actWords } from './member-acts.ts'
import type { MemberAct } from './member-acts.ts'

interface MemberRowProps {
  member: Member
  /** What the reader may do about this member. */
  acts: readonly MemberAct[]
  onAct: (act: MemberAct) => void
  showsFactor: boolean
}

/** One person: who, with which role, and what may be done about it. */
export function MemberRow({ member, acts, onAct, showsFactor }: MemberRowProps) {
  const { user } = useMe()
  const timeZone = useTimeZone()
  const canReadLog = useCan('audit.read')
  const { userId, name, avatarUrl, email, role, joinedAt, hasSecondFactor } = member
  return (
    <TableRow>
      <Td className="tablet:min-w-[150px]">
        <span className="flex items-center gap-2.5 font-medium">
          <Avatar name={name} src={avatarUrl} decorative />
          <span className="min-w-0 wrap-anywhere">
            {name}
            {userId === user.id && <span className="ml-1.5 font-normal text-text-3">you</span>}
          </span>
        </span>
      </Td>
      <Td phone="detail" className="text-text-2 wrap-anywhere max-tablet:pl-[38px]! tablet:min-w-[240px]">
        <EmailText email={email} />
        {showsFactor && hasSecondFactor === false && (
          <span className="block text-warning-text tablet:hidden">No second factor</span>
        )}
      </Td>
      <Td phone="end">{roleWords[role]}</Td>
      {showsFactor && (
        <Td phone="hidden">
          {hasSecondFactor === true ? (
            <Status tone="success">On</Status>
          ) : (
            <Status tone="warning">Off</Status>
          )}
        </Td>
      )}
      <Td phone="hidden" className="whitespace-nowrap text-text-2 max-desk:hidden">
        <Time value={joinedAt} format="day" timeZone={timeZone} />
      </Td>
      <Td phone="detail-end" className="w-px text-right max-tablet:w-auto">
        {(acts.length > 0 || canReadLog) && (
          <Menu
            align="end"
            trigger={
              <IconButton label={`What to do about ${name}`} tooltip={false}>
                <Ellipsis aria-hidden="true" />
              </IconButton>
            }
          >
            {acts.map((act) => (
              <MenuItem key={act} danger={act === 'remove' || act === 'leave'} onClick={() => onAct(act)}>
                {actWords[act]}
              </MenuItem>
            ))}
            {canReadLog && (
              <MenuLink render={<Link from="/o/$org/team" to="/o/$org/audit" search={{ who: userId }} />}>
                What they did
              </MenuLink>
            )}
          </Menu>
        )}
      </Td>
    </TableRow>
  )
}

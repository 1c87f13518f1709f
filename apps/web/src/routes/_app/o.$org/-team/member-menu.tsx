import type { Member } from '@hub/api/schemas/organizations'
import { IconButton } from '@hub/ui/icon-button'
import { Menu, MenuItem, MenuLink } from '@hub/ui/menu'
import { Link } from '@tanstack/react-router'
import { Ellipsis } from 'lucide-react'
import { actWords } from './member-acts.ts'
import type { MemberAct } from './member-acts.ts'

export interface MemberMenuProps {
  member: Member
  /** What the reader may do about this member. */
  acts: readonly MemberAct[]
  canReadLog: boolean
  onAct: (act: MemberAct) => void
}

/** What may be done about one person; nothing where there is nothing. */
export function MemberMenu({ member: { userId, name }, acts, canReadLog, onAct }: MemberMenuProps) {
  if (acts.length === 0 && !canReadLog) return null
  return (
    <Menu
      align="end"
      trigger={
        <IconButton size="sm" label={`What to do about ${name}`} tooltip={false}>
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
  )
}

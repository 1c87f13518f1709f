import { Button } from '@hub/ui/button'
import { Menu, MenuItem } from '@hub/ui/menu'
import { ChevronDown } from 'lucide-react'
import { Suspense, useState } from 'react'
import { lazyPart } from '../../../../lazy-part.ts'
import { useMe } from '../../../../account.ts'
import type { PersonDetail } from './person-detail.ts'
import type { Act } from './user-dialogs.tsx'

const UserDialog = lazyPart(async () => (await import('./user-dialogs.tsx')).UserDialog)

interface Choice {
  act: Act
  label: string
  danger?: true
}

/** What can be done about an account as it is; what one may not do with one's own is not there. */
function choicesFor({ role, suspendedAt, hasApp, passkeys }: PersonDetail, isOneself: boolean): Choice[] {
  const isAdmin = role === 'admin'
  const isSuspended = suspendedAt !== null
  const choices: (Choice | false)[] = [
    !isSuspended && { act: 'password', label: 'Send a password link' },
    (hasApp || passkeys > 0) && !isOneself && { act: 'factor', label: 'Remove the second factor' },
    isAdmin && { act: 'role', label: 'No longer an administrator' },
    !isAdmin && !isSuspended && { act: 'role', label: 'Make an administrator' },
    isSuspended && { act: 'restore', label: 'Lift the suspension' },
    !isSuspended && !isOneself && { act: 'suspend', label: 'Suspend', danger: true },
  ]
  return choices.filter((choice) => choice !== false)
}

/** The acts on an account; each asks before anything changes. */
export function UserActs({ person }: { person: PersonDetail }) {
  const [act, setAct] = useState<Act | null>(null)
  const isOneself = useMe().user.id === person.id
  const canActFor = !isOneself && person.suspendedAt === null && person.role !== 'admin'
  return (
    <>
      {canActFor && <Button onClick={() => setAct('impersonate')}>Act for them</Button>}
      <Menu
        align="end"
        trigger={
          <Button>
            Help or change
            <ChevronDown aria-hidden="true" />
          </Button>
        }
      >
        {choicesFor(person, isOneself).map(({ act: chosen, label, danger }) => (
          <MenuItem key={chosen} danger={danger} onClick={() => setAct(chosen)}>
            {label}
          </MenuItem>
        ))}
      </Menu>
      <Suspense>
        {act !== null && <UserDialog act={act} person={person} onClose={() => setAct(null)} />}
      </Suspense>
    </>
  )
}

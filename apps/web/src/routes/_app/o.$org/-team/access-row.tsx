import type { Member } from '@hub/api/schemas/organizations'
import { IconButton } from '@hub/ui/icon-button'
import { Menu, MenuItem } from '@hub/ui/menu'
import { TableRow, Td } from '@hub/ui/table'
import { showErrorToast, showToast } from '@hub/ui/toast'
import { useMutation } from '@tanstack/react-query'
import { Ellipsis } from 'lucide-react'
import { useHub, useMe, useOrganization } from '../../../../account.ts'
import {
  AS_ROLE,
  levelOf,
  levelWords,
  mayChooseFor,
  memberOptions,
} from '../../../../components/access-levels.ts'
import type { AccessChoices, AccessModule } from '../../../../components/access-levels.ts'
import { LevelCell, NAME_STAYS } from '../../../../components/level-cell.tsx'
import { roleWords } from '../../../../components/role-words.ts'
import { toFailure } from '../../../../failure.ts'
import { newKey } from '../../../../idempotency.ts'

export type Person = Pick<Member, 'userId' | 'name' | 'role' | 'levels'>

export interface AccessRowProps {
  member: Person
  choices: AccessChoices
  /** Shows in words what the person may do. */
  onExplain: () => void
}

/** What every choice ends with, whether it was taken or not. */
function useEnd({ name }: Person) {
  const { trpc, queryClient } = useHub()
  return {
    onSuccess: () => showToast(`Changed what ${name} may do. It holds at once.`),
    onError: (error: unknown) => showErrorToast(toFailure(error).message),
    onSettled: () => queryClient.invalidateQueries(trpc.organizations.pathFilter()),
  }
}

/** One person: a list for each module, and the ready-made sets. */
export function AccessRow({ member, choices, onExplain }: AccessRowProps) {
  const { trpc } = useHub()
  const { user } = useMe()
  const { role: own, permissions } = useOrganization()
  const end = useEnd(member)
  const { access } = trpc.organizations
  const setLevels = useMutation(access.setLevels.mutationOptions(end))
  const applySet = useMutation(access.applySet.mutationOptions(end))
  const pending = setLevels.isPending || applySet.isPending
  const { userId, name, role } = member
  const mayChoose = mayChooseFor(member, { userId: user.id, role: own, permissions })
  const choose = ({ name: module }: AccessModule, value: string) => {
    const level = value === AS_ROLE ? null : (value as keyof typeof levelWords)
    if (level === 'some') return
    setLevels.mutate({ userId, levels: { [module]: level }, idempotencyKey: newKey() })
  }
  const apply = (set: string | null) => applySet.mutate({ userId, set, idempotencyKey: newKey() })
  return (
    <TableRow>
      <Td className={`${NAME_STAYS} tablet:min-w-[140px]`}>
        <span className="block font-medium wrap-anywhere">{name}</span>
        <span className="block text-12 text-text-3">{roleWords[role]}</span>
      </Td>
      {choices.modules.map((module) => (
        <LevelCell
          key={module.name}
          label={`${name}: ${module.title}`}
          module={module.title}
          disabled={pending}
          {...shownLevel(module, member, mayChoose)}
          onChoose={mayChoose ? (value) => choose(module, value) : undefined}
        />
      ))}
      <Td phone="end" className="w-px text-right max-tablet:w-auto">
        <Menu
          align="end"
          trigger={
            <IconButton label={`Access of ${name}`} tooltip={false}>
              <Ellipsis aria-hidden="true" />
            </IconButton>
          }
        >
          <MenuItem onClick={onExplain}>What they may do</MenuItem>
          {mayChoose && (
            <>
              {choices.sets.map((set) => (
                <MenuItem key={set.name} onClick={() => apply(set.name)}>
                  {set.title}
                </MenuItem>
              ))}
              <MenuItem onClick={() => apply(null)}>As the role says</MenuItem>
            </>
          )}
        </Menu>
      </Td>
    </TableRow>
  )
}

/** Where nobody can choose, the level alone is said. */
function shownLevel(module: AccessModule, member: Person, mayChoose: boolean) {
  const level = levelOf(module, member)
  if (!mayChoose) return { options: [{ value: level, label: levelWords[level] }], value: level }
  return { options: memberOptions(module, member), value: member.levels[module.name] ?? AS_ROLE }
}

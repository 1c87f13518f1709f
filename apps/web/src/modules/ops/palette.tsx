import { Kbd } from '@hub/ui/kbd'
import { useLocation, useNavigate } from '@tanstack/react-router'
import { CirclePlus } from 'lucide-react'
import { useCan, useOrganization } from '../../account.ts'
import { Entry } from '../../shell/palette-parts.tsx'
import type { PaletteProps } from '../web-module.ts'

export const name = 'ops'

export function Acts({ onClose }: PaletteProps) {
  const navigate = useNavigate()
  const { slug } = useOrganization()
  const { pathname } = useLocation()
  if (!useCan('ops.task.write')) return null
  return (
    <Entry
      value="New task"
      keywords={['create', 'add', 'to do']}
      icon={<CirclePlus aria-hidden="true" />}
      detail={pathname.endsWith('/tasks') && <Kbd>N</Kbd>}
      onChoose={() => {
        onClose()
        void navigate({ to: '/o/$org/tasks', params: { org: slug }, search: { new: 'todo' } })
      }}
    >
      New task
    </Entry>
  )
}

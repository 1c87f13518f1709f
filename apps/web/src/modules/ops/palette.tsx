import { Kbd } from '@hub/ui/kbd'
import { useQuery } from '@tanstack/react-query'
import { useLocation, useNavigate } from '@tanstack/react-router'
import { CirclePlus, SquareCheck } from 'lucide-react'
import { useCan, useOrganization } from '../../account.ts'
import { Entries, Entry } from '../../shell/palette-parts.tsx'
import { readRecent, rememberRecent } from '../../shell/recent.ts'
import { useTRPC } from '../../trpc.ts'
import type { PaletteProps } from '../web-module.ts'

export const name = 'ops'

/** From two letters on, tasks are looked up. */
const SEARCH_FROM = 2

export function Acts({ onClose }: Pick<PaletteProps, 'onClose'>) {
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

export function Finds({ query, onClose }: PaletteProps) {
  const canRead = useCan('ops.task.read')
  if (!canRead) return null
  return query === '' ? <Recent onClose={onClose} /> : <Found query={query} onClose={onClose} />
}

function Found({ query, onClose }: PaletteProps) {
  const isSearch = query.length >= SEARCH_FROM
  const { data } = useQuery(
    useTRPC().modules.ops.tasks.list.queryOptions(
      { search: query, limit: 6, sort: 'updated' },
      { enabled: isSearch, placeholderData: (before) => before },
    ),
  )
  if (!isSearch || !data || data.items.length === 0) return null
  return (
    <Entries heading="Open">
      {data.items.map(({ id, title }) => (
        <TaskEntry key={id} id={id} title={title} query={query} onClose={onClose} />
      ))}
    </Entries>
  )
}

function Recent({ onClose }: Pick<PaletteProps, 'onClose'>) {
  const { id } = useOrganization()
  const recent = readRecent(id)
  if (recent.length === 0) return null
  return (
    <Entries heading="Recent">
      {recent.map((task) => (
        <TaskEntry key={task.id} id={task.id} title={task.title} query="" onClose={onClose} />
      ))}
    </Entries>
  )
}

interface TaskEntryProps extends PaletteProps {
  id: string
  title: string
}

/** The hub finds tasks by more than their titles; what it was asked keeps them in the list. */
function TaskEntry({ id, title, query, onClose }: TaskEntryProps) {
  const navigate = useNavigate()
  const organization = useOrganization()
  return (
    <Entry
      value={`task ${id}`}
      keywords={[title, query]}
      icon={<SquareCheck aria-hidden="true" />}
      onChoose={() => {
        onClose()
        rememberRecent(organization.id, { id, title })
        void navigate({ to: '/o/$org/tasks', params: { org: organization.slug }, search: { task: id } })
      }}
    >
      {title}
    </Entry>
  )
}

import { Kbd } from '@hub/ui/kbd'
import { PaletteFrame } from '@hub/ui/palette-frame'
import { useQuery } from '@tanstack/react-query'
import { useLocation, useNavigate } from '@tanstack/react-router'
import { Command } from 'cmdk'
import { CirclePlus, Keyboard, LogOut, Moon, Search, SquareCheck, Sun, UserPlus } from 'lucide-react'
import { useDeferredValue, useState } from 'react'
import type { ReactNode } from 'react'
import { useCan, useMe, useOrganization } from '../account.ts'
import { setTheme, useTheme } from '../theme.ts'
import { useTRPC } from '../trpc.ts'
import { placesFor } from './places.ts'
import { readRecent, rememberRecent } from './recent.ts'
import { useSignOut } from './use-sign-out.ts'

const itemClass =
  'flex min-h-9 cursor-pointer items-center gap-2.5 rounded-sm px-2.5 text-14 select-none data-[selected=true]:bg-selected pointer-coarse:min-h-11'
const groupClass =
  'px-1.5 pb-1.5 [&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-12 [&_[cmdk-group-heading]]:font-medium [&_[cmdk-group-heading]]:text-text-3'

/** From two letters on, records are looked up as well. */
const SEARCH_FROM = 2

/**
 * Every typed word begins a word of the entry. Looser matching would put places that merely share
 * letters before the record that was meant.
 */
function fits(value: string, typed: string, keywords: string[] = []): number {
  const words = [value, ...keywords].join(' ').toLowerCase().split(/\s+/)
  const wanted = typed.toLowerCase().trim().split(/\s+/)
  return wanted.every((part) => words.some((word) => word.startsWith(part))) ? 1 : 0
}

/** Do, open, go to, recent: everything by a few letters. */
export function Palette({ onClose, onShortcuts }: { onClose: () => void; onShortcuts: () => void }) {
  const [typed, setTyped] = useState('')
  const query = useDeferredValue(typed.trim())
  return (
    <PaletteFrame label="Search or jump to" onClose={onClose}>
      <Command
        label="Search or jump to"
        loop
        vimBindings={false}
        filter={fits}
        className="flex min-h-0 flex-col"
      >
        <div className="flex items-center gap-2.5 border-b border-line px-4">
          <Search aria-hidden="true" className="text-text-3" />
          <Command.Input
            autoFocus
            value={typed}
            onValueChange={setTyped}
            // The entries are reached by the arrows; there is nothing else here for Tab to go to.
            onKeyDown={(event) => event.key === 'Tab' && event.preventDefault()}
            placeholder="Search or jump to"
            className="h-12 min-w-0 flex-1 bg-transparent text-15 outline-none max-tablet:text-16"
          />
        </div>
        <Command.List className="max-h-[min(420px,60dvh)] overflow-y-auto pt-1">
          <Command.Empty className="px-4 py-7 text-center text-text-2">
            Nothing by that name. Try a shorter word.
          </Command.Empty>
          <Acts onClose={onClose} onShortcuts={onShortcuts} />
          <FoundTasks query={query} onClose={onClose} />
          {query === '' && <Recent onClose={onClose} />}
          <GoTo onClose={onClose} />
        </Command.List>
      </Command>
    </PaletteFrame>
  )
}

interface EntryProps {
  /** What it is found by; unique in the list. */
  value: string
  icon: ReactNode
  keywords?: string[]
  detail?: ReactNode
  onChoose: () => void
  children: ReactNode
}

function Entry({ value, icon, keywords = [], detail, onChoose, children }: EntryProps) {
  return (
    <Command.Item value={value} keywords={keywords} onSelect={onChoose} className={itemClass}>
      {icon}
      <span className="min-w-0 flex-1 truncate">{children}</span>
      {detail !== undefined && <span className="text-12 text-text-3">{detail}</span>}
    </Command.Item>
  )
}

function Acts({ onClose, onShortcuts }: { onClose: () => void; onShortcuts: () => void }) {
  const navigate = useNavigate()
  const { slug } = useOrganization()
  const canWrite = useCan('ops.task.write')
  const canInvite = useCan('member.invite')
  const theme = useTheme()
  const signOut = useSignOut()
  const { pathname } = useLocation()
  const params = { org: slug }
  const act = (run: () => unknown) => () => {
    onClose()
    run()
  }
  return (
    <Command.Group heading="Do" className={groupClass}>
      {canWrite && (
        <Entry
          value="New task"
          keywords={['create', 'add', 'to do']}
          icon={<CirclePlus aria-hidden="true" />}
          detail={pathname.endsWith('/tasks') && <Kbd>N</Kbd>}
          onChoose={act(() => navigate({ to: '/o/$org/tasks', params, search: { new: 'todo' } }))}
        >
          New task
        </Entry>
      )}
      {canInvite && (
        <Entry
          value="Invite somebody"
          keywords={['member', 'team', 'person']}
          icon={<UserPlus aria-hidden="true" />}
          onChoose={act(() => navigate({ to: '/o/$org/team', params, search: { invite: true } }))}
        >
          Invite somebody
        </Entry>
      )}
      <Entry
        value={theme === 'dark' ? 'Light theme' : 'Dark theme'}
        keywords={['day', 'night', 'mode', 'appearance']}
        icon={theme === 'dark' ? <Sun aria-hidden="true" /> : <Moon aria-hidden="true" />}
        onChoose={act(() => setTheme(theme === 'dark' ? 'light' : 'dark'))}
      >
        {theme === 'dark' ? 'Light theme' : 'Dark theme'}
      </Entry>
      <Entry
        value="Keyboard shortcuts"
        keywords={['keys', 'help', '?']}
        icon={<Keyboard aria-hidden="true" />}
        detail={<Kbd>?</Kbd>}
        onChoose={act(onShortcuts)}
      >
        Keyboard shortcuts
      </Entry>
      <Entry
        value="Sign out"
        keywords={['log out', 'leave']}
        icon={<LogOut aria-hidden="true" />}
        onChoose={act(signOut)}
      >
        Sign out
      </Entry>
    </Command.Group>
  )
}

function FoundTasks({ query, onClose }: { query: string; onClose: () => void }) {
  const canRead = useCan('ops.task.read')
  const isSearch = canRead && query.length >= SEARCH_FROM
  const { data } = useQuery(
    useTRPC().modules.ops.tasks.list.queryOptions(
      { search: query, limit: 6, sort: 'updated' },
      { enabled: isSearch, placeholderData: (before) => before },
    ),
  )
  if (!isSearch || !data || data.items.length === 0) return null
  return (
    <Command.Group heading="Open" className={groupClass}>
      {data.items.map(({ id, title }) => (
        <TaskEntry key={id} id={id} title={title} query={query} onClose={onClose} />
      ))}
    </Command.Group>
  )
}

function Recent({ onClose }: { onClose: () => void }) {
  const { id } = useOrganization()
  const recent = readRecent(id)
  if (recent.length === 0) return null
  return (
    <Command.Group heading="Recent" className={groupClass}>
      {recent.map((task) => (
        <TaskEntry key={task.id} id={task.id} title={task.title} query="" onClose={onClose} />
      ))}
    </Command.Group>
  )
}

interface TaskEntryProps {
  id: string
  title: string
  /** The hub finds tasks by more than their titles; what it was asked keeps them in the list. */
  query: string
  onClose: () => void
}

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

/** The keys that lead there without the palette. */
function GoKeys({ letter }: { letter: string }) {
  return (
    <span className="flex gap-1 max-tablet:hidden">
      <Kbd>G</Kbd>
      <Kbd>{letter.toUpperCase()}</Kbd>
    </span>
  )
}

function GoTo({ onClose }: { onClose: () => void }) {
  const navigate = useNavigate()
  const me = useMe()
  const organization = useOrganization()
  return (
    <Command.Group heading="Go to" className={groupClass}>
      {placesFor(me, organization).map(({ to, letter, label, icon: Icon, keywords }) => (
        <Entry
          key={to}
          value={`Go to ${label}`}
          keywords={[...keywords]}
          icon={<Icon aria-hidden="true" />}
          detail={<GoKeys letter={letter} />}
          onChoose={() => {
            onClose()
            void navigate({ to, params: { org: organization.slug } })
          }}
        >
          {label}
        </Entry>
      ))}
      {me.organizations
        .filter(({ id }) => id !== organization.id)
        .map(({ id, slug, name }) => (
          <Entry
            key={id}
            value={`Switch to ${name} ${slug}`}
            icon={<SquareCheck aria-hidden="true" className="invisible" />}
            detail="Organization"
            onChoose={() => {
              onClose()
              void navigate({ to: '/o/$org', params: { org: slug } })
            }}
          >
            {name}
          </Entry>
        ))}
    </Command.Group>
  )
}

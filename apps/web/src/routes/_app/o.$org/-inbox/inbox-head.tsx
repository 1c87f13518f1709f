import { Button } from '@hub/ui/button'
import { Empty } from '@hub/ui/empty'
import { Kbd } from '@hub/ui/kbd'
import { Segments } from '@hub/ui/segments'
import { useQuery } from '@tanstack/react-query'
import { clsx } from 'clsx'
import { Link } from '@tanstack/react-router'
import { Settings2 } from 'lucide-react'
import { useCan, useOrganization } from '../../../../account.ts'
import { ChoiceFilter } from '../../../../components/choice-filter.tsx'
import { usePoll } from '../../../../live.ts'
import { countEvery } from '../../../../shell/shell-reads.ts'
import { useTRPC } from '../../../../trpc.ts'
import { useReadAll } from './inbox-acts.ts'
import type { InboxView } from './inbox-search.ts'

interface HeadProps {
  view: InboxView
  group: string | undefined
  onView: (view: InboxView) => void
}

/** Which part of the inbox, and how much there is in each. */
export function Head({ view, group, onView }: HeadProps) {
  const refetchInterval = usePoll(countEvery)
  const counts = useQuery(useTRPC().notifications.unreadCount.queryOptions({}, { refetchInterval })).data
  const readAll = useReadAll()
  const canSort = useCan('notification.write')
  const option = (value: InboxView, words: string, count: number | undefined) => ({
    value,
    label: (
      <>
        {words}
        {count !== undefined && count > 0 && <span className="text-text-3 tabular-nums">{count}</span>}
      </>
    ),
  })
  return (
    <header className="flex flex-wrap items-center gap-x-3 gap-y-2 px-4 py-3">
      <h1 className="text-22 font-semibold tracking-display">Inbox</h1>
      {canSort && view !== 'done' && (counts?.unread ?? 0) > 0 && (
        <Button
          size="sm"
          variant="ghost"
          className="-mr-2 ml-auto"
          pending={readAll.isPending}
          onClick={() => readAll.mutate(group)}
        >
          Mark all read
        </Button>
      )}
      {/* On a phone below the heading from the start: with its counts it finds no room beside it. */}
      <div className="ml-auto max-tablet:ml-0 max-tablet:basis-full">
        <Segments
          size="sm"
          label="Show"
          value={view}
          onValueChange={onView}
          options={[
            option('todo', 'To do', counts?.todo),
            option('unread', 'Unread', counts?.unread),
            option('snoozed', 'Snoozed', counts?.snoozed),
            option('done', 'Done', undefined),
          ]}
        />
      </div>
    </header>
  )
}

interface GroupsProps {
  /** Those of what is listed; undefined until that is known. */
  groups: readonly string[] | undefined
  value: string | undefined
  onChange: (group: string | undefined) => void
}

/** Only what is of one group, where there are several. */
export function Groups({ groups, value, onChange }: GroupsProps) {
  if (groups !== undefined && value === undefined && groups.length < 2) return null
  const listed = groups ?? []
  const all = value === undefined || listed.includes(value) ? listed : [value, ...listed]
  return (
    // Its room is kept while nobody knows, so that the list comes where its skeleton was.
    <div className={clsx('px-4 pb-3', groups === undefined && 'invisible')}>
      <ChoiceFilter
        name="About"
        choices={all.map((group) => ({ value: group, label: group }))}
        value={value}
        onChange={onChange}
      />
    </div>
  )
}

const empty: Record<InboxView, { title: string; words: string }> = {
  todo: {
    title: 'Nothing waits for you',
    words: 'Tasks that are given to you, comments, approvals and finished work stand here.',
  },
  unread: { title: 'All is read', words: 'What is new stands here until you open it.' },
  snoozed: { title: 'Nothing is snoozed', words: 'Press S on a row to have it come back later.' },
  done: { title: 'Nothing is done yet', words: 'Press E on a row when it needs you no more.' },
}

/** What stands in place of an empty list. */
export function Nothing({ view }: { view: InboxView }) {
  const { slug } = useOrganization()
  return (
    <Empty
      title={empty[view].title}
      picture="talk"
      actions={
        <Button
          render={<Link to="/o/$org/settings" params={{ org: slug }} search={{ tab: 'notifications' }} />}
        >
          <Settings2 />
          What reaches you
        </Button>
      }
    >
      {empty[view].words}
    </Empty>
  )
}

const keys = [
  { keys: ['J', 'K'], what: 'move' },
  { keys: ['Enter'], what: 'open' },
  { keys: ['E'], what: 'done' },
  { keys: ['S'], what: 'snooze' },
  { keys: ['U'], what: 'unread' },
]

/** Which keys there are. */
export function Keys() {
  return (
    <p className="flex flex-wrap gap-x-4 gap-y-1 text-12 text-text-3 pointer-coarse:hidden">
      {keys.map(({ keys: pressed, what }) => (
        <span key={what} className="flex items-center gap-1">
          {pressed.map((key) => (
            <Kbd key={key}>{key}</Kbd>
          ))}
          {what}
        </span>
      ))}
    </p>
  )
}

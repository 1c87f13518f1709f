import { ActiveFilter } from '@hub/ui/filter-chip'
import { Calendar, ChartNoAxesColumnIncreasing, Tag as TagIcon, UserRound } from 'lucide-react'
import { useHub, useOrganization } from '../../../../../account.ts'
import { ChoiceFilter } from '../../../../../components/choice-filter.tsx'
import { todayIn } from '../../../../../components/day-words.ts'
import { ExportList } from '../../../../../components/export-list.tsx'
import { TypedSearch } from '../../../../../components/typed-search.tsx'
import { useMembers } from '../../../../../components/use-members.ts'
import type { MemberChoice } from '../../../../../components/use-members.ts'
import { newKey } from '../../../../../idempotency.ts'
import { SavedViewsMenu } from './saved-views-menu.tsx'
import { TableDisplayMenu } from './table-display-menu.tsx'
import { TagFilter } from './tag-filter.tsx'
import { filterInput } from './task-lists.ts'
import { dueRanges, priorities } from './task-search.ts'
import type { TaskFilter, TaskSearch } from './task-search.ts'
import { dueRangeWords, priorityWords } from './task-words.ts'

export type FilterChange = { [Key in keyof TaskFilter]?: string | undefined }

export interface TaskFiltersProps {
  search: TaskSearch
  onChange: (change: FilterChange) => void
  /** Another view was chosen. */
  onView: (search: TaskSearch) => void
}

/** Search and filters; all of them live in the address. */
export function TaskFilters({ search, onChange, onView }: TaskFiltersProps) {
  const { client } = useHub()
  const { timeZone } = useOrganization()
  const members = useMembers()
  const exportAll = () =>
    client.modules.ops.tasks.export.mutate({
      ...filterInput(search, todayIn(timeZone)),
      idempotencyKey: newKey(),
    })
  const dueChoices = dueRanges.map((value) => ({ value, label: dueRangeWords[value] }))
  const priorityChoices = priorities.map((value) => ({ value, label: priorityWords[value] }))
  return (
    <div className="mb-3.5 flex flex-wrap items-center gap-2">
      <TypedSearch label="Search tasks" value={search.q ?? ''} onChange={(q) => onChange({ q })} />
      <ChoiceFilter
        name="Due"
        icon={<Calendar aria-hidden="true" />}
        choices={dueChoices}
        value={search.due}
        onChange={(due) => onChange({ due })}
      />
      <ChoiceFilter
        name="Priority"
        icon={<ChartNoAxesColumnIncreasing aria-hidden="true" />}
        choices={priorityChoices}
        value={search.priority}
        onChange={(priority) => onChange({ priority })}
      />
      <ChoiceFilter
        name="Who"
        icon={<UserRound aria-hidden="true" />}
        choices={whoChoices(members)}
        value={search.who}
        onChange={(who) => onChange({ who })}
      />
      {search.tag === undefined ? (
        <TagFilter onChange={(tag) => onChange({ tag })} />
      ) : (
        <ActiveFilter
          icon={<TagIcon aria-hidden="true" />}
          label={search.tag}
          onRemove={() => onChange({ tag: undefined })}
        />
      )}
      <div className="ml-auto flex items-center gap-1">
        {search.view === 'list' && (
          <div className="max-tablet:hidden">
            <TableDisplayMenu />
          </div>
        )}
        <ExportList icon prepare={exportAll} />
        <SavedViewsMenu search={search} onChoose={onView} />
      </div>
    </div>
  )
}

const whoChoices = (members: MemberChoice[]) => [
  { value: 'me', label: 'Me' },
  { value: 'nobody', label: 'Nobody yet' },
  ...members.map(({ id, name }) => ({ value: id, label: name })),
]

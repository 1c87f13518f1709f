import { Calendar, ChartNoAxesColumnIncreasing, CircleDashed, UserRound } from 'lucide-react'
import { useHub, useOrganization } from '../../../../../account.ts'
import { ChoiceFilter } from '../../../../../components/choice-filter.tsx'
import { todayIn } from '../../../../../components/day-words.ts'
import { ExportList } from '../../../../../components/export-list.tsx'
import { TypedSearch } from '../../../../../components/typed-search.tsx'
import { useMembers } from '../../../../../components/use-members.ts'
import type { MemberChoice } from '../../../../../components/use-members.ts'
import { newKey } from '../../../../../idempotency.ts'
import { ListViews } from '../../../../../lists/list-views.tsx'
import { ValuesFilter } from '../../../../../lists/values-filter.tsx'
import { TaskTableMenu } from './task-columns.tsx'
import { TagFilter } from './tag-filter.tsx'
import { filterInput } from './task-lists.ts'
import { dueRanges, priorities, statuses, taskViews } from './task-search.ts'
import type { TaskFilter, TaskSearch } from './task-search.ts'
import { dueRangeWords, priorityWords, statusWords } from './task-words.ts'

export type FilterChange = TaskFilter & { [Key in 'sort' | 'order']?: TaskSearch[Key] | undefined }

export interface TaskFiltersProps {
  search: TaskSearch
  onChange: (change: FilterChange) => void
}

/** Search and filters; all of them live in the address. */
export function TaskFilters({ search, onChange }: TaskFiltersProps) {
  const { client } = useHub()
  const { timeZone } = useOrganization()
  const members = useMembers()
  const filters = () => filterInput(search, todayIn(timeZone))
  const exportAll = () => client.modules.ops.tasks.export.mutate({ ...filters(), idempotencyKey: newKey() })
  const dueChoices = dueRanges.map((value) => ({ value, label: dueRangeWords[value] }))
  const statusChoices = statuses.map((value) => ({ value, label: statusWords[value] }))
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
      <ValuesFilter
        name="Status"
        icon={<CircleDashed aria-hidden="true" />}
        choices={statusChoices}
        value={search.status}
        onChange={(status) => onChange({ status })}
      />
      <ValuesFilter
        name="Priority"
        icon={<ChartNoAxesColumnIncreasing aria-hidden="true" />}
        choices={priorityChoices}
        value={search.priority}
        onChange={(priority) => onChange({ priority })}
      />
      <ValuesFilter
        name="Who"
        icon={<UserRound aria-hidden="true" />}
        choices={whoChoices(members)}
        value={search.who}
        onChange={(who) => onChange({ who })}
      />
      <TagFilter value={search.tag} onChange={(tag) => onChange({ tag })} />
      <div className="ml-auto flex flex-wrap items-center gap-1">
        {search.view === 'list' && <TaskTableMenu search={search} onSort={onChange} />}
        <ExportList icon list="tasks" filters={filters} prepare={exportAll} />
        <ListViews kind={taskViews} />
      </div>
    </div>
  )
}

const whoChoices = (members: MemberChoice[]) => [
  { value: 'me', label: 'Me' },
  { value: 'nobody', label: 'Nobody yet' },
  ...members.map(({ id, name }) => ({ value: id, label: name })),
]

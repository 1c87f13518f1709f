import { ActiveFilter, FilterChip } from '@hub/ui/filter-chip'
import { Menu, MenuChoice } from '@hub/ui/menu'
import { SearchInput } from '@hub/ui/search-input'
import { Calendar, ChartNoAxesColumnIncreasing, Tag as TagIcon, UserRound } from 'lucide-react'
import type { ReactNode } from 'react'
import { useEffect, useState } from 'react'
import { useMembers } from '../../../../../components/use-members.ts'
import type { MemberChoice } from '../../../../../components/use-members.ts'
import { TagFilter } from './tag-filter.tsx'
import { dueRanges, priorities } from './task-search.ts'
import type { TaskFilter } from './task-search.ts'
import { dueRangeWords, priorityWords } from './task-words.ts'

export type FilterChange = { [Key in keyof TaskFilter]?: string | undefined }

export interface TaskFiltersProps {
  search: TaskFilter
  onChange: (change: FilterChange) => void
}

/** Search and filters; all of them live in the address. */
export function TaskFilters({ search, onChange }: TaskFiltersProps) {
  const members = useMembers()
  const dueChoices = dueRanges.map((value) => ({ value, label: dueRangeWords[value] }))
  const priorityChoices = priorities.map((value) => ({ value, label: priorityWords[value] }))
  return (
    <div className="mb-3.5 flex flex-wrap items-center gap-2">
      <TaskSearchBox value={search.q ?? ''} onChange={(q) => onChange({ q })} />
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
    </div>
  )
}

const whoChoices = (members: MemberChoice[]) => [
  { value: 'me', label: 'Me' },
  { value: 'nobody', label: 'Nobody yet' },
  ...members.map(({ id, name }) => ({ value: id, label: name })),
]

interface ChoiceFilterProps {
  name: string
  icon: ReactNode
  choices: readonly { value: string; label: string }[]
  value: string | undefined
  onChange: (value: string | undefined) => void
}

/** One filter: dashed while it can be added, filled with a cross while it is on. */
function ChoiceFilter({ name, icon, choices, value, onChange }: ChoiceFilterProps) {
  if (value !== undefined) {
    const label = choices.find((choice) => choice.value === value)?.label ?? name
    return <ActiveFilter icon={icon} label={label} onRemove={() => onChange(undefined)} />
  }
  return (
    <Menu trigger={<FilterChip>{name}</FilterChip>}>
      <MenuChoice label={name} options={choices} value="" onValueChange={onChange} />
    </Menu>
  )
}

const TYPING_MS = 250

/** Searches a moment after the last letter. */
function TaskSearchBox({
  value,
  onChange,
}: {
  value: string
  onChange: (value: string | undefined) => void
}) {
  const [typed, setTyped] = useState(value)
  const [shown, setShown] = useState(value)
  // Somebody else changed the search: Back was pressed, or "Show all tasks".
  if (value !== shown) {
    setShown(value)
    if (typed.trim() !== value) setTyped(value)
  }
  useEffect(() => {
    if (typed.trim() === value) return undefined
    const timer = setTimeout(() => onChange(typed.trim() === '' ? undefined : typed.trim()), TYPING_MS)
    return () => clearTimeout(timer)
  })
  return <SearchInput label="Search tasks" value={typed} onValueChange={setTyped} />
}

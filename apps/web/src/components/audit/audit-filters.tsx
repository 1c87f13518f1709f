import { DateRangeFilter } from '@hub/ui/date-range'
import { ActiveFilter } from '@hub/ui/filter-chip'
import { DoorOpen, Shapes, UserRound } from 'lucide-react'
import type { ReactNode } from 'react'
import { ChoiceFilter } from '../choice-filter.tsx'
import { TypedSearch } from '../typed-search.tsx'
import { doorWords } from '../door-words.ts'
import { auditDoors } from './audit-search.ts'
import type { AuditChange, AuditSearch } from './audit-search.ts'

export interface AuditFiltersProps {
  search: AuditSearch
  /** The actions that occur in this log, with what each is called. */
  actions: Readonly<Record<string, string>>
  people: readonly { id: string; name: string }[]
  onChange: (change: AuditChange) => void
  /** Another filter in front of these. */
  children?: ReactNode
}

/** The filters of a log; they live in the address. */
export function AuditFilters({ search, actions, people, onChange, children }: AuditFiltersProps) {
  const { action, who, target, request, from, to } = search
  return (
    <div className="flex flex-wrap items-center gap-2 border-b border-line px-(--card-pad) pb-3">
      <TypedSearch label="Search the log" value={search.q ?? ''} onChange={(q) => onChange({ q })} />
      {children}
      <ChoiceFilter
        name="Action"
        icon={<Shapes aria-hidden="true" />}
        choices={withOwn(
          Object.entries(actions).map(([value, label]) => ({ value, label })),
          action && { value: action, label: action },
        )}
        value={action}
        onChange={(next) => onChange({ action: next })}
      />
      <ChoiceFilter
        name="Who"
        icon={<UserRound aria-hidden="true" />}
        choices={withOwn(
          people.map(({ id, name }) => ({ value: id, label: name })),
          who && { value: who, label: 'One person' },
        )}
        value={who}
        onChange={(next) => onChange({ who: next })}
      />
      <ChoiceFilter
        name="Door"
        icon={<DoorOpen aria-hidden="true" />}
        choices={auditDoors.map((value) => ({ value, label: doorWords[value] }))}
        value={search.door}
        onChange={(door) => onChange({ door })}
      />
      {target !== undefined && (
        <ActiveFilter label="About one thing" onRemove={() => onChange({ target: undefined })} />
      )}
      {request !== undefined && (
        <ActiveFilter label="One request" onRemove={() => onChange({ request: undefined })} />
      )}
      <DateRangeFilter
        name="When"
        range={{ from, to }}
        onChange={(range) => onChange({ from: range.from, to: range.to })}
      />
    </div>
  )
}

interface Choice {
  value: string
  label: string
}

/** What is chosen has to be in the list, also where the list does not know it. */
const withOwn = (choices: readonly Choice[], own: Choice | '' | undefined): readonly Choice[] =>
  !own || choices.some(({ value }) => value === own.value) ? choices : [own, ...choices]

import { Button } from '@hub/ui/button'
import { Card } from '@hub/ui/card'
import { Empty } from '@hub/ui/empty'
import { SkeletonRows } from '@hub/ui/skeleton'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Calendar, DoorOpen, Shapes, UserRound } from 'lucide-react'
import { useOrganization } from '../../../../../account.ts'
import { ChoiceFilter } from '../../../../../components/choice-filter.tsx'
import { todayIn } from '../../../../../components/day-words.ts'
import { doorWords } from '../../../../../components/door-words.ts'
import { Loaded } from '../../../../../components/loaded.tsx'
import { TypedSearch } from '../../../../../components/typed-search.tsx'
import { useMembers } from '../../../../../components/use-members.ts'
import { CardTable, CardTableMenu } from '../../../../../lists/card-table.tsx'
import { useTableDisplay } from '../../../../../lists/table-display.ts'
import { paging } from '../../../../../paging.ts'
import { useTRPC } from '../../../../../trpc.ts'
import { doors, hasCreditFilter, historyPage, kinds, kindWords, ranges, rangeWords } from './credit-search.ts'
import type { CreditSearch } from './credit-search.ts'
import { moveColumns, moveId, moveName } from './history-columns.tsx'

/** The history under these filters, page by page. */
export function useHistory(search: CreditSearch) {
  const { timeZone } = useOrganization()
  return useInfiniteQuery(
    useTRPC().credits.history.infiniteQueryOptions(historyPage(search, todayIn(timeZone)), {
      ...paging,
      placeholderData: (before) => before,
    }),
  )
}

export type CreditFilterChange = { [Key in keyof CreditSearch]?: CreditSearch[Key] | undefined }

export interface HistoryCardProps {
  search: CreditSearch
  history: ReturnType<typeof useHistory>
  onChange: (change: CreditFilterChange) => void
  onClear: () => void
}

/** Every movement of the balance, with search and filters that live in the address. */
export function HistoryCard({ search, history, onChange, onClear }: HistoryCardProps) {
  const view = useTableDisplay('creditTable')
  return (
    <Card flush title="History" action={<CardTableMenu columns={moveColumns} view={view} />}>
      <Filters search={search} onChange={onChange} />
      <Loaded query={history} failed="The history could not be loaded" skeleton={<SkeletonRows rows={8} />}>
        {({ pages }) => {
          const moves = pages.flatMap(({ items }) => items)
          if (moves.length === 0) return <Nothing isFiltered={hasCreditFilter(search)} onClear={onClear} />
          return (
            <CardTable
              name="credits"
              label="Credit history"
              columns={moveColumns}
              view={view}
              rows={moves}
              rowId={moveId}
              rowName={moveName}
              query={history}
            />
          )
        }}
      </Loaded>
    </Card>
  )
}

function Filters({ search, onChange }: Pick<HistoryCardProps, 'search' | 'onChange'>) {
  const members = useMembers()
  return (
    <div className="flex flex-wrap items-center gap-2 border-b border-line px-(--card-pad) pb-3">
      <TypedSearch label="Search history" value={search.q ?? ''} onChange={(q) => onChange({ q })} />
      <ChoiceFilter
        name="When"
        icon={<Calendar aria-hidden="true" />}
        choices={ranges.map((value) => ({ value, label: rangeWords[value] }))}
        value={search.when}
        onChange={(when) => onChange({ when })}
      />
      <ChoiceFilter
        name="Kind"
        icon={<Shapes aria-hidden="true" />}
        choices={kinds.map((value) => ({ value, label: kindWords[value] }))}
        value={search.kind}
        onChange={(kind) => onChange({ kind })}
      />
      <ChoiceFilter
        name="Who"
        icon={<UserRound aria-hidden="true" />}
        choices={members.map(({ id, name }) => ({ value: id, label: name }))}
        value={search.who}
        onChange={(who) => onChange({ who })}
      />
      <ChoiceFilter
        name="Door"
        icon={<DoorOpen aria-hidden="true" />}
        choices={doors.map((value) => ({ value, label: doorWords[value] }))}
        value={search.door}
        onChange={(door) => onChange({ door })}
      />
    </div>
  )
}

function Nothing({ isFiltered, onClear }: { isFiltered: boolean; onClear: () => void }) {
  if (!isFiltered)
    return (
      <Empty title="No movements yet">Credits received and spent appear here, each with its price.</Empty>
    )
  return (
    <Empty
      picture="search"
      title="Nothing under these filters"
      actions={<Button onClick={onClear}>Show everything</Button>}
    >
      Remove one, or show everything.
    </Empty>
  )
}

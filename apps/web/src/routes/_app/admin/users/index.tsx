import { Card } from '@hub/ui/card'
import { Empty } from '@hub/ui/empty'
import { PageHeader } from '@hub/ui/page-header'
import { SkeletonRows } from '@hub/ui/skeleton'
import { useInfiniteQuery } from '@tanstack/react-query'
import { createFileRoute } from '@tanstack/react-router'
import { ChoiceFilter } from '../../../../components/choice-filter.tsx'
import { LoadMore } from '../../../../components/load-more.tsx'
import { Loaded } from '../../../../components/loaded.tsx'
import { TypedSearch } from '../../../../components/typed-search.tsx'
import { paging } from '../../../../paging.ts'
import { compact } from '../../../../search-params.ts'
import { useTRPC } from '../../../../trpc.ts'
import { readPeopleSearch } from '../-admin/admin-search.ts'
import type { Change, PeopleSearch } from '../-admin/admin-search.ts'
import { PeopleTable } from '../-admin/people-table.tsx'

export const Route = createFileRoute('/_app/admin/users/')({
  staticData: { title: 'People' },
  validateSearch: readPeopleSearch,
  component: People,
})

const PAGE = 30

const asInput = ({ q, sort, role, confirmed, state, factor }: PeopleSearch) =>
  compact({
    search: q,
    sort,
    role,
    isVerified: confirmed && confirmed === 'yes',
    isSuspended: state && state === 'suspended',
    hasSecondFactor: factor && factor === 'yes',
  })

function People() {
  const search = Route.useSearch()
  const navigate = Route.useNavigate()
  const change: Change<PeopleSearch> = (part) =>
    void navigate({ search: (before) => compact({ ...before, ...part }), replace: true })
  const people = useInfiniteQuery(
    useTRPC().admin.users.list.infiniteQueryOptions(
      { limit: PAGE, ...asInput(search) },
      { ...paging, placeholderData: (before) => before },
    ),
  )
  return (
    <>
      <PageHeader title="People" description="Everybody with an account on this hub." />
      <Filters search={search} change={change} />
      <Card flush>
        <Loaded query={people} failed="The people could not be loaded" skeleton={<SkeletonRows rows={8} />}>
          {({ pages }) => {
            const items = pages.flatMap((page) => page.items)
            if (items.length === 0)
              return (
                <Empty picture="search" title="Nobody found">
                  Search by letters of a name or an address, or remove a filter.
                </Empty>
              )
            return (
              <PeopleTable
                people={items}
                sort={search.sort ?? 'newest'}
                onSort={(sort) => change({ sort })}
              />
            )
          }}
        </Loaded>
        <LoadMore query={people} />
      </Card>
    </>
  )
}

function Filters({ search, change }: { search: PeopleSearch; change: Change<PeopleSearch> }) {
  return (
    <div className="mb-3 flex flex-wrap items-center gap-2">
      <TypedSearch label="Search people" value={search.q ?? ''} onChange={(q) => change({ q })} />
      <ChoiceFilter
        name="Role"
        choices={[
          { value: 'admin', label: 'Administrators' },
          { value: 'user', label: 'Everybody else' },
        ]}
        value={search.role}
        onChange={(role) => change({ role })}
      />
      <ChoiceFilter
        name="Address"
        choices={[
          { value: 'yes', label: 'Confirmed' },
          { value: 'no', label: 'Not confirmed' },
        ]}
        value={search.confirmed}
        onChange={(confirmed) => change({ confirmed })}
      />
      <ChoiceFilter
        name="State"
        choices={[
          { value: 'suspended', label: 'Suspended' },
          { value: 'open', label: 'Not suspended' },
        ]}
        value={search.state}
        onChange={(state) => change({ state })}
      />
      <ChoiceFilter
        name="Second factor"
        choices={[
          { value: 'yes', label: 'With a second factor' },
          { value: 'no', label: 'Without one' },
        ]}
        value={search.factor}
        onChange={(factor) => change({ factor })}
      />
      {/* On a phone the table has no heads to press. */}
      <div className="tablet:hidden">
        <ChoiceFilter
          name="Sort"
          choices={[
            { value: 'oldest', label: 'Oldest first' },
            { value: 'name', label: 'Name, A to Z' },
            { value: 'nameDown', label: 'Name, Z to A' },
            { value: 'seen', label: 'Seen last' },
            { value: 'seenDown', label: 'Seen longest ago' },
          ]}
          value={search.sort === 'newest' ? undefined : search.sort}
          onChange={(sort) => change({ sort })}
        />
      </div>
    </div>
  )
}

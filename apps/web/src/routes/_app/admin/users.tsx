import { Avatar } from '@hub/ui/avatar'
import { Card } from '@hub/ui/card'
import { Empty } from '@hub/ui/empty'
import { PageHeader } from '@hub/ui/page-header'
import { SkeletonRows } from '@hub/ui/skeleton'
import { Status } from '@hub/ui/status'
import { Table, TableBody, TableHead, TableRow, Td, Th } from '@hub/ui/table'
import { Tag } from '@hub/ui/tag'
import { Time } from '@hub/ui/time'
import type { AppRouter } from '@hub/api'
import { useInfiniteQuery } from '@tanstack/react-query'
import { createFileRoute } from '@tanstack/react-router'
import type { inferRouterOutputs } from '@trpc/server'
import { ChoiceFilter } from '../../../components/choice-filter.tsx'
import { useOwnTimeZone } from '../../../components/day-words.ts'
import { LoadMore } from '../../../components/load-more.tsx'
import { Loaded } from '../../../components/loaded.tsx'
import { TypedSearch } from '../../../components/typed-search.tsx'
import { compact } from '../../../search-params.ts'
import { useTRPC } from '../../../trpc.ts'
import { readPeopleSearch } from './-admin/admin-search.ts'
import type { PeopleSearch } from './-admin/admin-search.ts'

export const Route = createFileRoute('/_app/admin/users')({
  staticData: { title: 'People' },
  validateSearch: readPeopleSearch,
  component: People,
})

type Person = inferRouterOutputs<AppRouter>['admin']['users']['list']['items'][number]

const PAGE = 30

function People() {
  const search = Route.useSearch()
  const { q, role, confirmed } = search
  const people = useInfiniteQuery(
    useTRPC().admin.users.list.infiniteQueryOptions(
      {
        limit: PAGE,
        ...(q !== undefined && { search: q }),
        ...(role !== undefined && { role }),
        ...(confirmed !== undefined && { isVerified: confirmed === 'yes' }),
      },
      { getNextPageParam: ({ nextCursor }) => nextCursor, placeholderData: (before) => before },
    ),
  )
  return (
    <>
      <PageHeader title="People" description="Everybody with an account on this hub." />
      <Filters search={search} />
      <Card flush>
        <Loaded query={people} failed="The people could not be read" skeleton={<SkeletonRows rows={8} />}>
          {({ pages }) => {
            const items = pages.flatMap((page) => page.items)
            if (items.length === 0)
              return (
                <Empty picture="search" title="Nobody found">
                  Search by the start of a name or an address.
                </Empty>
              )
            return <PeopleTable people={items} />
          }}
        </Loaded>
        <LoadMore query={people} />
      </Card>
    </>
  )
}

function Filters({ search }: { search: PeopleSearch }) {
  const navigate = Route.useNavigate()
  const change = (part: { [Key in keyof PeopleSearch]?: PeopleSearch[Key] | undefined }) =>
    void navigate({ search: compact({ ...search, ...part }), replace: true })
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
    </div>
  )
}

function PeopleTable({ people }: { people: readonly Person[] }) {
  const timeZone = useOwnTimeZone()
  return (
    <Table label="People">
      <TableHead>
        <Th>Name</Th>
        <Th>Email</Th>
        <Th>Address</Th>
        <Th numeric className="max-desk:hidden">
          Organizations
        </Th>
        <Th numeric>Last seen</Th>
        <Th numeric className="max-desk:hidden">
          Since
        </Th>
      </TableHead>
      <TableBody>
        {people.map((person) => (
          <TableRow key={person.id}>
            <Td>
              <span className="flex items-center gap-2.5 font-medium">
                <Avatar name={person.name} decorative />
                <span className="min-w-0 truncate">{person.name}</span>
                {person.role === 'admin' && <Tag>Administrator</Tag>}
              </span>
            </Td>
            <Td
              phone="detail"
              className="text-text-2 wrap-anywhere max-tablet:pl-[38px]! tablet:min-w-[190px]"
            >
              {person.email}
            </Td>
            <Td phone="end">
              {person.isSuspended ? (
                <Status tone="danger">Suspended</Status>
              ) : (
                <Status tone={person.isVerified ? 'success' : 'warning'}>
                  {person.isVerified ? 'Confirmed' : 'Not confirmed'}
                </Status>
              )}
            </Td>
            <Td numeric phone="hidden" className="max-desk:hidden">
              {person.organizationCount}
            </Td>
            <Td numeric phone="detail-end" className="text-text-2">
              {person.lastSeenAt === null ? 'Never' : <Time value={person.lastSeenAt} timeZone={timeZone} />}
            </Td>
            <Td numeric phone="hidden" className="text-text-2 max-desk:hidden">
              <Time value={person.createdAt} format="day" timeZone={timeZone} />
            </Td>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  )
}

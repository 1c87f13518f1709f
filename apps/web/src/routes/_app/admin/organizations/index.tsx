import { OrganizationMark } from '@hub/ui/avatar'
import { Button } from '@hub/ui/button'
import { Card } from '@hub/ui/card'
import { Credits } from '@hub/ui/credits'
import { Empty } from '@hub/ui/empty'
import { PageHeader } from '@hub/ui/page-header'
import { SkeletonRows } from '@hub/ui/skeleton'
import { Status } from '@hub/ui/status'
import { Table, TableBody, TableHead, TableRow, Td, Th } from '@hub/ui/table'
import { Time } from '@hub/ui/time'
import { useInfiniteQuery } from '@tanstack/react-query'
import { createFileRoute, Link } from '@tanstack/react-router'
import { Suspense, useState } from 'react'
import { ChoiceFilter } from '../../../../components/choice-filter.tsx'
import { useOwnTimeZone } from '../../../../components/day-words.ts'
import { LoadMore } from '../../../../components/load-more.tsx'
import { Loaded } from '../../../../components/loaded.tsx'
import { TypedSearch } from '../../../../components/typed-search.tsx'
import { lazyPart } from '../../../../lazy-part.ts'
import { paging } from '../../../../paging.ts'
import { compact } from '../../../../search-params.ts'
import { useTRPC } from '../../../../trpc.ts'
import { readOrganizationSearch } from '../-admin/admin-search.ts'
import type { Change, organizationSorts, OrganizationSearch } from '../-admin/admin-search.ts'
import type { PlatformOrganization } from '../-admin/platform-organization.ts'
import { sortHead } from '../-admin/sort-head.ts'

const AdjustCredits = lazyPart(async () => (await import('../-admin/adjust-credits.tsx')).AdjustCredits)

export const Route = createFileRoute('/_app/admin/organizations/')({
  staticData: { title: 'Organizations' },
  validateSearch: readOrganizationSearch,
  component: Organizations,
})

const PAGE = 30

function Organizations() {
  const search = Route.useSearch()
  const { q, sort = 'newest', state } = search
  const navigate = Route.useNavigate()
  const change: Change<OrganizationSearch> = (part) =>
    void navigate({ search: (before) => compact({ ...before, ...part }), replace: true })
  const [adjusting, setAdjusting] = useState<PlatformOrganization | null>(null)
  const organizations = useInfiniteQuery(
    useTRPC().admin.organizations.list.infiniteQueryOptions(
      {
        limit: PAGE,
        ...compact({ search: q, sort: search.sort, isSuspended: state && state === 'suspended' }),
      },
      { ...paging, placeholderData: (before) => before },
    ),
  )
  return (
    <>
      <PageHeader
        title="Organizations"
        description="The businesses on this hub, with their people and credits."
      />
      <div className="mb-3 flex flex-wrap items-center gap-2">
        <TypedSearch label="Search organizations" value={q ?? ''} onChange={(next) => change({ q: next })} />
        <ChoiceFilter
          name="State"
          choices={[
            { value: 'suspended', label: 'Suspended' },
            { value: 'open', label: 'Not suspended' },
          ]}
          value={state}
          onChange={(next) => change({ state: next })}
        />
        {/* On a phone the table has no heads to press. */}
        <div className="tablet:hidden">
          <ChoiceFilter
            name="Sort"
            choices={[
              { value: 'oldest', label: 'Oldest first' },
              { value: 'name', label: 'Name, A to Z' },
              { value: 'nameDown', label: 'Name, Z to A' },
            ]}
            value={sort === 'newest' ? undefined : sort}
            onChange={(next) => change({ sort: next })}
          />
        </div>
      </div>
      <Card flush>
        <Loaded
          query={organizations}
          failed="The organizations could not be loaded"
          skeleton={<SkeletonRows rows={8} />}
        >
          {({ pages }) => {
            const items = pages.flatMap((page) => page.items)
            if (items.length === 0)
              return (
                <Empty picture="search" title="None found">
                  Search by letters of the name, or remove the filter.
                </Empty>
              )
            return (
              <OrganizationTable
                organizations={items}
                onAdjust={setAdjusting}
                sort={sort}
                onSort={(next) => change({ sort: next })}
              />
            )
          }}
        </Loaded>
        <LoadMore query={organizations} />
      </Card>
      {adjusting && (
        <Suspense>
          <AdjustCredits organization={adjusting} onClose={() => setAdjusting(null)} />
        </Suspense>
      )}
    </>
  )
}

type Sort = (typeof organizationSorts)[number]

interface TableProps {
  organizations: readonly PlatformOrganization[]
  onAdjust: (organization: PlatformOrganization) => void
  sort: Sort
  onSort: (sort: Sort) => void
}

function OrganizationTable({ organizations, onAdjust, sort, onSort }: TableProps) {
  const timeZone = useOwnTimeZone()
  return (
    <Table label="Organizations">
      <TableHead>
        <Th {...sortHead({ sorts: ['name', 'nameDown'], ascending: 'name' }, sort, onSort)}>Name</Th>
        <Th>Owner</Th>
        <Th numeric>People</Th>
        <Th
          numeric
          className="max-desk:hidden"
          {...sortHead({ sorts: ['newest', 'oldest'], ascending: 'oldest' }, sort, onSort)}
        >
          Since
        </Th>
        <Th numeric>Credits</Th>
        <Th>
          <span className="sr-only">Adjust credits</span>
        </Th>
      </TableHead>
      <TableBody>
        {organizations.map((organization) => (
          <TableRow key={organization.id}>
            <Td>
              <span className="flex items-center gap-2.5 font-medium">
                <OrganizationMark name={organization.name} />
                <Link
                  to="/admin/organizations/$organization"
                  params={{ organization: organization.id }}
                  className="min-w-0 text-text wrap-anywhere"
                >
                  {organization.name}
                </Link>
                {organization.isSuspended && <Status tone="danger">Suspended</Status>}
              </span>
            </Td>
            <Td
              phone="detail"
              className="text-text-2 wrap-anywhere max-tablet:pl-[38px]! tablet:min-w-[190px]"
            >
              {organization.ownerName ?? 'Nobody'}
              {organization.ownerEmail !== null && (
                <span className="block text-13 text-text-3">{organization.ownerEmail}</span>
              )}
            </Td>
            <Td numeric phone="hidden">
              {organization.memberCount}
            </Td>
            <Td numeric phone="hidden" className="text-text-2 max-desk:hidden">
              <Time value={organization.createdAt} format="day" timeZone={timeZone} />
            </Td>
            <Td numeric phone="end" className="font-medium">
              <Credits micro={organization.availableMicro} />
            </Td>
            <Td phone="detail-end" className="text-right">
              <Button
                size="sm"
                aria-label={`Adjust credits of ${organization.name}`}
                onClick={() => onAdjust(organization)}
              >
                Adjust
              </Button>
            </Td>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  )
}

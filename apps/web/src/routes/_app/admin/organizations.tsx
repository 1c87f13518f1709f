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
import { createFileRoute } from '@tanstack/react-router'
import { useState } from 'react'
import { useOwnTimeZone } from '../../../components/day-words.ts'
import { LoadMore } from '../../../components/load-more.tsx'
import { Loaded } from '../../../components/loaded.tsx'
import { TypedSearch } from '../../../components/typed-search.tsx'
import { useTRPC } from '../../../trpc.ts'
import { AdjustCredits } from './-admin/adjust-credits.tsx'
import { readOrganizationSearch } from './-admin/admin-search.ts'
import type { PlatformOrganization } from './-admin/platform-organization.ts'

export const Route = createFileRoute('/_app/admin/organizations')({
  staticData: { title: 'Organizations' },
  validateSearch: readOrganizationSearch,
  component: Organizations,
})

const PAGE = 30

function Organizations() {
  const { q } = Route.useSearch()
  const navigate = Route.useNavigate()
  const [adjusting, setAdjusting] = useState<PlatformOrganization | null>(null)
  const organizations = useInfiniteQuery(
    useTRPC().admin.organizations.list.infiniteQueryOptions(
      { limit: PAGE, ...(q !== undefined && { search: q }) },
      { getNextPageParam: ({ nextCursor }) => nextCursor, placeholderData: (before) => before },
    ),
  )
  return (
    <>
      <PageHeader
        title="Organizations"
        description="The businesses on this hub, with their people and credits."
      />
      <div className="mb-3 flex">
        <TypedSearch
          label="Search organizations"
          value={q ?? ''}
          onChange={(next) => void navigate({ search: next === undefined ? {} : { q: next }, replace: true })}
        />
      </div>
      <Card flush>
        <Loaded
          query={organizations}
          failed="The organizations could not be read"
          skeleton={<SkeletonRows rows={8} />}
        >
          {({ pages }) => {
            const items = pages.flatMap((page) => page.items)
            if (items.length === 0)
              return (
                <Empty picture="search" title="None found">
                  Search by the start of a word of the name.
                </Empty>
              )
            return <OrganizationTable organizations={items} onAdjust={setAdjusting} />
          }}
        </Loaded>
        <LoadMore query={organizations} />
      </Card>
      {adjusting && <AdjustCredits organization={adjusting} onClose={() => setAdjusting(null)} />}
    </>
  )
}

interface TableProps {
  organizations: readonly PlatformOrganization[]
  onAdjust: (organization: PlatformOrganization) => void
}

function OrganizationTable({ organizations, onAdjust }: TableProps) {
  const timeZone = useOwnTimeZone()
  return (
    <Table label="Organizations">
      <TableHead>
        <Th>Name</Th>
        <Th>Owner</Th>
        <Th numeric>People</Th>
        <Th numeric className="max-desk:hidden">
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
                <span className="min-w-0 truncate">{organization.name}</span>
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

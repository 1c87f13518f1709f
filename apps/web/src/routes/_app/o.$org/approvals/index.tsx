import { Page } from '@hub/ui/app-shell'
import { Button } from '@hub/ui/button'
import { Card } from '@hub/ui/card'
import { Empty } from '@hub/ui/empty'
import { ActiveFilter, FilterChip } from '@hub/ui/filter-chip'
import { Menu, MenuChoice } from '@hub/ui/menu'
import { PageHeader } from '@hub/ui/page-header'
import { SkeletonRows } from '@hub/ui/skeleton'
import { Status } from '@hub/ui/status'
import { Table, TableBody, TableHead, TableRow, Td, Th } from '@hub/ui/table'
import { Time } from '@hub/ui/time'
import { useInfiniteQuery } from '@tanstack/react-query'
import { createFileRoute, Link } from '@tanstack/react-router'
import { useOrganization } from '../../../../account.ts'
import {
  approvalStatusWords,
  approvalTones,
  askerWords,
  statusWords,
  subjectWords,
} from '../../../../components/approval-words.ts'
import type { Approval } from '../../../../components/approval-words.ts'
import { useTimeZone } from '../../../../components/day-words.ts'
import { Loaded } from '../../../../components/loaded.tsx'
import { usePoll } from '../../../../live.ts'
import { paging } from '../../../../paging.ts'
import { useTRPC } from '../../../../trpc.ts'
import { pendingFirst, readApprovalSearch, statusFilters } from './-approvals/approval-search.ts'
import type { StatusFilter } from './-approvals/approval-search.ts'

export const Route = createFileRoute('/_app/o/$org/approvals/')({
  staticData: { title: 'Approvals' },
  validateSearch: readApprovalSearch,
  loaderDeps: ({ search: { status } }) => ({ status }),
  loader: ({ context: { hub }, deps }) => {
    void hub.queryClient.prefetchInfiniteQuery(
      hub.trpc.approvals.list.infiniteQueryOptions(listInput(deps.status), paging),
    )
  },
  component: Approvals,
})

const listInput = (status: StatusFilter | undefined) => ({
  limit: 30,
  ...(status !== undefined && { status }),
})
const REFRESH_MS = 15_000

function Approvals() {
  const { status } = Route.useSearch()
  const navigate = Route.useNavigate()
  const filter = (next: StatusFilter | undefined) =>
    void navigate({ search: next === undefined ? {} : { status: next }, replace: true })
  const approvals = useInfiniteQuery(
    useTRPC().approvals.list.infiniteQueryOptions(listInput(status), {
      ...paging,
      placeholderData: (before) => before,
      refetchInterval: usePoll(REFRESH_MS),
    }),
  )
  return (
    <Page>
      <PageHeader
        title="Approvals"
        description="What assistants asked for. Nothing is changed until somebody says yes."
      />
      <div className="mb-3 flex flex-wrap items-center gap-2">
        {status !== undefined && (
          <ActiveFilter label={approvalStatusWords[status]} onRemove={() => filter(undefined)} />
        )}
        <Menu trigger={<FilterChip>Status</FilterChip>}>
          <MenuChoice
            label="Status"
            value={status ?? ''}
            onValueChange={(next) => filter(statusFilters.find((one) => one === next))}
            options={statusFilters.map((value) => ({ value, label: approvalStatusWords[value] }))}
          />
        </Menu>
      </div>
      <Card flush>
        <Loaded
          query={approvals}
          failed="The approvals could not be loaded"
          skeleton={<SkeletonRows rows={6} />}
        >
          {({ pages }) => {
            const items = pages.flatMap((page) => page.items)
            return items.length === 0 ? (
              <NoApprovals isFiltered={status !== undefined} />
            ) : (
              <ApprovalTable items={pendingFirst(items)} />
            )
          }}
        </Loaded>
      </Card>
      {approvals.hasNextPage && (
        <div className="mt-3 flex justify-center">
          <Button pending={approvals.isFetchingNextPage} onClick={() => void approvals.fetchNextPage()}>
            Load more
          </Button>
        </div>
      )}
    </Page>
  )
}

function ApprovalTable({ items }: { items: readonly Approval[] }) {
  return (
    <Table label="Approvals">
      <TableHead>
        <Th>What</Th>
        <Th>Asked by</Th>
        <Th>Status</Th>
        <Th numeric>When</Th>
      </TableHead>
      <TableBody>
        {items.map((approval) => (
          <ApprovalRow key={approval.id} approval={approval} />
        ))}
      </TableBody>
    </Table>
  )
}

function ApprovalRow({ approval }: { approval: Approval }) {
  const { slug } = useOrganization()
  const timeZone = useTimeZone()
  const { id, title, status, createdAt, canApprove } = approval
  const subject = subjectWords(approval)
  return (
    <TableRow>
      <Td className="tablet:w-full tablet:max-w-0">
        <Link
          to="/o/$org/approvals/$approval"
          params={{ org: slug, approval: id }}
          className="font-medium text-text max-tablet:line-clamp-2 max-tablet:wrap-anywhere tablet:block tablet:truncate"
        >
          {title}
          {subject !== undefined && <span className="font-normal text-text-2">: {subject}</span>}
        </Link>
      </Td>
      <Td phone="detail" className="text-text-2 tablet:min-w-[200px] desk:min-w-[280px]">
        {askerWords(approval)}
      </Td>
      <Td phone="end">
        <Status tone={approvalTones[status]}>{statusWords(status, canApprove)}</Status>
      </Td>
      <Td numeric phone="detail-end" className="text-text-3">
        <Time value={createdAt} format="smart" timeZone={timeZone} />
      </Td>
    </TableRow>
  )
}

function NoApprovals({ isFiltered }: { isFiltered: boolean }) {
  const { slug } = useOrganization()
  if (isFiltered) return <Empty title="None with this status">Remove the filter to see the others.</Empty>
  return (
    <Empty
      title="Nothing was asked for yet"
      actions={
        <Button variant="primary" render={<Link to="/o/$org/assistant" params={{ org: slug }} />}>
          Ask the assistant
        </Button>
      }
    >
      When an assistant wants to change something, it waits here for a yes or a no.
    </Empty>
  )
}

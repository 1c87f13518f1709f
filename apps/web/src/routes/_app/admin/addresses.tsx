import type { AppRouter } from '@hub/api'
import { Button } from '@hub/ui/button'
import { Card } from '@hub/ui/card'
import { Empty } from '@hub/ui/empty'
import { PageHeader } from '@hub/ui/page-header'
import { SkeletonRows } from '@hub/ui/skeleton'
import { Status } from '@hub/ui/status'
import { Table, TableBody, TableHead, TableRow, Td, Th } from '@hub/ui/table'
import { Time } from '@hub/ui/time'
import { showErrorToast, showToast } from '@hub/ui/toast'
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { createFileRoute } from '@tanstack/react-router'
import type { inferRouterOutputs } from '@trpc/server'
import { Ban } from 'lucide-react'
import { Suspense, useState } from 'react'
import { lazyPart } from '../../../lazy-part.ts'
import { ChoiceFilter } from '../../../components/choice-filter.tsx'
import { useOwnTimeZone } from '../../../components/day-words.ts'
import { LoadMore } from '../../../components/load-more.tsx'
import { Loaded } from '../../../components/loaded.tsx'
import { toFailure } from '../../../failure.ts'
import { newKey } from '../../../idempotency.ts'
import { paging } from '../../../paging.ts'
import { checked, compact, oneOf } from '../../../search-params.ts'
import type { RawSearch } from '../../../search-params.ts'
import { useTRPC } from '../../../trpc.ts'

const BlockDialog = lazyPart(async () => (await import('./-admin/block-dialog.tsx')).BlockDialog)

type Block = inferRouterOutputs<AppRouter>['admin']['blocks']['list']['items'][number]

const states = ['holds', 'over'] as const

export const Route = createFileRoute('/_app/admin/addresses')({
  staticData: { title: 'Blocked addresses' },
  validateSearch: (search: RawSearch) => checked({ state: oneOf(search['state'], states) }),
  component: Addresses,
})

const PAGE = 30

function Addresses() {
  const { state } = Route.useSearch()
  const navigate = Route.useNavigate()
  const [isAdding, setAdding] = useState(false)
  const blocks = useInfiniteQuery(
    useTRPC().admin.blocks.list.infiniteQueryOptions(
      { limit: PAGE, ...(state !== undefined && { isActive: state === 'holds' }) },
      { ...paging, placeholderData: (before) => before },
    ),
  )
  return (
    <>
      <PageHeader
        title="Blocked addresses"
        description="Nothing of this hub answers them, through no door. A change holds within five seconds."
        actions={
          <Button variant="primary" onClick={() => setAdding(true)}>
            <Ban aria-hidden="true" />
            Block an address
          </Button>
        }
      />
      <div className="mb-3 flex flex-wrap items-center gap-2">
        <ChoiceFilter
          name="State"
          choices={[
            { value: 'holds', label: 'Blocked now' },
            { value: 'over', label: 'Run out' },
          ]}
          value={state}
          onChange={(next) => void navigate({ search: compact({ state: next }), replace: true })}
        />
      </div>
      <Card flush title="Addresses and ranges">
        <Loaded
          query={blocks}
          failed="The addresses could not be loaded"
          skeleton={<SkeletonRows rows={5} />}
        >
          {({ pages }) => {
            const items = pages.flatMap((page) => page.items)
            if (items.length === 0)
              return (
                <Empty title={state === undefined ? 'No address is blocked' : 'None in this state'}>
                  Block one that guesses passwords or floods the hub. The audit log shows where it came from.
                </Empty>
              )
            return <BlockTable blocks={items} />
          }}
        </Loaded>
        <LoadMore query={blocks} />
      </Card>
      {isAdding && (
        <Suspense>
          <BlockDialog onClose={() => setAdding(false)} />
        </Suspense>
      )}
    </>
  )
}

/** Takes a block away; an undo sets it again as it was. */
function useUnblock() {
  const { admin } = useTRPC()
  const queryClient = useQueryClient()
  const refresh = () => queryClient.invalidateQueries(admin.blocks.pathFilter())
  const onError = (error: unknown) => showErrorToast(toFailure(error).message)
  const add = useMutation(admin.blocks.add.mutationOptions({ onSuccess: refresh, onError }))
  const remove = useMutation(admin.blocks.remove.mutationOptions({ onError }))
  return ({ id, network, reason, expiresAt, isActive }: Block) =>
    remove.mutate(
      { id, idempotencyKey: newKey() },
      {
        onSuccess() {
          void refresh()
          const undo = () =>
            add.mutate({ network, reason, expiresAt, isBroadMeant: true, idempotencyKey: newKey() })
          showToast(
            isActive ? `${network} is let in again.` : `${network} is forgotten.`,
            isActive ? { undo } : {},
          )
        },
      },
    )
}

function BlockTable({ blocks }: { blocks: readonly Block[] }) {
  const timeZone = useOwnTimeZone()
  const unblock = useUnblock()
  return (
    <Table label="Blocked addresses">
      <TableHead>
        <Th>Address</Th>
        <Th>Why</Th>
        <Th>By</Th>
        <Th numeric>Until</Th>
        <Th>
          <span className="sr-only">Unblock</span>
        </Th>
      </TableHead>
      <TableBody>
        {blocks.map((block) => (
          <TableRow key={block.id}>
            <Td className="font-medium wrap-anywhere tabular-nums">{block.network}</Td>
            <Td phone="detail" className="text-text-2 wrap-anywhere tablet:w-full">
              {block.reason}
            </Td>
            <Td phone="hidden" className="whitespace-nowrap text-text-2">
              {block.createdByName ?? 'Former administrator'}
            </Td>
            <Td numeric phone="end" className="text-text-2">
              {block.isActive ? (
                block.expiresAt === null ? (
                  'For good'
                ) : (
                  <Time value={block.expiresAt} format="smart" timeZone={timeZone} />
                )
              ) : (
                <Status tone="neutral">Run out</Status>
              )}
            </Td>
            <Td phone="detail-end" className="text-right">
              <Button size="sm" aria-label={`Unblock ${block.network}`} onClick={() => unblock(block)}>
                {block.isActive ? 'Unblock' : 'Forget'}
              </Button>
            </Td>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  )
}

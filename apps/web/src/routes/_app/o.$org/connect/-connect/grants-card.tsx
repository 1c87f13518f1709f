import type { AppRouter } from '@hub/api'
import { Button } from '@hub/ui/button'
import { Card } from '@hub/ui/card'
import { ConfirmDialog } from '@hub/ui/confirm-dialog'
import { Empty } from '@hub/ui/empty'
import { SkeletonRows } from '@hub/ui/skeleton'
import { Table, TableBody, TableHead, TableRow, Td, Th } from '@hub/ui/table'
import { Time } from '@hub/ui/time'
import { showErrorToast, showToast } from '@hub/ui/toast'
import { useInfiniteQuery, useMutation } from '@tanstack/react-query'
import type { inferRouterOutputs } from '@trpc/server'
import { useState } from 'react'
import { useHub, useMe } from '../../../../../account.ts'
import { useTimeZone } from '../../../../../components/day-words.ts'
import { LoadMore } from '../../../../../components/load-more.tsx'
import { Loaded } from '../../../../../components/loaded.tsx'
import { toFailure } from '../../../../../failure.ts'
import { newKey } from '../../../../../idempotency.ts'
import { paging } from '../../../../../paging.ts'
import { useTRPC } from '../../../../../trpc.ts'
import { ProgramScopes } from './program-scopes.tsx'

type Grant = inferRouterOutputs<AppRouter>['auth']['grants']['list']['items'][number]

/** Applications that were allowed in by signing in, without a key. */
export function GrantsCard() {
  const [ending, setEnding] = useState<Grant | null>(null)
  const grants = useInfiniteQuery(useTRPC().auth.grants.list.infiniteQueryOptions({}, paging))
  return (
    <Card flush title="Connected applications">
      <Loaded
        query={grants}
        failed="The connected applications could not be loaded"
        skeleton={<SkeletonRows rows={2} />}
      >
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items)
          if (items.length > 0) return <GrantTable grants={items} onEnd={setEnding} />
          return (
            <Empty title="No applications yet">
              Give an assistant the address <span className="font-mono text-12">{location.origin}/mcp</span>{' '}
              without a key, and it asks you here what it may do.
            </Empty>
          )
        }}
      </Loaded>
      <LoadMore query={grants} />
      {ending && <EndGrant grant={ending} onClose={() => setEnding(null)} />}
    </Card>
  )
}

interface GrantTableProps {
  grants: readonly Grant[]
  onEnd: (grant: Grant) => void
}

function GrantTable({ grants, onEnd }: GrantTableProps) {
  return (
    <Table label="Connected applications">
      <TableHead>
        <Th>Application</Th>
        <Th>May</Th>
        <Th>Since</Th>
        <Th>Last used</Th>
        <Th>
          <span className="sr-only">Disconnect</span>
        </Th>
      </TableHead>
      <TableBody>
        {grants.map((grant) => (
          <GrantRow key={grant.id} grant={grant} onEnd={onEnd} />
        ))}
      </TableBody>
    </Table>
  )
}

function GrantRow({ grant, onEnd }: { grant: Grant; onEnd: GrantTableProps['onEnd'] }) {
  const { user } = useMe()
  const timeZone = useTimeZone()
  const { clientName, redirectHost, ownerId, ownerName, scopes, createdAt, lastUsedAt } = grant
  const whose = ownerId === user.id ? redirectHost : `${ownerName} · ${redirectHost}`
  return (
    <TableRow>
      <Td className="max-w-[220px]">
        <span className="block truncate font-medium">{clientName}</span>
        <span className="block truncate text-12 text-text-3">{whose}</span>
      </Td>
      <Td phone="hidden" className="whitespace-nowrap text-text-2">
        <ProgramScopes program={{ ...grant, name: clientName, kind: 'application' }} scopes={scopes} />
      </Td>
      <Td phone="detail" className="whitespace-nowrap text-text-2">
        <Time value={createdAt} format="day" timeZone={timeZone} />
      </Td>
      <Td phone="hidden" className="whitespace-nowrap text-text-2">
        {lastUsedAt === null ? 'Never' : <Time value={lastUsedAt} timeZone={timeZone} />}
      </Td>
      <Td phone="end" className="text-right">
        <Button
          size="sm"
          variant="ghost"
          aria-label={`Disconnect ${clientName}`}
          onClick={() => onEnd(grant)}
        >
          Disconnect
        </Button>
      </Td>
    </TableRow>
  )
}

function EndGrant({ grant, onClose }: { grant: Grant; onClose: () => void }) {
  const { queryClient, trpc } = useHub()
  const revoke = useMutation(
    trpc.auth.grants.revoke.mutationOptions({
      onSuccess: async () => {
        onClose()
        showToast(`Disconnected: ${grant.clientName}`)
        await queryClient.invalidateQueries(trpc.auth.grants.list.pathFilter())
      },
      onError: (error) =>
        showErrorToast(`“${grant.clientName}” is still connected. ${toFailure(error).message}`),
    }),
  )
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Disconnect “${grant.clientName}”?`}
      consequence="It stops working at once. It can be connected again, and asks you then."
      confirmLabel="Disconnect"
      pendingLabel="Disconnecting"
      pending={revoke.isPending}
      onConfirm={() => revoke.mutate({ id: grant.id, idempotencyKey: newKey() })}
    />
  )
}

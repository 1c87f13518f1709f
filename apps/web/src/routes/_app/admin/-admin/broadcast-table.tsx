import type { AppRouter } from '@hub/api'
import { Button } from '@hub/ui/button'
import { Status } from '@hub/ui/status'
import { Table, TableBody, TableHead, TableRow, Td, Th } from '@hub/ui/table'
import { Time } from '@hub/ui/time'
import { showErrorToast, showToast } from '@hub/ui/toast'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { inferRouterOutputs } from '@trpc/server'
import { useOwnTimeZone } from '../../../../components/day-words.ts'
import { toFailure } from '../../../../failure.ts'
import { newKey } from '../../../../idempotency.ts'
import { useTRPC } from '../../../../trpc.ts'

type Broadcast = inferRouterOutputs<AppRouter>['admin']['broadcasts']['list']['items'][number]

/** What administrators said, to whom and until when. */
export function BroadcastTable({ broadcasts }: { broadcasts: readonly Broadcast[] }) {
  const { admin } = useTRPC()
  const queryClient = useQueryClient()
  const end = useMutation(
    admin.broadcasts.end.mutationOptions({
      onSuccess: () => showToast('It is off the pages.'),
      onError: (error) => showErrorToast(toFailure(error).message),
      // Also after a refusal: its time is over meanwhile.
      onSettled: () => queryClient.invalidateQueries(admin.broadcasts.pathFilter()),
    }),
  )
  return (
    <Table label="Messages">
      <TableHead>
        <Th>Message</Th>
        <Th>To</Th>
        <Th>By</Th>
        <Th numeric>Until</Th>
        <Th>
          <span className="sr-only">End</span>
        </Th>
      </TableHead>
      <TableBody>
        {broadcasts.map((broadcast) => (
          <BroadcastRow
            key={broadcast.id}
            broadcast={broadcast}
            isEnding={end.isPending && end.variables.id === broadcast.id}
            onEnd={() => {
              if (!end.isPending) end.mutate({ id: broadcast.id, idempotencyKey: newKey() })
            }}
          />
        ))}
      </TableBody>
    </Table>
  )
}

interface RowProps {
  broadcast: Broadcast
  isEnding: boolean
  onEnd: () => void
}

function BroadcastRow({ broadcast, isEnding, onEnd }: RowProps) {
  const { words, orgId, orgName, createdByName, endsAt, isActive } = broadcast
  const timeZone = useOwnTimeZone()
  return (
    <TableRow>
      <Td className="font-medium wrap-anywhere tablet:w-full">{words}</Td>
      <Td phone="detail" className="text-text-2 wrap-anywhere">
        {orgId === null ? 'Everybody' : (orgName ?? 'A removed organization')}
      </Td>
      <Td phone="hidden" className="whitespace-nowrap text-text-2">
        {createdByName ?? 'Former administrator'}
      </Td>
      <Td numeric phone="end" className="text-text-2">
        {isActive ? (
          <Time value={endsAt} format="smart" timeZone={timeZone} />
        ) : (
          <Status tone="neutral">Over</Status>
        )}
      </Td>
      <Td phone="detail-end" className="text-right">
        {isActive && (
          <Button
            size="sm"
            aria-label={`End now: ${words}`}
            pending={isEnding}
            pendingLabel="Ending"
            onClick={onEnd}
          >
            End now
          </Button>
        )}
      </Td>
    </TableRow>
  )
}

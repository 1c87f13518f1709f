import { Button } from '@hub/ui/button'
import { Card } from '@hub/ui/card'
import { Table, TableBody, TableHead, TableRow, Td, Th } from '@hub/ui/table'
import { showErrorToast, showToast } from '@hub/ui/toast'
import { useMutation } from '@tanstack/react-query'
import { Suspense, useState } from 'react'
import { useCan, useHub, useOrganization } from '../../../../../account.ts'
import { longDay, todayIn } from '../../../../../components/day-words.ts'
import { toFailure } from '../../../../../failure.ts'
import { newKey } from '../../../../../idempotency.ts'
import { lazyPart } from '../../../../../lazy-part.ts'
import type { Book } from './book-page.tsx'
import { bookParts } from './book-parts.ts'
import type { BookPart } from './book-parts.ts'

const CloseDialog = lazyPart(async () => (await import('./close-dialog.tsx')).CloseDialog)

const order = ['forNow', 'forGood', 'sales', 'bank', 'taxes'] as const satisfies readonly BookPart[]

/** Up to which day each part of the books takes nothing more. */
export function ClosedDays({ closed }: Pick<Book, 'closed'>) {
  const canManage = useCan('accounting.book.manage')
  const [closing, setClosing] = useState<BookPart | null>(null)
  return (
    <Card flush title="Closed days">
      <Table label="Closed days">
        <TableHead>
          <Th>What</Th>
          <Th>Closed up to</Th>
          {canManage && (
            <Th>
              <span className="sr-only">What to do</span>
            </Th>
          )}
        </TableHead>
        <TableBody>
          {order.map((part) => (
            <PartRow
              key={part}
              part={part}
              until={closed[part]}
              onClose={canManage ? () => setClosing(part) : undefined}
            />
          ))}
        </TableBody>
      </Table>
      <Suspense>
        {closing && <CloseDialog part={closing} closed={closed} onClose={() => setClosing(null)} />}
      </Suspense>
    </Card>
  )
}

interface PartRowProps {
  part: BookPart
  until: string | null
  /** Absent for those who may not. */
  onClose: (() => void) | undefined
}

function PartRow({ part, until, onClose }: PartRowProps) {
  const { timeZone } = useOrganization()
  const { name, hint } = bookParts[part]
  return (
    <TableRow>
      <Td className="w-full wrap-anywhere">
        {name}
        <span className="block text-12 text-text-2">{hint}</span>
      </Td>
      <Td phone="end" className="whitespace-nowrap">
        {until === null ? <span className="text-text-2">Open</span> : longDay(until, todayIn(timeZone))}
      </Td>
      {onClose && (
        <Td phone="detail-end">
          <div className="flex justify-end gap-1">
            {until !== null && part !== 'forGood' && <Reopen part={part} />}
            <Button
              size="sm"
              variant="ghost"
              aria-label={`${until === null ? 'Close' : 'Change'}: ${name}`}
              onClick={onClose}
            >
              {until === null ? 'Close' : 'Change'}
            </Button>
          </div>
        </Td>
      )}
    </TableRow>
  )
}

function Reopen({ part }: { part: Exclude<BookPart, 'forGood'> }) {
  const { trpc, queryClient } = useHub()
  const { name } = bookParts[part]
  const reopen = useMutation(
    trpc.modules.accounting.book.reopen.mutationOptions({
      onSuccess: () => {
        void queryClient.invalidateQueries(trpc.modules.accounting.pathFilter())
        showToast(`${name}: open again.`)
      },
      onError: (error) => showErrorToast(toFailure(error).message),
    }),
  )
  return (
    <Button
      size="sm"
      variant="ghost"
      pending={reopen.isPending}
      pendingLabel="Opening"
      aria-label={`Open again: ${name}`}
      onClick={() => reopen.mutate({ part, idempotencyKey: newKey() })}
    >
      Open again
    </Button>
  )
}

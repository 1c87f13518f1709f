import { Button } from '@hub/ui/button'
import { ConfirmDialog } from '@hub/ui/confirm-dialog'
import { Dialog } from '@hub/ui/dialog'
import { Empty } from '@hub/ui/empty'
import { SkeletonRows } from '@hub/ui/skeleton'
import { showErrorToast, showToast } from '@hub/ui/toast'
import { useInfiniteQuery, useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useCan, useHub, useOrganization } from '../../../../../../account.ts'
import {
  dayWords,
  daysWords,
  shortDay,
  todayIn,
  useTimeZone,
} from '../../../../../../components/day-words.ts'
import { LoadMore } from '../../../../../../components/load-more.tsx'
import { Loaded } from '../../../../../../components/loaded.tsx'
import { toFailure } from '../../../../../../failure.ts'
import { newKey } from '../../../../../../idempotency.ts'
import { paging } from '../../../../../../paging.ts'
import type { BankAccount, Statement } from './bank-types.ts'

export interface ImportsDialogProps {
  account: BankAccount
  onClose: () => void
  /** Shows the matched lines of the account. */
  onMatched: () => void
  /** Lines are gone, and one of them may be open. */
  onRemoved: () => void
}

/** What was imported into an account, and the way to take the wrong file out again. */
export function ImportsDialog({ account, onClose, onMatched, onRemoved }: ImportsDialogProps) {
  const { trpc } = useHub()
  const canWrite = useCan('accounting.bank.write')
  const [leaving, setLeaving] = useState<Statement | null>(null)
  const query = useInfiniteQuery(
    trpc.modules.accounting.bank.statements.list.infiniteQueryOptions(
      { bankAccountId: account.id, limit: 20 },
      paging,
    ),
  )
  const statements = query.data?.pages.flatMap(({ items }) => items) ?? []
  const back = () => setLeaving(null)
  if (leaving)
    return <RemoveImport statement={leaving} onBack={back} onMatched={onMatched} onRemoved={onRemoved} />
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Imports of ${account.name}`}
      size="lg"
      footer={<Button onClick={onClose}>Close</Button>}
    >
      <Loaded query={query} failed="The imports could not be loaded" skeleton={<SkeletonRows rows={3} />}>
        {() =>
          statements.length === 0 ? (
            <Empty title="Nothing imported yet">A statement that you import stands here.</Empty>
          ) : (
            <>
              <ul aria-label="Imports" className="max-h-96 overflow-y-auto">
                {statements.map((statement) => (
                  <Row
                    key={statement.id}
                    statement={statement}
                    onRemove={canWrite ? () => setLeaving(statement) : undefined}
                  />
                ))}
              </ul>
              <LoadMore query={query} />
            </>
          )
        }
      </Loaded>
    </Dialog>
  )
}

const linesWords = (count: number): string => (count === 1 ? '1 line' : `${count} lines`)

interface RowProps {
  statement: Statement
  onRemove: (() => void) | undefined
}

function Row({ statement, onRemove }: RowProps) {
  const { timeZone: orgZone } = useOrganization()
  const timeZone = useTimeZone()
  const { fileName, from, to, added, matched, importedByName, importedAt } = statement
  const today = todayIn(orgZone)
  const days = from !== null && to !== null && daysWords({ from, to }, (day) => shortDay(day, today))
  return (
    <li className="flex items-start gap-3 border-b border-line py-2.5 last:border-b-0">
      <div className="min-w-0 flex-1">
        <p className="text-14 font-medium wrap-anywhere">{fileName}</p>
        <p className="text-13 text-text-2">
          {[`${linesWords(added)} added`, matched > 0 && `${matched} matched`, days]
            .filter((part) => part !== false)
            .join(', ')}
        </p>
        <p className="text-13 text-text-2 wrap-anywhere">
          {importedByName}, {dayWords(importedAt, timeZone)}
        </p>
      </div>
      {onRemove && (
        <Button size="sm" aria-label={`Remove ${fileName}`} onClick={onRemove}>
          Remove
        </Button>
      )}
    </li>
  )
}

interface RemoveProps {
  statement: Statement
  onBack: () => void
  onMatched: () => void
  onRemoved: () => void
}

/** Asks once more; what is matched has to be undone first, and is shown instead. */
function RemoveImport({ statement, onBack, onMatched, onRemoved }: RemoveProps) {
  const { trpc, queryClient } = useHub()
  const [idempotencyKey] = useState(newKey)
  const { id, fileName, added, matched } = statement
  const remove = useMutation(
    trpc.modules.accounting.bank.statements.remove.mutationOptions({
      onSuccess() {
        showToast(`${fileName} is removed, with ${linesWords(added)}.`)
        onRemoved()
      },
      onError: (error) => showErrorToast(toFailure(error).message),
      // After a refusal as well: somebody may have matched or removed it meanwhile.
      onSettled() {
        void queryClient.invalidateQueries(trpc.modules.accounting.bank.pathFilter())
        onBack()
      },
    }),
  )
  const ask = { open: true, onOpenChange: (open: boolean) => !open && onBack() }
  if (matched > 0)
    return (
      <ConfirmDialog
        {...ask}
        title={`${fileName} cannot be removed yet`}
        consequence={`${matched} of its ${linesWords(added)} ${matched === 1 ? 'is' : 'are'} matched. Open each under Matched and undo its match; then remove the import.`}
        confirmLabel="Show matched lines"
        keepLabel="Back"
        danger={false}
        onConfirm={onMatched}
      />
    )
  return (
    <ConfirmDialog
      {...ask}
      title={`Remove ${fileName}?`}
      consequence={consequenceOf(statement)}
      confirmLabel="Remove"
      pendingLabel="Removing"
      pending={remove.isPending}
      onConfirm={() => remove.mutate({ id, idempotencyKey })}
    />
  )
}

function consequenceOf({ added, overlaps, format }: Statement): string {
  if (added === 0) return 'It added no line, so the lines of this account stay as they are.'
  const lines = added === 1 ? 'Its 1 line goes' : `Its ${added} lines go`
  const more =
    format === 'csv' ? 'and so do the file and what was said of its columns' : 'and so does the file'
  const again =
    overlaps > 0
      ? ' A later import of these days left out what was there already: import that file once more afterwards.'
      : ''
  return `${lines}, ${more}. Nothing in the books changes.${again}`
}

import { Button } from '@hub/ui/button'
import { Drawer, Properties, Property } from '@hub/ui/drawer'
import { Skeleton } from '@hub/ui/skeleton'
import { Status } from '@hub/ui/status'
import { Time } from '@hub/ui/time'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { RotateCcw } from 'lucide-react'
import { useState } from 'react'
import { useCan, useHub, useOrganization } from '../../../../../account.ts'
import { longDay, todayIn, useTimeZone } from '../../../../../components/day-words.ts'
import { Loaded } from '../../../../../components/loaded.tsx'
import { amountWords } from './amounts.ts'
import type { Accounting } from './book-page.tsx'
import { entryState } from './entry-table.tsx'
import { ReverseDialog } from './reverse-dialog.tsx'

type WholeEntry = Accounting['journals']['get']
type EntryLine = WholeEntry['lines'][number]

export interface EntryDrawerProps {
  /** The entry that is open, from the address. */
  id: string | undefined
  onOpen: (id: string) => void
  onClose: () => void
}

/** One entry beside the page, with its lines. */
export function EntryDrawer({ id, onOpen, onClose }: EntryDrawerProps) {
  const { trpc } = useHub()
  const canWrite = useCan('accounting.book.write')
  const [isReversing, setReversing] = useState(false)
  const query = useQuery(
    trpc.modules.accounting.journals.get.queryOptions({ id: id ?? '' }, { enabled: id !== undefined }),
  )
  const entry = query.data
  return (
    <Drawer
      open={id !== undefined}
      onOpenChange={(open) => !open && onClose()}
      title={entry ? entry.number : 'Entry'}
      footer={
        canWrite && canBeReversed(entry) ? (
          <Button variant="danger-quiet" className="ml-auto" onClick={() => setReversing(true)}>
            <RotateCcw aria-hidden="true" />
            Reverse
          </Button>
        ) : undefined
      }
    >
      {id !== undefined && (
        <Loaded
          query={query}
          failed="The entry could not be loaded"
          skeleton={<Skeleton className="h-40 w-full" />}
        >
          {(whole) => <EntryDetails entry={whole} onOpen={onOpen} />}
        </Loaded>
      )}
      {isReversing && entry && (
        <ReverseDialog entry={entry} onClose={() => setReversing(false)} onReversed={onOpen} />
      )}
    </Drawer>
  )
}

/** Documents are voided and payments undone; what takes another one back is posted anew instead, and nothing twice. */
const canBeReversed = (entry: WholeEntry | undefined): boolean =>
  entry !== undefined && entry.source === null && entry.reversesId === null && entry.reversedById === null

interface DetailsProps {
  entry: WholeEntry
  onOpen: (id: string) => void
}

function EntryDetails({ entry, onOpen }: DetailsProps) {
  const { timeZone } = useOrganization()
  const ownZone = useTimeZone()
  const state = entryState(entry)
  const other = entry.reversedById ?? entry.reversesId
  return (
    <div className="flex flex-col gap-5">
      <p className="text-15/6 wrap-anywhere">{entry.memo}</p>
      <Properties>
        <Property name="Day">{longDay(entry.date, todayIn(timeZone))}</Property>
        {state !== null && (
          <Property name="State">
            <Status tone={entry.reversedById === null ? 'neutral' : 'warning'}>{state}</Status>
          </Property>
        )}
        {other !== null && (
          <Property name={entry.reversedById === null ? 'Takes back' : 'Taken back by'}>
            <Button size="sm" variant="ghost" className="-ml-2.5" onClick={() => onOpen(other)}>
              Open that entry
            </Button>
          </Property>
        )}
        {entry.source !== null && (
          <Property name={sourceNames[entry.source.kind]}>
            <SourceLink source={entry.source} />
          </Property>
        )}
        <Property name="Posted">
          <Time value={entry.postedAt} timeZone={ownZone} />
        </Property>
      </Properties>
      <EntryLines entry={entry} />
    </div>
  )
}

const sourceNames = { invoice: 'Invoice', payment: 'Payment', refund: 'Refund' } as const

/** The document an entry was posted for. */
function SourceLink({ source: { kind, id } }: { source: NonNullable<WholeEntry['source']> }) {
  const { slug } = useOrganization()
  return kind === 'invoice' ? (
    <Link to="/o/$org/accounting/invoices/$invoice" params={{ org: slug, invoice: id }}>
      Open the invoice
    </Link>
  ) : (
    <Link to="/o/$org/accounting/payments" params={{ org: slug }} search={{ [kind]: id }}>
      Open the {kind}
    </Link>
  )
}

function EntryLines({ entry }: { entry: WholeEntry }) {
  return (
    <table aria-label="Lines" className="w-full border-collapse text-13">
      <thead>
        <tr className="text-12 text-text-3">
          <th scope="col" className="border-b border-line px-2 py-2 text-left font-medium">
            Ledger account
          </th>
          <th scope="col" className="border-b border-line px-2 py-2 text-right font-medium">
            Debit
          </th>
          <th scope="col" className="border-b border-line px-2 py-2 text-right font-medium">
            Credit
          </th>
        </tr>
      </thead>
      <tbody>
        {entry.lines.map((line, at) => (
          // A posted entry never changes, so the place of a line is its name.
          // oxlint-disable-next-line react/no-array-index-key
          <LineRow key={at} line={line} entry={entry} />
        ))}
      </tbody>
      <tfoot className="font-semibold">
        <tr className="bg-sunken">
          <th scope="row" className="px-2 py-2 text-left font-semibold">
            Total, {entry.currency}
          </th>
          <td className="px-2 py-2 text-right tabular-nums">{amountWords(entry.total)}</td>
          <td className="px-2 py-2 text-right tabular-nums">{amountWords(entry.total)}</td>
        </tr>
      </tfoot>
    </table>
  )
}

function LineRow({ line, entry }: { line: EntryLine; entry: WholeEntry }) {
  const { slug } = useOrganization()
  const isForeign = line.currency !== entry.currency
  const own = line.debit ?? line.credit
  return (
    <tr className="align-top">
      <td className="border-b border-line px-2 py-2">
        <Link
          to="/o/$org/accounting/ledger"
          params={{ org: slug }}
          search={{ account: line.accountId }}
          className="wrap-anywhere"
        >
          {line.code} {line.account}
        </Link>
        <span className="block text-12 text-text-3 wrap-anywhere empty:hidden">{line.memo}</span>
        {isForeign && own !== null && (
          <span className="block text-12 text-text-3">
            {amountWords(own)} {line.currency}
          </span>
        )}
      </td>
      <td className="border-b border-line px-2 py-2 text-right tabular-nums">
        {line.baseDebit !== null && amountWords(line.baseDebit)}
      </td>
      <td className="border-b border-line px-2 py-2 text-right tabular-nums">
        {line.baseCredit !== null && amountWords(line.baseCredit)}
      </td>
    </tr>
  )
}

import { useQuery } from '@tanstack/react-query'
import { useHub, useOrganization } from '../../../../../account.ts'
import { longDay, todayIn } from '../../../../../components/day-words.ts'
import type { WholeInvoice } from './invoice-words.ts'

const MOST = 10
const levels: Readonly<Record<number, string>> = { 1: 'Reminder', 2: 'Second reminder' }

/** The reminders that were sent of an invoice, the newest first. */
export function Reminded({ invoice: { id, kind } }: { invoice: Pick<WholeInvoice, 'id' | 'kind'> }) {
  const { trpc } = useHub()
  const { timeZone } = useOrganization()
  const reminders = useQuery(
    trpc.modules.accounting.reminders.list.queryOptions(
      { invoiceId: id, limit: MOST },
      { enabled: kind === 'invoice' },
    ),
  )
  return reminders.data?.items.map(({ sentOn, level, recipient }) => (
    <li key={sentOn} className="wrap-anywhere">
      {levels[level] ?? 'Last reminder'} sent {longDay(sentOn, todayIn(timeZone))} to {recipient}
    </li>
  ))
}

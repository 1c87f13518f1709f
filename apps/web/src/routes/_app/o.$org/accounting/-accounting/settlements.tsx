import { Card } from '@hub/ui/card'
import { IconButton } from '@hub/ui/icon-button'
import { Ledger, LedgerLine } from '@hub/ui/ledger-line'
import { Link } from '@tanstack/react-router'
import { Undo2 } from 'lucide-react'
import { Suspense, useState } from 'react'
import { useCan, useOrganization } from '../../../../../account.ts'
import { longDay, todayIn } from '../../../../../components/day-words.ts'
import { lazyPart } from '../../../../../lazy-part.ts'
import { amountWords } from './amounts.ts'
import type { WholeInvoice } from './invoice-words.ts'
import type { TakeOffProps } from './take-off.tsx'

const TakeOff = lazyPart(async () => (await import('./take-off.tsx')).TakeOff)

/** What was paid of an invoice, or takes it back, and what is open after that. */
export function Settlements({ invoice }: { invoice: WholeInvoice }) {
  const { settlements, currency, total, open } = invoice
  const [taking, setTaking] = useState<TakeOffProps['put'] | null>(null)
  if (settlements.length === 0) return null
  const { title, label } = settledWords(invoice)
  return (
    <Card title={title}>
      <Ledger label={label}>
        <LedgerLine name="Total" amount={amountWords(total)} />
        {settlements.map((settlement) => (
          <Settlement
            key={`${settlement.paymentId ?? settlement.creditId} ${settlement.on}`}
            settlement={settlement}
            onTakeOff={setTaking}
          />
        ))}
        <LedgerLine total name="Open" amount={`${amountWords(open)} ${currency}`} />
      </Ledger>
      <Suspense>
        {taking !== null && <TakeOff invoice={invoice} put={taking} onClose={() => setTaking(null)} />}
      </Suspense>
    </Card>
  )
}

/** What credit notes took back was not paid. */
function settledWords({ settlements }: WholeInvoice) {
  const isPaid = settlements.some(({ paymentId }) => paymentId !== null)
  if (settlements.every(({ paymentId }) => paymentId !== null))
    return { title: 'Paid', label: 'What was paid of it' }
  if (!isPaid) return { title: 'Credited', label: 'What was credited of it' }
  return { title: 'Paid and credited', label: 'What was paid and credited of it' }
}

interface SettlementProps {
  settlement: WholeInvoice['settlements'][number]
  onTakeOff: (put: TakeOffProps['put']) => void
}

function Settlement({ settlement: { paymentId, creditId, on, amount }, onTakeOff }: SettlementProps) {
  const { slug: org, timeZone } = useOrganization()
  const canWrite = useCan('accounting.sale.write')
  const day = longDay(on, todayIn(timeZone))
  if (paymentId === null)
    return (
      <LedgerLine
        name={
          <Link to="/o/$org/accounting/invoices/$invoice" params={{ org, invoice: creditId ?? '' }}>
            Credit note, {day}
          </Link>
        }
        amount={amountWords(`-${amount}`)}
      />
    )
  return (
    <LedgerLine
      name={
        <>
          <Link to="/o/$org/accounting/payments" params={{ org }} search={{ payment: paymentId }}>
            Payment, {day}
          </Link>
          {canWrite && (
            <IconButton
              size="xs"
              label={`Take the payment of ${day} off`}
              className="ml-1 print:hidden"
              onClick={() => onTakeOff({ paymentId, on, amount })}
            >
              <Undo2 />
            </IconButton>
          )}
        </>
      }
      amount={amountWords(`-${amount}`)}
    />
  )
}

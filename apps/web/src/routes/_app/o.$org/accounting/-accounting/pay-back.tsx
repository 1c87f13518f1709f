import { formatMoney, parseMoney } from '@hub/api/schemas/shared/money'
import { Button } from '@hub/ui/button'
import { useQuery } from '@tanstack/react-query'
import { Suspense, useState } from 'react'
import { useHub } from '../../../../../account.ts'
import { lazyPart } from '../../../../../lazy-part.ts'
import { amountWords, digitsOf } from './amounts.ts'
import type { Accounting } from './book-page.tsx'
import type { Credit } from './refund-dialog.tsx'

const RefundDialog = lazyPart(async () => (await import('./refund-dialog.tsx')).RefundDialog)

type Payment = Accounting['paymentsIn']['list']['items'][number]

const MOST = 100

/** Opens the form that pays it back. */
export function PayBack({ credit, label = 'Pay back' }: { credit: Credit; label?: string }) {
  const { trpc } = useHub()
  const [isOpen, setOpen] = useState(false)
  const book = useQuery(trpc.modules.accounting.book.get.queryOptions())
  const baseCurrency = book.data?.book?.baseCurrency
  if (baseCurrency === undefined) return null
  return (
    <>
      <Button onClick={() => setOpen(true)}>{label}</Button>
      <Suspense>
        {isOpen && <RefundDialog {...{ credit, baseCurrency }} onClose={() => setOpen(false)} />}
      </Suspense>
    </>
  )
}

/** What is left of payments of one customer, by currency. */
function creditsOf(payments: readonly Payment[]): Credit[] {
  const byCurrency = Map.groupBy(payments, ({ currency }) => currency)
  return [...byCurrency].flatMap(([currency, some]) => {
    const digits = digitsOf(currency)
    const left = some.reduce((sum, one) => sum + (parseMoney(one.left, digits) ?? 0n), 0n)
    const [first] = some.toSorted((a, b) => (a.paidOn < b.paidOn ? -1 : 1))
    if (!first) return []
    const { contactId, contact, paidOn: from } = first
    return [{ contactId, contact, currency, left: formatMoney(left, digits), from }]
  })
}

/** Pays back what is left of all payments of a customer. Nothing where nothing is. */
export function PayBackAll({ contactId }: { contactId: string }) {
  const { trpc } = useHub()
  const payments = useQuery(
    trpc.modules.accounting.paymentsIn.list.queryOptions({ contactId, unallocated: true, limit: MOST }),
  )
  const credits = creditsOf(payments.data?.items ?? [])
  if (credits.length === 0) return null
  return (
    <div className="flex flex-wrap gap-2">
      {credits.map((credit) => (
        <PayBack
          key={credit.currency}
          credit={credit}
          label={`Pay back ${amountWords(credit.left)} ${credit.currency}`}
        />
      ))}
    </div>
  )
}

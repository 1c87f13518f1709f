import { Button } from '@hub/ui/button'
import { useQuery } from '@tanstack/react-query'
import { Suspense, useState } from 'react'
import { useHub } from '../../../../../account.ts'
import { lazyPart } from '../../../../../lazy-part.ts'
import { amountWords } from './amounts.ts'
import type { Credit } from './refund-dialog.tsx'

const RefundDialog = lazyPart(async () => (await import('./refund-dialog.tsx')).RefundDialog)

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

/** Pays back what is left of all payments of a customer. Nothing where nothing is. */
export function PayBackAll({ contactId }: { contactId: string }) {
  const { trpc } = useHub()
  const { data } = useQuery(trpc.modules.accounting.refunds.left.queryOptions({ contactId }))
  if (data === undefined || data.left.length === 0) return null
  const credits = data.left.map((one) => ({ contactId, contact: data.contact, ...one }))
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

import { ConfirmDialog } from '@hub/ui/confirm-dialog'
import { showErrorToast, showToast } from '@hub/ui/toast'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useHub } from '../../../../../account.ts'
import { toFailure } from '../../../../../failure.ts'
import { newKey } from '../../../../../idempotency.ts'
import { amountWords } from './amounts.ts'
import { numberWords } from './invoice-words.ts'
import type { WholeInvoice } from './invoice-words.ts'

export interface TakeOffProps {
  invoice: WholeInvoice
  /** What one payment was put to the invoice on one day. */
  put: { paymentId: string; on: string; amount: string }
  onClose: () => void
}

/** Asks once more before a payment is taken off an invoice. */
export function TakeOff({ invoice, put: { paymentId, on, amount }, onClose }: TakeOffProps) {
  const { trpc, queryClient } = useHub()
  const [idempotencyKey] = useState(newKey)
  const { id: invoiceId, contact, currency } = invoice
  const sum = `${amountWords(amount)} ${currency}`
  const takeOff = useMutation(
    trpc.modules.accounting.paymentsIn.takeOff.mutationOptions({
      onSuccess: () => {
        void queryClient.invalidateQueries(trpc.modules.accounting.pathFilter())
        showToast(`Took ${sum} off ${numberWords(invoice)}.`)
        onClose()
      },
      onError: (error) => showErrorToast(toFailure(error).message),
    }),
  )
  return (
    <ConfirmDialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={`Take ${sum} off ${numberWords(invoice)}?`}
      consequence={`So much of it is open again, and ${contact} has it as credit, which another invoice can use. The money stays in the books.`}
      confirmLabel="Take it off"
      pendingLabel="Taking it off"
      danger={false}
      pending={takeOff.isPending}
      onConfirm={() => takeOff.mutate({ id: paymentId, invoiceId, putOn: on, idempotencyKey })}
    />
  )
}

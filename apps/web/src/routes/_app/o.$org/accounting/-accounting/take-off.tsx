import { ConfirmDialog } from '@hub/ui/confirm-dialog'
import { addDecimals } from '@hub/ui/decimal'
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
  paymentId: string
  onClose: () => void
}

/** Asks once more before a payment is taken off an invoice. */
export function TakeOff({ invoice, paymentId, onClose }: TakeOffProps) {
  const { trpc, queryClient } = useHub()
  const [idempotencyKey] = useState(newKey)
  const { id: invoiceId, contact, currency, settlements } = invoice
  const put = settlements.filter((one) => one.paymentId === paymentId).map(({ amount }) => amount)
  const sum = `${amountWords(addDecimals(...put))} ${currency}`
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
      onConfirm={() => takeOff.mutate({ id: paymentId, invoiceId, idempotencyKey })}
    />
  )
}

import { showToast } from '@hub/ui/toast'
import { useHub } from '../../../../../account.ts'
import { numberWords } from './invoice-words.ts'
import type { WholeInvoice } from './invoice-words.ts'
import { MailDialog } from './mail-dialog.tsx'

export interface SendInvoiceProps {
  invoice: Pick<WholeInvoice, 'id' | 'kind' | 'number' | 'contact' | 'buyer' | 'seller'>
  onClose: () => void
}

/** Mails a posted invoice to its customer. */
export function SendInvoice({ invoice, onClose }: SendInvoiceProps) {
  const hub = useHub()
  const { id, contact, buyer, seller, kind } = invoice
  const number = numberWords(invoice)
  return (
    <MailDialog
      title={`Send ${number}`}
      to={buyer.email}
      subject={`${kind === 'invoice' ? 'Invoice' : 'Credit note'} ${number} of ${seller.name}`}
      hint="The amount and the day on which it is due are said before it."
      paper={number}
      send={async (mail, idempotencyKey) => {
        await hub.client.modules.accounting.invoices.send.mutate({ id, ...mail, idempotencyKey })
        void hub.queryClient.invalidateQueries(hub.trpc.modules.accounting.pathFilter())
        showToast(`${number} is on its way to ${contact}.`)
      }}
      onClose={onClose}
    />
  )
}

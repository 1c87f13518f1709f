import { Field } from '@hub/ui/field'
import { Input } from '@hub/ui/input'
import { Textarea } from '@hub/ui/textarea'
import { showToast } from '@hub/ui/toast'
import { Paperclip } from 'lucide-react'
import { useState } from 'react'
import { useHub } from '../../../../../account.ts'
import { FormDialog } from '../../../../../components/form-dialog.tsx'
import { numberWords } from './invoice-words.ts'
import type { WholeInvoice } from './invoice-words.ts'
import { useGridAct } from './use-grid-act.ts'

export interface SendInvoiceProps {
  invoice: Pick<WholeInvoice, 'id' | 'kind' | 'number' | 'contact' | 'buyer' | 'seller'>
  onClose: () => void
}

const fields = ['to', 'subject', 'message']

/** Mails a posted invoice to its customer. */
export function SendInvoice({ invoice, onClose }: SendInvoiceProps) {
  const hub = useHub()
  const { id, contact, buyer, seller, kind } = invoice
  const number = numberWords(invoice)
  const [to, setTo] = useState(buyer.email)
  const [subject, setSubject] = useState(
    `${kind === 'invoice' ? 'Invoice' : 'Credit note'} ${number} of ${seller.name}`,
  )
  const [message, setMessage] = useState('')
  const { problems, setProblems, isPending, run } = useGridAct()
  const send = async () => {
    if (to.trim() === '') return setProblems({ fields: { to: 'Write a mail address.' }, lines: {} })
    await run({ list: '', lines: [], fields, columns: {} }, async (idempotencyKey) => {
      await hub.client.modules.accounting.invoices.send.mutate({
        id,
        to: to.trim(),
        message,
        idempotencyKey,
        ...(subject.trim() !== '' && { subject: subject.trim() }),
      })
      void hub.queryClient.invalidateQueries(hub.trpc.modules.accounting.pathFilter())
      showToast(`${number} is on its way to ${contact}.`)
      onClose()
    })
  }
  return (
    <FormDialog
      title={`Send ${number}`}
      submitLabel="Send"
      pendingLabel="Sending"
      pending={isPending}
      refusal={problems.whole}
      onSubmit={() => void send()}
      onClose={onClose}
    >
      <Field label="To" error={problems.fields['to']}>
        <Input
          type="email"
          autoComplete="off"
          autoFocus
          value={to}
          onChange={({ target }) => setTo(target.value)}
        />
      </Field>
      <Field label="Subject" error={problems.fields['subject']}>
        <Input autoComplete="off" value={subject} onChange={({ target }) => setSubject(target.value)} />
      </Field>
      <Field
        label="Message"
        hint="The amount and the day on which it is due are said before it."
        error={problems.fields['message']}
      >
        <Textarea rows={4} value={message} onChange={({ target }) => setMessage(target.value)} />
      </Field>
      <p className="flex items-center gap-2 text-13 text-text-2">
        <Paperclip aria-hidden="true" className="size-4" />
        {number}.pdf
      </p>
    </FormDialog>
  )
}

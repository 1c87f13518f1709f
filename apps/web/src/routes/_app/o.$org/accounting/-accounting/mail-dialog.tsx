import { Field } from '@hub/ui/field'
import { Input } from '@hub/ui/input'
import { Textarea } from '@hub/ui/textarea'
import { Paperclip } from 'lucide-react'
import { useState } from 'react'
import { FormDialog } from '../../../../../components/form-dialog.tsx'
import { useGridAct } from './use-grid-act.ts'

/** What a person says of a mail. */
export interface MailWish {
  to: string
  message: string
  subject?: string
}

export interface MailDialogProps {
  title: string
  to: string
  subject: string
  /** What is said before the message without being written. */
  hint: string
  /** What hangs on it, without the ending of its name. */
  paper: string
  /** What the hub calls the address. */
  toField?: 'to' | 'recipient'
  /** Sends it; what it throws is shown. */
  send: (mail: MailWish, idempotencyKey: string) => Promise<void>
  onClose: () => void
}

/** A mail to a customer, with a PDF. */
export function MailDialog({ title, hint, paper, toField = 'to', send, onClose, ...start }: MailDialogProps) {
  const [to, setTo] = useState(start.to)
  const [subject, setSubject] = useState(start.subject)
  const [message, setMessage] = useState('')
  const { problems, setProblems, isPending, run } = useGridAct()
  const submit = async () => {
    if (to.trim() === '') return setProblems({ fields: { [toField]: 'Write a mail address.' }, lines: {} })
    const fields = [toField, 'subject', 'message']
    await run({ list: '', lines: [], fields, columns: {} }, async (idempotencyKey) => {
      const own = subject.trim()
      await send({ to: to.trim(), message, ...(own !== '' && { subject: own }) }, idempotencyKey)
      onClose()
    })
  }
  return (
    <FormDialog
      title={title}
      submitLabel="Send"
      pendingLabel="Sending"
      pending={isPending}
      refusal={problems.whole}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <Field label="To" error={problems.fields[toField]}>
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
      <Field label="Message" hint={hint} error={problems.fields['message']}>
        <Textarea rows={4} value={message} onChange={({ target }) => setMessage(target.value)} />
      </Field>
      <p className="flex items-center gap-2 text-13 text-text-2">
        <Paperclip aria-hidden="true" className="size-4" />
        {paper}.pdf
      </p>
    </FormDialog>
  )
}

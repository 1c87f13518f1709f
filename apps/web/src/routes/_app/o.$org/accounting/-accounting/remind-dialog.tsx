import { Checkbox } from '@hub/ui/checkbox'
import { Empty } from '@hub/ui/empty'
import { Field } from '@hub/ui/field'
import { SkeletonRows } from '@hub/ui/skeleton'
import { Textarea } from '@hub/ui/textarea'
import { showToast } from '@hub/ui/toast'
import { useQuery } from '@tanstack/react-query'
import { useDeferredValue, useState } from 'react'
import { useHub } from '../../../../../account.ts'
import { FormDialog } from '../../../../../components/form-dialog.tsx'
import { Loaded } from '../../../../../components/loaded.tsx'
import type { Accounting } from './book-page.tsx'
import { useGridAct } from './use-grid-act.ts'

type Preview = Accounting['reminders']['preview']
type Mail = Preview['mails'][number]

export interface RemindDialogProps {
  /** One invoice; without it all that is overdue. */
  invoiceId?: string
  onClose: () => void
}

/** Shows the mails that would go to customers who are late, word for word, before any goes. */
export function RemindDialog({ invoiceId, onClose }: RemindDialogProps) {
  const hub = useHub()
  const [message, setMessage] = useState('')
  const [without, setWithout] = useState<ReadonlySet<string>>(new Set())
  const { problems, setProblems, isPending, run } = useGridAct()
  const shown = useDeferredValue(message.trim())
  const preview = useQuery(
    hub.trpc.modules.accounting.reminders.preview.queryOptions(
      { ...(invoiceId !== undefined && { invoiceId }), ...(shown !== '' && { message: shown }) },
      { staleTime: 0, placeholderData: (before) => before },
    ),
  )
  const chosen = (preview.data?.mails ?? []).filter(({ contactId }) => !without.has(contactId))
  const send = () => {
    if (chosen.length === 0)
      return setProblems({ fields: {}, lines: {}, whole: 'There is nobody to remind now.' })
    return run({ list: '', lines: [], fields: ['message'], columns: {} }, async (idempotencyKey) => {
      const invoiceIds = chosen.flatMap(({ invoices }) => invoices.map((one) => one.invoiceId))
      const done = await hub.client.modules.accounting.reminders.send.mutate({
        invoiceIds,
        message,
        idempotencyKey,
      })
      void hub.queryClient.invalidateQueries(hub.trpc.modules.accounting.pathFilter())
      showToast(`The ${mailsWords(done.mails)} on the way.`)
      onClose()
    })
  }
  return (
    <FormDialog
      title="Remind of what is overdue"
      description="Each customer gets one mail, with the invoices. Of one invoice it goes at most once a day."
      submitLabel={chosen.length > 1 ? `Send ${chosen.length} reminders` : 'Send reminder'}
      pendingLabel="Sending"
      pending={isPending}
      refusal={problems.whole}
      onSubmit={() => void send()}
      onClose={onClose}
    >
      <Field label="Message" hint="Stands before your name." error={problems.fields['message']}>
        <Textarea rows={2} value={message} onChange={({ target }) => setMessage(target.value)} />
      </Field>
      <Loaded query={preview} failed="The reminders could not be loaded" skeleton={<SkeletonRows rows={4} />}>
        {(all) => (
          <Mails
            preview={all}
            without={without}
            onToggle={(contactId) =>
              setWithout((before) => {
                const next = new Set(before)
                if (!next.delete(contactId)) next.add(contactId)
                return next
              })
            }
          />
        )}
      </Loaded>
    </FormDialog>
  )
}

const mailsWords = (mails: readonly Mail[]): string => {
  const [only] = mails
  if (mails.length === 1 && only) return `reminder to ${only.contact} is`
  return `${mails.length} reminders are`
}

interface MailsProps {
  preview: Preview
  /** Customers who are left out. */
  without: ReadonlySet<string>
  onToggle: (contactId: string) => void
}

function Mails({ preview: { mails, left, isMore }, without, onToggle }: MailsProps) {
  if (mails.length + left.length === 0) return <Empty title="Nothing is overdue">Nobody is late.</Empty>
  return (
    <>
      {mails.map((mail) => (
        <MailPreview
          key={mail.contactId}
          mail={mail}
          isChoice={mails.length > 1}
          isChosen={!without.has(mail.contactId)}
          onToggle={() => onToggle(mail.contactId)}
        />
      ))}
      {left.length > 0 && (
        <ul className="list-disc pl-5 text-13 text-text-2">
          {left.map(({ invoiceId, why }) => (
            <li key={invoiceId}>{why}</li>
          ))}
        </ul>
      )}
      {isMore && <p className="text-13 text-text-2">More are overdue; remind of them after these.</p>}
    </>
  )
}

interface MailPreviewProps {
  mail: Mail
  /** One of several, which can be left out. */
  isChoice: boolean
  isChosen: boolean
  onToggle: () => void
}

function MailPreview({ mail, isChoice, isChosen, onToggle }: MailPreviewProps) {
  const { contact, recipient, subject, text } = mail
  return (
    <div className="flex flex-col gap-1">
      {isChoice && (
        <Checkbox
          label={<b className="font-medium wrap-anywhere">{contact}</b>}
          checked={isChosen}
          onChange={onToggle}
        />
      )}
      {isChosen && (
        <details open={!isChoice}>
          <summary className="text-13 text-text-2 wrap-anywhere">
            {subject}, to {recipient}
          </summary>
          <p className="mt-1 rounded-sm border border-line p-3 text-13 wrap-anywhere whitespace-pre-line">
            {text}
          </p>
        </details>
      )}
    </div>
  )
}

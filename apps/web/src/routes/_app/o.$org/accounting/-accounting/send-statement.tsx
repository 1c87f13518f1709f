import { showToast } from '@hub/ui/toast'
import { useHub, useOrganization } from '../../../../../account.ts'
import type { Accounting } from './book-page.tsx'
import { MailDialog } from './mail-dialog.tsx'

export interface SendStatementProps {
  statement: Accounting['customerStatements']['get']
  onClose: () => void
}

/** Mails a customer their statement of account. */
export function SendStatement({ statement, onClose }: SendStatementProps) {
  const { client } = useHub()
  const { name } = useOrganization()
  const { contactId, contact, email, from, to: until } = statement
  return (
    <MailDialog
      title={`Send the statement of ${contact}`}
      to={email}
      toField="recipient"
      subject={`Statement of account of ${name}`}
      hint="The days and what is open are said before it."
      paper={`Statement of account, ${contact}`}
      send={async ({ to: recipient, ...mail }, idempotencyKey) => {
        const days = { contactId, from, to: until }
        await client.modules.accounting.customerStatements.send.mutate({
          ...days,
          ...mail,
          recipient,
          idempotencyKey,
        })
        showToast(`The statement is on its way to ${contact}.`)
      }}
      onClose={onClose}
    />
  )
}

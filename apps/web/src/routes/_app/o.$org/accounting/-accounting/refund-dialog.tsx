import { showToast } from '@hub/ui/toast'
import { useHub } from '../../../../../account.ts'
import { FormDialog } from '../../../../../components/form-dialog.tsx'
import { amountWords } from './amounts.ts'
import { MoneyFields } from './money-fields.tsx'
import { PostedSlip } from './posted-slip.tsx'
import { accountLabel, useLedgerAccounts } from './use-ledger-accounts.ts'
import { useMoneyForm } from './use-money-form.ts'

/** Money of a customer that nothing took yet. */
export interface Credit {
  contactId: string
  contact: string
  /** Only what is left of this payment. */
  paymentId?: string
  currency: string
  left: string
  /** The first day on which it was here. */
  from: string
}

export interface RefundDialogProps {
  credit: Credit
  baseCurrency: string
  onClose: () => void
}

/** Records that a customer got money back, and shows before what that posts. */
export function RefundDialog({ credit, baseCurrency, onClose }: RefundDialogProps) {
  const hub = useHub()
  const { contactId, contact, paymentId, currency, left, from } = credit
  const money = useMoneyForm({ currency, baseCurrency, amount: left, from })
  const owed = (useLedgerAccounts().data ?? []).find(({ role }) => role === 'receivable')
  const record = () =>
    money.send(async (sent, idempotencyKey) => {
      const whose = paymentId === undefined ? { contactId, currency } : { paymentId }
      await hub.client.modules.accounting.refunds.record.mutate({ ...sent, ...whose, idempotencyKey })
      void hub.queryClient.invalidateQueries(hub.trpc.modules.accounting.pathFilter())
      showToast(`Recorded that ${contact} got ${money.words} back.`)
      onClose()
    })
  return (
    <FormDialog
      title={`Pay ${contact} back`}
      description={`${amountWords(left)} ${currency} of their money is not used for an invoice. Send it by your bank or from the till; this writes it into the books.`}
      submitLabel="Record refund"
      pendingLabel="Recording"
      pending={money.isPending}
      refusal={money.problems.whole}
      className="grid grid-cols-2 gap-4 max-tablet:grid-cols-1"
      onSubmit={() => void record()}
      onClose={onClose}
    >
      <MoneyFields money={money} accountLabel="Where it comes from" />
      {owed && money.account && money.minor !== null && (
        <PostedSlip
          lines={[
            { name: accountLabel(owed), side: 'debit', amount: money.words },
            { name: accountLabel(money.account), side: 'credit', amount: money.words },
          ]}
        >
          {money.isForeign && 'What the rate changed since it came in is booked as a gain or a loss.'}
        </PostedSlip>
      )}
    </FormDialog>
  )
}

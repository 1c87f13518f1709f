import type { ComboboxOption } from '@hub/ui/combobox'
import { Field } from '@hub/ui/field'
import { showToast } from '@hub/ui/toast'
import { useState } from 'react'
import { useHub } from '../../../../../account.ts'
import { FormDialog } from '../../../../../components/form-dialog.tsx'
import { ContactPicker } from './contact-picker.tsx'
import { CurrencyField } from './currency-field.tsx'
import { MoneyFields } from './money-fields.tsx'
import { PostedSlip } from './posted-slip.tsx'
import { accountLabel, useLedgerAccounts } from './use-ledger-accounts.ts'
import { useMoneyForm } from './use-money-form.ts'

export interface ReceivedDialogProps {
  baseCurrency: string
  onClose: () => void
  onRecorded: (paymentId: string) => void
}

/** Records money of a customer for which there is no invoice yet. */
export function ReceivedDialog({ baseCurrency, onClose, onRecorded }: ReceivedDialogProps) {
  const hub = useHub()
  const [customer, setCustomer] = useState<ComboboxOption | null>(null)
  const [currency, setCurrency] = useState(baseCurrency)
  const money = useMoneyForm({ currency, baseCurrency, amount: null, beside: ['contactId', 'currency'] })
  const owed = (useLedgerAccounts().data ?? []).find(({ role }) => role === 'receivable')
  const record = async () => {
    if (customer === null) return money.refuse('contactId', 'Choose who paid.')
    await money.send(async (sent, idempotencyKey) => {
      const wish = { ...sent, contactId: customer.value, currency, idempotencyKey }
      const { id } = await hub.client.modules.accounting.paymentsIn.record.mutate(wish)
      void hub.queryClient.invalidateQueries(hub.trpc.modules.accounting.pathFilter())
      showToast(`Recorded ${money.words} by ${customer.label}.`)
      onClose()
      onRecorded(id)
    })
  }
  return (
    <FormDialog
      title="Money received"
      description="Before its invoice is written. It stays with the customer as credit, until an invoice uses it or it is paid back. For an invoice that is there already, record the payment on it."
      submitLabel="Record payment"
      pendingLabel="Recording"
      pending={money.isPending}
      refusal={money.problems.whole}
      className="grid grid-cols-2 gap-4 max-tablet:grid-cols-1"
      onSubmit={() => void record()}
      onClose={onClose}
    >
      <Field label="Customer" error={money.problems.fields['contactId']}>
        <ContactPicker autoFocus value={customer} onValueChange={setCustomer} />
      </Field>
      <CurrencyField currency={currency} problem={money.problems.fields['currency']} onChange={setCurrency} />
      <MoneyFields money={money} accountLabel="Where the money is" autoFocus={false} />
      {owed && money.account && money.minor !== null && (
        <PostedSlip
          lines={[
            { name: accountLabel(money.account), side: 'debit', amount: money.words },
            { name: accountLabel(owed), side: 'credit', amount: money.words },
          ]}
        />
      )}
    </FormDialog>
  )
}

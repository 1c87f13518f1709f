import { formatMoney, parseMoney } from '@hub/api/schemas/shared/money'
import { showToast } from '@hub/ui/toast'
import { useHub } from '../../../../../account.ts'
import { FormDialog } from '../../../../../components/form-dialog.tsx'
import { amountWords } from './amounts.ts'
import { digitsOf } from './currency-digits.ts'
import { numberWords } from './invoice-words.ts'
import type { WholeInvoice } from './invoice-words.ts'
import { MoneyFields } from './money-fields.tsx'
import { useMoneyForm } from './use-money-form.ts'

export interface PaymentDialogProps {
  invoice: Pick<WholeInvoice, 'id' | 'number' | 'contact' | 'currency' | 'open' | 'rate'>
  baseCurrency: string
  onClose: () => void
}

/** What goes beyond what is open, so that a slip of a digit is seen before it is in the books. */
function overWords(amount: string | null, { open, currency }: PaymentDialogProps['invoice']): string | null {
  const digits = digitsOf(currency)
  const over = (parseMoney(amount ?? '', digits) ?? 0n) - (parseMoney(open, digits) ?? 0n)
  return over > 0n ? `${amountWords(formatMoney(over, digits))} ${currency} more than is open.` : null
}

/** Records that a customer paid, all of it or a part. */
export function PaymentDialog({ invoice, baseCurrency, onClose }: PaymentDialogProps) {
  const hub = useHub()
  const { currency, open, contact, rate } = invoice
  const money = useMoneyForm({ currency, baseCurrency, amount: open, rate })
  const record = () =>
    money.send(async (sent, idempotencyKey) => {
      const { paymentsIn } = hub.client.modules.accounting
      await paymentsIn.record.mutate({ ...sent, invoiceId: invoice.id, idempotencyKey })
      void hub.queryClient.invalidateQueries(hub.trpc.modules.accounting.pathFilter())
      showToast(`Recorded ${money.words} by ${contact}.`)
      onClose()
    })
  return (
    <FormDialog
      title={`Payment of ${numberWords(invoice)}`}
      description={`${amountWords(open)} ${currency} is open. More than that stays with the customer as credit.`}
      submitLabel="Record payment"
      pendingLabel="Recording"
      pending={money.isPending}
      refusal={money.problems.whole}
      className="grid grid-cols-2 gap-4 max-tablet:grid-cols-1"
      onSubmit={() => void record()}
      onClose={onClose}
    >
      <MoneyFields
        money={money}
        accountLabel="Where the money is"
        hint={overWords(money.form.amount, invoice)}
      />
    </FormDialog>
  )
}

import { formatMoney, parseMoney } from '@hub/api/schemas/shared/money'
import { Field } from '@hub/ui/field'
import { Input } from '@hub/ui/input'
import { NativeSelect } from '@hub/ui/native-select'
import { NumberInput } from '@hub/ui/number-input'
import { showToast } from '@hub/ui/toast'
import { useState } from 'react'
import { useHub, useOrganization } from '../../../../../account.ts'
import { DayInput } from '../../../../../components/day-input.tsx'
import { todayIn } from '../../../../../components/day-words.ts'
import { FormDialog } from '../../../../../components/form-dialog.tsx'
import { amountWords, digitsOf } from './amounts.ts'
import { useFarDay } from './far-day.tsx'
import { numberWords } from './invoice-words.ts'
import type { WholeInvoice } from './invoice-words.ts'
import { RateField } from './rate-field.tsx'
import { noProblems, useGridAct } from './use-grid-act.ts'
import { accountLabel, useLedgerAccounts } from './use-ledger-accounts.ts'

export interface PaymentDialogProps {
  invoice: Pick<WholeInvoice, 'id' | 'number' | 'contact' | 'currency' | 'open' | 'rate'>
  baseCurrency: string
  onClose: () => void
}

const methods = [
  { value: 'bank', label: 'Bank transfer' },
  { value: 'card', label: 'Card' },
  { value: 'cash', label: 'Cash' },
  { value: 'other', label: 'Something else' },
] as const
type Method = (typeof methods)[number]['value']

const fields = ['amount', 'paidOn', 'method', 'accountId', 'reference', 'rate']

/** What goes beyond what is open, so that a slip of a digit is seen before it is in the books. */
function overWords(amount: string | null, { open, currency }: PaymentDialogProps['invoice']): string | null {
  const digits = digitsOf(currency)
  const over = (parseMoney(amount ?? '', digits) ?? 0n) - (parseMoney(open, digits) ?? 0n)
  return over > 0n ? `${amountWords(formatMoney(over, digits))} ${currency} more than is open.` : null
}

/** Records that a customer paid, all of it or a part. */
export function PaymentDialog({ invoice, baseCurrency, onClose }: PaymentDialogProps) {
  const hub = useHub()
  const { timeZone } = useOrganization()
  const { currency, open, contact } = invoice
  const isForeign = currency !== baseCurrency
  const digits = digitsOf(currency)
  const [amount, setAmount] = useState<string | null>(open)
  const [paidOn, setPaidOn] = useState<string | null>(() => todayIn(timeZone))
  const [method, setMethod] = useState<Method>('bank')
  const [accountId, setAccount] = useState('')
  const [reference, setReference] = useState('')
  const [rate, setRate] = useState(invoice.rate)
  const { problems, setProblems, isPending, run } = useGridAct()
  const holding = (useLedgerAccounts().data ?? []).filter(
    ({ subtype }) => subtype === 'bank' || subtype === 'cash',
  )
  const chosen =
    accountId || holding.find(({ subtype }) => subtype === (method === 'cash' ? 'cash' : 'bank'))?.id
  const record = async () => {
    const paid = amount === null ? null : parseMoney(amount, digits)
    if (amount === null || paid === null)
      return setProblems({ fields: { amount: 'Write how much was paid.' }, lines: {} })
    if (paidOn === null) return setProblems({ fields: { paidOn: 'Choose a day.' }, lines: {} })
    await run({ list: '', lines: [], fields, columns: {} }, async (idempotencyKey) => {
      await hub.client.modules.accounting.paymentsIn.record.mutate({
        invoiceId: invoice.id,
        amount,
        paidOn,
        method,
        reference,
        idempotencyKey,
        ...(chosen !== undefined && { accountId: chosen }),
        ...(isForeign && { rate }),
      })
      void hub.queryClient.invalidateQueries(hub.trpc.modules.accounting.pathFilter())
      showToast(`Recorded ${amountWords(formatMoney(paid, digits))} ${currency} by ${contact}.`)
      onClose()
    })
  }
  return (
    <FormDialog
      title={`Payment of ${numberWords(invoice)}`}
      description={`${amountWords(open)} ${currency} is open. More than that stays with the customer as credit.`}
      submitLabel="Record payment"
      pendingLabel="Recording"
      pending={isPending}
      refusal={problems.whole}
      className="grid grid-cols-2 gap-4 max-tablet:grid-cols-1"
      onSubmit={() => void record()}
      onClose={onClose}
    >
      <Field
        label={`Amount, ${currency}`}
        hint={overWords(amount, invoice)}
        error={problems.fields['amount']}
      >
        <NumberInput
          autoFocus
          decimals={digits}
          minDecimals={digits}
          value={amount}
          onValueChange={(value) => setAmount(value ?? null)}
        />
      </Field>
      <Field label="Day" hint={useFarDay(paidOn)} error={problems.fields['paidOn']}>
        <DayInput value={paidOn} onValueChange={setPaidOn} />
      </Field>
      <Field label="How">
        <NativeSelect
          options={methods}
          value={method}
          onChange={({ target }) =>
            setMethod(methods.find(({ value }) => value === target.value)?.value ?? 'bank')
          }
        />
      </Field>
      <Field label="Where the money is" error={problems.fields['accountId']}>
        <NativeSelect
          options={holding.map((account) => ({ value: account.id, label: accountLabel(account) }))}
          value={chosen ?? ''}
          onChange={({ target }) => setAccount(target.value)}
        />
      </Field>
      {isForeign && (
        <RateField
          {...{ base: baseCurrency, currency, rate, problem: problems.fields['rate'] }}
          onRateChange={(next) => {
            setRate(next)
            setProblems(noProblems)
          }}
        />
      )}
      <Field label="Reference" hint="As on the statement of the bank." error={problems.fields['reference']}>
        <Input autoComplete="off" value={reference} onChange={({ target }) => setReference(target.value)} />
      </Field>
    </FormDialog>
  )
}

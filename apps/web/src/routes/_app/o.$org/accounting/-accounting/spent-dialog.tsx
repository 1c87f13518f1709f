import { formatMoney, parseMoney } from '@hub/api/schemas/shared/money'
import { Field } from '@hub/ui/field'
import { NativeSelect } from '@hub/ui/native-select'
import { NumberInput } from '@hub/ui/number-input'
import { showToast } from '@hub/ui/toast'
import { useState } from 'react'
import { useHub } from '../../../../../account.ts'
import { FormDialog } from '../../../../../components/form-dialog.tsx'
import { amountWords } from './amounts.ts'
import { CurrencyField } from './currency-field.tsx'
import { MoneyFields } from './money-fields.tsx'
import { PostedSlip } from './posted-slip.tsx'
import { accountLabel, useLedgerAccounts } from './use-ledger-accounts.ts'
import type { LedgerAccount } from './use-ledger-accounts.ts'
import { useMoneyForm } from './use-money-form.ts'
import type { MoneyState } from './use-money-form.ts'

export interface SpentDialogProps {
  baseCurrency: string
  onClose: () => void
}

/** Money itself is moved between accounts by an entry, and what follows documents by those. */
const takesMoney = ({ subtype, role }: LedgerAccount): boolean =>
  subtype !== 'bank' && subtype !== 'cash' && role !== 'receivable' && role !== 'payable'

/** Expenses come first. */
const spendable = (accounts: readonly LedgerAccount[], given: string): LedgerAccount[] =>
  accounts
    .filter((one) => takesMoney(one) && (one.currency === null || one.currency === given))
    .toSorted((one, other) => Number(other.type === 'expense') - Number(one.type === 'expense'))

interface Spent {
  on: LedgerAccount
  from: LedgerAccount
  taxes: LedgerAccount | undefined
  tax: bigint
}

/** The entry it makes: what it was spent on without its tax, the tax, and the account it was paid from. */
function linesOf(money: MoneyState, { on, from, taxes, tax }: Spent) {
  const text = (minor: bigint) => formatMoney(minor, money.digits)
  const all = money.minor ?? 0n
  return [
    { account: on, side: 'debit' as const, amount: text(all - tax) },
    ...(taxes && tax > 0n ? [{ account: taxes, side: 'debit' as const, amount: text(tax) }] : []),
    { account: from, side: 'credit' as const, amount: text(all) },
  ]
}

/** Records money that was paid for something of which there is no bill. */
export function SpentDialog({ baseCurrency, onClose }: SpentDialogProps) {
  const hub = useHub()
  const [currency, setCurrency] = useState(baseCurrency)
  const money = useMoneyForm({ currency, baseCurrency, amount: null, beside: ['memo', 'date', 'currency'] })
  const [onId, setOn] = useState('')
  const [taxText, setTax] = useState<string | null>(null)
  const accounts = useLedgerAccounts().data ?? []
  const choices = spendable(accounts, currency)
  const on = choices.find(({ id }) => id === onId)
  const taxes = accounts.find(({ role }) => role === 'tax_in')
  const tax = taxText === null ? 0n : (parseMoney(taxText, money.digits) ?? 0n)
  const all = money.minor ?? 0n
  const lines = on && money.account ? linesOf(money, { on, from: money.account, taxes, tax }) : []
  const record = async () => {
    if (!on) return money.refuse('on', 'Choose what it was spent on.')
    if (tax < 0n || (tax > 0n && tax >= all))
      return money.refuse('tax', 'The tax is a part of the amount, and less than all of it.')
    await money.send(async ({ paidOn, reference, rate }, idempotencyKey) => {
      const memo = reference.trim() === '' ? `Paid for ${on.name}` : reference.trim()
      const entry = await hub.client.modules.accounting.journals.post.mutate({
        date: paidOn,
        memo,
        currency,
        ...(rate !== undefined && { rate }),
        lines: lines.map(({ account, side, amount }) => ({ accountId: account.id, [side]: amount })),
        idempotencyKey,
      })
      void hub.queryClient.invalidateQueries(hub.trpc.modules.accounting.pathFilter())
      showToast(`Recorded ${money.words} as ${entry.number}.`)
      onClose()
    })
  }
  return (
    <FormDialog
      title="Money paid"
      description="For something without a bill: stamps, a parking ticket, a fee. It is one entry in the journal."
      submitLabel="Record"
      pendingLabel="Recording"
      pending={money.isPending}
      refusal={money.problems.whole ?? money.problems.fields['date']}
      className="grid grid-cols-2 gap-4 max-tablet:grid-cols-1"
      onSubmit={() => void record()}
      onClose={onClose}
    >
      <Field label="Spent on" error={money.problems.fields['on']}>
        <NativeSelect
          autoFocus
          options={[
            { value: '', label: 'Choose an account' },
            ...choices.map((one) => ({ value: one.id, label: accountLabel(one) })),
          ]}
          value={onId}
          onChange={({ target }) => setOn(target.value)}
        />
      </Field>
      <CurrencyField currency={currency} problem={money.problems.fields['currency']} onChange={setCurrency} />
      <MoneyFields money={money} accountLabel="Paid from" reference="What it was for" autoFocus={false} />
      {taxes && (
        <Field
          label={`Tax in it, ${currency}`}
          hint="As on the receipt, where you get it back."
          error={money.problems.fields['tax']}
        >
          <NumberInput
            decimals={money.digits}
            minDecimals={money.digits}
            value={taxText}
            onValueChange={(value) => setTax(value ?? null)}
          />
        </Field>
      )}
      {lines.length > 0 && all > 0n && (
        <PostedSlip
          lines={lines.map(({ account, side, amount }) => ({
            name: accountLabel(account),
            side,
            amount: `${amountWords(amount)} ${currency}`,
          }))}
        />
      )}
    </FormDialog>
  )
}

import { formatMoney, parseMoney } from '@hub/api/schemas/shared/money'
import { useState } from 'react'
import { useOrganization } from '../../../../../account.ts'
import { todayIn } from '../../../../../components/day-words.ts'
import { amountWords } from './amounts.ts'
import { digitsOf } from './currency-digits.ts'
import { noProblems, useGridAct } from './use-grid-act.ts'
import { useLedgerAccounts } from './use-ledger-accounts.ts'
import type { LedgerAccount } from './use-ledger-accounts.ts'

export const methods = [
  { value: 'bank', label: 'Bank transfer' },
  { value: 'card', label: 'Card' },
  { value: 'cash', label: 'Cash' },
  { value: 'other', label: 'Something else' },
] as const
export type Method = (typeof methods)[number]['value']

/** Money that moved, as it is written. */
export interface MoneyForm {
  amount: string | null
  paidOn: string | null
  method: Method
  /** Empty for the usual one. */
  accountId: string
  reference: string
  rate: string
}

/** The same as it is sent. */
interface Money {
  amount: string
  paidOn: string
  method: Method
  reference: string
  accountId?: string
  rate?: string
}

interface Given {
  currency: string
  baseCurrency: string
  amount: string | null
  rate?: string
  /** The first day that can be chosen. */
  from?: string
  /** Fields beside these that show what is wrong with them. */
  beside?: readonly string[]
}

const fields = ['amount', 'paidOn', 'method', 'accountId', 'reference', 'rate']

/** Where the hub puts it if nobody says: first what was opened for a foreign currency, then what the books use by themselves. */
function usualOf(holding: readonly LedgerAccount[], method: Method, isForeign: boolean) {
  const [opened, used] = [
    holding.filter(({ currency }) => isForeign && currency !== null),
    holding.toSorted((one, other) => Number(other.role === 'bank') - Number(one.role === 'bank')),
  ]
  const of = (wanted: string) => [...opened, ...used].find(({ subtype }) => subtype === wanted)
  return (method === 'cash' ? of('cash') : undefined) ?? of('bank')
}

const latest = (one: string, other: string): string => (one > other ? one : other)

/** How much moved when, how, and on which account; sent once at a time. */
export function useMoneyForm({ currency, baseCurrency, amount, rate = '', from = '', beside = [] }: Given) {
  const { timeZone } = useOrganization()
  const [form, setForm] = useState<MoneyForm>(() => ({
    amount,
    paidOn: latest(todayIn(timeZone), from),
    method: 'bank',
    accountId: '',
    reference: '',
    rate,
  }))
  const { problems, setProblems, isPending, run } = useGridAct()
  const digits = digitsOf(currency)
  const isForeign = currency !== baseCurrency
  const holding = (useLedgerAccounts().data ?? []).filter(
    ({ subtype, currency: only }) =>
      (subtype === 'bank' || subtype === 'cash') && (only === null || only === currency),
  )
  const account = holding.find(({ id }) => id === form.accountId) ?? usualOf(holding, form.method, isForeign)
  const minor = form.amount === null ? null : parseMoney(form.amount, digits)
  const refuse = (field: string, words: string) => setProblems({ fields: { [field]: words }, lines: {} })
  const send = async (act: (money: Money, idempotencyKey: string) => Promise<void>) => {
    if (form.amount === null || minor === null) return refuse('amount', 'Write how much was paid.')
    if (form.paidOn === null) return refuse('paidOn', 'Choose a day.')
    const money = {
      amount: form.amount,
      paidOn: form.paidOn,
      method: form.method,
      reference: form.reference,
      ...(account && { accountId: account.id }),
      ...(isForeign && { rate: form.rate }),
    }
    await run({ list: '', lines: [], fields: [...fields, ...beside], columns: {} }, (key) => act(money, key))
  }
  return {
    form,
    change: (next: Partial<MoneyForm>) => {
      setForm((before) => ({ ...before, ...next }))
      if ('rate' in next) setProblems(noProblems)
    },
    problems,
    refuse,
    isPending,
    send,
    currency,
    baseCurrency,
    isForeign,
    digits,
    from,
    holding,
    account,
    minor,
    /** "1,234.50 EUR" */
    words: minor === null ? '' : `${amountWords(formatMoney(minor, digits))} ${currency}`,
  }
}

export type MoneyState = ReturnType<typeof useMoneyForm>

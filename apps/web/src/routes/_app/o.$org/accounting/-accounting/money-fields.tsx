import { Field } from '@hub/ui/field'
import { Input } from '@hub/ui/input'
import { NativeSelect } from '@hub/ui/native-select'
import { NumberInput } from '@hub/ui/number-input'
import { DayInput } from '../../../../../components/day-input.tsx'
import { useDayHint } from './closed-day.tsx'
import { RateField } from './rate-field.tsx'
import { accountLabel } from './use-ledger-accounts.ts'
import { methods } from './use-money-form.ts'
import type { MoneyState } from './use-money-form.ts'

export interface MoneyFieldsProps {
  money: MoneyState
  /** What the account is to the money: "Where the money is". */
  accountLabel: string
  /** What the amount says of itself. */
  hint?: string | null
  /** What the words are, where they are none of the bank's. */
  reference?: string
  autoFocus?: boolean
}

/** How much moved when, how, and on which account. */
export function MoneyFields(props: MoneyFieldsProps) {
  const { money, accountLabel: place, hint = null, reference, autoFocus = true } = props
  const { form, change, problems, currency, baseCurrency, digits, holding, account, from } = money
  return (
    <>
      <Field label={`Amount, ${currency}`} hint={hint} error={problems.fields['amount']}>
        <NumberInput
          autoFocus={autoFocus}
          decimals={digits}
          minDecimals={digits}
          value={form.amount}
          onValueChange={(value) => change({ amount: value ?? null })}
        />
      </Field>
      <Field label="Day" hint={useDayHint(form.paidOn, 'bank')} error={problems.fields['paidOn']}>
        <DayInput
          value={form.paidOn}
          onValueChange={(paidOn) => change({ paidOn })}
          {...(from !== '' && { min: from })}
        />
      </Field>
      <Field label="How">
        <NativeSelect
          options={methods}
          value={form.method}
          onChange={({ target }) =>
            change({ method: methods.find(({ value }) => value === target.value)?.value ?? 'bank' })
          }
        />
      </Field>
      <Field label={place} error={problems.fields['accountId']}>
        <NativeSelect
          options={holding.map((one) => ({ value: one.id, label: accountLabel(one) }))}
          value={account?.id ?? ''}
          onChange={({ target }) => change({ accountId: target.value })}
        />
      </Field>
      {money.isForeign && (
        <RateField
          {...{ base: baseCurrency, currency, rate: form.rate, problem: problems.fields['rate'] }}
          onRateChange={(rate) => change({ rate })}
        />
      )}
      <Field
        label={reference ?? 'Reference'}
        hint={reference === undefined ? 'As on the statement of the bank.' : null}
        error={problems.fields['reference'] ?? problems.fields['memo']}
      >
        <Input
          autoComplete="off"
          value={form.reference}
          onChange={({ target }) => change({ reference: target.value })}
        />
      </Field>
    </>
  )
}

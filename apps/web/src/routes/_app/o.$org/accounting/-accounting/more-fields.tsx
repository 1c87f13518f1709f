import { currencyCodes } from '@hub/api/schemas/shared/currencies'
import { Checkbox } from '@hub/ui/checkbox'
import { Field } from '@hub/ui/field'
import { Input } from '@hub/ui/input'
import { NativeSelect } from '@hub/ui/native-select'
import { NumberInput } from '@hub/ui/number-input'
import { ChevronDown } from 'lucide-react'
import type { InvoiceForm } from './invoice-form.ts'
import { RateField } from './rate-field.tsx'

export interface MoreFieldsProps {
  form: InvoiceForm
  base: string
  problems: Readonly<Record<string, string>>
  onChange: (more: Partial<InvoiceForm>) => void
}

const currencies = currencyCodes.map((code) => ({ value: code, label: code }))

/** What most invoices leave as it is. */
export function MoreFields({ form, base, problems, onChange }: MoreFieldsProps) {
  const isForeign = form.currency !== base
  const isUsed = isForeign || form.reference !== '' || form.discountPercent !== '0' || form.pricesIncludeTax
  return (
    <details className="group mt-3" open={isUsed || undefined}>
      <summary className="inline-flex min-h-6 cursor-pointer items-center gap-1 rounded-xs text-13 text-text-2 hover:text-text">
        <ChevronDown aria-hidden="true" className="size-4 group-open:rotate-180" />
        Currency, discount, reference
      </summary>
      <div className="mt-3 grid grid-cols-4 gap-4 max-tablet:grid-cols-2">
        <Field label="Currency">
          <NativeSelect
            options={currencies}
            value={form.currency}
            onChange={({ target }) => onChange({ currency: target.value, rate: '' })}
          />
        </Field>
        {isForeign && (
          <RateField
            {...{ base, currency: form.currency, rate: form.rate, problem: problems['rate'] }}
            onRateChange={(rate) => onChange({ rate })}
          />
        )}
        <Field label="Discount, %" error={problems['discountPercent']}>
          <NumberInput
            grouped={false}
            min="0"
            max="100"
            value={form.discountPercent}
            onValueChange={(value, typed) =>
              onChange({ discountPercent: value === undefined ? typed : (value ?? '0') })
            }
          />
        </Field>
        <Field label="Their reference" error={problems['reference']}>
          <Input
            autoComplete="off"
            value={form.reference}
            onChange={({ target }) => onChange({ reference: target.value })}
          />
        </Field>
      </div>
      <label className="mt-3 flex items-center gap-2 text-13">
        <Checkbox
          checked={form.pricesIncludeTax}
          onChange={({ target }) => onChange({ pricesIncludeTax: target.checked })}
        />
        Prices include tax
      </label>
    </details>
  )
}

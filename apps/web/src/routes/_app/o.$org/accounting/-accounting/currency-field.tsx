import { currencyCodes } from '@hub/api/schemas/shared/currencies'
import { Field } from '@hub/ui/field'
import { NativeSelect } from '@hub/ui/native-select'

const currencies = currencyCodes.map((code) => ({ value: code, label: code }))

export interface CurrencyFieldProps {
  currency: string
  problem?: string | undefined
  onChange: (currency: string) => void
}

/** In which currency money moved. */
export const CurrencyField = ({ currency, problem, onChange }: CurrencyFieldProps) => (
  <Field label="Currency" error={problem}>
    <NativeSelect options={currencies} value={currency} onChange={({ target }) => onChange(target.value)} />
  </Field>
)

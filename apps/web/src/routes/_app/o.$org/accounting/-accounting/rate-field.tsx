import { RATE_SCALE } from '@hub/api/schemas/shared/money'
import { Field } from '@hub/ui/field'
import { NumberInput } from '@hub/ui/number-input'

export interface RateFieldProps {
  /** Of the books. */
  base: string
  currency: string
  rate: string
  problem?: string | undefined
  /** With what was typed where it cannot be read. */
  onRateChange: (rate: string) => void
}

/** How many of the books' currency one of another is. */
export const RateField = ({ base, currency, rate, problem, onRateChange }: RateFieldProps) => (
  <Field label={`${base} for one ${currency}`} error={problem}>
    <NumberInput
      decimals={RATE_SCALE}
      minDecimals={2}
      grouped={false}
      min="0"
      step="0.01"
      value={rate}
      onValueChange={(value, typed) => onRateChange(value === undefined ? typed : (value ?? ''))}
    />
  </Field>
)

/** Said where it is missing. */
export const rateWanted = (base: string, currency: string): string =>
  `Write how many ${base} one ${currency} is.`

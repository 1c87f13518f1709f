import { Field } from '@hub/ui/field'
import { NumberInput } from '@hub/ui/number-input'
import { Select } from '@hub/ui/select'
import type { Span } from './flow.ts'

const units = (['seconds', 'minutes', 'hours', 'days', 'weeks', 'months'] as const).map((value) => ({
  value,
  label: value,
}))

const MOST = '1000'

export interface SpanFieldProps {
  label: string
  value: Span
  onChange: (value: Span) => void
}

/** "2 days". */
export function SpanField({ label, value, onChange }: SpanFieldProps) {
  return (
    <div className="flex items-end gap-2">
      <Field label={label} className="w-[96px] flex-none whitespace-nowrap">
        <NumberInput
          decimals={0}
          min="1"
          max={MOST}
          value={String(value.amount)}
          // An emptied field is on the way to the next number.
          onValueChange={(next) => next != null && onChange({ ...value, amount: Number(next) })}
        />
      </Field>
      <Select
        aria-label={`${label}: unit`}
        options={units}
        value={value.unit}
        onValueChange={(unit) => onChange({ ...value, unit })}
      />
    </div>
  )
}

import { Field } from '@hub/ui/field'
import { Input } from '@hub/ui/input'
import { Select } from '@hub/ui/select'
import type { Span } from './flow.ts'

const units = (['seconds', 'minutes', 'hours', 'days', 'weeks', 'months'] as const).map((value) => ({
  value,
  label: value,
}))

const MOST = 1_000

export interface SpanFieldProps {
  label: string
  value: Span
  onChange: (value: Span) => void
}

/** "2 days". */
export function SpanField({ label, value, onChange }: SpanFieldProps) {
  const setAmount = (typed: string) => {
    const amount = Math.round(Number(typed))
    onChange({ ...value, amount: Math.min(MOST, Math.max(1, Number.isNaN(amount) ? 1 : amount)) })
  }
  return (
    <div className="flex items-end gap-2">
      <Field label={label} className="w-[96px] flex-none whitespace-nowrap">
        <Input
          type="number"
          min={1}
          max={MOST}
          value={value.amount}
          onChange={({ target }) => setAmount(target.value)}
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

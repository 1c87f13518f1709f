import { Checkbox } from '@hub/ui/checkbox'
import { Field } from '@hub/ui/field'
import { Input } from '@hub/ui/input'
import { NumberInput } from '@hub/ui/number-input'
import { DayInput } from '../../../../../components/day-input.tsx'
import type { InputField } from './flow.ts'
import type { Values } from './schema-fields.ts'

export interface AnswerFieldProps {
  field: InputField
  value: Values[string]
  error: string | undefined
  onChange: (value: Values[string]) => void
}

/** One question of the form of a workflow, with a control that fits its answer. */
export function AnswerField({ field, value, error, onChange }: AnswerFieldProps) {
  const { title, type, isRequired } = field
  if (type === 'yes_no')
    return (
      <Checkbox label={title} checked={value === true} onChange={({ target }) => onChange(target.checked)} />
    )
  return (
    <Field label={title} error={error} optional={!isRequired}>
      <Control type={type} value={value} onChange={onChange} />
    </Field>
  )
}

interface ControlProps extends Pick<AnswerFieldProps, 'value' | 'onChange'> {
  type: Exclude<InputField['type'], 'yes_no'>
}

function Control({ type, value, onChange }: ControlProps) {
  const text = typeof value === 'string' || typeof value === 'number' ? String(value) : ''
  if (type === 'day')
    return <DayInput value={text || null} onValueChange={(day) => onChange(day ?? undefined)} />
  if (type === 'number')
    return (
      <NumberInput
        value={text || null}
        // What cannot be read is sent as it is: the hub says what is wrong with it.
        onValueChange={(next, typed) => onChange(next == null ? typed || undefined : Number(next))}
      />
    )
  return (
    <Input
      type={type}
      value={text}
      onChange={({ target }) => onChange(target.value === '' ? undefined : target.value)}
    />
  )
}

import { clsx } from 'clsx'
import { useId, type ReactNode } from 'react'

export interface RadioOption<Value extends string> {
  value: Value
  label: ReactNode
  hint?: ReactNode
  disabled?: boolean | undefined
}

export interface RadioGroupProps<Value extends string> {
  label: ReactNode
  options: readonly RadioOption<Value>[]
  value: Value | null
  onValueChange: (value: Value) => void
  hideLabel?: boolean | undefined
  className?: string | undefined
}

/** One of a few, all of them visible. Arrow keys move, as in every native radio group. */
export function RadioGroup<Value extends string>(props: RadioGroupProps<Value>) {
  const { label, options, value, onValueChange, hideLabel = false, className } = props
  const name = useId()
  return (
    <fieldset className={clsx('flex flex-col gap-1.5', className)}>
      <legend className={clsx('mb-1.5 text-13 font-medium', hideLabel && 'sr-only')}>{label}</legend>
      {options.map((option) => (
        <label key={option.value} className="flex min-h-6 cursor-pointer items-start gap-2.5 py-0.5">
          <span className="grid h-5 place-items-center">
            <input
              type="radio"
              name={name}
              value={option.value}
              checked={option.value === value}
              disabled={option.disabled}
              onChange={() => onValueChange(option.value)}
              className="radio-dot"
            />
          </span>
          <span>
            {option.label}
            {option.hint !== undefined && <span className="block text-12 text-text-3">{option.hint}</span>}
          </span>
        </label>
      ))}
    </fieldset>
  )
}

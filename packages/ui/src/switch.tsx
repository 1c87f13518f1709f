import { clsx } from 'clsx'
import type { ReactNode } from 'react'

import { useFieldControl } from './field.tsx'

export interface SwitchProps {
  checked: boolean
  onCheckedChange: (checked: boolean) => void
  /** The words left of it; the switch then sits at the right end of the row. Else give `aria-label`. */
  label?: ReactNode
  hint?: ReactNode
  disabled?: boolean | undefined
  'aria-label'?: string | undefined
  className?: string | undefined
}

/** Acts at once, without Save. */
export function Switch({ checked, onCheckedChange, label, hint, disabled, className, ...rest }: SwitchProps) {
  const field = useFieldControl()
  const input = (
    <input
      {...field}
      {...rest}
      type="checkbox"
      role="switch"
      checked={checked}
      disabled={disabled}
      onChange={(event) => onCheckedChange(event.target.checked)}
      className={clsx('switch-track', label === undefined && className)}
    />
  )
  if (label === undefined) return input
  return (
    <label
      className={clsx('flex min-h-6 cursor-pointer items-center justify-between gap-3 text-13', className)}
    >
      <span className="min-w-0">
        <span className="font-medium">{label}</span>
        {hint !== undefined && <span className="block text-12 text-text-3">{hint}</span>}
      </span>
      {input}
    </label>
  )
}

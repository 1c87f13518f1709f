import { ChevronDown } from 'lucide-react'
import type { ComponentPropsWithRef } from 'react'

import { useFieldControl } from './field.tsx'
import { controlClass } from './input.tsx'

export interface NativeSelectProps extends ComponentPropsWithRef<'select'> {
  options: readonly { value: string; label: string }[]
}

/** The browser's own list, for hundreds of entries such as time zones: light, and at home on phones. */
export function NativeSelect({ options, className, ...rest }: NativeSelectProps) {
  const field = useFieldControl()
  return (
    <span className="relative block min-w-0">
      <select
        {...field}
        {...rest}
        className={controlClass({ className: `cursor-pointer appearance-none pr-8 ${className ?? ''}` })}
      >
        {options.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
      <ChevronDown
        aria-hidden="true"
        className="pointer-events-none absolute inset-y-0 right-2.5 my-auto text-text-3"
      />
    </span>
  )
}

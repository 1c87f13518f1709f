import { clsx } from 'clsx'
import { ChevronDown } from 'lucide-react'
import type { ReactNode } from 'react'

import { controlClass } from './input.tsx'

export interface SelectOption<Value extends string> {
  value: Value
  label: string
  icon?: ReactNode
  /** Quiet words at the right, such as a price. */
  detail?: ReactNode
  disabled?: boolean | undefined
}

export interface SelectProps<Value extends string> {
  options: readonly SelectOption<Value>[]
  value: Value | null
  onValueChange: (value: Value) => void
  /** Shown while nothing is chosen: "Choose a person". */
  placeholder?: string | undefined
  size?: 'md' | 'lg' | undefined
  disabled?: boolean | undefined
  name?: string | undefined
  onBlur?: (() => void) | undefined
  'aria-label'?: string | undefined
  className?: string | undefined
}

export const selectClass = <Value extends string>({ size, className }: SelectProps<Value>): string =>
  controlClass({
    size,
    className: clsx(
      'flex cursor-pointer items-center gap-2 text-left data-[disabled]:cursor-not-allowed',
      className,
    ),
  })

/** What a closed select shows; `id` is that of its field. */
export function SelectFace<Value extends string>(props: SelectProps<Value> & { id: string | undefined }) {
  const { options, value, placeholder = 'Choose', id } = props
  const chosen = options.find((option) => option.value === value)
  return (
    <>
      {chosen?.icon}
      <span
        id={id === undefined ? undefined : `${id}-value`}
        className={clsx('min-w-0 flex-1 truncate', !chosen && 'text-text-3')}
      >
        {chosen?.label ?? placeholder}
      </span>
      <ChevronDown aria-hidden="true" className="text-text-3" />
    </>
  )
}

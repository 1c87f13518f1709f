import { cva } from 'class-variance-authority'
import type { ComponentPropsWithRef, ReactNode } from 'react'

import { useFieldControl } from './field.tsx'
import { Spinner } from './spinner.tsx'

/** The box shared by every control one types into or chooses from. */
export const controlClass = cva(
  'w-full min-w-0 border border-line-control bg-sheet text-text transition-colors duration-(--t-fast) hover:border-text-3 focus-visible:border-transparent focus-visible:-outline-offset-1 disabled:cursor-not-allowed disabled:border-line disabled:bg-sunken disabled:text-text-disabled aria-invalid:border-danger-solid max-tablet:text-16',
  {
    variants: {
      size: {
        md: 'h-(--control-md) rounded-sm px-[11px] text-14',
        lg: 'h-(--control-lg) rounded-md px-[14px] text-15',
      },
    },
    defaultVariants: { size: 'md' },
  },
)

export interface InputProps extends Omit<ComponentPropsWithRef<'input'>, 'size'> {
  size?: 'md' | 'lg' | undefined
  /** An icon inside, left. */
  icon?: ReactNode
  /** Something small inside, right: a button or a key. */
  end?: ReactNode
  /** A check is running on what was typed. */
  checking?: boolean | undefined
}

/** One line of text. Works with react-hook-form's `register` as it is a plain input. */
export function Input({ size, icon, end, checking = false, className, ...rest }: InputProps) {
  const field = useFieldControl()
  const trailing = checking ? <Spinner word="Checking" className="pr-1.5 text-accent-text" /> : end
  const hasIcon = icon !== undefined
  const inner = [hasIcon ? 'pl-9' : '', trailing === undefined ? '' : 'pr-11', className].join(' ')
  const input = <input {...field} {...rest} className={controlClass({ size, className: inner })} />
  if (!hasIcon && trailing === undefined) return input
  return (
    <span className="relative block min-w-0">
      {hasIcon && (
        <span
          aria-hidden="true"
          className="pointer-events-none absolute inset-y-0 left-2.5 grid place-items-center text-text-3"
        >
          {icon}
        </span>
      )}
      {input}
      {trailing !== undefined && (
        <span className="absolute inset-y-0 right-1.5 grid place-items-center">{trailing}</span>
      )}
    </span>
  )
}

import { clsx } from 'clsx'
import { useEffect, useRef, type ComponentPropsWithoutRef, type ReactNode, type Ref } from 'react'

export interface CheckboxProps extends Omit<ComponentPropsWithoutRef<'input'>, 'type' | 'size'> {
  /** The words beside it. Without them give `aria-label`. */
  label?: ReactNode
  hint?: ReactNode
  /** Round, for ticking a task off. */
  round?: boolean | undefined
  /** Some, not all, of what it stands for is chosen. */
  indeterminate?: boolean | undefined
  ref?: Ref<HTMLInputElement> | undefined
}

/** A native checkbox that waits for Save. What acts at once is a Switch. */
export function Checkbox({
  label,
  hint,
  round = false,
  indeterminate = false,
  ref,
  className,
  ...rest
}: CheckboxProps) {
  const own = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (own.current) own.current.indeterminate = indeterminate
  }, [indeterminate])
  const box = (
    <input
      {...rest}
      ref={(element) => {
        own.current = element
        if (typeof ref === 'function') ref(element)
        else if (ref) ref.current = element
      }}
      type="checkbox"
      className={clsx('tick-box', round && 'rounded-full', label === undefined && className)}
    />
  )
  if (label === undefined) return box
  return (
    <label className={clsx('inline-flex min-h-6 cursor-pointer items-start gap-2.5 py-0.5', className)}>
      <span className="grid h-5 place-items-center">{box}</span>
      <span>
        {label}
        {hint !== undefined && <span className="block text-12 text-text-3">{hint}</span>}
      </span>
    </label>
  )
}

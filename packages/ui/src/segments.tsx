import { clsx } from 'clsx'
import { useId, type ReactNode } from 'react'

export interface SegmentOption<Value extends string> {
  value: Value
  label: ReactNode
  icon?: ReactNode
}

export interface SegmentsProps<Value extends string> {
  /** Read out: what is switched, such as "View". */
  label: string
  options: readonly SegmentOption<Value>[]
  value: Value
  onValueChange: (value: Value) => void
  size?: 'sm' | 'md' | undefined
  className?: string | undefined
}

/** Switches a view; at most four, and the choice belongs in the URL. Arrow keys move, as in a radio group. */
export function Segments<Value extends string>({
  label,
  options,
  value,
  onValueChange,
  size = 'md',
  className,
}: SegmentsProps<Value>) {
  const name = useId()
  return (
    <div
      role="radiogroup"
      aria-label={label}
      className={clsx(
        'inline-flex flex-none rounded-md bg-sunken p-0.5 inset-ring inset-ring-line',
        className,
      )}
    >
      {options.map((option) => (
        <label
          key={option.value}
          className={clsx(
            'relative inline-flex cursor-pointer items-center gap-1.5 rounded-sm font-medium whitespace-nowrap text-text-2 hover:text-text',
            'has-checked:bg-raised has-checked:text-text has-checked:shadow-ring',
            'has-focus-visible:outline-2 has-focus-visible:outline-offset-1 has-focus-visible:outline-focus',
            size === 'sm'
              ? 'h-6 px-[9px] text-12 pointer-coarse:h-9'
              : 'h-7 px-[11px] text-13 pointer-coarse:h-10',
            '[&_.lucide]:size-3.5',
          )}
        >
          <input
            type="radio"
            name={name}
            value={option.value}
            checked={option.value === value}
            onChange={() => onValueChange(option.value)}
            className="absolute inset-0 cursor-pointer appearance-none outline-none"
          />
          {option.icon}
          {option.label}
        </label>
      ))}
    </div>
  )
}

import { clsx } from 'clsx'

export interface MeterProps {
  /** Read out: "64 percent of this month's credits left". */
  label: string
  /** Filled part, 0 to 1. */
  value: number
  /** A second, lighter part after it, 0 to 1: what is on hold. */
  held?: number | undefined
  tone?: 'accent' | 'warning' | 'danger' | undefined
  className?: string | undefined
}

const fills = { accent: 'bg-accent', warning: 'bg-warning-solid', danger: 'bg-danger-solid' }

/** A six pixel bar. Never alone: its number stands beside it. */
export function Meter({ label, value, held = 0, tone = 'accent', className }: MeterProps) {
  return (
    <span
      role="img"
      aria-label={label}
      className={clsx('flex h-1.5 gap-0.5 overflow-hidden rounded-full bg-neutral-tint', className)}
    >
      <span
        data-fill="yes"
        className={clsx('block h-full rounded-full', fills[tone])}
        style={{ width: percent(value) }}
      />
      {held > 0 && (
        <span className="block h-full rounded-full bg-accent-line" style={{ width: percent(held) }} />
      )}
    </span>
  )
}

function percent(share: number): string {
  return `${Math.round(Math.min(1, Math.max(0, share)) * 1000) / 10}%`
}

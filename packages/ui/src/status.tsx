import { cva } from 'class-variance-authority'
import type { ReactNode } from 'react'

const statusClass = cva(
  'inline-flex items-center gap-1.5 rounded-full py-[3px] pr-2 pl-[7px] align-middle text-12 font-medium whitespace-nowrap [&_.lucide]:size-[13px] [&_.lucide]:[stroke-width:1.9]',
  {
    variants: {
      tone: {
        neutral: 'bg-neutral-tint text-text-2',
        success: 'bg-success-tint text-success-text',
        warning: 'bg-warning-tint text-warning-text',
        danger: 'bg-danger-tint text-danger-text',
        info: 'bg-info-tint text-info-text',
        accent: 'bg-accent-tint text-accent-text',
      },
    },
    defaultVariants: { tone: 'neutral' },
  },
)

export type Tone = 'neutral' | 'success' | 'warning' | 'danger' | 'info' | 'accent'

export interface StatusProps {
  tone?: Tone | undefined
  /** Takes the place of the dot. */
  icon?: ReactNode
  className?: string | undefined
  /** The word: color alone never tells a state. */
  children: ReactNode
}

/** A state in a word: Draft, Queued (info), Running (accent), Waiting for you (warning), Paid (success), Failed (danger). */
export function Status({ tone, icon, className, children }: StatusProps) {
  return (
    <span className={statusClass({ tone, className })}>
      {icon ?? <span aria-hidden="true" className="size-1.5 flex-none rounded-full bg-current" />}
      {children}
    </span>
  )
}

import { clsx } from 'clsx'
import { Info, TriangleAlert } from 'lucide-react'
import { severityNames } from './security-words.ts'
import type { Severity } from './security-types.ts'

/** Lucide's own comes with a file of workflows, which is no use here. */
export const Dash = () => (
  <svg
    viewBox="0 0 24 24"
    aria-hidden="true"
    className="lucide fill-none stroke-current [stroke-linecap:round]"
  >
    <path d="M5 12h14" />
  </svg>
)

const looks = {
  high: { Icon: TriangleAlert, color: 'text-danger-text' },
  medium: { Icon: Info, color: 'text-warning-text' },
  low: { Icon: Dash, color: 'text-text-2' },
} as const

interface SeverityMarkProps {
  severity: Severity
  /** So many of it: "2 high". */
  count?: number
}

/** How grave something is: a picture, a word and a color. */
export function SeverityMark({ severity, count }: SeverityMarkProps) {
  const { Icon, color } = looks[severity]
  const name = severityNames[severity]
  return (
    <span
      className={clsx(
        'inline-flex items-center gap-[5px] text-12 font-medium whitespace-nowrap tabular-nums [&_.lucide]:size-3.5',
        color,
      )}
    >
      <Icon aria-hidden="true" />
      {count === undefined ? name : `${count} ${name.toLowerCase()}`}
    </span>
  )
}

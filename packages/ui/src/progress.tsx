import type { ReactNode } from 'react'

import { Meter } from './meter.tsx'
import { Spinner } from './spinner.tsx'

export interface ProgressProps {
  /** "Scanning your website" */
  label: string
  /** 0 to 1; without it only the spinner turns. */
  value?: number | undefined
  /** "You can leave this page." */
  hint?: ReactNode
}

/** Work that goes on, with how far it is. */
export function Progress({ label, value, hint }: ProgressProps) {
  const percent = value === undefined ? undefined : Math.round(value * 100)
  return (
    <div>
      <div className="mb-2 flex items-center gap-2 text-13">
        <Spinner word={null} className="text-accent-text" />
        <span className="min-w-0 flex-1">{label}</span>
        {percent !== undefined && <span className="text-text-3 tabular-nums">{percent}%</span>}
      </div>
      {value !== undefined && <Meter label={`${label}, ${percent}%`} value={value} />}
      {hint !== undefined && <div className="mt-[7px] text-12 text-text-3">{hint}</div>}
    </div>
  )
}

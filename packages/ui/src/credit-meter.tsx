import type { ReactNode } from 'react'

import { formatCredits } from './credits.tsx'
import { Meter } from './meter.tsx'

export interface CreditMeterProps {
  /** What can be spent now, in integer micro-credits. */
  availableMicro: number
  /** On hold for work under way. */
  heldMicro?: number | undefined
  /** What full means: the balance after the last top-up. */
  fullMicro: number
  /** "Lasts until about 26 Dec" */
  lasts?: ReactNode
}

const LOW = 0.2
/** Of a bar, so that a little still shows. */
const LEAST = 0.04

/** What is left, with what is on hold: amber under a fifth, red at nothing. */
export function CreditMeter({ availableMicro, heldMicro = 0, fullMicro, lasts }: CreditMeterProps) {
  const full = Math.max(fullMicro, availableMicro + heldMicro, 1)
  const share = availableMicro / full
  const tone = availableMicro <= 0 ? 'danger' : share < LOW ? 'warning' : 'accent'
  return (
    <div>
      <div className="mb-2 flex items-center gap-2 text-13">
        <span className="font-medium">Credits</span>
        <span className="ml-auto font-medium tabular-nums">{formatCredits(availableMicro)}</span>
      </div>
      {/* An empty bar looks like one that has not loaded: at nothing the whole bar is red. */}
      <Meter
        label={`${Math.round(share * 100)} percent of your credits left`}
        value={tone === 'danger' ? 1 : Math.max(share, LEAST)}
        held={tone === 'danger' ? 0 : heldMicro / full}
        tone={tone}
      />
      {lasts !== undefined && <div className="mt-[7px] text-12 text-text-3">{lasts}</div>}
    </div>
  )
}

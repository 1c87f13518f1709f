import { lazy, Suspense, useRef, useState } from 'react'

import { formatCredits } from './credits.tsx'
import type { ReceiptProps } from './receipt-slip.tsx'

export type { ReceiptLine } from './receipt-slip.tsx'

const ReceiptSlip = lazy(async () => ({ default: (await import('./receipt-slip.tsx')).ReceiptSlip }))

/** A price after spending: text with a dotted underline that opens the slip. */
export function Receipt(props: ReceiptProps) {
  const words = props.totalMicro === 0 ? 'free' : `${formatCredits(props.totalMicro)} credits`
  const anchor = useRef<HTMLSpanElement>(null)
  const [isOpen, setOpen] = useState(false)
  return (
    <span ref={anchor}>
      <button
        type="button"
        aria-label={`Receipt: ${words}`}
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
        className="min-h-6 border-b-[1.5px] border-dotted border-line-strong py-[3px] text-12 text-text-3 tabular-nums hover:text-text aria-expanded:text-text"
      >
        {words}
      </button>
      {isOpen && (
        <Suspense>
          <ReceiptSlip {...props} anchor={anchor} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </span>
  )
}

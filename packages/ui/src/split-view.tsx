import { clsx } from 'clsx'
import { ArrowLeft } from 'lucide-react'
import { useEffect, useRef } from 'react'
import type { ReactNode } from 'react'

import { Button } from './button.tsx'

export interface SplitViewProps {
  /** Read out: "Inbox". */
  listLabel: string
  list: ReactNode
  /** Under the list, where it does not scroll away: which keys there are. */
  listFoot?: ReactNode
  /** Read out: what is open. */
  detailLabel: string
  /** What is chosen in the list; null while nothing is. */
  detail: ReactNode | null
  /** What stands there while nothing is chosen; never on a phone. */
  nothing?: ReactNode
  /** Acts on what is open, above it. */
  acts?: ReactNode
  detailFoot?: ReactNode
  /** Back to the list, on a phone. */
  onBack: () => void
  className?: string | undefined
}

/**
 * A list and what is chosen in it, side by side, each scrolling by itself. Under 960 px one at a time: choosing opens the
 * detail and moves focus there, back returns to the row that Tab reaches.
 */
export function SplitView(props: SplitViewProps) {
  const { listLabel, list, listFoot, detailLabel, detail, nothing, acts, detailFoot, onBack, className } =
    props
  const isOpen = detail !== null
  const listPart = useRef<HTMLElement>(null)
  const detailPart = useRef<HTMLElement>(null)
  const wasOpen = useRef(isOpen)
  useEffect(() => {
    if (wasOpen.current === isOpen) return
    wasOpen.current = isOpen
    // Side by side focus stays in the list, where the next key is pressed.
    const list = listPart.current
    if (isOpen && list && getComputedStyle(list).display === 'none') detailPart.current?.focus()
  }, [isOpen])
  const goBack = () => {
    onBack()
    // The list is shown again by then.
    requestAnimationFrame(() => {
      const row = listPart.current?.querySelector<HTMLElement>('[tabindex="0"]')
      ;(row ?? listPart.current)?.focus()
    })
  }
  return (
    <div className={clsx('grid min-h-0 desk:grid-cols-[minmax(300px,9fr)_11fr] print:block', className)}>
      <section
        ref={listPart}
        tabIndex={-1}
        aria-label={listLabel}
        className={clsx(
          'flex min-h-0 min-w-0 flex-col border-r border-line outline-none max-desk:border-r-0 print:hidden',
          isOpen && 'max-desk:hidden',
        )}
      >
        {/* Positioned, so that words that are only read out scroll along and do not lengthen the page. */}
        <div className="relative min-h-0 flex-1 overflow-y-auto">{list}</div>
        {listFoot !== undefined && (
          <div className="flex-none border-t border-line px-4 py-2 max-desk:hidden">{listFoot}</div>
        )}
      </section>
      <section
        ref={detailPart}
        tabIndex={-1}
        aria-label={detailLabel}
        className={clsx('flex min-h-0 min-w-0 flex-col outline-none', !isOpen && 'max-desk:hidden')}
      >
        {isOpen && (
          <div
            className={clsx(
              'flex flex-none flex-wrap items-center gap-2 border-b border-line px-4 py-2 print:hidden',
              acts === undefined && 'desk:hidden',
            )}
          >
            <Button size="sm" variant="ghost" className="desk:hidden" onClick={goBack}>
              <ArrowLeft />
              {listLabel}
            </Button>
            {acts}
          </div>
        )}
        <div className="relative min-h-0 flex-1 overflow-y-auto px-6 py-5 max-tablet:px-4">
          {detail ?? nothing}
        </div>
        {isOpen && detailFoot !== undefined && (
          <div className="prose-links flex-none border-t border-line px-4 py-2.5 text-13 text-text-2 print:hidden">
            {detailFoot}
          </div>
        )}
      </section>
    </div>
  )
}

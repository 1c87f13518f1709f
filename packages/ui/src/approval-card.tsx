import { Check, Clock, Hand, X } from 'lucide-react'
import { useId, type KeyboardEvent, type ReactNode } from 'react'

import { Button } from './button.tsx'
import { Docket } from './docket.tsx'
import { Note } from './note.tsx'
import { usePartLevel } from './part-level.ts'

export interface ApprovalCardProps {
  state: 'pending' | 'approved' | 'declined' | 'expired'
  /** "Create invoice INV-2058?" */
  question: ReactNode
  /** Exactly what will be written: LedgerLine in a Ledger, or text. It stands on a docket. */
  children?: ReactNode
  /** The act: "Create and email". */
  approveLabel: string
  declineLabel?: string | undefined
  /** A PriceTag. */
  price?: ReactNode
  onApprove: () => void
  onDecline: () => void
  /** Without it nothing can be edited first. */
  onEdit?: (() => void) | undefined
  /** The answer is on its way. */
  pending?: 'approve' | 'decline' | undefined
  /** After the answer: "You said yes at 08:53." with a link. */
  outcome?: ReactNode
}

/**
 * Asks before anything is written. While it or a button in it has focus, Y approves, E edits and N
 * declines. After the answer one line is left.
 */
export function ApprovalCard(props: ApprovalCardProps) {
  const {
    state,
    question,
    children,
    approveLabel,
    declineLabel = "Don't",
    price,
    onApprove,
    onDecline,
    onEdit,
    pending,
  } = props
  const headingId = useId()
  const Heading = `h${usePartLevel()}` as const
  if (state !== 'pending') return <Outcome state={state}>{props.outcome}</Outcome>

  const acts: Record<string, (() => void) | undefined> = { y: onApprove, e: onEdit, n: onDecline }
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (
      event.ctrlKey ||
      event.metaKey ||
      event.altKey ||
      event.repeat ||
      pending !== undefined ||
      isTyping(event.target)
    )
      return
    const act = acts[event.key.toLowerCase()]
    if (act === undefined) return
    event.preventDefault()
    event.stopPropagation()
    act()
  }
  return (
    <div
      role="group"
      aria-labelledby={headingId}
      aria-keyshortcuts={onEdit === undefined ? 'Y N' : 'Y E N'}
      tabIndex={0}
      onKeyDown={onKeyDown}
      className="overflow-hidden rounded-lg border border-accent-line bg-sheet shadow-1"
    >
      <div className="flex items-center gap-2.5 bg-accent-tint px-4 py-[11px]">
        <Hand aria-hidden="true" className="size-[18px] text-accent-text" />
        <Heading id={headingId} className="min-w-0 flex-1 text-14 font-semibold">
          {question}
        </Heading>
        <span className="text-13 text-text-2 max-tablet:hidden">Nothing is changed until you say yes</span>
      </div>
      {children !== undefined && (
        <div className="px-4 pt-3.5 pb-3">
          <Docket>{children}</Docket>
        </div>
      )}
      <div className="flex flex-wrap items-center gap-2 px-4 pb-3.5 first:pt-3.5 max-tablet:gap-1.5 max-tablet:[&>button]:px-[9px]">
        <Button
          variant="primary"
          pending={pending === 'approve'}
          onClick={pending === undefined ? onApprove : undefined}
        >
          {approveLabel}
        </Button>
        {onEdit !== undefined && (
          <Button onClick={pending === undefined ? onEdit : undefined}>Edit first</Button>
        )}
        <Button
          variant="ghost"
          pending={pending === 'decline'}
          onClick={pending === undefined ? onDecline : undefined}
        >
          {declineLabel}
        </Button>
        {price !== undefined && (
          <span className="ml-auto max-tablet:order-first max-tablet:ml-0 max-tablet:w-full">{price}</span>
        )}
      </div>
    </div>
  )
}

const outcomes = {
  approved: { tone: 'success', icon: <Check aria-hidden="true" />, words: 'You said yes.' },
  declined: { tone: 'plain', icon: <X aria-hidden="true" />, words: 'You said no. Nothing was created.' },
  expired: {
    tone: 'warning',
    icon: <Clock aria-hidden="true" />,
    words: 'No answer in 24 h. Nothing was created.',
  },
} as const

function Outcome({ state, children }: { state: 'approved' | 'declined' | 'expired'; children: ReactNode }) {
  const { tone, icon, words } = outcomes[state]
  return (
    <Note tone={tone} icon={icon}>
      {children ?? words}
    </Note>
  )
}

function isTyping(target: EventTarget): boolean {
  return target instanceof HTMLElement && target.matches('input, textarea, select, [contenteditable="true"]')
}

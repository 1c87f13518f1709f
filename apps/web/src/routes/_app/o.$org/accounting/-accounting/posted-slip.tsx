import { Docket } from '@hub/ui/docket'
import { Ledger, LedgerLine } from '@hub/ui/ledger-line'
import type { ReactNode } from 'react'

export interface PostedSlipProps {
  lines: readonly { name: string; side: 'debit' | 'credit'; amount: string }[]
  /** What else is booked, or what it means. */
  children?: ReactNode
}

/** What will stand in the books, before it is sent. */
export const PostedSlip = ({ lines, children }: PostedSlipProps) => (
  <div className="tablet:col-span-2">
    <Docket>
      <Ledger label="What it posts">
        {lines.map(({ name, side, amount }) => (
          <LedgerLine
            key={`${side} ${name}`}
            name={name}
            amount={
              <>
                <span className="mr-1.5 font-normal text-text-2">{side}</span>
                {amount}
              </>
            }
          />
        ))}
      </Ledger>
    </Docket>
    <p className="mt-3 text-13 text-text-2 empty:hidden">{children}</p>
  </div>
)

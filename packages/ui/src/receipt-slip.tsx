import { Credits, formatCredits } from './credits.tsx'
import { Docket } from './docket.tsx'
import { Ledger, LedgerLine } from './ledger-line.tsx'
import { PopupFrame } from './popup-frame.tsx'
import type { PopupPlace } from './popup-frame.tsx'

export interface ReceiptLine {
  name: string
  /** Integer micro-credits, or words such as "refunded". */
  amount: number | string
}

export interface ReceiptProps {
  /** What was charged in the end, in integer micro-credits. */
  totalMicro: number
  lines: readonly ReceiptLine[]
  /** Small print under the total: model tokens, request id. */
  note?: string | undefined
}

/** What was charged, line by line. Loaded by receipt.tsx. */
export function ReceiptSlip({ totalMicro, lines, note, ...place }: ReceiptProps & PopupPlace) {
  return (
    <PopupFrame {...place} label="Receipt" className="w-[300px] p-2">
      <Docket>
        <Ledger>
          {lines.map((line) => (
            <LedgerLine
              key={line.name}
              name={line.name}
              amount={typeof line.amount === 'number' ? formatCredits(line.amount) : line.amount}
            />
          ))}
          <LedgerLine total name="Total" amount={<Credits micro={totalMicro} />} />
        </Ledger>
        {note !== undefined && <p className="mt-1.5 text-12 text-text-3">{note}</p>}
      </Docket>
    </PopupFrame>
  )
}

import { Popover } from '@base-ui/react/popover'

import { Credits, formatCredits } from './credits.tsx'
import { Docket } from './docket.tsx'
import { Ledger, LedgerLine } from './ledger-line.tsx'

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

/** A price after spending: text with a dotted underline that opens the slip. */
export function Receipt({ totalMicro, lines, note }: ReceiptProps) {
  const words = totalMicro === 0 ? 'free' : `${formatCredits(totalMicro)} credits`
  return (
    <Popover.Root>
      <Popover.Trigger
        aria-label={`Receipt: ${words}`}
        className="min-h-6 border-b-[1.5px] border-dotted border-line-strong py-[3px] text-12 text-text-3 tabular-nums hover:text-text data-[popup-open]:text-text"
      >
        {words}
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner align="start" sideOffset={6} className="z-(--z-menu)">
          <Popover.Popup
            aria-label="Receipt"
            className="float-in w-[300px] max-w-[calc(100vw-2rem)] rounded-md bg-raised p-2 shadow-2 outline-none"
          >
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
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  )
}

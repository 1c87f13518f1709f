import { LineEditor } from '@hub/ui/line-editor'
import type { Line, LineColumn } from '@hub/ui/line-editor'
import { digitsOf } from './currency-digits.ts'
import { emptyLine } from './entry-lines.ts'
import type { LineProblems } from './entry-lines.ts'

export interface OpeningBalancesProps {
  currency: string
  lines: readonly Line[]
  problems: LineProblems
  onChange: (lines: Line[]) => void
}

/** What accounts hold on the first day. There are none yet, so each is named by its code. */
export function OpeningBalances({ currency, lines, problems, onChange }: OpeningBalancesProps) {
  const digits = digitsOf(currency)
  const amount = { kind: 'number', decimals: digits, minDecimals: digits } as const
  const columns: LineColumn[] = [
    { id: 'code', label: 'Account code', kind: 'text' },
    { id: 'debit', label: 'Debit', ...amount },
    { id: 'credit', label: 'Credit', ...amount },
  ]
  return (
    <section aria-labelledby="opening" className="flex flex-col gap-1">
      <h3 id="opening" className="font-semibold">
        Opening balances <span className="text-13 font-normal text-text-3">optional</span>
      </h3>
      <p className="mb-2 text-13 text-text-2">
        What the accounts hold on the first day, in {currency}. Cash is 1000, the bank 1100, loans 2700,
        capital of the owner 3000. What is left over stands on 3900, Opening balances.
      </p>
      <div className="overflow-hidden rounded-md border border-line">
        <LineEditor
          label="Opening balances"
          columns={columns}
          lines={lines}
          onLinesChange={onChange}
          newLine={emptyLine}
          problems={problems}
        />
      </div>
    </section>
  )
}

import { LineEditor } from '@hub/ui/line-editor'
import type { Line, LineColumn } from '@hub/ui/line-editor'
import type { ChartAccount } from '@hub/api/schemas/shared/ledger-chart'
import { digitsOf } from './currency-digits.ts'
import { emptyLine } from './entry-lines.ts'
import type { LineProblems } from './entry-lines.ts'
import { accountColumn, accountIn } from './use-ledger-accounts.ts'

export interface OpeningBalancesProps {
  currency: string
  /** Those that the books begin with. */
  accounts: readonly ChartAccount[]
  lines: readonly Line[]
  problems: LineProblems
  onChange: (lines: Line[]) => void
}

/** What accounts hold on the first day. */
export function OpeningBalances({ currency, accounts, lines, problems, onChange }: OpeningBalancesProps) {
  const digits = digitsOf(currency)
  const amount = { kind: 'number', decimals: digits, minDecimals: digits } as const
  const columns: LineColumn[] = [
    accountColumn(accounts),
    { id: 'debit', label: 'Debit', ...amount },
    { id: 'credit', label: 'Credit', ...amount },
  ]
  return (
    <section aria-labelledby="opening" className="flex flex-col gap-1">
      <h3 id="opening" className="font-semibold">
        Opening balances <span className="text-13 font-normal text-text-3">optional</span>
      </h3>
      <p className="mb-2 text-13 text-text-2">
        What the accounts hold on the first day, in {currency}: what you have, such as cash, bank and
        equipment, under debit, and what you owe, such as loans, under credit. What is left over stands on
        3900, Opening balances.
      </p>
      <div className="overflow-hidden rounded-md border border-line">
        <LineEditor
          label="Opening balances"
          columns={columns}
          lines={lines}
          onLinesChange={(next) =>
            onChange(next.map((line) => ({ ...line, values: accountIn(line.values, accounts) })))
          }
          newLine={emptyLine}
          problems={problems}
        />
      </div>
    </section>
  )
}

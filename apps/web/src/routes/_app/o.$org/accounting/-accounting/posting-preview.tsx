import { formatMoney } from '@hub/api/schemas/shared/money'
import type { Totals } from '@hub/api/schemas/shared/document-totals'
import { Card } from '@hub/ui/card'
import { Docket } from '@hub/ui/docket'
import { Ledger, LedgerLine } from '@hub/ui/ledger-line'
import { amountWords, digitsOf } from './amounts.ts'
import { valueIn } from './entry-lines.ts'
import { writtenLines } from './invoice-form.ts'
import type { InvoiceForm } from './invoice-form.ts'
import { accountLabel } from './use-ledger-accounts.ts'
import type { LedgerAccount } from './use-ledger-accounts.ts'

export interface PostingPreviewProps {
  form: InvoiceForm
  totals: Totals
  accounts: readonly LedgerAccount[]
}

interface Booked {
  name: string
  side: 'debit' | 'credit'
  amount: bigint
}

/** Which accounts the invoice will move once it is posted. */
export function PostingPreview({ form, totals, accounts }: PostingPreviewProps) {
  const digits = digitsOf(form.currency)
  const lines = bookedOf({ form, totals, accounts })
  return (
    <Card title="What posting does">
      <Docket>
        {lines.length === 0 ? (
          <p className="text-13 text-text-3">Nothing yet. Write a line with a price.</p>
        ) : (
          <Ledger label="What posting does" className="grid grid-cols-2 gap-x-8 max-tablet:grid-cols-1">
            {lines.map(({ name, side, amount }) => (
              <LedgerLine
                key={name}
                name={name}
                amount={
                  <>
                    <span className="mr-1.5 font-normal text-text-2">{side}</span>
                    {amountWords(formatMoney(amount, digits))}
                  </>
                }
              />
            ))}
          </Ledger>
        )}
      </Docket>
      <p className="mt-3 text-13 text-text-2">
        A posted invoice cannot be changed; a credit note puts it right. It is mailed only when you choose
        Send.
      </p>
    </Card>
  )
}

function bookedOf({ form, totals, accounts }: PostingPreviewProps): Booked[] {
  const ofRole = (role: string) => accounts.find((account) => account.role === role)
  const sums = new Map<string, bigint>()
  const add = (account: LedgerAccount | undefined, amount: bigint) => {
    const name = account ? accountLabel(account) : 'Another account'
    sums.set(name, (sums.get(name) ?? 0n) + amount)
  }
  add(ofRole('receivable'), totals.total)
  writtenLines(form).forEach((line, at) => {
    const account = accounts.find(({ id }) => id === valueIn(line, 'account')) ?? ofRole('sales')
    add(account, -(totals.lines[at]?.net ?? 0n))
  })
  add(ofRole('tax_out'), -totals.tax)
  add(ofRole('rounding'), -totals.rounding)
  return [...sums]
    .filter(([, amount]) => amount !== 0n)
    .map(([name, amount]) => ({
      name,
      side: amount > 0n ? ('debit' as const) : ('credit' as const),
      amount: amount > 0n ? amount : -amount,
    }))
}

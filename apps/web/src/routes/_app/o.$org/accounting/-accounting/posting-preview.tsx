import { formatMoney } from '@hub/api/schemas/shared/money'
import { Card } from '@hub/ui/card'
import { Docket } from '@hub/ui/docket'
import { Ledger, LedgerLine } from '@hub/ui/ledger-line'
import type { ReactNode } from 'react'
import { amountWords } from './amounts.ts'
import { digitsOf } from './currency-digits.ts'
import { postedSale } from './posted-sale.ts'
import type { WrittenSale } from './posted-sale.ts'
import { rateWanted } from './rate-field.tsx'
import { accountLabel } from './use-ledger-accounts.ts'

/** Which accounts the invoice will move once it is posted, in the currency of the books. */
export function PostingPreview(sale: WrittenSale) {
  const { baseCurrency } = sale.parts
  const { currency } = sale.form
  return (
    <Card
      title="What posting does"
      note={currency === baseCurrency ? undefined : `in ${baseCurrency}, the currency of the books`}
    >
      <Docket>
        <Posted {...sale} />
      </Docket>
      <p className="mt-3 text-13 text-text-2">
        A posted invoice cannot be changed; a credit note puts it right. It is mailed only when you choose
        Send.
      </p>
    </Card>
  )
}

function Posted(sale: WrittenSale) {
  const { accounts, baseCurrency } = sale.parts
  const posted = postedSale(sale)
  if (posted === null) return <Missing>Nothing yet. {rateWanted(baseCurrency, sale.form.currency)}</Missing>
  if (posted.size === 0) return <Missing>Nothing yet. Write a line with a price.</Missing>
  const digits = digitsOf(baseCurrency)
  const nameOf = (id: string) => {
    const account = accounts.find((one) => one.id === id)
    return account ? accountLabel(account) : 'Another account'
  }
  return (
    <Ledger label="What posting does" className="grid grid-cols-2 gap-x-8 max-tablet:grid-cols-1">
      {[...posted].map(([id, amount]) => (
        <LedgerLine
          key={id}
          name={nameOf(id)}
          amount={
            <>
              <span className="mr-1.5 font-normal text-text-2">{amount > 0n ? 'debit' : 'credit'}</span>
              {amountWords(formatMoney(amount > 0n ? amount : -amount, digits))}
            </>
          }
        />
      ))}
    </Ledger>
  )
}

const Missing = ({ children }: { children: ReactNode }) => <p className="text-13 text-text-3">{children}</p>

import { formatMoney } from '@hub/api/schemas/shared/money'
import type { Totals } from '@hub/api/schemas/shared/document-totals'
import { Ledger, LedgerLine } from '@hub/ui/ledger-line'
import { amountWords } from './amounts.ts'
import { digitsOf } from './currency-digits.ts'
import type { InvoiceForm, TaxCode } from './invoice-form.ts'

/** What the invoice comes to, as ledger lines. */
export function InvoiceSums({
  form,
  totals,
  taxes,
}: {
  form: InvoiceForm
  totals: Totals
  taxes: readonly TaxCode[]
}) {
  const digits = digitsOf(form.currency)
  const words = (minor: bigint) => amountWords(formatMoney(minor, digits))
  const nameOf = (id: string) => taxes.find((tax) => tax.id === id)?.name ?? 'Tax'
  return (
    <>
      <Ledger label="Sums">
        {totals.discount !== 0n && <LedgerLine name="Discount" amount={words(-totals.discount)} />}
        <LedgerLine name="Net" amount={words(totals.net)} />
        {totals.taxes
          .filter(({ tax }) => tax !== 0n)
          .map(({ taxCodeId, taxable, tax }) => (
            <LedgerLine
              key={taxCodeId}
              name={`${nameOf(taxCodeId)} of ${words(taxable)}`}
              amount={words(tax)}
            />
          ))}
        {totals.rounding !== 0n && <LedgerLine name="Rounding" amount={words(totals.rounding)} />}
      </Ledger>
      <p className="mt-2 flex items-baseline justify-between gap-4 border-t border-line-strong pt-2">
        <span className="font-semibold">Total</span>
        <span className="text-22 font-semibold tracking-display tabular-nums">
          {words(totals.total)} <span className="text-14 font-normal text-text-3">{form.currency}</span>
        </span>
      </p>
    </>
  )
}

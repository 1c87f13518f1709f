import { countryWords } from '@hub/api/schemas/shared/country-name'
import type { ReactNode } from 'react'
import { longDay } from '../../../../../components/day-words.ts'
import { amountWords, isSome } from './amounts.ts'

export interface PaperParty {
  name: string
  street: string
  postcode: string
  city: string
  country: string | null
  taxId: string
}

export interface PaperLine {
  description: string
  quantity: string
  unitPrice: string
  tax: string
  amount: string
}

export interface Paper {
  kind: 'invoice' | 'credit_note'
  number: string
  seller: PaperParty & { iban: string; footer: string }
  buyer: PaperParty | null
  issuedOn: string | null
  dueOn: string | null
  /** Number of the invoice that a credit note takes back. */
  corrects?: string | null
  reference: string
  message: string
  currency: string
  lines: readonly PaperLine[]
  discount: string
  net: string
  taxes: readonly { name: string; taxable: string; tax: string }[]
  rounding: string
  total: string
}

/** With its year: paper outlives it. */
const paperDay = (day: string | null): string => (day === null ? '–' : longDay(day, ''))

/** A document as it is printed. The PDF has the same on A4. */
export function InvoicePaper({ paper }: { paper: Paper }) {
  const { seller, buyer, number, kind } = paper
  // A credit note is paid by nobody: it has no due day and no account to pay to.
  const isBill = kind === 'invoice'
  return (
    <div className="flex min-h-[560px] flex-col gap-6 border border-line bg-raised p-6 text-12 shadow-1">
      <div className="flex items-start justify-between gap-4">
        <div className="min-w-0">
          <p className="text-13 font-semibold wrap-anywhere">{seller.name}</p>
          <Address party={seller} />
        </div>
        <div className="text-right">
          <p className="text-18 font-semibold">{isBill ? 'Invoice' : 'Credit note'}</p>
          <p className="whitespace-nowrap text-text-2">{number}</p>
        </div>
      </div>
      <div className="flex items-start justify-between gap-4">
        <div className="min-w-0">
          <p className="text-text-3">To</p>
          {buyer ? (
            <>
              <p className="font-semibold wrap-anywhere">{buyer.name}</p>
              <Address party={buyer} />
            </>
          ) : (
            <p className="text-text-3">No customer yet</p>
          )}
        </div>
        <dl className="grid grid-cols-[auto_auto] gap-x-4 gap-y-0.5 text-right">
          <Fact name="Date">{paperDay(paper.issuedOn)}</Fact>
          {isBill && <Fact name="Due">{paperDay(paper.dueOn)}</Fact>}
          {(paper.corrects ?? null) !== null && <Fact name="Of invoice">{paper.corrects}</Fact>}
          {paper.reference !== '' && (
            <Fact name="Reference">
              <span className="inline-block max-w-32 whitespace-normal wrap-anywhere">{paper.reference}</span>
            </Fact>
          )}
        </dl>
      </div>
      <PaperLines lines={paper.lines} />
      <PaperSums paper={paper} />
      <div className="mt-auto flex flex-wrap items-start justify-between gap-x-6 gap-y-2 border-t border-line pt-3 text-text-2">
        <p className="min-w-0 wrap-anywhere whitespace-pre-line">{paper.message || seller.footer}</p>
        {isBill && seller.iban !== '' && (
          <p className="flex-none">IBAN {seller.iban.replaceAll(/(.{4})(?=.)/g, '$1 ')}</p>
        )}
      </div>
    </div>
  )
}

const Fact = ({ name, children }: { name: string; children: ReactNode }) => (
  <>
    <dt className="text-left text-text-3">{name}</dt>
    <dd className="whitespace-nowrap">{children}</dd>
  </>
)

function Address({ party }: { party: PaperParty }) {
  const country = party.country === null ? '' : countryWords(party.country)
  const place = [[party.postcode, party.city].filter((part) => part !== '').join(' '), country]
  const lines = [party.street, place.filter((part) => part !== '').join(', ')]
  return (
    <p className="text-text-2 wrap-anywhere">
      {lines.filter((part) => part !== '').join(', ')}
      {party.taxId !== '' && <span className="block">Tax id {party.taxId}</span>}
    </p>
  )
}

/** Price and amount together; more letters than this leave no room for words on a narrow sheet. */
const MOST_BESIDE = 20

const isLong = ({ unitPrice, amount }: PaperLine): boolean =>
  (amountWords(unitPrice) + amountWords(amount)).length > MOST_BESIDE

function PaperLines({ lines }: { lines: readonly PaperLine[] }) {
  const isNarrow = lines.some(isLong)
  const names = isNarrow ? ['Item', 'Amount'] : ['Item', 'Qty', 'Price', 'Tax', 'Amount']
  return (
    <table aria-label="Lines as printed" className="w-full border-collapse">
      <thead>
        <tr className="border-b border-text-2 text-text-2">
          {names.map((name, at) => (
            <th
              key={name}
              scope="col"
              className={at === 0 ? 'py-1.5 text-left font-medium' : 'py-1.5 pl-2 text-right font-medium'}
            >
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {lines.map((line, at) => (
          // What is printed has no other name than its place.
          // oxlint-disable-next-line react/no-array-index-key
          <tr key={at} className="border-b border-line align-top tabular-nums">
            {isNarrow ? <NarrowCells line={line} /> : <LineCells line={line} />}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const LineCells = ({ line }: { line: PaperLine }) => (
  <>
    <td className="py-1.5 wrap-anywhere">{line.description || '–'}</td>
    <td className="py-1.5 pl-2 text-right">{line.quantity}</td>
    <td className="py-1.5 pl-2 text-right">{amountWords(line.unitPrice)}</td>
    <td className="py-1.5 pl-2 text-right whitespace-nowrap">{line.tax}</td>
    <td className="py-1.5 pl-2 text-right">{amountWords(line.amount)}</td>
  </>
)

const NarrowCells = ({ line }: { line: PaperLine }) => (
  <>
    <td className="py-1.5 wrap-anywhere">
      {line.description || '–'}
      <span className="block text-text-2">
        {line.quantity} × {amountWords(line.unitPrice)}, {line.tax} tax
      </span>
    </td>
    <td className="py-1.5 pl-2 text-right">{amountWords(line.amount)}</td>
  </>
)

function PaperSums({ paper }: { paper: Paper }) {
  return (
    <dl className="ml-auto grid w-fit min-w-56 grid-cols-[1fr_auto] gap-x-4 gap-y-1 tabular-nums">
      {isSome(paper.discount) && <Sum name="Discount" amount={`-${paper.discount}`} />}
      <Sum name="Net" amount={paper.net} />
      {paper.taxes
        .filter(({ tax }) => isSome(tax))
        .map(({ name, taxable, tax }) => (
          <Sum key={name + taxable} name={`${name} of ${amountWords(taxable)}`} amount={tax} />
        ))}
      {isSome(paper.rounding) && <Sum name="Rounding" amount={paper.rounding} />}
      <dt className="border-t border-line-strong pt-1.5 text-14 font-semibold whitespace-nowrap">
        {paper.kind === 'invoice' ? 'To pay' : 'Credited'}
      </dt>
      <dd className="border-t border-line-strong pt-1.5 text-right text-14 font-semibold">
        {amountWords(paper.total)} {paper.currency}
      </dd>
    </dl>
  )
}

const Sum = ({ name, amount }: { name: string; amount: string }) => (
  <>
    <dt className="text-text-2 wrap-anywhere">{name}</dt>
    <dd className="text-right">{amountWords(amount)}</dd>
  </>
)

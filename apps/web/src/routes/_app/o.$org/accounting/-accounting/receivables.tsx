import { Empty } from '@hub/ui/empty'
import { SkeletonRows } from '@hub/ui/skeleton'
import { Table, TableBody, TableHead, TableRow, Td, Th } from '@hub/ui/table'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useHub, useOrganization } from '../../../../../account.ts'
import { Loaded } from '../../../../../components/loaded.tsx'
import { amountWords, isSome } from './amounts.ts'
import type { Accounting } from './book-page.tsx'
import { CheckLine, SheetHead, sheetDay } from './sheet.tsx'
import type { SheetProps } from './sheet.tsx'

type Sheet = Accounting['reports']['receivables']

/** A column for each, and the words of it on a phone, where no head stands above. */
const ages = [
  { name: 'Not due', words: 'not due', of: 'notDue' },
  { name: '1–30 days', words: '1–30 days late', of: 'upTo30' },
  { name: '31–60', words: '31–60 days late', of: 'upTo60' },
  { name: '61–90', words: '61–90 days late', of: 'upTo90' },
  { name: 'Over 90', words: 'over 90 days late', of: 'over90' },
] as const

type Owed = Sheet['totals']

/** Nothing is a dash, so that what is late stands out. */
const cell = (amount: string): string => (isSome(amount) ? amountWords(amount) : '–')

/** Who owes what at the end of a day, by how long it is overdue. */
export function Receivables({ to }: SheetProps) {
  const { trpc } = useHub()
  const query = useQuery(
    trpc.modules.accounting.reports.receivables.queryOptions(to === undefined ? {} : { asOf: to }),
  )
  return (
    <Loaded
      query={query}
      failed="What customers owe could not be loaded"
      skeleton={<SkeletonRows rows={8} />}
    >
      {(sheet) => <ReceivableRows sheet={sheet} />}
    </Loaded>
  )
}

function ReceivableRows({ sheet }: { sheet: Sheet }) {
  const { slug } = useOrganization()
  const { asOf, currency, rows, totals, contacts, inBooks, isBalanced } = sheet
  const what = isSome(totals.credit) ? 'open invoices, less credit, come' : 'open invoices come'
  return (
    <>
      <SheetHead title="Who owes us" days={`at the end of ${sheetDay(asOf)}`} currency={currency} />
      {rows.length === 0 ? (
        <Empty title="Nobody owes anything">Open invoices stand here by how long they are overdue.</Empty>
      ) : (
        <Table label="Who owes us">
          <TableHead>
            <Th>Customer</Th>
            {ages.map(({ name, of }) => (
              <Th key={of} numeric>
                {name}
              </Th>
            ))}
            <Th numeric>Owed</Th>
            <Th numeric>Credit</Th>
          </TableHead>
          <TableBody>
            {rows.map((row) => (
              <TableRow key={row.contactId}>
                <Td className="w-full wrap-anywhere">
                  <Link
                    to="/o/$org/accounting/invoices"
                    params={{ org: slug }}
                    search={{ contact: row.contactId }}
                  >
                    {row.contact}
                  </Link>
                  <OwedWords owed={row} />
                </Td>
                <OwedCells owed={row} contactId={row.contactId} />
              </TableRow>
            ))}
            <TableRow className="bg-sunken font-semibold">
              <Td className="w-full">
                {contacts === 1 ? '1 customer' : `All ${contacts} customers`}
                <OwedWords owed={totals} />
              </Td>
              <OwedCells owed={totals} />
            </TableRow>
          </TableBody>
        </Table>
      )}
      <CheckLine
        isRight={isBalanced}
        right={`Checked: the ${what} to what the books hold, ${amountWords(inBooks)}.`}
        wrong={`The ${what} to ${amountWords(totals.total)}, the books hold ${amountWords(inBooks)}.`}
      />
    </>
  )
}

const OwedCells = ({ owed, contactId }: { owed: Owed; contactId?: string }) => (
  <>
    {ages.map(({ of }) => (
      <Td key={of} numeric phone="hidden">
        {cell(owed[of])}
      </Td>
    ))}
    <Td numeric phone="end" className={contactId === undefined ? undefined : 'font-medium'}>
      {contactId === undefined ? (
        cell(owed.open)
      ) : (
        <StatementLink contactId={contactId} amount={cell(owed.open)} />
      )}
    </Td>
    <Td numeric phone="hidden">
      {cell(owed.credit)}
    </Td>
  </>
)

/** What a customer owes leads to what it is made of. */
function StatementLink({ contactId, amount }: { contactId: string; amount: string }) {
  const { slug } = useOrganization()
  return (
    <Link
      to="/o/$org/accounting/reports"
      params={{ org: slug }}
      search={{ report: 'statement', contact: contactId }}
      aria-label={`${amount}, statement of account`}
      className="text-text no-underline hover:underline focus-visible:underline"
    >
      {amount}
    </Link>
  )
}

/** On a phone what is late and the credit stand below the name. */
function OwedWords({ owed }: { owed: Owed }) {
  const parts = [...ages, { words: 'of credit', of: 'credit' } as const].filter(({ of }) => isSome(owed[of]))
  return (
    <span className="text-12 font-normal text-text-3 tabular-nums tablet:hidden print:hidden">
      {parts.map(({ words, of }) => (
        <span key={of} className="block">
          {amountWords(owed[of])} {words}
        </span>
      ))}
    </span>
  )
}

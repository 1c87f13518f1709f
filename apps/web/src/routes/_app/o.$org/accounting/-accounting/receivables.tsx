import { Empty } from '@hub/ui/empty'
import { SkeletonRows } from '@hub/ui/skeleton'
import { Table, TableBody, TableHead, TableRow, Td, Th } from '@hub/ui/table'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useHub, useOrganization } from '../../../../../account.ts'
import { Loaded } from '../../../../../components/loaded.tsx'
import { amountWords } from './amounts.ts'
import type { Accounting } from './book-page.tsx'
import { CheckLine, SheetHead, sheetDay } from './sheet.tsx'
import type { SheetProps } from './sheet.tsx'

type Sheet = Accounting['reports']['receivables']

const columns = [
  { name: 'Not due', of: 'notDue' },
  { name: '1–30 days', of: 'upTo30' },
  { name: '31–60', of: 'upTo60' },
  { name: '61–90', of: 'upTo90' },
  { name: 'Over 90', of: 'over90' },
  { name: 'Credit', of: 'credit' },
] as const

/** Nothing is a dash, so that what is late stands out. */
const cell = (amount: string): string => (/[1-9]/.test(amount) ? amountWords(amount) : '–')

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
  return (
    <>
      <SheetHead title="Who owes us" days={`at the end of ${sheetDay(asOf)}`} currency={currency} />
      {rows.length === 0 ? (
        <Empty title="Nobody owes anything">Open invoices stand here by how long they are overdue.</Empty>
      ) : (
        <Table label="Who owes us">
          <TableHead>
            <Th>Customer</Th>
            {columns.map(({ name, of }) => (
              <Th key={of} numeric>
                {name}
              </Th>
            ))}
            <Th numeric>{currency}</Th>
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
                </Td>
                {columns.map(({ of }) => (
                  <Td key={of} numeric phone="hidden">
                    {cell(row[of])}
                  </Td>
                ))}
                <Td numeric phone="end" className="font-medium">
                  {amountWords(row.total)}
                </Td>
              </TableRow>
            ))}
            <TableRow className="bg-sunken font-semibold">
              <Td className="w-full">{contacts === 1 ? '1 customer' : `All ${contacts} customers`}</Td>
              {columns.map(({ of }) => (
                <Td key={of} numeric phone="hidden">
                  {cell(totals[of])}
                </Td>
              ))}
              <Td numeric phone="end" className="text-15">
                {amountWords(totals.total)}
              </Td>
            </TableRow>
          </TableBody>
        </Table>
      )}
      <CheckLine
        isRight={isBalanced}
        right={`Checked: the open invoices come to what the books hold, ${amountWords(inBooks)}.`}
        wrong={`The open invoices come to ${amountWords(totals.total)}, the books hold ${amountWords(inBooks)}.`}
      />
    </>
  )
}

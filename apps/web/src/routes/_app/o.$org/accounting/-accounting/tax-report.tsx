import { Empty } from '@hub/ui/empty'
import { SkeletonRows } from '@hub/ui/skeleton'
import { Table, TableBody, TableGroup, TableHead, TableRow, Td, Th } from '@hub/ui/table'
import { useQuery } from '@tanstack/react-query'
import { useHub } from '../../../../../account.ts'
import { Loaded } from '../../../../../components/loaded.tsx'
import { compact } from '../../../../../search-params.ts'
import { amountWords, isSome } from './amounts.ts'
import type { Accounting } from './book-page.tsx'
import { CheckLine, LedgerLink, SheetHead, sheetDays } from './sheet.tsx'
import type { SheetProps } from './sheet.tsx'

type Report = Accounting['reports']['taxes']
type Section = Report['sales']
type Row = Section['rows'][number]
type Days = Pick<Report, 'from' | 'to'>

/** Tax on sales and purchases in a period, and what is due to the tax office. */
export function TaxReport({ from, to }: SheetProps) {
  const { trpc } = useHub()
  const query = useQuery(trpc.modules.accounting.reports.taxes.queryOptions(compact({ from, to })))
  return (
    <Loaded query={query} failed="The taxes could not be loaded" skeleton={<SkeletonRows rows={6} />}>
      {(report) => <TaxSheet report={report} />}
    </Loaded>
  )
}

function TaxSheet({ report }: { report: Report }) {
  const { from, to, currency, sales, purchases, due } = report
  const isOwed = due.startsWith('-')
  return (
    <>
      <SheetHead title="Taxes" days={sheetDays({ from, to })} currency={currency} />
      {sales.rows.length + purchases.rows.length === 0 ? (
        <Empty title="Nothing is posted with a tax in these days">
          Choose other days, or post an invoice first.
        </Empty>
      ) : (
        <Table label="Taxes">
          <TableHead>
            <Th>Tax</Th>
            <Th numeric>On</Th>
            <Th numeric>Tax, {currency}</Th>
          </TableHead>
          <TableBody>
            <SectionRows name="Sales" section={sales} days={{ from, to }} />
            <SectionRows name="Purchases" section={purchases} days={{ from, to }} />
            <TableRow className="bg-sunken font-semibold">
              <Td className="w-full">{isOwed ? 'The tax office owes you' : 'Due to the tax office'}</Td>
              <Td numeric phone="hidden" />
              <Td numeric phone="end" className="text-15">
                {amountWords(isOwed ? due.slice(1) : due)}
              </Td>
            </TableRow>
          </TableBody>
        </Table>
      )}
      <TaxCheck report={report} />
    </>
  )
}

function SectionRows({ name, section, days }: { name: string; section: Section; days: Days }) {
  if (section.rows.length === 0) return null
  return (
    <>
      <TableGroup columns={3}>{name}</TableGroup>
      {section.rows.map((row) => (
        <TaxRow key={row.taxCodeId ?? row.accounts[0]?.accountId} row={row} days={days} />
      ))}
      <TableRow className="font-medium">
        <Td className="w-full">Total of {name.toLowerCase()}</Td>
        <Td numeric phone="hidden">
          {amountWords(section.taxable)}
        </Td>
        <Td numeric phone="end">
          {amountWords(section.tax)}
        </Td>
      </TableRow>
    </>
  )
}

function TaxRow({ row, days }: { row: Row; days: Days }) {
  const { name, taxCodeId, taxable, tax } = row
  return (
    <TableRow>
      <Td className="w-full wrap-anywhere">
        {name}
        {taxCodeId === null && <span className="ml-2 text-13 text-text-3">entered by hand</span>}
        {taxable !== null && (
          <span className="block text-12 text-text-3 tabular-nums tablet:hidden print:hidden">
            on {amountWords(taxable)}
          </span>
        )}
      </Td>
      <Td numeric phone="hidden">
        {taxable !== null && <Figure row={row} of="taxable" amount={taxable} days={days} />}
      </Td>
      <Td numeric phone="end">
        <Figure row={row} of="tax" amount={tax} days={days} />
      </Td>
    </TableRow>
  )
}

/** Leads to its lines; where it stands on several accounts, each of them does below it. */
function Figure({ row, of, amount, days }: { row: Row; of: 'taxable' | 'tax'; amount: string; days: Days }) {
  const accounts = row.accounts.filter((account) => account.of === of)
  const [only] = accounts
  if (only && accounts.length === 1)
    return (
      <LedgerLink
        account={only.accountId}
        tax={row.taxCodeId}
        name={`${only.code} ${only.account}`}
        {...days}
      >
        {amountWords(amount)}
      </LedgerLink>
    )
  return (
    <>
      {amountWords(amount)}
      {accounts.map((account) => (
        <span key={account.accountId} className="block text-12 whitespace-nowrap text-text-3">
          {account.code}{' '}
          <LedgerLink
            account={account.accountId}
            tax={row.taxCodeId}
            name={`${account.code} ${account.account}`}
            {...days}
          >
            {amountWords(account.amount)}
          </LedgerLink>
        </span>
      ))}
    </>
  )
}

/** What is due, and what was paid to the tax office meanwhile, come to what its accounts moved by. */
function TaxCheck({ report: { due, besides, inBooks, isBalanced } }: { report: Report }) {
  const paid = besides.startsWith('-')
    ? ` less ${amountWords(besides.slice(1))} paid to the tax office`
    : ` and ${amountWords(besides)} from the tax office or from opening balances`
  const sum = `${amountWords(due)} of tax${isSome(besides) ? paid : ''}`
  return (
    <CheckLine
      isRight={isBalanced}
      right={`Checked: the accounts of taxes moved by ${amountWords(inBooks)}, which is ${sum}.`}
      wrong={`The accounts of taxes moved by ${amountWords(inBooks)}, the report says ${sum}.`}
    />
  )
}

import { SkeletonRows } from '@hub/ui/skeleton'
import { Table, TableBody, TableGroup, TableHead, TableRow, Td, Th } from '@hub/ui/table'
import { addDecimals } from '@hub/ui/decimal'
import { useQuery } from '@tanstack/react-query'
import { useHub } from '../../../../../account.ts'
import { Loaded } from '../../../../../components/loaded.tsx'
import { amountWords } from './amounts.ts'
import type { Accounting } from './book-page.tsx'
import { EarlierCell, ProfitLink, ResultDays } from './results.tsx'
import { CheckLine, SheetHead, sheetDay, SheetRow, TotalRow } from './sheet.tsx'
import type { AmountRow, SheetProps } from './sheet.tsx'

type Sheet = Accounting['reports']['balanceSheet']

/** What the business has and owes at the end of a day. */
export function BalanceSheet({ to }: SheetProps) {
  const { trpc } = useHub()
  const query = useQuery(
    trpc.modules.accounting.reports.balanceSheet.queryOptions(to === undefined ? {} : { asOf: to }),
  )
  return (
    <Loaded
      query={query}
      failed="The balance sheet could not be loaded"
      skeleton={<SkeletonRows rows={10} />}
    >
      {(sheet) => <BalanceSheetRows sheet={sheet} />}
    </Loaded>
  )
}

function BalanceSheetRows({ sheet }: { sheet: Sheet }) {
  const { asOf, yearFrom, currency, assets, liabilities, equity, carried, result, isBalanced } = sheet
  const equityTotal = addDecimals(equity.total, carried?.amount ?? '0', result)
  const otherSide = addDecimals(liabilities.total, equityTotal)
  const [has, owes] = [amountWords(assets.total), amountWords(otherSide)]
  return (
    <>
      <SheetHead title="Balance sheet" days={`at the end of ${sheetDay(asOf)}`} currency={currency} />
      <Table label="Balance sheet">
        <TableHead>
          <Th>Ledger account</Th>
          <Th numeric>{currency}</Th>
        </TableHead>
        <TableBody>
          <Section name="Assets" rows={assets.rows} to={asOf} />
          <TotalRow isResult name="Total assets" amount={assets.total} />
          <Section name="Liabilities" rows={liabilities.rows} to={asOf} />
          <TotalRow name="Total liabilities" amount={liabilities.total} />
          <Section name="Equity" rows={equity.rows} to={asOf} />
          {carried && (
            <TableRow>
              <EarlierCell {...carried} />
              <Td numeric phone="end">
                <ProfitLink {...carried} name="earlier years">
                  {amountWords(carried.amount)}
                </ProfitLink>
              </Td>
            </TableRow>
          )}
          <TableRow>
            <Td className="w-full">
              {result.startsWith('-') ? 'Loss' : 'Profit'} of this fiscal year
              <ResultDays from={yearFrom} to={asOf} />
            </Td>
            <Td numeric phone="end">
              <ProfitLink from={yearFrom} to={asOf} name="this fiscal year">
                {amountWords(result)}
              </ProfitLink>
            </Td>
          </TableRow>
          <TotalRow name="Total equity" amount={equityTotal} />
          <TotalRow isResult name="Liabilities and equity" amount={otherSide} />
        </TableBody>
      </Table>
      <CheckLine
        isRight={isBalanced && has === owes}
        right={`Checked: assets are the same as liabilities and equity, ${has} each.`}
        wrong={`Assets are ${has}, liabilities and equity are ${owes}.`}
      />
    </>
  )
}

interface SectionProps {
  name: string
  rows: readonly AmountRow[]
  to: string
}

function Section({ name, rows, to }: SectionProps) {
  return (
    <>
      <TableGroup columns={2}>{name}</TableGroup>
      {rows.map((row) => (
        <SheetRow key={row.accountId} row={row} to={to} />
      ))}
    </>
  )
}

import { SkeletonRows } from '@hub/ui/skeleton'
import { Table, TableBody, TableGroup, TableHead, Th } from '@hub/ui/table'
import { addDecimals, compareDecimals, negated } from '@hub/ui/decimal'
import { useQuery } from '@tanstack/react-query'
import { useHub } from '../../../../../account.ts'
import { Loaded } from '../../../../../components/loaded.tsx'
import { compact } from '../../../../../search-params.ts'
import { amountWords } from './amounts.ts'
import type { Accounting } from './book-page.tsx'
import { CheckLine, SheetHead, sheetDays, SheetRow, TotalRow } from './sheet.tsx'
import type { SheetProps } from './sheet.tsx'

type Result = Accounting['reports']['profitAndLoss']

/** What came in and went out in a period. */
export function ProfitAndLoss({ from, to }: SheetProps) {
  const { trpc } = useHub()
  const query = useQuery(trpc.modules.accounting.reports.profitAndLoss.queryOptions(compact({ from, to })))
  return (
    <Loaded
      query={query}
      failed="The profit and loss could not be loaded"
      skeleton={<SkeletonRows rows={10} />}
    >
      {(result) => <ResultSheet result={result} />}
    </Loaded>
  )
}

function ResultSheet({ result }: { result: Result }) {
  const { from, to, currency, income, expense, profit } = result
  const isLoss = profit.startsWith('-')
  return (
    <>
      <SheetHead title="Profit and loss" days={sheetDays({ from, to })} currency={currency} />
      <Table label="Profit and loss">
        <TableHead>
          <Th>Ledger account</Th>
          <Th numeric>{currency}</Th>
        </TableHead>
        <TableBody>
          <TableGroup columns={2}>Income</TableGroup>
          {income.rows.map((row) => (
            <SheetRow key={row.accountId} row={row} from={from} to={to} />
          ))}
          <TotalRow name="Total income" amount={income.total} />
          <TableGroup columns={2}>Expenses</TableGroup>
          {expense.rows.map((row) => (
            <SheetRow key={row.accountId} row={row} from={from} to={to} />
          ))}
          <TotalRow name="Total expenses" amount={expense.total} />
          <TotalRow isResult name={isLoss ? 'Loss' : 'Profit'} amount={profit} />
        </TableBody>
      </Table>
      <ResultCheck result={result} />
    </>
  )
}

/** The rows add up to their totals, and the totals to the result. */
function ResultCheck({ result: { income, expense, profit } }: { result: Result }) {
  const sums = [income, expense].map(({ rows }) => addDecimals(...rows.map(({ amount }) => amount)))
  const [incomes = '0', expenses = '0'] = sums
  const agrees = compareDecimals(addDecimals(incomes, negated(expenses)), profit) === 0
  return (
    <CheckLine
      isRight={agrees}
      right={`Checked: ${amountWords(income.total)} of income less ${amountWords(expense.total)} of expenses is ${amountWords(profit)}.`}
      wrong={`The rows come to ${amountWords(addDecimals(incomes, negated(expenses)))}, the result says ${amountWords(profit)}.`}
    />
  )
}

import { Empty } from '@hub/ui/empty'
import { SkeletonRows } from '@hub/ui/skeleton'
import { Table, TableBody, TableGroup, TableHead, TableRow, Td, Th } from '@hub/ui/table'
import { useQuery } from '@tanstack/react-query'
import { useHub } from '../../../../../account.ts'
import { Loaded } from '../../../../../components/loaded.tsx'
import { amountWords } from './amounts.ts'
import type { Accounting } from './book-page.tsx'
import { EarlierCell, ProfitLink } from './results.tsx'
import { AccountCell, CheckLine, LedgerLink, SheetHead, sheetDay } from './sheet.tsx'
import type { SheetProps } from './sheet.tsx'
import { SideCells } from './side-cells.tsx'
import { typeWords, types } from './type-words.ts'

type Balance = Accounting['reports']['trialBalance']

/** What every account holds, debit and credit in two columns. */
export function TrialBalance({ to }: SheetProps) {
  const { trpc } = useHub()
  const query = useQuery(
    trpc.modules.accounting.reports.trialBalance.queryOptions(to === undefined ? {} : { asOf: to }),
  )
  return (
    <Loaded
      query={query}
      failed="The trial balance could not be loaded"
      skeleton={<SkeletonRows rows={10} />}
    >
      {(balance) => <TrialSheet balance={balance} />}
    </Loaded>
  )
}

function TrialSheet({ balance }: { balance: Balance }) {
  const { asOf, currency, rows, carried, debit, credit, isBalanced } = balance
  const [debits, credits] = [amountWords(debit), amountWords(credit)]
  return (
    <>
      <SheetHead title="Trial balance" days={`at the end of ${sheetDay(asOf)}`} currency={currency} />
      {rows.length === 0 && carried === null ? (
        <Empty title="Nothing is posted up to this day">Choose a later day, or post an entry first.</Empty>
      ) : (
        <Table label="Trial balance">
          <TableHead>
            <Th>Ledger account</Th>
            <Th numeric>Debit</Th>
            <Th numeric>Credit</Th>
          </TableHead>
          <TableBody>
            {types.map((type) => (
              <TypeRows key={type} type={type} balance={balance} />
            ))}
            <TableRow className="bg-sunken font-semibold">
              <Td className="w-full">Total</Td>
              <Td numeric phone="end">
                {debits}
                <span className="ml-1 text-12 tablet:hidden print:hidden">debit</span>
              </Td>
              <Td numeric className="max-tablet:col-start-2 max-tablet:row-start-2 max-tablet:text-right">
                {credits}
                <span className="ml-1 text-12 tablet:hidden print:hidden">credit</span>
              </Td>
            </TableRow>
          </TableBody>
        </Table>
      )}
      <CheckLine
        isRight={isBalanced}
        right={`Checked: debit and credit are the same, ${debits} each.`}
        wrong={`Debit is ${debits} and credit is ${credits}.`}
      />
    </>
  )
}

function TypeRows({ type, balance }: { type: Balance['rows'][number]['type']; balance: Balance }) {
  const { asOf, yearFrom, carried } = balance
  const rows = balance.rows.filter((row) => row.type === type)
  const earlier = type === 'equity' ? carried : null
  // Income and expenses begin at zero with the year.
  const from = type === 'income' || type === 'expense' ? yearFrom : undefined
  if (rows.length === 0 && earlier === null) return null
  return (
    <>
      <TableGroup columns={3}>{typeWords[type]}</TableGroup>
      {rows.map(({ accountId, code, account, debit, credit }) => (
        <TableRow key={accountId}>
          <AccountCell code={code} account={account} />
          <SideCells
            debit={debit}
            credit={credit}
            around={(amount) => (
              <LedgerLink account={accountId} from={from} to={asOf} name={`${code} ${account}`}>
                {amount}
              </LedgerLink>
            )}
          />
        </TableRow>
      ))}
      {earlier && (
        <TableRow>
          <EarlierCell {...earlier} />
          <SideCells
            debit={earlier.debit}
            credit={earlier.credit}
            around={(amount) => (
              <ProfitLink {...earlier} name="earlier years">
                {amount}
              </ProfitLink>
            )}
          />
        </TableRow>
      )}
    </>
  )
}

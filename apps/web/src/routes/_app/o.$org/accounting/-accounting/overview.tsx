import { Button } from '@hub/ui/button'
import { Card } from '@hub/ui/card'
import { addDecimals } from '@hub/ui/decimal'
import { Empty } from '@hub/ui/empty'
import { Skeleton, SkeletonRows } from '@hub/ui/skeleton'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useCan, useHub, useOrganization } from '../../../../../account.ts'
import { longDay, todayIn } from '../../../../../components/day-words.ts'
import { Loaded } from '../../../../../components/loaded.tsx'
import { amountWords, isSome } from './amounts.ts'
import { BigAmount } from './big-amount.tsx'
import type { Accounting, Book } from './book-page.tsx'
import { EntryTable } from './entry-table.tsx'
import { useLedgerAccounts } from './use-ledger-accounts.ts'

const LATEST = { limit: 5 } as const

/** How the business stands, and what was posted last. */
export function Overview({ book }: { book: Book }) {
  return (
    <div className="flex flex-col gap-4">
      <div className="grid grid-cols-4 gap-4 max-wide:grid-cols-2 max-tablet:grid-cols-1">
        <MoneyCard currency={book.baseCurrency} />
        <ProfitCard currency={book.baseCurrency} />
        <OwedCard />
        <ReportsCard />
      </div>
      <LatestCard currency={book.baseCurrency} />
    </div>
  )
}

/** What is there in cash and at the bank. */
function MoneyCard({ currency }: { currency: string }) {
  const { trpc } = useHub()
  const accounts = useLedgerAccounts()
  const sheet = useQuery(trpc.modules.accounting.reports.balanceSheet.queryOptions({}))
  return (
    <Card title="Cash and bank" note="today">
      <Loaded query={accounts} failed="The accounts could not be loaded" skeleton={<FigureSkeleton />}>
        {(all) => (
          <Loaded query={sheet} failed="The balance could not be loaded" skeleton={<FigureSkeleton />}>
            {({ assets, asOf }) => {
              const rows = moneyIn(assets.rows, all)
              return (
                <Figure amount={addDecimals('0.00', ...rows.map(({ amount }) => amount))} currency={currency}>
                  {rows.length === 0 && 'Nothing was posted there yet.'}
                  {rows.map(({ accountId, code, account, amount }) => (
                    <span key={accountId} className="flex items-center justify-between gap-3">
                      <AccountLink account={accountId} to={asOf}>
                        {code} {account}
                      </AccountLink>
                      <span className="tabular-nums">{amountWords(amount)}</span>
                    </span>
                  ))}
                </Figure>
              )
            }}
          </Loaded>
        )}
      </Loaded>
    </Card>
  )
}

/** Rows of accounts that hold money. */
function moneyIn(
  rows: Accounting['reports']['balanceSheet']['assets']['rows'],
  accounts: Accounting['accounts']['list']['items'],
) {
  const holding = new Set(
    accounts.filter(({ subtype }) => subtype === 'cash' || subtype === 'bank').map(({ id }) => id),
  )
  return rows.filter(({ accountId }) => holding.has(accountId))
}

function AccountLink({ account, to, children }: { account: string; to: string; children: ReactNode }) {
  const { slug } = useOrganization()
  return (
    <Link
      to="/o/$org/accounting/ledger"
      params={{ org: slug }}
      search={{ account, to }}
      className="inline-flex min-h-6 items-center wrap-anywhere"
    >
      {children}
    </Link>
  )
}

function ProfitCard({ currency }: { currency: string }) {
  const { trpc } = useHub()
  const { timeZone } = useOrganization()
  const result = useQuery(trpc.modules.accounting.reports.profitAndLoss.queryOptions({}))
  return (
    <Card title="Profit" note="this fiscal year">
      <Loaded query={result} failed="The profit could not be loaded" skeleton={<FigureSkeleton />}>
        {({ profit, from, income, expense }) => (
          <Figure amount={profit} currency={currency}>
            <span>Since {longDay(from, todayIn(timeZone))}</span>
            <span className="flex items-center justify-between gap-3">
              Income <span className="tabular-nums">{amountWords(income.total)}</span>
            </span>
            <span className="flex items-center justify-between gap-3">
              Expenses <span className="tabular-nums">{amountWords(expense.total)}</span>
            </span>
          </Figure>
        )}
      </Loaded>
    </Card>
  )
}

/** What customers still owe, how much of it is late, and what they paid beside it. */
function OwedCard() {
  const { trpc } = useHub()
  const { slug } = useOrganization()
  const owed = useQuery(trpc.modules.accounting.reports.receivables.queryOptions({}))
  return (
    <Card title="Owed to us" note="today">
      <Loaded query={owed} failed="What customers owe could not be loaded" skeleton={<FigureSkeleton />}>
        {({ totals, currency }) => (
          <Figure amount={totals.open} currency={currency}>
            <span className="flex items-center justify-between gap-3">
              <Link
                to="/o/$org/accounting/invoices"
                params={{ org: slug }}
                search={{ status: 'overdue' }}
                className="inline-flex min-h-6 items-center"
              >
                Overdue
              </Link>
              <span className="tabular-nums">{amountWords(lateIn(totals))}</span>
            </span>
            {isSome(totals.credit) && (
              <span className="flex items-center justify-between gap-3">
                Credit they have <span className="tabular-nums">{amountWords(totals.credit)}</span>
              </span>
            )}
            <Link
              to="/o/$org/accounting/reports"
              params={{ org: slug }}
              search={{ report: 'receivables' }}
              className="inline-flex min-h-6 items-center"
            >
              Who owes us
            </Link>
          </Figure>
        )}
      </Loaded>
    </Card>
  )
}

type Owed = Accounting['reports']['receivables']['totals']
const lateIn = ({ upTo30, upTo60, upTo90, over90 }: Owed): string =>
  addDecimals(upTo30, upTo60, upTo90, over90)

const FigureSkeleton = () => <Skeleton className="h-20 w-full" />

function Figure({ amount, currency, children }: { amount: string; currency: string; children: ReactNode }) {
  return (
    <>
      <BigAmount amount={amount}>{currency}</BigAmount>
      <div className="mt-2 flex flex-col gap-1 text-13 text-text-2">{children}</div>
    </>
  )
}

const reports = [
  { report: 'trial', label: 'Trial balance', what: 'What every account holds' },
  { report: 'profit', label: 'Profit and loss', what: 'What came in and went out' },
  { report: 'balance', label: 'Balance sheet', what: 'What the business has and owes' },
] as const

function ReportsCard() {
  const { slug } = useOrganization()
  return (
    <Card title="Reports">
      <ul className="flex flex-col gap-2">
        {reports.map(({ report, label, what }) => (
          <li key={report}>
            <Link to="/o/$org/accounting/reports" params={{ org: slug }} search={{ report }}>
              {label}
            </Link>
            <span className="block text-12 text-text-3">{what}</span>
          </li>
        ))}
      </ul>
    </Card>
  )
}

function LatestCard({ currency }: { currency: string }) {
  const { trpc } = useHub()
  const { slug } = useOrganization()
  const canBill = useCan('accounting.sale.write')
  const entries = useQuery(trpc.modules.accounting.journals.list.queryOptions(LATEST))
  return (
    <Card
      flush
      title="Posted last"
      action={
        <Button
          size="sm"
          variant="ghost"
          render={<Link to="/o/$org/accounting/journal" params={{ org: slug }} />}
        >
          Open the journal
        </Button>
      }
    >
      <Loaded query={entries} failed="The entries could not be loaded" skeleton={<SkeletonRows rows={4} />}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty
              title="Nothing is posted yet"
              actions={
                canBill && (
                  <Button
                    render={
                      <Link
                        to="/o/$org/accounting/invoices/$invoice"
                        params={{ org: slug, invoice: 'new' }}
                      />
                    }
                  >
                    Write the first invoice
                  </Button>
                )
              }
            >
              What is posted, such as an invoice, stands here with its number and its day.
            </Empty>
          ) : (
            <EntryTable label="Entries posted last" entries={items} currency={currency} />
          )
        }
      </Loaded>
    </Card>
  )
}

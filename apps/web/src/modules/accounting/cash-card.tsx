import { Card } from '@hub/ui/card'
import { formatDecimal } from '@hub/ui/decimal'
import { Ledger, LedgerLine } from '@hub/ui/ledger-line'
import { LineChart } from '@hub/ui/line-chart'
import { Skeleton } from '@hub/ui/skeleton'
import type { AppRouter } from '@hub/api'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { inferRouterOutputs } from '@trpc/server'
import { useCan, useHub, useOrganization } from '../../account.ts'
import { longDay, shortDay } from '../../components/day-words.ts'
import { Loaded } from '../../components/loaded.tsx'
import { Figure, NothingYet } from '../../components/summary.tsx'
import type { DashboardCardProps } from '../web-module.ts'

type Cash = NonNullable<inferRouterOutputs<AppRouter>['modules']['accounting']['reports']['cash']['cash']>

const CHART = 132

/** The money there is and how that came about, beside what is still to come. */
export function CashCard({ today }: DashboardCardProps) {
  const { slug } = useOrganization()
  const { trpc } = useHub()
  const query = useQuery(trpc.modules.accounting.reports.cash.queryOptions({}))
  return (
    <Card
      title="Cash"
      action={
        <Link to="/o/$org/accounting" params={{ org: slug }} className="text-13 text-text-2">
          Open books
        </Link>
      }
    >
      <Loaded query={query} failed="Your cash could not be loaded" skeleton={<Waiting />}>
        {({ cash }) => (cash === null ? <NoBooks /> : <Standing cash={cash} today={today} />)}
      </Loaded>
    </Card>
  )
}

function NoBooks() {
  const { slug } = useOrganization()
  const canSetUp = useCan('accounting.book.manage')
  return (
    <NothingYet>
      {canSetUp ? (
        <>
          <Link to="/o/$org/accounting" params={{ org: slug }}>
            Set up the books
          </Link>{' '}
          to see here what is at the bank and who owes you.
        </>
      ) : (
        'Once the books are set up, what is at the bank stands here.'
      )}
    </NothingYet>
  )
}

function Standing({ cash, today }: { cash: Cash; today: string }) {
  const { amount, currency, accounts, points } = cash
  const [first] = points
  const was = first ? `was ${formatDecimal(first.amount)} on ${longDay(first.on, today)} and ` : ''
  return (
    <div className="flex flex-wrap gap-x-8 gap-y-4">
      <div className="min-w-0 flex-1 basis-72">
        <Figure amount={formatDecimal(amount)} unit={currency}>
          {placeWords(accounts)}
        </Figure>
        {points.length > 1 && (
          <div className="mt-3">
            <LineChart
              label={`Cash ${was}is ${formatDecimal(amount)} ${currency} today.`}
              steps={points.map(({ on }) => (on === today ? 'Today' : shortDay(on, today)))}
              series={[{ name: 'Cash', color: 1, values: points.map((point) => Number(point.amount)) }]}
              format={(value) => formatDecimal(value.toFixed(2))}
              axis
              height={CHART}
            />
          </div>
        )}
      </div>
      <Side cash={cash} />
    </div>
  )
}

/** Where the money is; accounts that hold nothing are not counted. */
function placeWords(accounts: number): string {
  if (accounts === 0) return 'today'
  return accounts === 1 ? 'on one account, today' : `on ${accounts} accounts, today`
}

const isAbove = (amount: string): boolean => Number(amount) > 0

/** Who still owes, how much of that is late, and what the month has earned so far. */
function Side({ cash: { owed, profit } }: { cash: Cash }) {
  const { slug } = useOrganization()
  const isLate = owed !== null && isAbove(owed.overdue)
  return (
    <Ledger label="Beside the cash" className="w-56 self-end max-tablet:w-full">
      {owed && (
        <>
          <LedgerLine
            name={
              <Link to="/o/$org/accounting/invoices" params={{ org: slug }} className="text-text">
                Owed to you
              </Link>
            }
            amount={formatDecimal(owed.open)}
          />
          <LedgerLine
            name={
              <Link
                to="/o/$org/accounting/invoices"
                params={{ org: slug }}
                search={{ status: 'overdue' }}
                className="text-text"
              >
                Overdue
              </Link>
            }
            amount={
              <span className={isLate ? 'text-danger-text' : undefined}>{formatDecimal(owed.overdue)}</span>
            }
          />
        </>
      )}
      <LedgerLine
        name={
          <Link
            to="/o/$org/accounting/reports"
            params={{ org: slug }}
            search={{ report: 'profit' }}
            className="text-text"
          >
            Profit this month
          </Link>
        }
        amount={formatDecimal(profit)}
      />
    </Ledger>
  )
}

const Waiting = () => (
  <div className="flex flex-wrap gap-x-8 gap-y-4">
    <div className="min-w-0 flex-1 basis-72">
      <Skeleton className="h-7 w-56" />
      <Skeleton className="mt-3 h-[168px] w-full" />
    </div>
    <Skeleton className="h-[66px] w-56 self-end max-tablet:w-full" />
  </div>
)

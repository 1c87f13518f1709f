import type { AppRouter } from '@hub/api'
import { Card } from '@hub/ui/card'
import { Credits, formatCredits } from '@hub/ui/credits'
import { Ledger, LedgerLine } from '@hub/ui/ledger-line'
import { Skeleton } from '@hub/ui/skeleton'
import { useQuery } from '@tanstack/react-query'
import type { inferRouterOutputs } from '@trpc/server'
import { useOrganization } from '../../../../../account.ts'
import { BalanceTrend } from '../../../../../components/balance-trend.tsx'
import { lastingWords } from '../../../../../components/credit-words.ts'
import { shortDay, todayIn } from '../../../../../components/day-words.ts'
import { Loaded } from '../../../../../components/loaded.tsx'
import { useTRPC } from '../../../../../trpc.ts'

type Balance = inferRouterOutputs<AppRouter>['credits']['balance']
type Grant = Balance['grants'][number]

/** What can be spent, where it comes from, and how long it lasts. */
export function BalanceCard() {
  const balance = useQuery(useTRPC().credits.balance.queryOptions())
  return (
    <Card>
      <Loaded query={balance} failed="The balance could not be loaded" skeleton={<Waiting />}>
        {(data) => (
          <div className="grid gap-x-8 gap-y-4 tablet:grid-cols-[240px_minmax(0,1fr)]">
            <Figures balance={data} />
            <BalanceTrend
              axis
              height={210}
              availableMicro={data.availableMicro}
              heldMicro={data.heldMicro}
              perDayMicro={data.perDayMicro}
              lastsUntil={data.lastsUntil}
            />
          </div>
        )}
      </Loaded>
    </Card>
  )
}

function Waiting() {
  return (
    <div className="grid gap-x-8 gap-y-4 tablet:grid-cols-[240px_minmax(0,1fr)]">
      <div className="flex flex-col gap-4">
        <Skeleton className="h-10 w-44" />
        <Skeleton className="h-3 w-full" />
        <Skeleton className="h-3 w-4/5" />
        <Skeleton className="h-3 w-full" />
      </div>
      <Skeleton className="h-[246px] w-full" />
    </div>
  )
}

function Figures({ balance }: { balance: Balance }) {
  const { timeZone } = useOrganization()
  const { availableMicro, heldMicro, grants, perDayMicro, spentThisMonthMicro } = balance
  const { data: limits } = useQuery(useTRPC().credits.limits.queryOptions())
  return (
    <div>
      <h2 className="text-13 text-text-2">Available</h2>
      <Credits micro={availableMicro} size="xl" />
      <Ledger label="Where it comes from" className="mt-3 flex flex-col gap-0.5">
        {grants.map((grant) => (
          <LedgerLine key={grant.id} name={grantName(grant)} amount={formatCredits(grant.remainingMicro)} />
        ))}
        {heldMicro > 0 && <LedgerLine name="On hold for running work" amount={formatCredits(heldMicro)} />}
      </Ledger>
      <Ledger label="Where it goes" className="mt-3 flex flex-col gap-0.5 border-t border-line pt-3">
        <LedgerLine name="Spent this month" amount={formatCredits(spentThisMonthMicro)} />
        <LedgerLine name="Per day, on average" amount={formatCredits(perDayMicro)} />
        {limits?.monthMicro != null && (
          <LedgerLine name="Monthly limit" amount={formatCredits(limits.monthMicro)} />
        )}
        {limits?.memberDayMicro != null && (
          <LedgerLine name="Daily limit per member" amount={formatCredits(limits.memberDayMicro)} />
        )}
      </Ledger>
      <p className="mt-3 text-13 text-text-2">{lastingWords(balance, todayIn(timeZone))}</p>
    </div>
  )
}

const sources: Record<Grant['source'], string> = { 'sign-up': 'Sign-up gift', adjustment: 'Given by the hub' }

const grantName = ({ source, expiresAt }: Grant): string =>
  expiresAt === null ? sources[source] : `${sources[source]}, to ${shortDay(expiresAt.slice(0, 10))}`

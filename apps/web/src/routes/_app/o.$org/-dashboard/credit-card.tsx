import { Card } from '@hub/ui/card'
import { Credits } from '@hub/ui/credits'
import { Skeleton } from '@hub/ui/skeleton'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useOrganization } from '../../../../account.ts'
import { BalanceTrend } from '../../../../components/balance-trend.tsx'
import { lastingWords } from '../../../../components/credit-words.ts'
import { Loaded } from '../../../../components/loaded.tsx'
import type { DashboardCardProps } from '../../../../modules/web-module.ts'
import { useTRPC } from '../../../../trpc.ts'

/** What is left, how long it lasts, and where it is going. */
export function CreditCard({ today }: DashboardCardProps) {
  const { slug } = useOrganization()
  const balance = useQuery(useTRPC().credits.balance.queryOptions())
  return (
    <Card
      title="Credits"
      action={
        <Link to="/o/$org/credits" params={{ org: slug }} className="text-13 text-text-2">
          Details
        </Link>
      }
    >
      <Loaded query={balance} failed="The balance could not be loaded" skeleton={<Waiting />}>
        {({ availableMicro, heldMicro, perDayMicro, spentTodayMicro, lastsUntil }) => (
          <>
            <p>
              <Credits micro={availableMicro} size="lg" />
              <span className="sr-only"> credits left</span>
            </p>
            <p className="mt-0.5 mb-3.5 text-13 text-text-2">
              {lastingWords({ availableMicro, perDayMicro, lastsUntil }, today)}
            </p>
            <BalanceTrend
              height={104}
              availableMicro={availableMicro}
              heldMicro={heldMicro}
              perDayMicro={perDayMicro}
              lastsUntil={lastsUntil}
            />
            <dl className="mt-3 grid grid-cols-3 divide-x divide-line border-t border-line pt-3">
              <Figure name="Today" micro={spentTodayMicro} />
              <Figure name="Per day" micro={perDayMicro} />
              <Figure name="On hold" micro={heldMicro} />
            </dl>
          </>
        )}
      </Loaded>
    </Card>
  )
}

function Waiting() {
  return (
    <div className="flex flex-col gap-3.5">
      <Skeleton className="h-7 w-36" />
      <Skeleton className="h-3 w-48" />
      <Skeleton className="h-[140px] w-full" />
      <div className="grid grid-cols-3 gap-4 border-t border-line pt-4">
        <Skeleton className="h-8 w-full" />
        <Skeleton className="h-8 w-full" />
        <Skeleton className="h-8 w-full" />
      </div>
    </div>
  )
}

function Figure({ name, micro }: { name: string; micro: number }) {
  return (
    <div className="px-3.5 first:pl-0 last:pr-0">
      <dt className="text-12 text-text-3">{name}</dt>
      <dd className="font-medium">
        <Credits micro={micro} />
      </dd>
    </div>
  )
}

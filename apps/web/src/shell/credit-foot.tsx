import { CreditMeter } from '@hub/ui/credit-meter'
import { SidebarCard } from '@hub/ui/sidebar'
import { useQuery } from '@tanstack/react-query'
import { useCan, useOrganization } from '../account.ts'
import { shortDay, todayIn } from '../components/day-words.ts'
import { usePoll } from '../live.ts'
import { useTRPC } from '../trpc.ts'

const REFRESH_MS = 60_000

/** The balance at the foot of the sidebar; it follows every act, and others' acts as they happen. */
export function CreditFoot() {
  const canRead = useCan('credits.read')
  const { timeZone } = useOrganization()
  const trpc = useTRPC()
  const { data, isPending } = useQuery(
    trpc.credits.balance.queryOptions(undefined, { enabled: canRead, refetchInterval: usePoll(REFRESH_MS) }),
  )
  if (!data) {
    return canRead && isPending ? (
      // Its room from the beginning, so that the foot does not grow.
      <div aria-hidden="true" className="invisible">
        <SidebarCard render={<div />}>
          <CreditMeter availableMicro={0} fullMicro={0} />
        </SidebarCard>
      </div>
    ) : null
  }
  const granted = data.grants.reduce((sum, { amountMicro }) => sum + amountMicro, 0)
  return (
    <SidebarCard render={<div />}>
      <CreditMeter
        availableMicro={data.availableMicro}
        heldMicro={data.heldMicro}
        fullMicro={granted}
        lasts={lastingWords(data, todayIn(timeZone))}
      />
    </SidebarCard>
  )
}

interface Lasting {
  perDayMicro: number
  lastsUntil: string | null
}

function lastingWords({ perDayMicro, lastsUntil }: Lasting, today: string): string | undefined {
  if (lastsUntil !== null) return `Lasts until about ${shortDay(lastsUntil, today)}`
  return perDayMicro > 0 ? 'Lasts more than a year' : undefined
}

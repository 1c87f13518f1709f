import { Card } from '@hub/ui/card'
import { formatCredits } from '@hub/ui/credits'
import { Segments } from '@hub/ui/segments'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { UsageChart } from '../../../../components/usage-chart.tsx'
import { useTRPC } from '../../../../trpc.ts'

const page = getRouteApi('/_app/o/$org/')

/** Credits spent each day. */
export function SpendingCard() {
  const { by = 'module' } = page.useSearch()
  const navigate = page.useNavigate()
  const { data } = useQuery(useTRPC().credits.balance.queryOptions())
  return (
    <Card
      title="Credits spent"
      note={data && `${formatCredits(data.spentThisMonthMicro)} this month`}
      action={
        <Segments
          size="sm"
          label="Split by"
          value={by}
          onValueChange={(next) =>
            void navigate({ search: next === 'door' ? { by: next } : {}, replace: true })
          }
          options={[
            { value: 'module', label: 'Module' },
            { value: 'door', label: 'Door' },
          ]}
        />
      }
    >
      <UsageChart by={by} />
    </Card>
  )
}

import { Card } from '@hub/ui/card'
import { formatCredits } from '@hub/ui/credits'
import { Segments } from '@hub/ui/segments'
import { getRouteApi } from '@tanstack/react-router'
import { UsageChart } from '../../../../components/usage-chart.tsx'
import { useShownUsage } from '../../../../components/use-shown-usage.ts'

const page = getRouteApi('/_app/o/$org/')

/** Credits spent each day. */
export function SpendingCard() {
  const { by = 'module' } = page.useSearch()
  const navigate = page.useNavigate()
  const { data: days } = useShownUsage(by)
  return (
    <Card
      title="Credits spent"
      // The sum of what the legend says, and not of the month: the bars may begin before it.
      note={days && `${formatCredits(spentIn(days))} in ${days.length} days`}
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

const spentIn = (days: readonly { parts: readonly { micro: number }[] }[]): number =>
  days.flatMap(({ parts }) => parts).reduce((sum, { micro }) => sum + micro, 0)

import { Card } from '@hub/ui/card'
import { formatCredits } from '@hub/ui/credits'
import { Segments } from '@hub/ui/segments'
import { useQuery } from '@tanstack/react-query'
import { UsageChart } from '../../../../components/usage-chart.tsx'
import type { UsageBy } from '../../../../components/usage-parts.ts'
import { useTRPC } from '../../../../trpc.ts'

export interface SpendingCardProps {
  by: UsageBy
  onByChange: (by: UsageBy) => void
}

/** Credits spent each day. */
export function SpendingCard({ by, onByChange }: SpendingCardProps) {
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
          onValueChange={onByChange}
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

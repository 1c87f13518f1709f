import { formatCredits, MICRO_PER_CREDIT } from '@hub/ui/credits'
import { Skeleton } from '@hub/ui/skeleton'
import { StackedBars } from '@hub/ui/stacked-bars'
import { Loaded } from './loaded.tsx'
import { usageBars } from './usage-parts.ts'
import type { UsageBy } from './usage-parts.ts'
import { useShownUsage } from './use-shown-usage.ts'

/** Credits spent each day, by module or by door. */
export function UsageChart({ by }: { by: UsageBy }) {
  const usage = useShownUsage(by)
  return (
    // As high as the chart from the beginning, so that nothing below it moves.
    <div className="min-h-[206px]">
      <Loaded
        query={usage}
        failed="The usage could not be loaded"
        skeleton={<Skeleton className="h-[206px] w-full" />}
      >
        {(days) => {
          const { series, bars } = usageBars(days, by)
          if (series.length === 0) return <NothingSpent />
          return (
            <StackedBars
              label={`Credits spent on each of the last ${bars.length} days, by ${by}.`}
              series={series}
              bars={bars}
              format={(credits) => formatCredits(Math.round(credits * MICRO_PER_CREDIT))}
            />
          )
        }}
      </Loaded>
    </div>
  )
}

function NothingSpent() {
  return (
    <p className="grid h-[206px] place-items-center text-center text-text-2">
      Nothing spent yet. Reading and changing things in the app is free.
    </p>
  )
}

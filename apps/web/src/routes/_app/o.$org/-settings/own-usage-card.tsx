import type { OwnUsage, UsageMonth } from '@hub/api/schemas/auth/profile'
import { Card } from '@hub/ui/card'
import { formatCredits, MICRO_PER_CREDIT } from '@hub/ui/credits'
import { Ledger, LedgerLine } from '@hub/ui/ledger-line'
import { NativeSelect } from '@hub/ui/native-select'
import { Segments } from '@hub/ui/segments'
import { Skeleton } from '@hub/ui/skeleton'
import { StackedBars } from '@hub/ui/stacked-bars'
import type { BarSeries } from '@hub/ui/stacked-bars'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useOrganization } from '../../../../account.ts'
import { monthWord } from '../../../../components/day-words.ts'
import { Loaded } from '../../../../components/loaded.tsx'
import { usePhone } from '../../../../components/use-phone.ts'
import { useTRPC } from '../../../../trpc.ts'

const PHONE_MONTHS = 6

type Measure = 'acts' | 'credits' | 'tasks'

const measures = [
  { value: 'acts', label: 'Changes' },
  { value: 'tasks', label: 'Tasks' },
  { value: 'credits', label: 'Credits' },
] as const

const series: Record<Measure, readonly (BarSeries & { valueOf: (month: UsageMonth) => number })[]> = {
  acts: [{ name: 'Changes', color: 1, valueOf: ({ acts }) => acts }],
  tasks: [
    { name: 'Created', color: 2, valueOf: ({ tasksCreated }) => tasksCreated },
    { name: 'Finished', color: 1, valueOf: ({ tasksFinished }) => tasksFinished },
  ],
  credits: [{ name: 'Credits', color: 1, valueOf: ({ spentMicro }) => spentMicro / MICRO_PER_CREDIT }],
}

const whole = (value: number) => value.toLocaleString('en')
const credits = (value: number) => formatCredits(Math.round(value * MICRO_PER_CREDIT))

/** What one did this year: changes, tasks and credits, in each of one's organizations. */
export function OwnUsageCard() {
  const query = useQuery(useTRPC().auth.usage.queryOptions({}))
  return (
    <Card title="What you did" note="12 months">
      <div className="min-h-[206px]">
        <Loaded
          query={query}
          failed="What you did could not be loaded"
          skeleton={<Skeleton className="h-[280px] w-full" />}
        >
          {({ organizations }) => <UsageOf organizations={organizations} />}
        </Loaded>
      </div>
    </Card>
  )
}

function UsageOf({ organizations }: OwnUsage) {
  const here = useOrganization().id
  const [id, setId] = useState(here)
  const [measure, setMeasure] = useState<Measure>('acts')
  const shown = organizations.find((one) => one.id === id) ?? organizations[0]
  if (!shown) return <p className="text-13 text-text-2">You belong to no organization.</p>
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-wrap items-center gap-2">
        <Segments
          label="What is counted"
          size="sm"
          options={measures}
          value={measure}
          onValueChange={setMeasure}
        />
        {organizations.length > 1 && (
          <NativeSelect
            aria-label="Organization"
            value={shown.id}
            onChange={({ target }) => setId(target.value)}
            options={organizations.map(({ id: value, name: label }) => ({ value, label }))}
          />
        )}
      </div>
      <MonthBars name={shown.name} months={shown.months} measure={measure} />
      <Totals months={shown.months} />
    </div>
  )
}

function MonthBars({
  name,
  months,
  measure,
}: {
  name: string
  months: readonly UsageMonth[]
  measure: Measure
}) {
  const shown = usePhone() ? months.slice(-PHONE_MONTHS) : months
  return (
    <StackedBars
      label={`${measures.find(({ value }) => value === measure)?.label ?? ''} in ${name}, month by month.`}
      barName="Month"
      series={series[measure]}
      bars={shown.map((month, index) => ({
        label: monthWord(month.month, index === 0),
        values: series[measure].map(({ valueOf }) => valueOf(month)),
      }))}
      format={measure === 'credits' ? credits : whole}
    />
  )
}

function Totals({ months }: { months: readonly UsageMonth[] }) {
  const sum = (valueOf: (month: UsageMonth) => number) =>
    months.reduce((total, month) => total + valueOf(month), 0)
  return (
    <Ledger label="In twelve months">
      <LedgerLine name="Changes" amount={whole(sum(({ acts }) => acts))} />
      <LedgerLine name="Tasks created" amount={whole(sum(({ tasksCreated }) => tasksCreated))} />
      <LedgerLine name="Tasks finished" amount={whole(sum(({ tasksFinished }) => tasksFinished))} />
      <LedgerLine name="Calls that cost credits" amount={whole(sum(({ calls }) => calls))} />
      <LedgerLine name="Credits used" amount={formatCredits(sum(({ spentMicro }) => spentMicro))} />
    </Ledger>
  )
}

import type { OwnUsage, UsageGroup, UsageMonth } from '@hub/api/schemas/auth/profile'
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

const whole = (value: number) => value.toLocaleString('en')
const credits = (value: number) => formatCredits(Math.round(value * MICRO_PER_CREDIT))

/** What the chart can show: one or more series under a word. */
interface Measure {
  label: string
  series: readonly (BarSeries & { valueOf: (month: UsageMonth) => number })[]
  format: (value: number) => string
}

const changes: Measure = {
  label: 'Changes',
  series: [{ name: 'Changes', color: 1, valueOf: ({ acts }) => acts }],
  format: whole,
}

const spent: Measure = {
  label: 'Credits',
  series: [{ name: 'Credits', color: 1, valueOf: ({ spentMicro }) => spentMicro / MICRO_PER_CREDIT }],
  format: credits,
}

const COLORS = [2, 1, 3, 4, 5, 6] as const

const measureOf = ({ title, counts }: UsageGroup): Measure => ({
  label: title,
  series: counts.map(({ name, title: word }, index) => ({
    name: word,
    color: COLORS[index % COLORS.length] ?? 6,
    valueOf: (month) => month.counts[name] ?? 0,
  })),
  format: whole,
})

/** What one did this year: changes, what modules count, and credits, in each of one's organizations. */
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
          {(usage) => <UsageOf {...usage} />}
        </Loaded>
      </div>
    </Card>
  )
}

function UsageOf({ groups, organizations }: OwnUsage) {
  const here = useOrganization().id
  const [id, setId] = useState(here)
  const measures = [changes, ...groups.map(measureOf), spent]
  const [label, setLabel] = useState(changes.label)
  const measure = measures.find((one) => one.label === label) ?? changes
  const shown = organizations.find((one) => one.id === id) ?? organizations[0]
  if (!shown) return <p className="text-13 text-text-2">You belong to no organization.</p>
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-wrap items-center gap-2">
        <Segments
          label="What is counted"
          size="sm"
          options={measures.map((one) => ({ value: one.label, label: one.label }))}
          value={measure.label}
          onValueChange={setLabel}
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
      <Totals months={shown.months} groups={groups} />
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
      label={`${measure.label} in ${name}, month by month.`}
      barName="Month"
      series={measure.series}
      bars={shown.map((month, index) => ({
        label: monthWord(month.month, index === 0),
        values: measure.series.map(({ valueOf }) => valueOf(month)),
      }))}
      format={measure.format}
      isCount={measure.format === whole}
    />
  )
}

function Totals({ months, groups }: { months: readonly UsageMonth[]; groups: readonly UsageGroup[] }) {
  const sum = (valueOf: (month: UsageMonth) => number) =>
    months.reduce((total, month) => total + valueOf(month), 0)
  return (
    <Ledger label="In twelve months">
      <LedgerLine name="Changes" amount={whole(sum(({ acts }) => acts))} />
      {groups.flatMap(({ title, counts }) =>
        counts.map(({ name, title: word }) => (
          <LedgerLine
            key={name}
            name={`${title} ${word.toLowerCase()}`}
            amount={whole(sum((month) => month.counts[name] ?? 0))}
          />
        )),
      )}
      <LedgerLine name="Calls that cost credits" amount={whole(sum(({ calls }) => calls))} />
      <LedgerLine name="Credits used" amount={formatCredits(sum(({ spentMicro }) => spentMicro))} />
    </Ledger>
  )
}

import { Button } from '@hub/ui/button'
import { Field } from '@hub/ui/field'
import { useOrganization } from '../../../../../account.ts'
import { DayInput } from '../../../../../components/day-input.tsx'
import { addDays, todayIn } from '../../../../../components/day-words.ts'
import type { DaysSearch } from './accounting-search.ts'

export interface ReportDaysProps {
  /** Of a report on a period: where it begins without a first day. Others are of the end of one day. */
  begins?: 'Of the fiscal year' | 'Of the quarter' | undefined
  /** First day of the fiscal year, MM-DD. */
  yearStart: string
  search: DaysSearch
  onChange: (change: { from?: string | undefined; to?: string | undefined }) => void
}

const monthFirst = (year: number, month: number) =>
  new Date(Date.UTC(year, month - 1, 1)).toISOString().slice(0, 10)

/** The first day of the fiscal year of a day; `yearStart` is "04-06". */
const yearFirst = (day: string, yearStart: string): string => {
  const year = Number(day.slice(0, 4))
  return `${day.slice(5) < yearStart ? year - 1 : year}-${yearStart}`
}

/** Whole periods that are over: what reports are mostly asked for. Years are those of the books. */
export function periodsBefore(today: string, yearStart: string) {
  const [year = 0, month = 1] = today.split('-').map(Number)
  const quarter = month - ((month - 1) % 3)
  const endOfYear = addDays(yearFirst(today, yearStart), -1)
  return [
    { name: 'month', from: monthFirst(year, month - 1), to: addDays(monthFirst(year, month), -1) },
    { name: 'quarter', from: monthFirst(year, quarter - 3), to: addDays(monthFirst(year, quarter), -1) },
    {
      name: yearStart === '01-01' ? 'year' : 'fiscal year',
      from: yearFirst(endOfYear, yearStart),
      to: endOfYear,
    },
  ]
}

/** Which days a report is of. */
export function ReportDays({ begins, yearStart, search, onChange }: ReportDaysProps) {
  const { timeZone } = useOrganization()
  const isPeriod = begins !== undefined
  return (
    <div data-print="no" className="mb-4 flex flex-wrap gap-3">
      {isPeriod && (
        <Field label="First day" className="w-44" hint={search.from === undefined ? begins : undefined}>
          <DayInput
            value={search.from ?? null}
            max={search.to}
            onValueChange={(day) => onChange({ from: day ?? undefined })}
          />
        </Field>
      )}
      <Field label={isPeriod ? 'Last day' : 'At the end of'} className="w-44">
        <DayInput
          value={search.to ?? todayIn(timeZone)}
          onValueChange={(day) => onChange({ to: day ?? undefined })}
        />
      </Field>
      {/* As far down as the label of a field is high, so that they stand in line with the days. */}
      <div className="flex flex-wrap gap-1 tablet:pt-6">
        {periodsBefore(todayIn(timeZone), yearStart).map(({ name, from, to }) => (
          <Button key={name} variant="ghost" onClick={() => onChange(isPeriod ? { from, to } : { to })}>
            {isPeriod ? `Last ${name}` : `End of last ${name}`}
          </Button>
        ))}
      </div>
    </div>
  )
}

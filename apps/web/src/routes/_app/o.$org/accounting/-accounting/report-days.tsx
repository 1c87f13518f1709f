import { Button } from '@hub/ui/button'
import { Field } from '@hub/ui/field'
import { useOrganization } from '../../../../../account.ts'
import { DayInput } from '../../../../../components/day-input.tsx'
import { addDays, todayIn } from '../../../../../components/day-words.ts'
import type { DaysSearch } from './accounting-search.ts'

export interface ReportDaysProps {
  /** Of a report on a period: where it begins without a first day. Others are of the end of one day. */
  begins?: 'Of the fiscal year' | 'Of the quarter' | undefined
  search: DaysSearch
  onChange: (change: { from?: string | undefined; to?: string | undefined }) => void
}

/** Whole periods that are over: what reports are mostly asked for. */
function periodsBefore(today: string) {
  const [year = 0, month = 1] = today.split('-').map(Number)
  const quarter = month - ((month - 1) % 3)
  const first = (of: number) => new Date(Date.UTC(year, of - 1, 1)).toISOString().slice(0, 10)
  const period = (name: string, from: number, next: number) => ({
    name,
    from: first(from),
    to: addDays(first(next), -1),
  })
  return [
    period('Last month', month - 1, month),
    period('Last quarter', quarter - 3, quarter),
    period('Last year', -11, 1),
  ]
}

/** Which days a report is of. */
export function ReportDays({ begins, search, onChange }: ReportDaysProps) {
  const { timeZone } = useOrganization()
  return (
    <div data-print="no" className="mb-4 flex flex-wrap gap-3">
      {begins !== undefined && (
        <Field label="First day" className="w-44" hint={search.from === undefined ? begins : undefined}>
          <DayInput
            value={search.from ?? null}
            max={search.to}
            onValueChange={(day) => onChange({ from: day ?? undefined })}
          />
        </Field>
      )}
      <Field label={begins === undefined ? 'At the end of' : 'Last day'} className="w-44">
        <DayInput
          value={search.to ?? todayIn(timeZone)}
          onValueChange={(day) => onChange({ to: day ?? undefined })}
        />
      </Field>
      {begins !== undefined && (
        // As far down as the label of a field is high, so that they stand in line with the days.
        <div className="flex flex-wrap gap-1 tablet:pt-6">
          {periodsBefore(todayIn(timeZone)).map(({ name, from, to }) => (
            <Button key={name} variant="ghost" onClick={() => onChange({ from, to })}>
              {name}
            </Button>
          ))}
        </div>
      )}
    </div>
  )
}

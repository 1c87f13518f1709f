import { Field } from '@hub/ui/field'
import { useOrganization } from '../../../../../account.ts'
import { DayInput } from '../../../../../components/day-input.tsx'
import { todayIn } from '../../../../../components/day-words.ts'
import type { DaysSearch } from './accounting-search.ts'

export interface ReportDaysProps {
  /** A period; without it the end of one day. */
  hasFrom: boolean
  search: DaysSearch
  onChange: (change: { from?: string | undefined; to?: string | undefined }) => void
}

/** Which days a report is of. */
export function ReportDays({ hasFrom, search, onChange }: ReportDaysProps) {
  const { timeZone } = useOrganization()
  return (
    <div data-print="no" className="mb-4 flex flex-wrap gap-3">
      {hasFrom && (
        <Field
          label="First day"
          className="w-44"
          hint={search.from === undefined ? 'Of the fiscal year' : undefined}
        >
          <DayInput
            value={search.from ?? null}
            max={search.to}
            onValueChange={(day) => onChange({ from: day ?? undefined })}
          />
        </Field>
      )}
      <Field label={hasFrom ? 'Last day' : 'At the end of'} className="w-44">
        <DayInput
          value={search.to ?? todayIn(timeZone)}
          onValueChange={(day) => onChange({ to: day ?? undefined })}
        />
      </Field>
    </div>
  )
}

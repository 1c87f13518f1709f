import { isMonthFirst } from '@hub/api/schemas/shared/date-order'
import { DateInput } from '@hub/ui/date-input'
import type { DateInputProps } from '@hub/ui/date-input'
import { useOrganization } from '../account.ts'
import { todayIn } from './day-words.ts'

/** A day where the organization is: today is its today, and figures are in its order. */
export function DayInput(props: Omit<DateInputProps, 'today' | 'order'>) {
  const { timeZone, currency } = useOrganization()
  return <DateInput {...props} today={todayIn(timeZone)} order={isMonthFirst(currency) ? 'mdy' : 'dmy'} />
}

import { addDays, monday } from './calendar.ts'
import type { Moment } from './moment.ts'
import { setOf } from './scan.ts'
import type { Scan } from './scan.ts'
import type { Reading } from './text.ts'

const SUNDAY = 6
const led = setOf('from between on the')

const isWeek = ({ value }: Reading<Moment>): boolean =>
  value.kind === 'range' && value.from === monday(value.from) && value.to === addDays(value.from, SUNDAY)

/** "Monday thru Friday": nothing but weekdays says which days these are. */
function areWeekdays({ tokens }: Scan, { value, span }: Reading<Moment>): boolean {
  const own = tokens.filter(({ from, to, word }) => from >= span.from && to <= span.to && !led.has(word))
  const ends = [own[0], own.at(-1)]
  return value.kind === 'range' && own.length > 1 && ends.every((token) => token?.means?.is === 'weekday')
}

const ofWeek = (value: Moment, week: string): Moment =>
  value.kind === 'range'
    ? {
        ...value,
        from: addDays(week, daysInto(value.from)),
        to: addDays(week, daysInto(value.to)),
      }
    : value

const daysInto = (day: string): number => Math.round((Date.parse(day) - Date.parse(monday(day))) / 86_400_000)

/** "Next week for the whole team, Monday to Friday": of a week and a stretch of weekdays the days of that week are meant. */
export function weekdaysOfWeek(scan: Scan, found: readonly Reading<Moment>[]): Reading<Moment>[] {
  const [week, ...others] = found.filter(isWeek)
  const days = found.filter((one) => areWeekdays(scan, one))
  const [only, ...more] = days
  if (!week || !only || others.length + more.length > 0 || week.value.kind !== 'range') return [...found]
  const value = ofWeek(only.value, week.value.from)
  return found.map((one) => (one === week || one === only ? { ...one, value } : one))
}

import { Field } from '@hub/ui/field'
import { DayInput } from '../../../../../../components/day-input.tsx'
import { addDays } from '../../../../../../components/day-words.ts'
import type { Book } from '../book-page.tsx'
import { useFarDay } from '../far-day.tsx'

export interface EntryDayProps {
  /** Of the line. */
  day: string
  /** The first one from there on that is open. */
  firstDay: string
  on: string
  onDay: (on: string) => void
}

/** The day in the books of what a line becomes. */
export function EntryDay({ day, firstDay, on, onDay }: EntryDayProps) {
  const far = useFarDay(on)
  return (
    <Field
      label="Day in the books"
      hint={far ?? (firstDay === day ? undefined : 'The day of the bank is closed.')}
      className="w-44"
    >
      <DayInput value={on} min={firstDay} onValueChange={(next) => onDay(next ?? firstDay)} />
    </Field>
  )
}

/** The day itself, or the first one after the closed days. */
export function firstOpenDay(
  day: string,
  { forGood, forNow, bank }: Book['closed'],
  mayPost: boolean,
): string {
  const until = [forGood, mayPost ? null : forNow, bank]
    .filter((one) => one !== null)
    .toSorted()
    .at(-1)
  return until === undefined || until < day ? day : addDays(until, 1)
}

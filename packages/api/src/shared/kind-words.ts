import type { PropertyKind } from './readings.ts'

/** What a value would have to be read as: “cannot be read as a day”. */
export const kindRead: Record<PropertyKind, string> = {
  text: 'text',
  choice: 'text',
  number: 'a number',
  money: 'an amount',
  yesno: 'yes or no',
  day: 'a day',
  instant: 'a day and time',
}

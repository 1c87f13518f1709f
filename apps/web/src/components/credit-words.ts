import { addDays, longDay } from './day-words.ts'

/** Where nothing is left: what still works, and whom to ask. */
const NONE_LEFT =
  'None left. The app and the built-in assistant’s answers stay free; for more, ask whoever runs this hub.'

/** So long before the end somebody has to be asked for more. */
const SOON_DAYS = 14

export interface Lasting {
  availableMicro: number
  perDayMicro: number
  lastsUntil: string | null
}

/** How long the credits last at this pace, and whom to ask where that is not long. */
export function lastingWords({ availableMicro, perDayMicro, lastsUntil }: Lasting, today: string): string {
  if (availableMicro <= 0) return NONE_LEFT
  if (perDayMicro === 0) return 'Nothing is spent at the moment, so they last.'
  if (lastsUntil === null) return 'At this pace they last more than a year.'
  const words =
    lastsUntil <= today
      ? 'At this pace they run out today.'
      : `At this pace they last until about ${longDay(lastsUntil, today)}.`
  return lastsUntil > addDays(today, SOON_DAYS) ? words : `${words} For more, ask whoever runs this hub.`
}

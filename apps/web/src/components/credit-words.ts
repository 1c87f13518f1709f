import { addDays, longDay } from './day-words.ts'

const ASK = ' For more, ask whoever runs this hub.'

/** So long before the end somebody has to be asked for more. */
const SOON_DAYS = 14

export interface Lasting {
  availableMicro: number
  perDayMicro: number
  /** null where nothing is spent, or hardly anything. */
  lastsUntil: string | null
}

/** How long the credits last at this pace; whom to ask where that is not long, and what works without them. */
export function lastingWords({ availableMicro, perDayMicro, lastsUntil }: Lasting, today: string): string {
  if (availableMicro <= 0) return `None left. The app and the built-in assistant’s answers stay free.${ASK}`
  if (perDayMicro <= 0) return 'Nothing was spent lately.'
  if (lastsUntil === null) return 'They last more than a year.'
  const words = `They last until about ${longDay(lastsUntil, today)}.`
  return lastsUntil > addDays(today, SOON_DAYS) ? words : words + ASK
}

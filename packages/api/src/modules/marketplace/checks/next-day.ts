import { addDays, dayIn, instantIn } from '../../../shared/time.ts'

/** When prices are looked at, where the organization is. */
const HOUR = 6

/** The next time it is six there, after now. */
export function nextMorning(timeZone: string, now: Date): Date {
  const today = dayIn(timeZone, now)
  const at = instantIn(timeZone, today, HOUR * 60)
  return at > now ? at : instantIn(timeZone, addDays(today, 1), HOUR * 60)
}

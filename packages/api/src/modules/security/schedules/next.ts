import { addDays, dayIn, instantIn } from '../../../shared/time.ts'

/** When websites are quiet and somebody soon reads what was found. */
const HOUR = 5
/** Not every organization's at once. */
const SPREAD_MINUTES = 30

/** The minute past the hour that an organization has, always the same. */
const minuteOf = (orgId: string): number => Number.parseInt(orgId.slice(-6), 16) % SPREAD_MINUTES

interface Place {
  orgId: string
  timeZone: string
}

/** The next time on a day of the week (1 = Monday) where the organization is, after now. */
export function nextScanAt({ orgId, timeZone }: Place, weekday: number, now: Date): Date {
  const today = dayIn(timeZone, now)
  for (let ahead = 0; ahead <= 7; ahead += 1) {
    const day = addDays(today, ahead)
    const isDay = (new Date(`${day}T00:00Z`).getUTCDay() + 6) % 7 === weekday - 1
    const at = instantIn(timeZone, day, HOUR * 60 + minuteOf(orgId))
    if (isDay && at > now) return at
  }
  throw new Error(`No ${weekday}. day of the week is found.`)
}

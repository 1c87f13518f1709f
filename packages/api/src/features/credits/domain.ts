import { dayIn } from '../../shared/time.ts'

const DAY_MS = 24 * 3600 * 1000
/** Beyond a year a date would pretend to know something. */
const FURTHEST_DAYS = 366

/** Average micro-credits a day, rounded up, so that what lasts is never promised too long. */
export const pacePerDay = (micro: number, days: number): number => Math.ceil(micro / Math.max(1, days))

interface Pace {
  availableMicro: number
  perDayMicro: number
  now: Date
  timeZone: string
}

/** The last day the credits reach at this pace, where the organization is; null when nothing is spent or it is very far. */
export function lastDay({ availableMicro, perDayMicro, now, timeZone }: Pace): string | null {
  if (perDayMicro <= 0) return null
  const days = Math.floor(availableMicro / perDayMicro)
  if (days > FURTHEST_DAYS) return null
  return new Date(Date.parse(`${dayIn(timeZone, now)}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10)
}

/** Which part of the product a charge belongs to: `modules.ops.tasks.create` to ops, `assistant.send` to assistant. */
export function moduleOf(procedure: string | null): string {
  return procedure?.replace(/^modules\./, '').split('.')[0] ?? 'other'
}

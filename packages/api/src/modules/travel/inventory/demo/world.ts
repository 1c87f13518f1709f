import { Day, dayIn } from '../../../../shared/time.ts'
import { MOST_DAYS_AHEAD } from '../../slots/schema.ts'
import { drawsOf } from './hash.ts'
import type { Draw } from './hash.ts'
import { offerIds } from './offer-ids.ts'
import type { OfferIds } from './offer-ids.ts'
import { daysBetween } from './seasons.ts'

/** Goes up where the same query would give other offers, so that ids of before name nothing. */
const VERSION = 1
const MINUTE = 60_000
const HELD_MINUTES = 20

/** What the built-in inventory draws its offers from. */
export interface World {
  draw: Draw
  ids: OfferIds
}

export const worldOf = (seed: string): World => ({
  draw: drawsOf(`${seed}/${VERSION}`),
  ids: offerIds(`${seed}/${VERSION}`),
})

/** Prices move with the day in UTC. */
export const todayOf = (now: Date): string => dayIn('UTC', now)

/** What is sold is at most a year ahead; a day of before today is none here, and so is what is no day. */
export const isSoldOn = (day: string, today: string): boolean => {
  if (!Day.safeParse(day).success) return false
  const ahead = daysBetween(today, day)
  return ahead >= 0 && ahead <= MOST_DAYS_AHEAD
}

export const offerTimes = (now: Date): { fetchedAt: string; expiresAt: string } => ({
  fetchedAt: now.toISOString(),
  expiresAt: new Date(now.getTime() + HELD_MINUTES * MINUTE).toISOString(),
})

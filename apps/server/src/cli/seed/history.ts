import type { Door } from '@hub/api/server'
import type { SampleLedger } from '@hub/db'

const DAY_MS = 86_400_000
const DAYS = 42
const SIGN_UP_MICRO = 100_000_000

/** A call that cost something, with the price of the book. */
export interface PaidCall {
  procedure: string
  door: Door
  micro: number
}

export interface Spenders {
  orgId: string
  people: readonly string[]
  givenMicro: number
  dailyMicro: number
  /** In the order in which they come again and again. */
  calls: readonly PaidCall[]
}

/** Six weeks of credits: given at sign-up and by the hub, used on working days, a little more each week. */
export function creditHistory(
  { orgId, people, givenMicro, dailyMicro, calls }: Spenders,
  now: Date,
): SampleLedger {
  const start = now.getTime() - DAYS * DAY_MS
  const moves: SampleLedger['moves'][number][] = [
    { at: new Date(start), source: 'sign-up', micro: SIGN_UP_MICRO, reason: 'sign-up' },
    { at: new Date(start + DAY_MS), source: 'adjustment', micro: givenMicro, reason: 'Pilot customer' },
  ]
  let turn = 0
  for (let day = 2; day < DAYS; day += 1) {
    const morning = start + day * DAY_MS
    const isSunday = new Date(morning).getUTCDay() === 0
    const budget = isSunday ? 0 : (dailyMicro * (DAYS + day)) / (2 * DAYS)
    for (let spent = 0; spent < budget; turn += 1) {
      const call = calls[turn % calls.length]
      if (!call) break
      const at = new Date(morning + (turn % 90) * 240_000)
      moves.push({ ...call, at, driver: null, actorId: people[turn % people.length] ?? '' })
      spent += call.micro
    }
  }
  return { orgId, moves: moves.toSorted((a, b) => a.at.getTime() - b.at.getTime()) }
}

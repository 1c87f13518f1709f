import type { SampleLedger } from '@hub/db'

const DAY_MS = 86_400_000
const DAYS = 42
const SIGN_UP_MICRO = 100_000_000

/** Calls of assistants and workflows, which cost something, with the price of the book. */
const calls = [
  { procedure: 'modules.ops.tasks.list', door: 'mcp', micro: 10_000 },
  { procedure: 'modules.ops.tasks.create', door: 'mcp', micro: 50_000 },
  { procedure: 'modules.ops.tasks.list', door: 'mcp', micro: 10_000 },
  { procedure: 'modules.ops.tasks.complete', door: 'assistant', micro: 50_000 },
  { procedure: 'modules.ops.tasks.update', door: 'workflow', micro: 50_000 },
] as const

export interface Spenders {
  orgId: string
  people: readonly string[]
  givenMicro: number
  dailyMicro: number
}

/** Six weeks of credits: given at sign-up and by the hub, used on working days, a little more each week. */
export function creditHistory({ orgId, people, givenMicro, dailyMicro }: Spenders, now: Date): SampleLedger {
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
      const call = calls[turn % calls.length] ?? calls[0]
      const at = new Date(morning + (turn % 90) * 240_000)
      moves.push({ ...call, at, driver: null, actorId: people[turn % people.length] ?? '' })
      spent += call.micro
    }
  }
  return { orgId, moves: moves.toSorted((a, b) => a.at.getTime() - b.at.getTime()) }
}

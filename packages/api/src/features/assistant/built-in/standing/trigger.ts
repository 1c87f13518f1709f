import { Cron } from 'croner'
import { withQuotesHidden } from '../wording/normalize.ts'
import type { Recurring } from '../../../../reading/recurring.ts'
import { readRecurring } from '../../../../reading/recurring.ts'
import { readNumbers } from '../../../../reading/numbers.ts'
import { readMoments } from '../../../../reading/moments.ts'
import { cronsOf } from '../../../../reading/rhythm.ts'
import type { Reading } from '../../../../reading/text.ts'
import type { World } from '../understand/types.ts'
import type { Happening } from './happening.ts'

/** What sets a standing wish going. */
export type Trigger = { kind: 'schedule'; crons: readonly string[] } | { kind: 'event'; happening: Happening }

/** A sentence in two: what sets it going, and what is wished for. */
export interface Split {
  trigger: Trigger
  /** The words of the trigger. */
  when: string
  rest: string
}

export interface Timed {
  /** Null where no schedule says it, with why. */
  split: Split | null
  when: string
  rest: string
  why: string
  /** One day may be meant as well. */
  isSoft: boolean
  isFirst: boolean
}

type Scheduled = Extract<Recurring, { kind: 'schedule' }>

const isScheduled = (one: Reading<Recurring>): one is Reading<Scheduled> => one.value.kind === 'schedule'
const joints = /^[\s,]*(?:(?:and|or|&)\s*)?$/i

const outside = (text: string, { from, to }: { from: number; to: number }) =>
  `${text.slice(0, from).trimEnd()} ${text.slice(to).trimStart()}`.trim()

/** "Every Monday mail me the list at 8": the time of the schedule stands somewhere else. */
function withTime(
  rest: string,
  { rhythm, hasTime, crons }: Scheduled,
  world: World,
): { rest: string; crons: readonly string[] } {
  const times = hasTime
    ? []
    : readMoments(withQuotesHidden(rest), world.clock).filter(({ value }) => value.kind === 'time')
  const [only, ...others] = times
  if (!only || others.length > 0 || only.value.kind !== 'time') return { rest, crons }
  return { rest: outside(rest, only.span), crons: cronsOf({ ...rhythm, times: [only.value.time] }) }
}

const HOURLY = /^(?:each|every|per) (?:half )?hour$/i

/** "45 euro each hour" is what an hour costs; "the top 5 every hour" is none. */
function isRate(text: string, { from, to }: { from: number; to: number }, { currency }: World): boolean {
  if (!HOURLY.test(text.slice(from, to).trim())) return false
  const before = text.slice(0, from)
  const last = readNumbers(before, { currency }).at(-1)
  return last?.value.kind === 'money' && before.slice(last.span.to).trim() === ''
}

/** What a sentence says of when it comes again and again; null where it says nothing of it. */
export function timedIn(text: string, world: World, takesTime: (rest: string) => boolean): Timed | null {
  const found = readRecurring(withQuotesHidden(text), world.clock).filter(
    ({ span }) => !isRate(text, span, world),
  )
  const [first] = found
  const last = found.at(-1)
  if (!first || !last) return null
  const span = { from: first.span.from, to: last.span.to }
  const when = text.slice(span.from, span.to)
  const said = outside(text, span)
  const isJoined = found.every(
    (one, at) => at === 0 || joints.test(text.slice(found[at - 1]?.span.to, one.span.from)),
  )
  const base = {
    when,
    isSoft: found.filter(isScheduled).some(({ value }) => value.isSoft),
    isFirst: span.from < 2,
  }
  const odd = found.flatMap(({ value }) => (value.kind === 'odd' ? [value.why] : []))[0]
  if (odd !== undefined || !isJoined)
    return { ...base, split: null, rest: said, why: odd ?? 'two things at once: say one sentence for each' }
  const all = found.filter(isScheduled)
  const [only] = all
  const timed =
    only && all.length === 1 && takesTime(said)
      ? withTime(said, only.value, world)
      : { rest: said, crons: all.flatMap(({ value }) => value.crons) }
  const split = { trigger: { kind: 'schedule' as const, crons: timed.crons }, when, rest: timed.rest }
  return { ...base, split, rest: timed.rest, why: '' }
}

const SAID_ON = 4
const DAY_MS = 86_400_000
const AFTER_DAYS = [1, 4, 13, 40]

/** Moments at which it could be set going: what "tomorrow" means is told by what it is on each of them. */
export function momentsOf(trigger: Trigger, { clock: { now, timeZone } }: World): Date[] {
  if (trigger.kind === 'event') return AFTER_DAYS.map((days) => new Date(now.getTime() + days * DAY_MS))
  const [cron = ''] = trigger.crons
  const clock = new Cron(cron, { timezone: timeZone, paused: true, mode: '5-part' })
  return clock.nextRuns(SAID_ON, now)
}

import { withQuotesHidden } from '../wording/normalize.ts'
import { readRecurring } from '../../../../reading/recurring.ts'
import type { Outcome, World } from '../understand/types.ts'
import { CREATE, standingWish } from './standing.ts'

const TIME =
  /(?:\b(?:at|by|around|from) )?\b(?:noon|midnight|half \w+|\d{1,2}(?:[:.]\d{2})?(?: ?[ap]\.?m\b\.?| o'?clock)?)(?!\w)/i
const WEEKDAY = /\b(?:mon|tues|wednes|thurs|fri|satur|sun)days?\b/i
/** More words than these are a sentence of their own. */
const LONGEST = 8

/** "Every day" in the place of "every Friday at 4" is at 4 as well. */
function everyAnew(when: string, every: string): string {
  const time = TIME.exec(when)?.[0]
  return time === undefined || TIME.test(every) ? every : `${every} ${time}`
}

/** With another time; null where none is said. */
function timeAnew(when: string, said: string): string | null {
  const [before, time] = [TIME.exec(when)?.[0], TIME.exec(said)?.[0]]
  if (time === undefined) return null
  const at = /^\d|^half/i.test(time) ? `at ${time}` : time
  return before === undefined ? `${when} ${at}` : when.replace(before, at)
}

/** With another day of the week; null where none is said. */
function dayAnew(when: string, said: string): string | null {
  const day = WEEKDAY.exec(said)?.[0]
  return day === undefined || !WEEKDAY.test(when) ? null : when.replace(WEEKDAY, day)
}

/** Of the words that say when, those that are said anew; null where none are. */
function whenAnew(when: string, said: string, every: string | undefined): string | null {
  if (every !== undefined) return everyAnew(when, every)
  const onDay = dayAnew(when, said)
  return timeAnew(onDay ?? when, said) ?? onDay
}

/** "At 7 rather", "Thursday is better": the standing wish that waits for a yes, said anew with another time or day. */
export async function wishedOtherwise(said: string, world: World): Promise<Outcome | null> {
  const { last } = world.memory
  const before = last?.path === CREATE ? last.input['description'] : undefined
  if (typeof before !== 'string' || said.split(/\s+/).length > LONGEST || !(await world.isWaiting()))
    return null
  const found = readRecurring(withQuotesHidden(before), world.clock)
  const [first, end] = [found[0], found.at(-1)]
  if (!first || !end) return null
  const [again] = readRecurring(withQuotesHidden(said), world.clock)
  const every = again && said.slice(again.span.from, again.span.to)
  const anew = whenAnew(before.slice(first.span.from, end.span.to), said, every)
  if (anew === null) return null
  const text = `${before.slice(0, first.span.from)}${anew}${before.slice(end.span.to)}`
  const outcome = await standingWish(text, { ...world, memory: { ...world.memory, last: null } })
  return outcome?.kind === 'calls' ? { ...outcome, replaces: true } : null
}

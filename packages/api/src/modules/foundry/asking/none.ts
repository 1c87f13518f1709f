import { addDays } from '../../../shared/time.ts'
import { partOf } from './asking.ts'
import type { Asking, LinkedPart } from './asking.ts'
import { countedAt, setCount } from './counts.ts'
import { dateOf } from './vocabulary.ts'
import { NOT } from './words.ts'

/** Who "stopped" has not been heard of for so long. */
const QUIET_DAYS = 60

const none = { op: '=', count: 0 } as const

const NEVER = new RegExp(
  `\\b(?:${NOT})\\b(?: (?:ever|yet|been|to|have|has))* <v(\\d+)>(?: (?:anything|any|from|with|here|us))*`,
)

/** "Never ordered", "haven't bought anything". */
function readNever(asking: Asking): void {
  const { coded } = asking
  for (let found = coded.take(NEVER); found; found = coded.take(NEVER)) {
    const number = Number(found[1])
    const verb = coded.meaning('verb', number)
    if (verb) setCount(partOf(asking, verb.type, coded.clauseOf(number)), none)
  }
}

const NOTHING =
  /\b(?:but not|nothing|none|not(?: again)?|never(?: again)?|no more|no longer)\b(?! (?:[a-z]+ )*<[cvt])(?: at all)?(?<since> since(?: then)?$| after(?:wards| that)$)?/

/** What was said first, of which there is nothing later: a part that is there, or what was done then. */
function saidBefore(asking: Asking): LinkedPart | null {
  const [first] = asking.coded.all('days')
  return asking.linked[0] ?? countedAt(asking, first?.number ?? 0)
}

/** "… and nothing since September": of the same as before, in days of its own. */
function readNothingThen(asking: Asking): boolean {
  const { coded } = asking
  const before = saidBefore(asking)
  const later = coded
    .all('days', { left: true })
    .find(({ number }) => before !== null && coded.clauseOf(number) > before.clause)
  const part = before && later && partOf(asking, before.type, coded.clauseOf(later.number))
  return part ? coded.take(NOTHING) !== null && setCount(part, none) : false
}

/** "… in July and nothing since": after the days that were said. */
function readNothingSince(asking: Asking): void {
  const { coded } = asking
  if (NOTHING.exec(coded.rest)?.groups?.['since'] === undefined) return
  const before = saidBefore(asking)
  const date = before && dateOf(before.type)
  const until = coded.all('days', { left: true }).at(-1)?.to
  const part = before && partOf(asking, before.type, before.clause + 1)
  if (!date || !until || !part) return
  coded.take(NOTHING)
  setCount(part, none)
  part.where.push({ property: date.name, op: '>', values: [until] })
}

const STOPPED = /\b(?:(?:have |has )?stopped(?: <v\d+>)?|(?:went|gone) (?:quiet|away)|dropped off|lapsed)\b/

/** "… and then stopped" */
function readStopped(asking: Asking): void {
  const [before] = asking.linked
  const date = before && dateOf(before.type)
  const part = date && asking.coded.take(STOPPED) && partOf(asking, before.type, before.clause + 1)
  if (!part) return
  setCount(part, none)
  part.where.push({ property: date.name, op: '>=', values: [addDays(asking.today, -QUIET_DAYS)] })
}

/** Of what there has to be none, at all or since then. */
export function readNone(asking: Asking): void {
  readNever(asking)
  if (asking.coded.has(NOTHING) && !readNothingThen(asking)) readNothingSince(asking)
  readStopped(asking)
}

import { areBeside } from '../../acts/act-path.ts'
import type { AskedAct } from '../../acts/act-table.ts'
import type { Meant } from '../../acts/meaning.ts'
import { addDays, addMonths, endOfMonth, wallAt } from '../../../../../reading/calendar.ts'
import { fold } from '../../../../../reading/text.ts'
import type { Request } from '../resolve.ts'
import type { World } from '../types.ts'

const value = (one: string): Meant => ({ kind: 'value', value: one })
const isRead = (act: AskedAct) => act.entry.meta.effect === 'read'

const after = /\bthe (day|week|month) (after|before)(?: (?:that|this|it|then))?[?.! ]*$/

type Unit = 'day' | 'week' | 'month'

function moved(day: string, unit: Unit, sign: 1 | -1): string {
  if (unit !== 'month') return addDays(day, sign * (unit === 'week' ? 7 : 1))
  const isEnd = day === endOfMonth(day)
  return isEnd ? endOfMonth(day, sign) : addMonths(day, sign)
}

/** "And the week after that?": the days asked for before, moved on by as much. */
export function nextStretch(
  { fields }: AskedAct,
  input: Readonly<Record<string, unknown>>,
  text: string,
): Map<string, Meant> | null {
  const [, unit, way] = after.exec(fold(text)) ?? []
  const days = fields.filter(({ kind, name }) => kind === 'day' && typeof input[name] === 'string')
  if (unit === undefined || days.length === 0) return null
  const sign = way === 'before' ? -1 : 1
  return new Map(days.map(({ name }) => [name, value(moved(String(input[name]), unit as Unit, sign))]))
}

/** "No, make that Friday" of a day that lies ahead, said on a Friday: the next one. */
export function laterThanToday(
  values: ReadonlyMap<string, Meant>,
  text: string,
  { memory: { last }, clock: { now, timeZone } }: World,
): Map<string, Meant> {
  const today = wallAt(now, timeZone).day
  const isAhead = (name: string) => {
    const before = last?.input[name]
    return typeof before === 'string' && before > today
  }
  return new Map(
    [...values].map(([name, meant]) => {
      const isToday = meant.kind === 'value' && meant.value === today
      const isWeekday = isToday && isAhead(name) && /day\b/.test(fold(text)) && !/\btoday\b/.test(fold(text))
      return [name, isWeekday ? value(addDays(today, 7)) : meant]
    }),
  )
}

const shown =
  /^(?:and |so |ok |okay |then )*(?:(?:can i |let me |could you )?(?:show|see|list|give|name|tell|read)(?: me)? (?:them|those|these|which|the list)(?: all)?(?: to me)?|(?:and )?which(?: ones?)?(?: (?:(?:are|is|were|was) (?:they|it|those|these|this|that|them)|(?:they|those|these) (?:are|were)|exactly))?|(?:what|who) (?:are|were) (?:they|those|these))(?: please| then)?[?.! ]*$/

/** The list beside an act that showed no rows, of what was asked of it. */
export function listBeside(act: AskedAct, { table, memory: { last, focus } }: World): AskedAct | undefined {
  if (!last || focus.length > 0) return undefined
  const asked = Object.keys(last.input)
  return table.acts.find(
    (other) =>
      other !== act &&
      other.isOpen &&
      isRead(other) &&
      areBeside(other.path, act.path) &&
      other.fields.every(({ isRequired }) => !isRequired) &&
      asked.every((name) => other.fields.some((field) => field.name === name)),
  )
}

/** "Show them" behind a number: the list beside it, of what was counted. */
export function listed(act: AskedAct, text: string, world: World): Request | null {
  const { last, focus } = world.memory
  if (!last || focus.length > 0 || !shown.test(fold(text))) return null
  const { metrics, groupBy: _, ...rows } = last.input
  // What was reckoned of rows is asked for without the reckoning.
  if (metrics !== undefined && 'where' in rows)
    return { act, values: new Map(), before: { input: rows, names: {} } }
  const list = listBeside(act, world)
  return list ? { act: list, values: new Map(), before: { input: { ...last.input }, names: {} } } : null
}

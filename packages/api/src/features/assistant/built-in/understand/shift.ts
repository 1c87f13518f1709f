import type { Field } from '../acts/fields.ts'
import { rowFieldOf } from '../acts/needed-fields.ts'
import { addMonths, dayIn, monthOf, wallAt, yearOf } from '../../../../reading/calendar.ts'
import { shifted } from '../../../../reading/durations.ts'
import type { Shift } from '../../../../reading/moments.ts'
import { rootOf, stem } from '../../../../reading/name-index.ts'
import type { Row } from '../acts/usable.ts'
import { ask } from './work.ts'
import type { Question, Work } from './work.ts'

interface Shifting {
  /** Where the day stands that is moved, or that the time belongs to. */
  dayName: string
  field: Field
  shift: Shift
  /** What the clock shows now. */
  time: string
}

/** What a row's day or time becomes; null where it has none. */
function movedFrom(item: Row['item'] | undefined, { dayName, field, shift, time }: Shifting): string | null {
  const [day, at] = [item?.[dayName], item?.[field.name]]
  if (typeof day !== 'string' || typeof at !== 'string') return null
  const isTime = field.kind === 'time'
  const moved = shifted({ day, time: isTime ? at : time }, shift, shift.sign)
  return isTime ? moved.time : moved.day
}

async function itemsOf({ world }: Work, owner: Field | undefined): Promise<Map<string, Row['item']>> {
  const rows = owner?.entity ? await world.rows(owner.entity, {}) : []
  return new Map(rows.map(({ id, item }) => [id, item]))
}

/** "By two days" counts from what each row has now. */
export async function takeShift(work: Work, field: Field, shift: Shift): Promise<Question | null> {
  const { act, world, input, each } = work
  const owner = rowFieldOf(work.act)
  const items = await itemsOf(work, owner)
  const { time } = wallAt(world.clock.now, world.clock.timeZone)
  const dayName = act.fields.find(({ kind }) => kind === 'day')?.name ?? ''
  const movedOf = (id: unknown) => movedFrom(items.get(String(id)), { dayName, field, shift, time })
  if (each && each.field === owner?.name) {
    for (const { id } of each.rows) input[`${field.name}@${id}`] = movedOf(id)
    return null
  }
  const moved = movedOf(owner && (input[owner.name] ?? world.memory.it?.id))
  if (moved === null) return ask(work, field)
  input[field.name] = moved
  return null
}

const stemOf = (name: string) => rootOf(stem(name.replace(/[A-Z].*$/, '')))

const isDay = (value: unknown): value is string =>
  typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value)

const daysBetween = (a: string, b: string) => Math.abs(Date.parse(a) - Date.parse(b))

/** "We come back on the 14th": of a row whose day lies ahead, the 14th that is nearest to it; otherwise the next one. */
export async function nearestNth(
  work: Work,
  field: Field,
  { nth, value }: { nth: number; value: string },
): Promise<string> {
  const { world, input, act } = work
  const owner = rowFieldOf(work.act)
  if (!owner || act.entry.meta.effect === 'read') return value
  const named = input[owner.name]
  const id = typeof named === 'string' ? named : world.memory.it?.id
  const item = (await itemsOf(work, owner)).get(id ?? '') ?? {}
  const before = Object.entries(item).find(([name, one]) => stemOf(name) === stemOf(field.name) && isDay(one))
  const today = wallAt(world.clock.now, world.clock.timeZone).day
  const [, now] = before ?? []
  if (!isDay(now) || now <= today) return value
  const months = [-1, 0, 1].map((by) => addMonths(`${now.slice(0, 7)}-01`, by))
  const [nearest = value] = months
    .flatMap((month) => dayIn(yearOf(month), monthOf(month), nth) ?? [])
    .filter((day) => day >= today)
    .toSorted((a, b) => daysBetween(a, now) - daysBetween(b, now))
  return nearest
}

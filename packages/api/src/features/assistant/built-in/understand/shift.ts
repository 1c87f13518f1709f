import type { Field } from '../acts/fields.ts'
import { wallAt } from '../../../../reading/calendar.ts'
import { shifted } from '../../../../reading/durations.ts'
import type { Shift } from '../../../../reading/moments.ts'
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

const ownerOf = ({ act }: Work) => act.fields.find(({ kind, isRequired }) => kind === 'entity' && isRequired)

async function itemsOf({ world }: Work, owner: Field | undefined): Promise<Map<string, Row['item']>> {
  const rows = owner?.entity ? await world.rows(owner.entity, {}) : []
  return new Map(rows.map(({ id, item }) => [id, item]))
}

/** "By two days" counts from what each row has now. */
export async function takeShift(work: Work, field: Field, shift: Shift): Promise<Question | null> {
  const { act, world, input, each } = work
  const owner = ownerOf(work)
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

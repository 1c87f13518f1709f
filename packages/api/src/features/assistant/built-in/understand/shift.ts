import type { Field } from '../acts/fields.ts'
import { wallAt } from '../reading/calendar.ts'
import { shifted } from '../reading/durations.ts'
import type { Shift } from '../reading/moments.ts'
import { ask } from './work.ts'
import type { Question, Work } from './work.ts'

/** "By two days" counts from what each row has now. */
export async function takeShift(work: Work, field: Field, shift: Shift): Promise<Question | null> {
  const { act, world, input, each } = work
  const owner = act.fields.find(({ kind, isRequired }) => kind === 'entity' && isRequired)
  const rows = owner?.entity ? await world.rows(owner.entity, {}) : []
  const items = new Map(rows.map(({ id, item }) => [id, item]))
  const { time } = wallAt(world.clock.now, world.clock.timeZone)
  const shiftOf = (id: unknown) => {
    const day = items.get(String(id))?.[field.name]
    return typeof day === 'string' ? shifted({ day, time }, shift, shift.sign).day : null
  }
  if (each && each.field === owner?.name) {
    for (const { id } of each.rows) input[`${field.name}@${id}`] = shiftOf(id)
    return null
  }
  const id = owner && (input[owner.name] ?? world.memory.it?.id)
  const day = shiftOf(id)
  if (day === null) return ask(work, field)
  input[field.name] = day
  return null
}

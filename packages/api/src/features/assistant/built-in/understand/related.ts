import type { Spoken } from '../../memory.ts'
import type { ActTable } from '../acts/act-table.ts'
import { PERSON } from '../acts/fields.ts'
import type { World } from './types.ts'

const kinds = new WeakMap<ActTable, ReadonlyMap<string, string>>()

/** Of what kind the row is that a field holds the id of, by the name of the field: acts and rows call it alike. */
function kindByField(table: ActTable): ReadonlyMap<string, string> {
  const known = kinds.get(table)
  if (known) return known
  const found = table.acts.flatMap(({ fields }) =>
    fields.flatMap(({ name, kind, entity }): [string, string][] => {
      if (name === 'id' || (kind !== 'entity' && kind !== 'person')) return []
      return [[name, kind === 'person' ? PERSON : (entity ?? '')]]
    }),
  )
  const made = new Map(found)
  kinds.set(table, made)
  return made
}

/** The rows that the one spoken of last belongs to: of an invoice its customer, of a task whoever has it. */
export async function relatedRows({ memory: { it }, table, rows, people }: World): Promise<Spoken[]> {
  if (!it) return []
  const item = (await rows(it.entity, {})).find(({ id }) => id === it.id)?.item ?? {}
  const ids = Object.entries(item).flatMap(([name, id]) => {
    const entity = kindByField(table).get(name)
    return entity === undefined || typeof id !== 'string' ? [] : [{ entity, id }]
  })
  const named = await Promise.all(
    ids.map(async ({ entity, id }) => {
      const all = entity === PERSON ? people : await rows(entity, {})
      return all.filter((row) => row.id === id).map(({ name }) => ({ entity, id, name }))
    }),
  )
  return named.flat()
}

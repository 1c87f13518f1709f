import { sql } from '@hub/db'
import type { OrgDb } from '@hub/db'
import type { KnownType } from '../types/queries.ts'

/**
 * The types without amounts that none of their things has: a service that brings customers without what they spent tells nobody
 * which of them is the best. Where there is nothing yet, they stay.
 */
export async function withoutUnfilled(db: OrgDb, types: readonly KnownType[]): Promise<KnownType[]> {
  const amounts = types.flatMap(({ id, properties }) =>
    properties.flatMap(({ name, kind, slot }) =>
      kind === 'money' && slot !== null ? [{ id, name, slot }] : [],
    ),
  )
  if (amounts.length === 0) return [...types]
  const looks = amounts.map(
    ({ id, slot }, at) => sql`
      select ${sql.lit(at)}::int as at
      where exists (select from foundry_object where type_id = ${id} and removed_at is null)
        and not exists (select from foundry_object
          where type_id = ${id} and removed_at is null and ${sql.ref(slot)} is not null)`,
  )
  const { rows } = await sql<{ at: number }>`${sql.join(looks, sql` union all `)}`.execute(db)
  const unfilled = rows.map(({ at }) => amounts[at])
  return types.map((type) => ({
    ...type,
    properties: type.properties.filter(
      ({ name }) => !unfilled.some((amount) => amount?.id === type.id && amount.name === name),
    ),
  }))
}

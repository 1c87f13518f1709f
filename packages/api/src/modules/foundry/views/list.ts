import { sql } from '@hub/db'
import { z } from 'zod'
import type { ListDeclaration, ListPlace, Shown } from '../../../platform/catalog/lists.ts'
import { fieldFault } from '../../../shared/field-fault.ts'
import { valuesOf } from '../../../shared/list.ts'
import { searchPhrase } from '../../../shared/text.ts'
import { fitting } from '../objects/fitting.ts'
import { Linked, ShownColumns, Where } from '../objects/schema.ts'
import { sortingOf } from '../objects/search.ts'
import { findType, propertyOf } from '../types/queries.ts'
import { PropertyName } from '../types/schema.ts'

/** The objects of one type, which are a list of their own. */
export const OBJECTS = 'foundry.objects'

const some = z.union([z.string(), z.array(z.string())]).optional()

/** What the address of the objects of a type says of them. */
const ShownObjects = z
  .object({
    q: searchPhrase.optional(),
    where: some.transform(valuesOf).pipe(Where),
    linked: some.transform(valuesOf).pipe(Linked),
    by: PropertyName.optional(),
    desc: z.boolean().default(false),
    cols: z
      .string()
      .default('')
      .transform((names) => (names === '' ? [] : names.split(',')))
      .pipe(ShownColumns),
  })
  .transform(({ q, where, linked, by, desc, cols }) => ({
    filters: { where, linked, ...(q !== undefined && { search: q }) },
    order: {
      descending: desc,
      ...(by === undefined || by === 'title'
        ? { sort: 'title' as const }
        : { sort: 'property' as const, by }),
    },
    columns: cols,
  }))

/** Which objects are shown, in which order and by which columns. Throws a fault of the field `shown`. */
export function objectsShown(shown: Shown) {
  const read = ShownObjects.safeParse(shown)
  if (read.success) return read.data
  const [issue] = read.error.issues
  throw fieldFault('shown', `“${String(issue?.path[0])}” cannot be read: ${issue?.message}`)
}

/** Throws the fault of whatever the type cannot be found, sorted or shown by. */
async function requireFits(place: ListPlace, typeId: string, shown: Shown): Promise<void> {
  const { filters, order, columns } = objectsShown(shown)
  const type = await findType(place.db, typeId)
  await fitting(place, type, filters)
  sortingOf(type, order)
  for (const name of columns) propertyOf(type, name, 'columns')
}

export const foundryLists: Readonly<Record<string, ListDeclaration>> = {
  [OBJECTS]: {
    title: 'Data',
    page: '/o/{org}/foundry',
    permission: 'foundry.data.read',
    sharing: 'foundry.data.write',
    of: {
      entity: 'foundry_type',
      param: 'type',
      isThere: (id) =>
        sql<boolean>`exists (select from foundry_type t where t.id = ${id} and t.archived_at is null)`,
      requireFits,
    },
  },
}

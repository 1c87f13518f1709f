import { sql } from '@hub/db'
import type { OrgDb } from '@hub/db'
import type { ListPlace } from '../../../platform/catalog/lists.ts'
import { compileWhere } from '../queries/compile.ts'
import { compileLinked, parseLinked } from '../queries/linked.ts'
import type { KnownType } from '../types/queries.ts'
import { searched } from './search-words.ts'

export interface Filters {
  search?: string | undefined
  where?: readonly string[] | undefined
  linked?: readonly string[] | undefined
}

/** What conditions on links come to. Throws a fault of the field `linked`. */
async function linkedPredicates(ctx: ListPlace, type: KnownType, linked: readonly string[]) {
  return Promise.all(
    linked.map(async (text) => compileLinked(ctx, await parseLinked(text, { db: ctx.db, type }))),
  )
}

/**
 * Objects of a type that fit, as `o`: what is asked of them is added to the query that this gives for a handle, so that the
 * same filters serve in and out of a transaction.
 */
export async function fitting(ctx: ListPlace, type: KnownType, { search, where = [], linked = [] }: Filters) {
  const compiling = { db: ctx.db, type, alias: 'o', field: 'where', timeZone: ctx.org.timeZone }
  const predicates = [await compileWhere(compiling, where), ...(await linkedPredicates(ctx, type, linked))]
  return (db: OrgDb = ctx.db) => {
    let query = db
      .selectFrom('foundryObject as o')
      .where('o.typeId', '=', type.id)
      .where('o.removedAt', 'is', null)
      .$if(search !== undefined, (found) =>
        found.where(
          sql<boolean>`o.ctid = any((select app.foundry_object_places(${type.id}, ${searched(search ?? '')}))::tid[])`,
        ),
      )
    for (const predicate of predicates) query = query.where(predicate)
    return query
  }
}

export type Fitting = ReturnType<Awaited<ReturnType<typeof fitting>>>

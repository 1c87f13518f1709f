import { sql } from '@hub/db'
import type { OrgContext } from '../../../platform/calls/context.ts'
import { readPage } from '../../../platform/data/keyset.ts'
import type { Page } from '../../../shared/list.ts'
import type { FindObjects, FoundObject } from './schema.ts'
import { searched } from './search-words.ts'

/** Objects of all types that hold these words. */
export function findObjects(ctx: OrgContext, input: FindObjects): Promise<Page<FoundObject>> {
  const { search } = input
  const found = ctx.db
    .selectFrom('foundryObject as o')
    .innerJoin('foundryType as t', 't.id', 'o.typeId')
    .select(['o.id', 'o.typeId', 't.title as type', 'o.title'])
    .where('o.removedAt', 'is', null)
    .where('t.archivedAt', 'is', null)
    .$if(search !== undefined, (query) =>
      query.where(
        sql<boolean>`o.ctid = any((select app.foundry_object_places(null, ${searched(search ?? '')}))::tid[])`,
      ),
    )
  return readPage(found, {
    scope: { key: ctx.hub.keys.cursor, list: 'modules.foundry.objects.find', orgId: ctx.org.orgId },
    columns: [{ expression: sql`o.id`, type: 'uuid', direction: 'desc' }],
    input,
  })
}

import type { OrgContext } from '../../../platform/calls/context.ts'

/** What of a published workflow has an address, by its key. */
export const triggersOf = (
  { db }: Pick<OrgContext, 'db'>,
  workflowId: string,
  kind: 'webhook' | 'form',
): Promise<{ id: string; key: string }[]> =>
  db
    .selectFrom('workflowTrigger')
    .select(['id', 'key'])
    .where('workflowId', '=', workflowId)
    .where('kind', '=', kind)
    .orderBy('key')
    .execute()

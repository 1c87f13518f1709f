import type { OrgContext } from '../../platform/calls/context.ts'
import type { Broadcasts } from './schema.ts'

/** What administrators of the hub say to everybody, or to this organization, just now. */
export async function listBroadcasts({ hub, org, now }: OrgContext): Promise<Broadcasts> {
  const items = await hub.db.system
    .selectFrom('broadcast')
    .select(['id', 'words', 'endsAt'])
    .where('endsAt', '>', now().toISOString())
    .where((eb) => eb.or([eb('onlyOrgId', 'is', null), eb('onlyOrgId', '=', org.orgId)]))
    .orderBy('createdAt')
    .execute()
  return { items }
}

import { sql } from '@hub/db'
import type { OrgTx, SystemTx } from '@hub/db'
import type { Catalog } from './catalog.ts'
import type { CacheRule } from './meta.ts'

/** The feature a procedure belongs to: `modules.ops.tasks.create` → `modules.ops`, `auth.me` → `auth`. */
export function featureOf(path: string): string {
  const [first = '', second = ''] = path.split('.')
  return first === 'modules' ? `${first}.${second}` : first
}

/** Features whose changes reach a cached answer: its own, and those it names. */
export const featuresBehind = (path: string, { from = [] }: CacheRule): string[] => [featureOf(path), ...from]

const keptFeatures = new WeakMap<Catalog, ReadonlySet<string>>()

/** Whether any cached answer of an organization depends on the feature; where none does, a write says nothing. */
export function isKept(catalog: Catalog, feature: string): boolean {
  const known = keptFeatures.get(catalog)
  if (known) return known.has(feature)
  const features = new Set(
    catalog.entries.flatMap(({ path, meta: { cache } }) =>
      cache?.per === 'organization' ? featuresBehind(path, cache) : [],
    ),
  )
  keptFeatures.set(catalog, features)
  return features.has(feature)
}

/** The tag of every cached answer that depends on a feature of an organization, or on a person's own account. */
export const orgTag = (orgId: string, feature: string) => `${orgId}:${feature}`
export const personTag = (userId: string) => `person:${userId}`

/**
 * Says, inside the transaction that changes it, that a feature of an organization has changed; from its commit on no
 * server gives a cached answer from before. `ctx.write` does this for the procedure's own feature.
 */
export async function raiseOrgEpoch(tx: OrgTx | SystemTx, orgId: string, feature: string): Promise<void> {
  // The table looks the same to both handles.
  await (tx as OrgTx)
    .insertInto('cacheEpoch')
    .values({ orgId, feature })
    .onConflict((conflict) =>
      conflict.columns(['orgId', 'feature']).doUpdateSet({ epoch: sql<number>`cache_epoch.epoch + 1` }),
    )
    .execute()
}

/** The same for everything cached for one person. */
export async function raisePersonEpoch(tx: SystemTx, userId: string): Promise<void> {
  await tx
    .updateTable('authUser')
    .set({ cacheEpoch: sql<number>`cache_epoch + 1` })
    .where('id', '=', userId)
    .execute()
}

/** The same in each organization a person belongs to, for what fellow members see of them. */
export async function raiseFellowEpochs(tx: SystemTx, userId: string, feature: string): Promise<void> {
  // In one order, so that two people who share organizations cannot wait for each other.
  await sql`
    insert into cache_epoch as held (org_id, feature)
    select org_id, ${feature} from organization_member where user_id = ${userId} order by org_id
    on conflict (org_id, feature) do update set epoch = held.epoch + 1`.execute(tx)
}
